import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { chosenFaults } from './lib/campaign/fault-names.mjs';
import { option } from './lib/campaign/option.mjs';
import { runCampaign } from './lib/campaign/run-campaign.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runScript } from './lib/process/cleanup.mjs';

const rootDir = join(import.meta.dirname, '..');

/**
 * `npm run campaign [-- --orders 2000 --seed 1 --at-once 12 --faults all --on server --longest 15 --after 60 --pause 3 --impatient
 * --after-sales 100]`: docs/testing.md.
 */
await runScript(async (cleanup) => {
  const options = {
    orders: Number(option('orders', 2_000)),
    seed: Number(option('seed', 1)),
    atOnce: Number(option('at-once', 12)),
    afterSales: afterSalesShare(),
    faults: chosenFaults(option('faults', 'all')),
    on: option('on', 'server'),
    longestMs: Number(option('longest', 15)) * 1_000,
    afterSeconds: Number(option('after', 60)),
    pauseSeconds: Number(option('pause', 3)),
    isImpatient: process.argv.includes('--impatient'),
    roots: [rootDir],
  };
  await ensureDependencies(rootDir);
  await ensureBuild(rootDir);
  return runCampaign(cleanup, options);
});

/** Of a hundred orders; all, where the option has no number. */
function afterSalesShare() {
  const share = Number(option('after-sales', 0));
  return Number.isNaN(share) ? 100 : share;
}
