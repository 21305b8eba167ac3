import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answering, startChild, statusOf } from './lib/process/children.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { curlSequence } from './lib/curl-sequence.mjs';
import { openLocalShop, refuseWhatFails } from './lib/local-shop.mjs';
import { redisStateFaults } from './lib/preflight.mjs';
import { say } from './lib/say.mjs';
import { welcomeLines } from './lib/welcome.mjs';

const rootDir = join(import.meta.dirname, '..');
const isReady = (status) => status === 200;
const demo = {
  username: 'demo',
  operator: 'operator',
  staff: ['finance', 'support', 'viewer'],
  password: 'demo-demo-1',
};

/** `npm start`: everything from a fresh clone to a shop that sells, until Ctrl-C. The data stays. */
await runScript(async (cleanup) => {
  const shop = await openLocalShop(rootDir, cleanup);
  const children = await startAll(shop, cleanup);
  await welcome(shop);
  const [name, how] = await Promise.race(
    children.map(async (child) => [child.name, await child.exit]),
  );
  if (!cleanup.hasBegun) say(`\nThe ${name} ${how}; ending the rest.`);
  return 1;
});

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

async function welcome({ env, ports, withSimulator, dataDir }) {
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
