import { join } from 'node:path';
import { watched } from '../audit/processes.mjs';
import { clientOf } from './client.mjs';
import { APP_ID, environmentOf, makeKeys, SELLER_ID } from './environment.mjs';
import { openReceiver } from './receiver.mjs';
import { openShop, subscribe } from './shop.mjs';
import { watchAnswers } from './watch.mjs';
import { pickPort } from '../process/ports.mjs';
import { launch, run } from '../process/processes.mjs';
import { untilTrue } from '../servers/database-node.mjs';

const rootDir = join(import.meta.dirname, '../../..');
/** More orders than a run makes: the stock must do for them. */
const MOST_ORDERS = 100_000;
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
  const where = { databaseUrl, redisUrl, base: bases[0], gateway, keyFiles: keys.files };
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
  const shop = await openShop(call, MOST_ORDERS);
  const receiver = await openReceiver(cleanup);
  const webhook = await subscribe({ ...shop, call, receiver });
  simulator.faults.set({ ...ALIPAY_FAULTS, seed: 1 });
  const seen = { watch, simulator, query: queries(databaseUrl), receiver, webhook };
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

async function openAlipay(keys, cleanup) {
  const { startSimulator } = await import('../../../dist/simulator/server.js');
  const simulator = await startSimulator({
    appId: APP_ID,
    sellerId: SELLER_ID,
    appPublicKey: keys.app.publicKey,
    alipayPrivateKey: keys.alipay.privateKey,
    notifyScale: 0.0005,
  });
  cleanup.defer(() => simulator.close());
  return simulator;
}

async function mustRun(file, env) {
  const { code, output } = await run(process.execPath, [join(rootDir, file)], {
    cwd: rootDir,
    env,
  });
  if (code !== 0) throw new Error(`${file} failed:\n${output}`);
}

/** A connection of its own for each question: those that a fault has cut are of no use. */
function queries(uri) {
  return async (sql, parameters) => {
    const { createConnection } = await import('mysql2/promise');
    const connection = await createConnection({ uri, timezone: 'Z', connectTimeout: 5_000 });
    connection.on('error', () => {});
    try {
      return (await connection.query(sql, parameters))[0];
    } finally {
      connection.destroy();
    }
  };
}
