import { join } from 'node:path';
import { watched } from '../audit/processes.mjs';
import { environmentOf, makeKeys } from '../campaign/environment.mjs';
import { openAlipay, questions } from '../campaign/open-servers.mjs';
import { openReceiver } from '../campaign/receiver.mjs';
import { openShop, subscribe } from '../campaign/shop.mjs';
import { watchAnswers } from '../campaign/watch.mjs';
import { clientOf } from './client.mjs';
import { pickPort } from '../process/ports.mjs';
import { launch, run } from '../process/processes.mjs';
import { untilTrue } from '../servers/database-node.mjs';

const rootDir = join(import.meta.dirname, '../../..');
/** More orders than a run makes, and buyers for them. */
const LOAD = { orders: 100_000, atOnce: 12 };
/** The subscriber is well: it takes whatever it is told. */
const NEVER = () => 1;
/** Alipay's own share of trouble: a worker has to find what its notify did not tell. */
const ALIPAY_FAULTS = { loseNotifies: { probability: 0.1 }, doubleNotifies: { probability: 0.1 } };

/**
 * Migrates, and starts Alipay's simulator, two APIs, two workers, a subscriber, and a shop with buyers.
 *
 * @param {{ databaseUrl: string, redisUrl: string, environment?: Record<string, string> }} where
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 */
export async function setStage({ databaseUrl, redisUrl, environment = {} }, cleanup) {
  const keys = makeKeys(cleanup);
  const simulator = await openAlipay(keys, cleanup);
  const ports = [await pickPort(), await pickPort()];
  const bases = ports.map((port) => `http://127.0.0.1:${port}`);
  const gateway = simulator.gatewayUrl;
  const where = { databaseUrl, redisUrl, base: bases[0], gateway, keys };
  const env = { ...environmentOf(where), ...environment };
  for (const file of ['dist/src/database/migrate.js', 'dist/src/bootstrap/demo-data.js']) {
    await mustRun(file, env);
  }
  const processes = startProcesses(ports, env, cleanup);
  for (const base of bases) {
    await untilTrue('the APIs are ready', async () => (await fetch(`${base}/health/ready`)).ok);
  }
  const watch = watchAnswers();
  const calls = bases.map((base) => clientOf({ base, watch, retries: true }));
  const [call] = calls;
  const shop = await openShop(call, LOAD);
  const receiver = await openReceiver(NEVER, cleanup);
  const webhook = await subscribe({ ...shop, call, receiver });
  simulator.faults.set({ ...ALIPAY_FAULTS, seed: 1 });
  const seen = { watch, simulator, query: questions(databaseUrl), receiver, webhook };
  return { ...shop, ...seen, bases, env, call, calls, processes };
}

function startProcesses(ports, env, cleanup) {
  const start = (name, entry, own = {}) => {
    const options = { cwd: rootDir, env: { ...env, ...own } };
    const child = watched(launch(name, process.execPath, [join(rootDir, entry)], options));
    cleanup.defer(() => child.end());
    return child;
  };
  return [
    ...ports.map((port) => start('api', 'dist/src/main.js', { PORT: String(port) })),
    ...ports.map(() => start('worker', 'dist/src/worker.js')),
  ];
}

async function mustRun(file, env) {
  const { code, output } = await run(process.execPath, [join(rootDir, file)], {
    cwd: rootDir,
    env,
  });
  if (code !== 0) throw new Error(`${file} failed:\n${output}`);
}
