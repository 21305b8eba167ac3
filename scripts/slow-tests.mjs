import { join } from 'node:path';
import { runScript } from './lib/process/cleanup.mjs';
import { findProgram } from './lib/process/find-program.mjs';
import { launch } from './lib/process/processes.mjs';
import { say, UserError } from './lib/say.mjs';

const BUSY_LOOPS = 2;
const RUNS = 3;

/** Stories that chance tells (test/payment/model.test.ts): twice as many as `npm test` takes the time for. */
const MODEL_RUNS = '40';

/**
 * `npm run test:slow [-- arguments of Jest]`: the tests three times at a third of the machine's speed, all on one core
 * that two busy loops share, so that a test that depends on the speed shows. Ends with 1 when a run failed.
 */
await runScript(async (cleanup) => {
  const taskset = findProgram(['taskset']);
  if (taskset === undefined) throw new UserError('taskset is needed (Linux, package util-linux).');
  const onOneCore = (name, args, options) => {
    const started = launch(name, taskset, ['-c', '0', process.execPath, ...args], options);
    cleanup.defer(() => started.end({ deadlineMs: 60_000 }));
    return started;
  };
  for (let loop = 0; loop < BUSY_LOOPS; loop += 1) onOneCore('a busy loop', ['-e', 'for (;;);']);
  const failed = [];
  for (let run = 1; run <= RUNS; run += 1) {
    say(`\nRun ${run} of ${RUNS}, at a third of the speed`);
    const args = [join(import.meta.dirname, 'test.mjs'), ...process.argv.slice(2)];
    const tests = onOneCore('the tests', args, {
      stdio: 'inherit',
      env: { MODEL_RUNS, ...process.env },
    });
    if ((await tests.exit) !== 'ended with code 0') failed.push(run);
  }
  say(failed.length > 0 ? `\nFailed: run ${failed.join(', ')}` : '\nNo run failed');
  return failed.length > 0 ? 1 : 0;
});
