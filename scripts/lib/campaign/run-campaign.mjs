import { setTimeout as wait } from 'node:timers/promises';
import { say } from '../say.mjs';
import { reconcileDays } from './bill.mjs';
import { drive } from './buyers.mjs';
import { auditStage } from './conduct.mjs';
import { cancelUnpaid, untilQuiet } from './quiet.mjs';
import { report } from './report.mjs';
import { liveAfterSale } from './returning-buyers.mjs';
import { seconds } from './seconds.mjs';
import { setStage } from './stage.mjs';

/**
 * Everything goes wrong while buyers buy; then the books are compared, and the day's bill is reconciled.
 *
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @param {{ orders: number, atOnce: number, isAfterSales: boolean, seed: number, faults: ReadonlySet<string>, afterSeconds: number, pauseSeconds: number,
 *   isImpatient: boolean, roots: readonly string[] }} options `isAfterSales`: every order is paid, and
 *   lives a random story of parcels, refunds and cases; `isImpatient`: what nobody has paid is cancelled at the end,
 *   and not waited for; `roots` are folders of built copies, the oldest version first, whose processes run side by side
 * @returns {Promise<number>} 1 when anything is wrong
 */
export async function runCampaign(cleanup, options) {
  const { orders, atOnce, seed, faults, afterSeconds, pauseSeconds, roots } = options;
  const { random: randomOf } = await import('../../../dist/simulator/control/random.js');
  const random = randomOf(seed + 1);
  const how = { orders, atOnce, random, seed, faults, pauseMs: pauseSeconds * 1_000, roots };
  const stage = await setStage(cleanup, how);
  say(`${orders} orders, seed ${seed}; ${[...faults].join(', ') || 'no faults'}`);
  const started = Date.now();
  const live = options.isAfterSales ? liveAfterSale : undefined;
  await drive(stage, randomOf(seed), { orders, atOnce, live });
  say(`all orders driven after ${seconds(started)} s; the faults go on for ${afterSeconds} s`);
  await Promise.all([wait(afterSeconds * 1_000), stage.mishaps.round]);
  await stage.stopFaults();
  say(`faults off after ${seconds(started)} s; waiting until nothing is owed`);
  if (options.isImpatient) await cancelUnpaid(stage);
  const { quiet, converged, left } = await untilQuiet(stage);
  say(`nothing was overdue ${converged ?? 'never'} s after the faults`);
  const found = [...(quiet ? [] : [`still owed: ${left}`]), ...(await auditStage(stage))];
  say('the books are compared; the day ends at Alipay, and its bill is reconciled');
  const bill = await reconcileDays(stage);
  found.push(...bill.faults);
  await report(stage, { quiet, seconds: seconds(started), bill, faults: found });
  return found.length === 0 ? 0 : 1;
}
