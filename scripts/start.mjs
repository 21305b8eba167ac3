import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { answering, runOnce, startChild, statusOf } from './lib/process/children.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { curlSequence } from './lib/curl-sequence.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureDevKeys } from './lib/keys.mjs';
import { loadEnvFile } from './lib/process/built-program.mjs';
import { Ledger } from './lib/process/ledger.mjs';
import { isFree, pickPort } from './lib/process/ports.mjs';
import { databaseFault, preflight, redisStateFaults } from './lib/preflight.mjs';
import { keptSecret } from './lib/process/private-folder.mjs';
import { say, UserError } from './lib/say.mjs';
import { openServers } from './lib/servers/servers.mjs';
import { settingFaults } from './lib/setting-faults.mjs';
import { needsSimulator, startSettings } from './lib/start-settings.mjs';
import { welcomeLines } from './lib/welcome.mjs';

const rootDir = join(import.meta.dirname, '..');
const dataDir = join(rootDir, '.data');
/** Stand for the servers that are not there yet, while the other settings are looked at. */
const serversToCome = {
  database: process.env.DATABASE_URL || 'mysql://checkout:checkout@127.0.0.1/alipay_checkout',
  redis: process.env.REDIS_URL || 'redis://127.0.0.1',
  ways: { redis: process.env.REDIS_URL ? 'given' : 'program' },
};
const isReady = (status) => status === 200;
const demo = {
  username: 'demo',
  operator: 'operator',
  staff: ['finance', 'support', 'viewer'],
  password: 'demo-demo-1',
};

/** `npm start`: everything from a fresh clone to a shop that sells, until Ctrl-C. The data stays. */
await runScript(async (cleanup) => {
  // Files that settings name are looked for here, by us as by the processes that we start.
  process.chdir(rootDir);
  loadEnvFile(rootDir);
  const withSimulator = needsSimulator(process.env);
  refuseWhatFails(await preflight(process.env, { rootDir }));
  const ledger = await holdData(cleanup);
  await ensureDependencies(rootDir);
  // Only the driver, which may be installed just now, can tell a wrong password.
  refuseWhatFails([await databaseFault(process.env)]);
  const ports = await choosePorts(withSimulator);
  ensureDevKeys(rootDir);
  await ensureBuild(rootDir);
  const jwtSecret = keptSecret(dataDir, 'jwt-secret');
  const settingsWith = (servers) => startSettings({ env: process.env, ports, servers, jwtSecret });
  refuseWhatFails(await settingFaults(settingsWith(serversToCome), rootDir));
  const servers = await openServers(serverRequest(ledger), cleanup);
  const env = settingsWith(servers);
  await prepareDatabase(env);
  const children = await startAll({ env, ports, ledger, withSimulator }, cleanup);
  await welcome(env, ports, withSimulator);
  const [name, how] = await Promise.race(
    children.map(async (child) => [child.name, await child.exit]),
  );
  if (!cleanup.hasBegun) say(`\nThe ${name} ${how}; ending the rest.`);
  return 1;
});

function refuseWhatFails(faults) {
  const lines = faults.filter(Boolean).map((fault) => `  ${fault}`);
  if (lines.length > 0) throw new UserError(`It cannot start:\n${lines.join('\n')}`);
}

/** Two runs must not share one folder of data. */
async function holdData(cleanup) {
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

function serverRequest(ledger) {
  const { DATABASE_URL, REDIS_URL } = process.env;
  const given = { database: DATABASE_URL || undefined, redis: REDIS_URL || undefined };
  return { rootDir, dir: dataDir, ledger, database: 'alipay_checkout', durable: true, given };
}

async function prepareDatabase(env) {
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

async function startAll({ env, ports, ledger, withSimulator }, cleanup) {
  const start = (name, entry) => startChild({ name, entry, rootDir, env, ledger }, cleanup);
  const simulator = withSimulator ? start('simulator', 'dist/simulator/main.js') : undefined;
  const worker = start('worker', 'dist/src/worker.js');
  const api = start('api', 'dist/src/main.js');
  if (simulator) {
    await answering(simulator, `http://127.0.0.1:${ports.simulator}/simulator/health`, isReady);
  }
  await answering(api, `http://127.0.0.1:${ports.api}/health/ready`, isReady);
  await answering(worker, `http://127.0.0.1:${ports.worker}/health/ready`, isReady);
  await refuseDeadRedis(`http://127.0.0.1:${ports.api}/health/ready`);
  return [worker, api, ...(simulator ? [simulator] : [])];
}

/** The API serves without Redis, but carts and limits do not: a start is no success then. */
async function refuseDeadRedis(address) {
  const { redis, cartRedis } = await (await fetch(address)).json();
  refuseWhatFails(redisStateFaults({ REDIS_URL: redis, CART_REDIS_URL: cartRedis }));
}

async function welcome(env, ports, withSimulator) {
  const apiUrl = `http://127.0.0.1:${ports.api}`;
  const curl = curlSequence({ apiUrl, username: demo.username, password: demo.password });
  const curlFile = join(dataDir, 'checkout.sh');
  writeFileSync(curlFile, curl);
  const simulatorUrl = withSimulator ? `http://127.0.0.1:${ports.simulator}` : undefined;
  const hasShop = (await statusOf(`${apiUrl}/demo`)) === 200;
  const hasConsole = (await statusOf(`${apiUrl}/console`)) === 200;
  const lines = welcomeLines({ env, apiUrl, simulatorUrl, hasShop, hasConsole, demo, curl });
  process.stdout.write(`${lines.join('\n')}\n`);
}
