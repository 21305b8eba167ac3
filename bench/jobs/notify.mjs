/** Alipay's notifies. */
import { signNotifies } from '../notify-forms.mjs';
import { clearOrders, clearOrdersAfter, makeOrders } from '../world.mjs';
import { counter, figures, postForm, unequal } from './requests.mjs';

const NOTIFIES_PER_SECOND = 6000;

export const notify = {
  name: 'notify',
  title: 'notify (verify, settle, events)',
  must: { procedures: 0.9 },
  perSecond: NOTIFIES_PER_SECOND,
  isGood: (status, body) => status === 200 && body === 'success',
  async prepare(side, world, count) {
    const first = side.base + 1;
    await (side.base > 0 ? clearOrdersAfter(side.db, side.base) : clearOrders(side.db));
    await makeOrders(side.db, { count, lines: 1, users: world.users, first });
    const known = world.forms[first] ?? [];
    if (known.length >= count) return;
    const wish = {
      ...world.alipay,
      amount: '209.00',
      first: first + known.length,
      count: count - known.length,
    };
    // Not by `push`, whose arguments may not be so many.
    world.forms[first] = known.concat(await signNotifies(wish));
  },
  requests: (world, count, side) =>
    counter(count, (index) => postForm('/v1/orders/success/', world.forms[side.base + 1][index])),
  async check(side, good) {
    const found = await figures(
      side.db,
      `SELECT (SELECT COUNT(*) FROM orders WHERE id > ? AND state = 'TO_SHIP') AS orders_paid,
         (SELECT COUNT(*) FROM payments WHERE order_id > ? AND state = 'SUCCEEDED' AND applied_at IS NOT NULL) AS payments_paid,
         (SELECT COUNT(*) FROM outbox WHERE order_id > ? AND type = 'order.paid') AS order_events,
         (SELECT COUNT(*) FROM outbox e JOIN payments p ON p.id = e.payment_id AND p.order_id = e.order_id
          WHERE e.order_id > ? AND e.type = 'payment.succeeded') AS payment_events,
         (SELECT COUNT(*) FROM payment_evidence e JOIN payments p ON p.id = e.payment_id AND p.out_trade_no = e.out_trade_no
          WHERE p.order_id > ? AND e.source = 'notify' AND e.verdict = 'paid') AS evidence`,
      Array(5).fill(side.base),
    );
    const each = {
      orders_paid: good,
      payments_paid: good,
      order_events: good,
      payment_events: good,
      evidence: good,
    };
    return unequal(found, each);
  },
};
