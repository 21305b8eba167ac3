import { auditBooks } from '../audit/audit.mjs';
import { untilQuiet } from '../campaign/quiet.mjs';
import { say } from '../say.mjs';

/** The books, what clients saw, and paid events, after a run: in words what is wrong. */
export async function auditRun(stage, load) {
  stage.simulator.faults.reset();
  const { quiet, converged, left } = await untilQuiet(stage);
  say(quiet ? `nothing is owed; nothing was overdue after ${converged} s` : `still owed: ${left}`);
  const { query, simulator, initialStock, processes, watch, receiver } = stage;
  const orderNos = load.acknowledged.map(({ orderNo }) => orderNo);
  const books = await auditBooks({
    query,
    trades: simulator.ledger(),
    now: new Date(),
    initialStock,
    processes,
    promised: { orderNos },
    delivered: receiver.delivered,
  });
  const paid = await paidEvents(stage);
  return {
    quiet,
    faults: [...(quiet ? [] : [`still owed: ${left}`]), ...books, ...paid, ...watch.faults],
  };
}

/** Each paid trade has one event of its payment, and one of its order. */
async function paidEvents({ query }) {
  const rows = await query(
    `SELECT p.out_trade_no AS number,
       (SELECT COUNT(*) FROM outbox e WHERE e.payment_id = p.id AND e.type = 'payment.succeeded') AS payments,
       (SELECT COUNT(*) FROM outbox e WHERE e.order_id = p.order_id AND e.type = 'order.paid') AS orders
     FROM payments p WHERE p.applied_at IS NOT NULL HAVING payments <> 1 OR orders <> 1`,
  );
  return rows.map(
    ({ number, payments, orders }) => `${number}: ${payments} and ${orders} paid events`,
  );
}
