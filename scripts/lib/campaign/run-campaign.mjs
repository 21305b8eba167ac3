import { setTimeout as wait } from 'node:timers/promises';
import { say } from '../say.mjs';
import { reconcileDays } from './bill.mjs';
import { drive, liveOneOrder } from './buyers.mjs';
import { auditStage } from './conduct.mjs';
import { cancelUnpaid, untilQuiet } from './quiet.mjs';
import { report } from './report.mjs';
import { liveAfterSale } from './returning-buyers.mjs';
import { seconds } from './seconds.mjs';
import { setStage } from './stage.mjs';

const TELL_EVERY_MS = 60_000;

/**
 * Everything goes wrong while buyers buy; then the books are compared, and the day's bill is reconciled.
 *
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @param {{ orders: number, atOnce: number, afterSales: number, seed: number, faults: ReadonlySet<string>, on: string,
 *   longestMs?: number, afterSeconds: number, pauseSeconds: number, isImpatient: boolean, roots: readonly string[] }} options `afterSales`: so
 *   many of a hundred orders are paid and live a random story of parcels, refunds and cases; `on`: where the database is;
 *   `isImpatient`: what nobody has paid is cancelled at the end, and not waited for; `roots` are folders of built copies, the oldest version first, whose processes run side by side
 * @returns {Promise<number>} 1 when anything is wrong
 */
export async function runCampaign(cleanup, options) {
  const { orders, atOnce, seed, faults, on, longestMs, afterSeconds, pauseSeconds, roots } =
    options;
  const { random: randomOf } = await import('../../../dist/simulator/control/random.js');
  const random = randomOf(seed + 1);
  const pauseMs = pauseSeconds * 1_000;
  const how = { orders, atOnce, random, seed, faults, on, longestMs, pauseMs, roots };
  const stage = await setStage(cleanup, how);
  say(`${orders} orders, seed ${seed}; ${[...faults].join(', ') || 'no faults'}`);
  const started = Date.now();
  const live = (...order) =>
    isAfterSale(order[2], options.afterSales) ? liveAfterSale(...order) : liveOneOrder(...order);
  const tell = () => say(`  ${stage.promised.keys} orders begun after ${seconds(started)} s`);
  const telling = setInterval(tell, TELL_EVERY_MS);
  cleanup.defer(() => clearInterval(telling));
  await drive(stage, randomOf(seed), { orders, atOnce, live });
  clearInterval(telling);
  const rate = ((orders * 1_000) / (Date.now() - started)).toFixed(1);
  say(
    `all orders driven after ${seconds(started)} s, ${rate} a second; the faults go on for ${afterSeconds} s`,
  );
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

/**
 * Whether the order of this number is one of so many in a hundred, evenly among the others. Pure.
 *
 * @param {number} number from 1 on
 * @param {number} share
 */
export function isAfterSale(number, share) {
  return Math.floor((number * share) / 100) > Math.floor(((number - 1) * share) / 100);
}
