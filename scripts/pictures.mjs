import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { findChromium } from './lib/chromium.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { takePictures } from './lib/pictures/views.mjs';
import { answering } from './lib/process/children.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { pickPort } from './lib/process/ports.mjs';
import { launch, run } from './lib/process/processes.mjs';
import { say, step, UserError } from './lib/say.mjs';
import { openTestServers } from './lib/servers/test-servers.mjs';

const rootDir = join(import.meta.dirname, '..');
const folder = join(rootDir, 'docs', 'pictures');
/** More than the docs need, and little beside the sources. */
const MOST_BYTES = 1_500_000;

/**
 * `npm run pictures`: takes the pictures of the docs from a running shop with the demo data, on servers that are thrown away.
 * Size, language, look and data are the same each time; what tells the day is not.
 */
await runScript(async (cleanup) => {
  await ensureDependencies(rootDir);
  const executablePath = await findChromium({ mayInstall: true });
  if (!executablePath) throw new UserError('It needs Chromium: CHROMIUM_PATH names one.');
  await ensureBuild(rootDir);
  const env = await environment(cleanup);
  await fill(env);
  const base = await startShop(env, cleanup);
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  cleanup.defer(() => browser.close());
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  await takePictures(browser, base, (name, picture) => {
    writeFileSync(join(folder, name), picture);
    bytes += picture.length;
    say(`  docs/pictures/${name}, ${Math.round(picture.length / 1_000)} KB`);
  });
  if (bytes > MOST_BYTES)
    throw new UserError(`They are ${bytes} bytes; the docs have room for ${MOST_BYTES}.`);
  return 0;
});

/** A shop of its own: nothing of the developer's data is in a picture. */
async function environment(cleanup) {
  const { TEST_DATABASE_URL, TEST_REDIS_URL } = await openTestServers(rootDir, cleanup);
  const ports = { PORT: String(await pickPort()), SIMULATOR_PORT: String(await pickPort()) };
  const own = mkdtempSync(join(tmpdir(), 'alipay-checkout-pictures-'));
  cleanup.defer(() => rmSync(own, { recursive: true, force: true }));
  return {
    ...process.env,
    ...ports,
    WORKER_PORT: '0',
    DATABASE_URL: TEST_DATABASE_URL,
    REDIS_URL: TEST_REDIS_URL,
    SIMULATOR_LEDGER_FILE: join(own, 'ledger.jsonl'),
  };
}

async function fill(env) {
  const { code, output } = await step('Filling the shop', () =>
    run(process.execPath, ['scripts/demo-data.mjs'], { cwd: rootDir, env }),
  );
  if (code !== 0) throw new UserError(`The demo data is not there:\n${output.trim()}`);
}

async function startShop(env, cleanup) {
  const shop = launch('shop', process.execPath, ['scripts/start.mjs'], { cwd: rootDir, env });
  cleanup.defer(() => shop.end({ deadlineMs: 30_000 }));
  const base = `http://127.0.0.1:${env.PORT}`;
  await answering(shop, `${base}/health/ready`, (status) => status === 200, 180_000);
  return base;
}
