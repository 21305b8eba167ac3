import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { chosenFaults } from './lib/campaign/fault-names.mjs';
import { option } from './lib/campaign/option.mjs';
import { runCampaign } from './lib/campaign/run-campaign.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { run } from './lib/process/processes.mjs';
import { step, UserError } from './lib/say.mjs';

const rootDir = join(import.meta.dirname, '..');

/**
 * `npm run rolling-upgrade -- --from REV [--orders 300 --seed 1 --faults workers,apis]`: processes of an earlier revision and of this
 * one side by side on one database, which both have migrated, under the campaign's load and audit.
 */
await runScript(async (cleanup) => {
  const from = option('from');
  if (!from) throw new UserError('Which revision? npm run rolling-upgrade -- --from v0.1.0');
  const options = {
    orders: Number(option('orders', 300)),
    seed: Number(option('seed', 1)),
    atOnce: Number(option('at-once', 12)),
    afterSales: 0,
    faults: chosenFaults(option('faults', 'workers,apis')),
    on: 'server',
    afterSeconds: Number(option('after', 5)),
    pauseSeconds: Number(option('pause', 3)),
    isImpatient: true,
  };
  await ensureDependencies(rootDir);
  await ensureBuild(rootDir);
  const earlier = await builtCopy(from);
  return runCampaign(cleanup, { ...options, roots: [earlier, rootDir] });
});

/** A built copy of a revision under `.data`, which is kept for the next time. */
async function builtCopy(revision) {
  const { output } = await must('git', ['rev-parse', '--verify', `${revision}^{commit}`], rootDir);
  const dir = join(rootDir, '.data/revisions', output.trim().slice(0, 12));
  if (!existsSync(dir)) {
    await must('git', ['worktree', 'add', '--detach', '--force', dir, output.trim()], rootDir);
  }
  const modules = join(dir, 'node_modules');
  if (!existsSync(modules)) {
    if (lockOf(dir) === lockOf(rootDir)) symlinkSync(join(rootDir, 'node_modules'), modules);
    else await step('Installing its packages', () => must('npm', ['ci'], dir));
  }
  if (!existsSync(join(dir, 'dist/.built'))) {
    await step(`Building ${revision}`, () => ensureBuild(dir));
  }
  return dir;
}

const lockOf = (dir) => readFileSync(join(dir, 'package-lock.json'), 'utf8');

async function must(program, args, cwd) {
  const answer = await run(program, args, { cwd });
  if (answer.code === 0) return answer;
  throw new UserError(`${program} ${args.join(' ')} failed:\n${answer.output.trim()}`);
}
