import { say } from '../say.mjs';

function yuan(fen) {
  return (fen / 100).toFixed(2);
}

function listed(rows) {
  return rows.map(({ n, ...of }) => `${Object.values(of).join(' ')} ${n}`).join(', ');
}

function counted(counts) {
  return Object.entries(counts)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ');
}

async function parcelsIn(query) {
  const [{ parcels }] = await query('SELECT COUNT(*) AS parcels FROM shipments');
  return parcels;
}

/** How often what happens after a sale was done, of how often it was tried. */
function stepWords({ counts }) {
  const tried = [...counts].filter(([, one]) => one.tried > 0);
  return tried.map(([name, one]) => `${name} ${one.done} of ${one.tried}`).join(', ');
}

/** What became of the forged notifies. */
function forgedWords(forger) {
  if (forger === null) return 'none';
  const { told, orders } = forger.counts;
  return `${told} notifies of ${orders} orders, ${forger.faults.length} believed`;
}

/** The seconds from a payment to its record, by the share of payments that were recorded sooner. */
async function delaysIn(query) {
  const delays = await query(
    'SELECT TIMESTAMPDIFF(MICROSECOND, paid_at, recorded_at) / 1e6 AS s FROM payments WHERE recorded_at IS NOT NULL ORDER BY 1',
  );
  return (share) => Number(delays[Math.floor((delays.length - 1) * share)]?.s ?? 0).toFixed(1);
}

/** Says how the campaign ended: states, sums on both sides, delays, what was killed, and each violation. */
export async function report(stage, { quiet, seconds: took, bill, faults }) {
  const { query, simulator, kills, cuts, mishaps, watch, receiver, forger, processes } = stage;
  const states = await query('SELECT state, COUNT(*) AS n FROM orders GROUP BY state');
  const refunds = await query(
    'SELECT origin, state, COUNT(*) AS n FROM refunds GROUP BY origin, state',
  );
  const cases = await query(
    'SELECT type, state, COUNT(*) AS n FROM after_sales GROUP BY type, state',
  );
  const [books] = await query(
    `SELECT COALESCE(SUM(amount), 0) AS paid, COALESCE(SUM(refunded_amount), 0) AS refunded FROM payments
     WHERE state NOT IN ('CREATED', 'AWAITING', 'CLOSED')`,
  );
  const incidents = await query('SELECT kind, COUNT(*) AS n FROM incidents GROUP BY kind');
  const at = await delaysIn(query);
  const sum = (member) => simulator.ledger().reduce((total, trade) => total + trade[member], 0);
  say(`
orders      ${listed(states)}
refunds     ${listed(refunds)}
cases       ${listed(cases) || 'none'}
parcels     ${await parcelsIn(query)}
steps       ${stepWords(stage.steps) || 'none'}
incidents   ${listed(incidents) || 'none'}
here        paid ${books.paid}, sent back ${books.refunded}
at Alipay   paid ${yuan(sum('paid_fen'))}, sent back ${yuan(sum('refunded_fen'))}
bill        ${bill.lines} lines, ${bill.differences} differences
recorded    p50 ${at(0.5)} s, p99 ${at(0.99)} s after the payment
killed      ${kills.workers} workers, ${kills.apis} APIs; ${cuts()} commits cut
starts      ${processes.length}, of them ${processes.filter((one) => one.couldNotStart()).length} while the database was away, and again
mishaps     ${counted(mishaps.counts) || 'none'}
tables      ${stage.tables.rebuilt.join(', ') || 'none'} damaged by a full disk, and rebuilt
answers     ${watch.counts.answers}, of them ${watch.counts.unavailable} 5xx; ${watch.counts.none} times none; the longest after ${watch.longest().toFixed(1)} s
events      ${receiver.counts.taken} taken by the receiver
forged      ${forgedWords(forger)}
took        ${took} s, ${quiet ? 'and nothing is owed' : 'AND SOMETHING IS STILL OWED'}
violations  ${faults.length}`);
  faults.slice(0, 30).forEach((fault) => say(`  ${fault}`));
}
