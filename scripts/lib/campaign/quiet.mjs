import { setTimeout as wait } from 'node:timers/promises';
import { say } from '../say.mjs';
import { seconds } from './seconds.mjs';

const QUIET_WITHIN_MS = 240_000;

/**
 * Waits until no order is unpaid, no refund open, no event unrelayed; answers whether that came to pass, and after how many
 * seconds nothing was overdue any more: an unpaid order owes nothing before its deadline.
 */
export async function untilQuiet({ query }) {
  const began = Date.now();
  let converged = null;
  for (let tries = 1; Date.now() - began < QUIET_WITHIN_MS; tries += 1) {
    const [owed] = await query(
      `SELECT (SELECT COUNT(*) FROM orders WHERE state = 'PENDING_PAYMENT') AS unpaid,
        (SELECT COUNT(*) FROM orders WHERE state = 'PENDING_PAYMENT'
          AND (expires_at <= ? OR cancel_requested_at IS NOT NULL)) AS overdue,
        (SELECT COUNT(*) FROM refunds WHERE state IN ('PROCESSING', 'UNKNOWN')) AS refunds,
        (SELECT COUNT(*) FROM outbox WHERE pending = 1) AS events`,
      [new Date()],
    );
    const { unpaid, overdue, refunds, events } = owed;
    const isLate = [overdue, refunds, events].some((count) => Number(count) > 0);
    if (!isLate) converged ??= seconds(began);
    if (!isLate && Number(unpaid) === 0) return { quiet: true, converged };
    if (tries % 10 === 0) {
      const orders = `${unpaid} unpaid orders (${overdue} overdue)`;
      say(`  ${seconds(began)} s: ${orders}, ${refunds} refunds, ${events} events are owed`);
    }
    await wait(1_000);
  }
  return { quiet: false, converged };
}
