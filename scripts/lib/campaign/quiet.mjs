import { setTimeout as wait } from 'node:timers/promises';
import { say } from '../say.mjs';
import { seconds } from './seconds.mjs';

const QUIET_WITHIN_MS = 240_000;

/** What is owed at the moment, by kind; an unpaid order owes nothing before its deadline. */
async function owed(query) {
  const [row] = await query(
    `SELECT (SELECT COUNT(*) FROM orders WHERE state = 'PENDING_PAYMENT') AS unpaid,
      (SELECT COUNT(*) FROM orders WHERE state = 'PENDING_PAYMENT'
        AND (expires_at <= ? OR cancel_requested_at IS NOT NULL)) AS overdue,
      (SELECT COUNT(*) FROM refunds WHERE state IN ('PROCESSING', 'UNKNOWN')) AS refunds,
      (SELECT COUNT(*) FROM outbox WHERE pending = 1) AS events,
      (SELECT COUNT(*) FROM webhook_deliveries WHERE state = 'PENDING') AS deliveries`,
    [new Date()],
  );
  return Object.fromEntries(Object.entries(row).map(([kind, count]) => [kind, Number(count)]));
}

/**
 * Waits until no order is unpaid, no refund open, no event unrelayed or undelivered; answers whether that came to pass, and
 * after how many seconds nothing was overdue any more.
 */
export async function untilQuiet(stage) {
  const began = Date.now();
  let converged = null;
  for (let tries = 1; Date.now() - began < QUIET_WITHIN_MS; tries += 1) {
    const { unpaid, ...late } = await owed(stage.query);
    const isLate = Object.values(late).some((count) => count > 0);
    if (!isLate) converged ??= seconds(began);
    if (!isLate && unpaid === 0) return { quiet: true, converged };
    if (tries % 3 === 1) await resume(stage);
    if (tries % 10 === 0) {
      const kinds = Object.entries({ unpaid, ...late }).map(([kind, count]) => `${kind} ${count}`);
      say(`  owed after ${seconds(began)} s: ${kinds.join(', ')}`);
    }
    await wait(1_000);
  }
  return { quiet: false, converged };
}

/** As an operator does who knows that the receiver is well again: its next try may be minutes away. */
async function resume({ call, operator, webhook }) {
  if (call && webhook) await call(operator, 'POST', `/api/v1/webhooks/${webhook}/resume`);
}

/** Has the operator cancel what nobody has paid, for those who do not want to wait until it is due. */
export async function cancelUnpaid({ query, call, operator }) {
  const unpaid = await query(
    `SELECT order_no AS number FROM orders WHERE state = 'PENDING_PAYMENT'`,
  );
  for (const { number } of unpaid) {
    await call(operator, 'POST', `/api/v1/orders/${number}/cancel`, {});
  }
}
