import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { auditBooks } from './lib/audit/audit.mjs';
import { ensureBuild } from './lib/build.mjs';
import { reconcileDays } from './lib/campaign/bill.mjs';
import { drive } from './lib/campaign/buyers.mjs';
import { untilQuiet } from './lib/campaign/quiet.mjs';
import { report } from './lib/campaign/report.mjs';
import { liveAfterSale } from './lib/campaign/returning-buyers.mjs';
import { seconds } from './lib/campaign/seconds.mjs';
import { setStage } from './lib/campaign/stage.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { say } from './lib/say.mjs';

const rootDir = join(import.meta.dirname, '..');

function option(name, fallback) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}

/**
 * `npm run campaign [-- --orders 2000 --seed 1 --at-once 12 --after-sales]`: everything goes wrong for some minutes; then the books are
 * compared, and the day's bill is reconciled. With `--after-sales` every order is paid, and lives a random story of parcels,
 * refunds and cases.
 */
await runScript(async (cleanup) => {
  const orders = option('orders', 2_000);
  const seed = option('seed', 1);
  await ensureDependencies(rootDir);
  await ensureBuild(rootDir);
  const stage = await setStage(cleanup, seed);
  say(`${orders} orders, seed ${seed}; two workers, killed in turn`);
  const started = Date.now();
  const { random } = await import('../dist/simulator/control/random.js');
  const live = process.argv.includes('--after-sales') ? liveAfterSale : undefined;
  await drive(stage, random(seed), { orders, atOnce: option('at-once', 12), live });
  say(`all orders driven after ${seconds(started)} s; the faults go on for 60 s`);
  await wait(60_000);
  stage.stopKilling();
  stage.simulator.faults.reset();
  say(`faults off after ${seconds(started)} s; waiting until nothing is owed`);
  const faultsOff = Date.now();
  const { quiet, converged } = await untilQuiet(stage);
  say(quiet ? `nothing is owed ${seconds(faultsOff)} s later` : 'something is still owed');
  say(`nothing was overdue ${converged ?? 'never'} s after the faults`);
  const books = await auditBooks({
    query: stage.query,
    trades: stage.simulator.ledger(),
    now: new Date(),
    initialStock: stage.initialStock,
    processes: stage.processes,
  });
  say('the books are compared; the day ends at Alipay, and its bill is reconciled');
  const bill = await reconcileDays(stage);
  const faults = [...books, ...bill.faults];
  await report(stage, { quiet, seconds: seconds(started), bill, faults });
  return faults.length === 0 ? 0 : 1;
});
