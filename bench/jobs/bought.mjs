/** Orders that are paid as soon as they are made: what becomes of most orders where notifies arrive. */
import { notifySigner } from '../notify-forms.mjs';
import { clearOrders, SKUS } from '../world.mjs';
import { notify } from './notify.mjs';
import { buy, buyersUpTo, BUYERS_PER_SECOND, create } from './orders.mjs';
import { counter, postForm } from './requests.mjs';

/** Dadashop's POST, and then Alipay's notify of the order, which the driver signs. */
function orderAndNotify(world, sign, user) {
  return {
    request: buy(world, user),
    next: (body) => {
      const { order_id: outTradeNo, total_amount: amount } = JSON.parse(body).data;
      return postForm('/v1/orders/success/', sign(outTradeNo, amount.toFixed(2)));
    },
  };
}

export const bought = {
  name: 'bought',
  title: `order and its notify, ${SKUS.toLocaleString('en')} SKUs`,
  must: { worker: 0.75 },
  perSecond: BUYERS_PER_SECOND,
  isGood: notify.isGood,
  async prepare(side, world, count) {
    await clearOrders(side.db);
    await create.fill(side, world, count);
  },
  requests(world, count) {
    const sign = notifySigner(world.alipay);
    const buyers = buyersUpTo(Math.min(count, world.users));
    return counter(buyers.length, (index) => orderAndNotify(world, sign, buyers[index]));
  },
  check: (side, good) => notify.check(side, good),
};
