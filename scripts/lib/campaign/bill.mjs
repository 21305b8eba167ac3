import { join } from 'node:path';
import { auditBills, daysOf } from '../audit/bills.mjs';
import { run } from '../process/processes.mjs';

const rootDir = join(import.meta.dirname, '../../..');
/** A day's bill is there at nine o'clock of the next day, China time. */
const READY_AFTER_MS = 34 * 3_600_000;

/**
 * Ends the campaign's days at Alipay and reconciles each as a person would, with the day after them; answers how many
 * lines the bills had, how many differences were found, and in words what is wrong: nothing was planted, so each difference is.
 */
export async function reconcileDays({ query, simulator, env }) {
  const trades = simulator.ledger();
  const days = daysOf(trades);
  if (days.length === 0) return { lines: 0, differences: 0, faults: [] };
  simulator.clock.set(Date.parse(`${days.at(-1)}T00:00:00+08:00`) + READY_AFTER_MS);
  const failed = [];
  for (const day of days) failed.push(...(await reconcile(day, env)));
  const audited = await auditBills({ query, trades, days });
  return { ...audited, faults: [...audited.faults, ...failed] };
}

async function reconcile(day, env) {
  const entry = join(rootDir, 'dist/src/reconcile.js');
  const { code, output } = await run(process.execPath, [entry, day], { cwd: rootDir, env });
  return code === 0 ? [] : [`reconciling ${day} ended with ${code}: ${output.trim()}`];
}
