import { auditBooks } from '../audit/audit.mjs';
import { unequalTables } from '../cluster/galera-faults.mjs';
import { DATABASE } from '../cluster/open-galera.mjs';

/** What is wrong with the books of a campaign at rest, and with how the shop behaved, in words. */
export async function auditStage(stage) {
  const books = await auditBooks({
    query: stage.query,
    trades: stage.simulator.ledger(),
    now: new Date(),
    initialStock: stage.initialStock,
    promised: stage.promised,
    delivered: stage.receiver.delivered,
    processes: stage.processes,
    mayFailToStart: stage.breaksDatabase,
  });
  const unequal = stage.nodes.length > 0 ? await unequalTables(stage.nodes, DATABASE) : [];
  return [...books, ...unequal, ...(await conductFaults(stage))];
}

/** After so many orders each step has been tried so often that one that never succeeds is no accident. */
const ENOUGH_TRIES = 20;
/** Only after a refund that Alipay has refused for good, which no fault of the campaign brings about. */
const SELDOM = new Set(['refund again']);

async function conductFaults({ query, watch, forger, receiver, promised, steps, faults }) {
  const [{ made }] = await query('SELECT COUNT(*) AS made FROM orders');
  const tooMany = Number(made) - promised.keys;
  const { forged } = receiver.counts;
  return [
    ...faults,
    ...watch.faults,
    ...(forger?.faults ?? []),
    ...(tooMany > 0 ? [`${tooMany} more orders than buyers asked for`] : []),
    ...[...steps.counts]
      .filter(([name, { tried, done }]) => tried >= ENOUGH_TRIES && done === 0 && !SELDOM.has(name))
      .map(([name, { tried }]) => `"${name}" was tried ${tried} times and never done`),
    ...(forged > 0 ? [`${forged} events with a wrong signature`] : []),
  ];
}
