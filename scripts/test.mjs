import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { findChromium } from './lib/chromium.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { closingLine, countsOf, durationInWords, moreLines } from './lib/jest-result.mjs';
import { launch } from './lib/process/processes.mjs';
import { makeKeyPair } from './lib/keys.mjs';
import { findPromtool } from './lib/promtool.mjs';
import { say } from './lib/say.mjs';
import { openTestServers } from './lib/servers/test-servers.mjs';
import { versionsOf } from './lib/servers/versions.mjs';

const rootDir = join(import.meta.dirname, '..');
const jest = [
  '--experimental-vm-modules',
  // Each file loads its modules anew: with V8's small nursery a tenth of the time goes into collecting it.
  '--max-semi-space-size=64',
  '--disable-warning=ExperimentalWarning',
  join(rootDir, 'node_modules/jest/bin/jest.js'),
];

/** `npm test [-- arguments of Jest]`: brings up what the tests need, runs them, ends what it started. */
await runScript(async (cleanup) => {
  const jestArgs = process.argv.slice(2);
  if (jestArgs.length === 0) {
    say(
      `All tests: about 8 minutes on two cores, less on more (this machine has ${availableParallelism()}).`,
    );
  }
  await ensureDependencies(rootDir);
  await ensureBuild(rootDir);
  const servers = await openTestServers(rootDir, cleanup);
  const mayInstall = jestArgs.length === 0;
  const chromium = await findChromium({ mayInstall });
  if (!chromium) say('No Chromium was found: the browser test is skipped.');
  const promtool = await findPromtool({ mayInstall });
  if (!promtool) say('No promtool was found: the tests of the alert rules are skipped.');
  const settings = {
    ...servers,
    TEST_KEYS_FILE: makeKeys(cleanup),
    ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
    ...(promtool ? { PROMTOOL_PATH: promtool } : {}),
  };
  return runJest(jestArgs, settings, cleanup);
});

/** Makes the key pairs of a shop, of Alipay and of a stranger that the tests of this run share; answers the file that holds them. */
function makeKeys(cleanup) {
  const dir = mkdtempSync(join(tmpdir(), 'alipay-checkout-keys-'));
  cleanup.defer(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'pairs.json');
  const pairs = [makeKeyPair(), makeKeyPair(), makeKeyPair()];
  writeFileSync(file, JSON.stringify(pairs), { mode: 0o600 });
  return file;
}

async function runJest(jestArgs, settings, cleanup) {
  const answerDir = mkdtempSync(join(tmpdir(), 'alipay-checkout-jest-'));
  cleanup.defer(() => rmSync(answerDir, { recursive: true, force: true }));
  const answerFile = join(answerDir, 'result.json');
  const args = [...jest, ...jestArgs, '--json', `--outputFile=${answerFile}`];
  const options = {
    cwd: rootDir,
    env: { ...process.env, ...settings, NODE_ENV: 'test' },
    stdio: 'inherit',
    detached: false,
  };
  const run = launch('Jest', process.execPath, args, options);
  cleanup.defer(() => run.end());
  const how = await run.exit;
  if (existsSync(answerFile)) {
    const result = JSON.parse(readFileSync(answerFile, 'utf8'));
    const lines = [...moreLines(result, rootDir), closingLine(result, performance.now())];
    process.stdout.write(`\n${lines.join('\n')}\n`);
    await tellMatrix(result, settings);
  }
  const code = /^ended with code (\d+)$/.exec(how)?.[1];
  return code === undefined ? 1 : Number(code);
}

/** Writes what `npm run matrix` wants to know of this run, where it asks for it. */
async function tellMatrix(result, settings) {
  const file = process.env.TEST_RESULT_FILE;
  if (!file) return;
  const told = {
    versions: await versionsOf(settings),
    counts: countsOf(result),
    took: durationInWords(performance.now()),
  };
  writeFileSync(file, JSON.stringify(told));
}
