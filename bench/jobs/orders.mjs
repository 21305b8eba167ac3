/** Making orders, by an old shop's one request or the native API's. */
import { clearOrders, clearOrdersAfter, fillCarts, SKUS } from '../world.mjs';
import { counter, figures, isFine, post, unequal } from './requests.mjs';

/** Where dadashop does everything with orders. */
export const ORDERS = '/v1/orders/processing/';
const FLASH_SKU = 1;

/** Each buyer buys once in a measurement; more than these in a second would end it early. */
export const BUYERS_PER_SECOND = 4000;

/** One order, line, payment and piece of stock for each good answer, two events, and nothing oversold. */
export async function checkCreated(side, made, { after = 0, pieces }) {
  const found = await figures(
    side.db,
    `SELECT (SELECT COUNT(*) FROM orders WHERE id > ?) AS orders,
       (SELECT COUNT(*) FROM order_lines WHERE order_id > ?) AS line_rows,
       (SELECT COUNT(*) FROM payments WHERE order_id > ?) AS payments,
       (SELECT COUNT(*) FROM outbox WHERE order_id > ? AND type = 'order.created') AS created,
       (SELECT COUNT(*) FROM outbox WHERE order_id > ? AND type = 'payment.initiated') AS initiated,
       (SELECT SUM(sales) FROM skus) AS sold,
       (SELECT SUM(${pieces} - stock) FROM skus) AS taken,
       (SELECT COUNT(*) FROM skus WHERE stock < 0) AS oversold`,
    Array(5).fill(after),
  );
  const each = {
    orders: made,
    line_rows: made,
    payments: made,
    created: made,
    initiated: made,
    sold: made,
    taken: made,
  };
  return unequal(found, { ...each, oversold: 0 });
}

/** The users 1 … count. */
export const buyersUpTo = (count) => Array.from({ length: count }, (_, index) => index + 1);

/** A user's wish to buy what is in the cart, to their one address. */
export function buy({ tokens }, user) {
  return post(ORDERS, tokens[user], `{"status":0,"address_id":${user},"settlement_type":0}`);
}

/** What a user buys, where they do not all buy the same. */
export const skuOf = (user) => ((user * 31) % SKUS) + 1;

function createJob(name, title, must, pieceOf) {
  return {
    name,
    title,
    must,
    perSecond: BUYERS_PER_SECOND,
    isGood: isFine('"pay_url"'),
    async prepare(side, world, count) {
      await (side.base > 0 ? clearOrdersAfter(side.db, side.base) : clearOrders(side.db));
      await this.fill(side, world, count);
    },
    /** A cart for each buyer. */
    fill: (side, world, count = world.users) =>
      fillCarts(side, buyersUpTo(Math.min(count, world.users)), (user) => [pieceOf(user)]),
    requests: (world, count) =>
      counter(Math.min(count, world.users), (index) => buy(world, index + 1)),
    check: (side, good) => checkCreated(side, good, { after: side.base, pieces: 1_000_000 }),
  };
}

export const create = createJob(
  'create',
  `create order, ${SKUS.toLocaleString('en')} SKUs`,
  { procedures: 1.2, worker: 0.75 },
  skuOf,
);

/** The flash sale ends as it should: after the measured part, twice as many buyers as pieces. */
export const flash = {
  ...createJob('flash', 'create order, all on one SKU', { procedures: 1.2 }, () => FLASH_SKU),
  async finish(side, world, { load, pieces }) {
    const buyers = buyersUpTo(pieces * 2);
    await clearOrders(side.db, { stock: pieces });
    await fillCarts(side, buyers, () => [FLASH_SKU]);
    let sold = 0;
    const isGood = (status, body) => {
      const isSold = status === 200 && body.includes('"pay_url"');
      if (isSold) sold += 1;
      return isSold || (status === 200 && body.startsWith('{"code":50103'));
    };
    const next = counter(buyers.length, (index) => buy(world, index + 1));
    const { bad, faults } = await load({ seconds: 60, next, isGood });
    const wrong = await checkCreated(side, sold, { pieces });
    const { stock } = await figures(side.db, 'SELECT stock FROM skus WHERE id = ?', [FLASH_SKU]);
    const short =
      sold === pieces && stock === 0 ? [] : [`sold ${sold} of ${pieces}, ${stock} left`];
    return [...wrong, ...short, ...(bad > 0 ? [`${bad} odd answers: ${faults[0]}`] : [])];
  },
};
