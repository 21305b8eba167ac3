import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDevKeys } from './keys.mjs';
import { databaseFault, preflight } from './preflight.mjs';
import { loadEnvFile } from './process/built-program.mjs';
import { runOnce } from './process/children.mjs';
import { Ledger } from './process/ledger.mjs';
import { isFree, pickPort } from './process/ports.mjs';
import { keptSecret } from './process/private-folder.mjs';
import { UserError } from './say.mjs';
import { openServers } from './servers/servers.mjs';
import { settingFaults } from './setting-faults.mjs';
import { needsSimulator, startSettings } from './start-settings.mjs';

/** Stand for the servers that are not there yet, while the other settings are looked at. */
const serversToCome = {
  database: process.env.DATABASE_URL || 'mysql://checkout:checkout@127.0.0.1/alipay_checkout',
  redis: process.env.REDIS_URL || 'redis://127.0.0.1',
  ways: { redis: process.env.REDIS_URL ? 'given' : 'program' },
};

/**
 * Everything that this machine's shop needs before its processes start: packages, keys, the built program, servers, tables
 * and the demo's catalogue.
 *
 * @param {string} rootDir
 * @param {import('./process/cleanup.mjs').Cleanup} cleanup
 * @param {{ tuning?: readonly string[] }} [options] `tuning`: further arguments of the database server, where it is started here
 * @returns {Promise<{ env: Record<string, string | undefined>, ports: { api: number, simulator: number, worker: number },
 *   ledger: Ledger, withSimulator: boolean, dataDir: string }>} `env` is what its processes start with
 * @throws {UserError} that says what is in the way
 */
export async function openLocalShop(rootDir, cleanup, { tuning = [] } = {}) {
  // Files that settings name are looked for here, by us as by the processes that we start.
  process.chdir(rootDir);
  loadEnvFile(rootDir);
  const withSimulator = needsSimulator(process.env);
  refuseWhatFails(await preflight(process.env, { rootDir }));
  const dataDir = join(rootDir, '.data');
  const ledger = await holdData(dataDir, cleanup);
  await ensureDependencies(rootDir);
  // Only the driver, which may be installed just now, can tell a wrong password.
  refuseWhatFails([await databaseFault(process.env)]);
  const ports = await choosePorts(withSimulator);
  ensureDevKeys(rootDir);
  await ensureBuild(rootDir);
  const jwtSecret = keptSecret(dataDir, 'jwt-secret');
  const settingsWith = (servers) => startSettings({ env: process.env, ports, servers, jwtSecret });
  refuseWhatFails(await settingFaults(settingsWith(serversToCome), rootDir));
  const servers = await openServers(
    { ...serverRequest(rootDir, dataDir, ledger), tuning },
    cleanup,
  );
  const env = settingsWith(servers);
  await prepareDatabase(env, rootDir);
  return { env, ports, ledger, withSimulator, dataDir };
}

/** Throws UserError with what is wrong, one a line, when anything is. */
export function refuseWhatFails(faults) {
  const lines = faults.filter(Boolean).map((fault) => `  ${fault}`);
  if (lines.length > 0) throw new UserError(`It cannot start:\n${lines.join('\n')}`);
}

/** Two runs must not share one folder of data. */
async function holdData(dataDir, cleanup) {
  mkdirSync(dataDir, { recursive: true });
  const ledger = new Ledger(dataDir);
  const holder = ledger.holder();
  if (holder)
    throw new UserError(`"npm start" already runs here (process ${holder}). End it first.`);
  await ledger.endLeftovers();
  cleanup.defer(() => ledger.close());
  return ledger;
}

async function choosePorts(withSimulator) {
  const api = await portFrom('PORT', 3000);
  const simulator = withSimulator ? await portFrom('SIMULATOR_PORT', 3100) : 3100;
  if (withSimulator && api === simulator) {
    throw new UserError(`PORT and SIMULATOR_PORT are both ${api}: set one of them to another.`);
  }
  return { api, simulator, worker: await portFrom('WORKER_PORT', 0) };
}

/** The port that a variable names, 0 for any. Looked at before anything is started. */
async function portFrom(variable, fallback) {
  const text = process.env[variable] || String(fallback);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UserError(`${variable} must be a port, not "${text}".`);
  if (port === 0) return pickPort();
  if (await isFree(port)) return port;
  throw new UserError(
    `Port ${port} is in use. Choose another with ${variable}, for example: ${variable}=${port + 1} npm start`,
  );
}

function serverRequest(rootDir, dir, ledger) {
  const { DATABASE_URL, REDIS_URL } = process.env;
  const given = { database: DATABASE_URL || undefined, redis: REDIS_URL || undefined };
  return { rootDir, dir, ledger, database: 'alipay_checkout', durable: true, given };
}

async function prepareDatabase(env, rootDir) {
  const migrate = 'dist/src/database/migrate.js';
  await runOnce({ title: 'Bringing the tables up to date', entry: migrate, rootDir, env });
  if (env.NODE_ENV === 'production') return;
  await runOnce({
    title: 'Loading the demo shop',
    entry: 'dist/src/bootstrap/demo-data.js',
    rootDir,
    env,
  });
}
