import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { watched } from '../audit/processes.mjs';
import { makeKeyPair } from '../keys.mjs';
import { pickPort } from '../process/ports.mjs';
import { launch, run } from '../process/processes.mjs';
import { openTestServers } from '../servers/test-servers.mjs';
import { FAULTS } from './faults.mjs';
import { openShop } from './shop.mjs';
import { killing } from './workers.mjs';

const rootDir = join(import.meta.dirname, '../../..');
const APP_ID = '9021000000000001';
const SELLER_ID = '2088000000000001';
const ORDER_TTL_SECONDS = 120;

/** Servers, Alipay's simulator, an API, two workers that are killed in turn, and a shop with buyers. */
export async function setStage(cleanup, seed) {
  const servers = await openTestServers(rootDir, cleanup);
  const { startSimulator } = await import('../../../dist/simulator/server.js');
  const keys = makeKeys(cleanup);
  const simulator = await startSimulator({
    appId: APP_ID,
    sellerId: SELLER_ID,
    appPublicKey: keys.app.publicKey,
    alipayPrivateKey: keys.alipay.privateKey,
    notifyScale: 0.0005,
  });
  cleanup.defer(() => simulator.close());
  const port = await pickPort();
  const env = environment(servers, simulator, keys, port);
  await mustRun('dist/src/database/migrate.js', env);
  await mustRun('dist/src/bootstrap/demo-data.js', env);
  const processes = [];
  const start = (name, file) => {
    const options = { cwd: rootDir, env };
    const child = watched(launch(name, process.execPath, [join(rootDir, file)], options));
    processes.push(child);
    cleanup.defer(() => child.end());
    return child;
  };
  start('api', 'dist/src/main.js');
  const base = `http://127.0.0.1:${port}`;
  await untilReady(base);
  const { createPool } = await import('mysql2/promise');
  const pool = createPool({ uri: servers.TEST_DATABASE_URL, connectionLimit: 2, timezone: 'Z' });
  cleanup.defer(() => pool.end());
  const query = async (sql, parameters) => (await pool.query(sql, parameters))[0];
  const shop = await openShop(base);
  const workers = killing(start, servers.TEST_REDIS_URL);
  cleanup.defer(() => workers.stop());
  simulator.faults.set({ ...FAULTS, seed });
  const { stop: stopKilling } = workers;
  return { ...shop, base, env, simulator, query, workers, processes, stopKilling };
}

function makeKeys(cleanup) {
  const dir = mkdtempSync(join(tmpdir(), 'alipay-checkout-keys-'));
  cleanup.defer(() => rmSync(dir, { recursive: true, force: true }));
  const [app, alipay] = [makeKeyPair(), makeKeyPair()];
  const write = (name, pem) => {
    const file = join(dir, name);
    writeFileSync(file, pem, { mode: 0o600 });
    return file;
  };
  const files = [write('app.pem', app.privateKey), write('alipay.pem', alipay.publicKey)];
  return { app, alipay, files };
}

function environment(servers, simulator, { files }, port) {
  return {
    ...process.env,
    NODE_ENV: 'development',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: 'silent',
    DATABASE_URL: servers.TEST_DATABASE_URL,
    REDIS_URL: servers.TEST_REDIS_URL,
    JWT_SECRET: randomBytes(32).toString('hex'),
    LOGIN_ATTEMPTS: '1000000',
    MAX_UNPAID_ORDERS: '1000000',
    ORDER_TTL_SECONDS: String(ORDER_TTL_SECONDS),
    ORDER_LAST_LINK_SECONDS: '61',
    ALIPAY_APP_ID: APP_ID,
    ALIPAY_SELLER_ID: SELLER_ID,
    ALIPAY_GATEWAY: simulator.gatewayUrl,
    ALIPAY_PRIVATE_KEY_FILE: files[0],
    ALIPAY_PUBLIC_KEY_FILE: files[1],
    ALIPAY_TIMEOUT_MS: '1500',
    ALIPAY_ASKS_PER_MINUTE: '1000000',
  };
}

async function mustRun(file, env) {
  const { code, output } = await run(process.execPath, [join(rootDir, file)], {
    cwd: rootDir,
    env,
  });
  if (code !== 0) throw new Error(`${file} failed:\n${output}`);
}

async function untilReady(base) {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(`${base}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await wait(100);
  }
  throw new Error('the API was never ready');
}
