import { setTimeout as wait } from 'node:timers/promises';
import { auditBooks } from '../audit/audit.mjs';
import { untilQuiet } from '../campaign/quiet.mjs';
import { say } from '../say.mjs';

const DELIVERED_WITHIN_SECONDS = 120;

/** The books, what clients saw, and paid events, after a run: in words what is wrong. */
export async function auditRun(stage, load) {
  stage.simulator.faults.reset();
  const { quiet, converged } = await untilQuiet(stage);
  say(
    quiet ? `nothing is owed; nothing was overdue after ${converged} s` : 'something is still owed',
  );
  const { query, simulator, initialStock, processes, watch, receiver } = stage;
  const left = await untilDelivered(stage);
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
    faults: [
      ...(quiet ? [] : ['something is still owed']),
      ...(left === 0 ? [] : [`${left} deliveries to the subscriber are still owed`]),
      ...books,
      ...paid,
      ...watch.faults,
    ],
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

/**
 * Waits until the subscriber was told everything, and has its deliveries tried at once, as an operator does who knows that it
 * is well: the next try may be minutes away. Answers how many are left.
 */
async function untilDelivered({ query, call, operator, webhook }) {
  let left = 0;
  for (let tries = 0; tries < DELIVERED_WITHIN_SECONDS; tries += 1) {
    const [{ n }] = await query(
      "SELECT COUNT(*) AS n FROM webhook_deliveries WHERE state = 'PENDING'",
    );
    left = Number(n);
    if (left === 0) break;
    if (tries % 5 === 1) await call(operator, 'POST', `/api/v1/webhooks/${webhook}/resume`);
    await wait(1_000);
  }
  return left;
}
