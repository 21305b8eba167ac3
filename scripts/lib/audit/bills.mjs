/**
 * What is wrong with the bills of days that were reconciled, when nothing was planted in them: each line of Alipay's is
 * there once, each bill was matched, and no difference was written down, healed or not.
 *
 * @param {object} subject
 * @param {import('./books.mjs').Query} subject.query
 * @param {readonly BilledTrade[]} subject.trades Alipay's ledger, as the simulator tells it
 * @param {readonly string[]} subject.days as `2026-11-20`, in China time
 * @returns {Promise<{ lines: number, differences: number, faults: string[] }>} faults in words
 *
 * @typedef {{ paid_fen: number, gmt_payment: string | null,
 *   refunds: readonly { fen: number, gmt_refund: string }[] }} BilledTrade
 */
export async function auditBills({ query, trades, days }) {
  const bills = await query(
    `SELECT day, state, fault FROM bills WHERE type = 'trade' AND day IN (?)`,
    [days],
  );
  const differences = await query(
    `SELECT kind, state, out_trade_no AS number, request_no AS request, bill_amount AS theirs,
       our_amount AS ours FROM discrepancies ORDER BY id`,
  );
  const billed = await query(
    `SELECT l.kind, COUNT(*) AS count, CAST(SUM(l.amount) * 100 AS SIGNED) AS fen FROM bill_lines l
     JOIN bills b ON b.id = l.bill_id WHERE b.type = 'trade' AND b.day IN (?) GROUP BY l.kind`,
    [days],
  );
  return {
    lines: billed.reduce((sum, { count }) => sum + Number(count), 0),
    differences: differences.length,
    faults: [
      ...days.flatMap((day) => dayFaults(day, bills)),
      ...sumFaults(billed, trades),
      ...differences.map(inWords),
    ],
  };
}

/**
 * The days (China time) whose bills tell of all that these trades did, and the day after them: only then is it asked what
 * stands in no bill.
 *
 * @param {readonly BilledTrade[]} trades
 */
export function daysOf(trades) {
  const times = trades.flatMap(({ gmt_payment: paid, refunds }) => [
    ...(paid === null ? [] : [paid]),
    ...refunds.map(({ gmt_refund: refunded }) => refunded),
  ]);
  const days = [...new Set(times.map((time) => time.slice(0, 10)))].toSorted();
  const last = days.at(-1);
  return last === undefined ? [] : [...days, dayAfter(last)];
}

/** @param {string} day */
function dayAfter(day) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function dayFaults(day, bills) {
  const bill = bills.find((one) => one.day === day);
  if (bill === undefined) return [`the bill of ${day} was never asked for`];
  const isDone = ['MATCHED', 'EMPTY'].includes(bill.state);
  return isDone ? [] : [`the bill of ${day} is ${bill.state}: ${bill.fault ?? 'nothing is said'}`];
}

function sumFaults(billed, trades) {
  const refunds = trades.flatMap((trade) => trade.refunds.map(({ fen }) => fen));
  const payments = trades
    .filter(({ gmt_payment: paid }) => paid !== null)
    .map(({ paid_fen: fen }) => fen);
  return Object.entries({ payment: payments, refund: refunds }).flatMap(([kind, sums]) => {
    const { count = 0, fen = 0 } = billed.find((one) => one.kind === kind) ?? {};
    const [bill, ledger] = [
      `${Number(count)} of ${Number(fen)} fen`,
      `${sums.length} of ${sums.reduce((sum, one) => sum + one, 0)} fen`,
    ];
    return bill === ledger ? [] : [`${kind}s: the bills have ${bill}, Alipay's ledger ${ledger}`];
  });
}

function inWords({ kind, state, number, request, theirs, ours }) {
  const of = request === null ? number : `${number} ${request}`;
  return `${of}: ${kind} (${state}), ${theirs ?? 'nothing'} in the bill, ${ours ?? 'nothing'} here`;
}
