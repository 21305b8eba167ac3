import { setTimeout as wait } from 'node:timers/promises';
import { say } from '../say.mjs';
import { seconds } from './seconds.mjs';

/** Longer than an unpaid order takes to expire: nothing may be owed less meanwhile. */
const NO_PROGRESS_MS = 240_000;

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
 * Waits until no order is unpaid, no refund open, no event unrelayed or undelivered, for as long as that becomes less: on a
 * slow machine it lasts. Answers whether that came to pass, after how many seconds nothing was overdue any more, and
 * what is owed still, in words.
 */
export async function untilQuiet(stage) {
  const began = Date.now();
  const patience = patienceOf(NO_PROGRESS_MS);
  let converged = null;
  let all = {};
  for (let tries = 1; !patience.isOver(); tries += 1) {
    all = await owed(stage.query);
    const { unpaid, ...late } = all;
    const isLate = Object.values(late).some((count) => count > 0);
    if (!isLate) converged ??= seconds(began);
    if (!isLate && unpaid === 0) return { quiet: true, converged, left: '' };
    patience.see(all);
    if (tries % 3 === 1) await resume(stage, late);
    if (tries % 10 === 0) say(`  owed after ${seconds(began)} s: ${wordsOf(all)}`);
    await wait(1_000);
  }
  return { quiet: false, converged, left: wordsOf(all) };
}

/**
 * Ends when nothing has become less for so long. Each kind of what is owed comes to an end: what one leads to, such as an
 * order to events, is of another.
 *
 * @param {number} mostMs
 * @param {() => number} [now] ms
 * @returns {{ see: (counts: Record<string, number>) => void, isOver: () => boolean }}
 */
export function patienceOf(mostMs, now = Date.now) {
  let progressAt = now();
  let before = {};
  const see = (counts) => {
    const isLess = Object.entries(counts).some(([kind, count]) => count < before[kind]);
    if (isLess) progressAt = now();
    before = counts;
  };
  return { see, isOver: () => now() - progressAt >= mostMs };
}

function wordsOf(counts) {
  return Object.entries(counts)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
}

/** As an operator does who knows that the receiver is well again: its next try may be minutes away. */
async function resume({ call, operator, webhook }, { deliveries }) {
  if (!call || !webhook || deliveries === 0) return;
  const { status } = await call(operator, 'POST', `/api/v1/webhooks/${webhook}/resume`);
  if (status !== 200) say(`  the webhook was not resumed: ${status}`);
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
