/** How long staff wait for lists, searches, the overview and an export: `node bench/lists.mjs --orders 1000000`. */
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensureDependencies } from '../scripts/lib/dependencies.mjs';
import { runScript } from '../scripts/lib/process/cleanup.mjs';
import { say, step, UserError } from '../scripts/lib/say.mjs';
import { ensureShop, ownersOf, shopDatabase, SHOP_FOLDER } from './old-shop.mjs';
import { residentMb } from './processes.mjs';
import { Stage } from './stage.mjs';
import { orderNo, ownerOf } from './world.mjs';

const rootDir = join(import.meta.dirname, '..');
/** What the larger shop is compared with. */
const SMALL = 10_000;
/** Each question is asked so often, after a few times that are not counted. */
const TIMES = 30;
const WARM_TIMES = 3;
const EXPORTED = 100_000;
/** Answers that are kept for a moment are asked for less often, each time after so long: each one is to be made. */
const KEPT = {
  '/overview': { ms: 2_100, times: 10 },
  '/overview/trends': { ms: 15_100, times: 4 },
};
const PATIENCE_MS = 600_000;
const LOOK_MS = 50;

const LIMITS = { list: 300, overview: 100, exportSeconds: 30, exportMb: 64 };

await runScript(async (cleanup) => {
  const { orders, exports } = readArguments();
  await ensureDependencies(rootDir);
  const sizes = orders === SMALL ? [SMALL] : [SMALL, orders];
  for (const size of sizes) await ensureShop(rootDir, size);
  const stage = new Stage(rootDir, SHOP_FOLDER, cleanup);
  stage.processes = 1;
  await stage.open({ bufferShare: 0.18, build: true });
  const shops = [];
  for (const size of sizes) shops.push(await openShop(stage, size));
  await stage.calm();
  say(`${orders.toLocaleString('en')} orders; load ${loadavg()[0].toFixed(1)}`);
  const slow = await askAll(shops);
  if (exports) slow.push(...(await measureExport(shops.at(-1))));
  say(slow.length === 0 ? 'All within their limits.' : `Beyond their limits: ${slow.join(', ')}.`);
  return slow.length === 0 ? 0 : 1;
});

/** The API of one process on a shop, and the sums of its overview. */
async function openShop(stage, orders) {
  const database = shopDatabase(orders);
  await stage.migrate(database);
  const side = await step(`Starting the API on ${orders} orders`, () =>
    stage.openSide(`lists-${orders}`, { entry: 'bench/launch-api.mjs', database }),
  );
  const [, token] = stage.world(1).tokens;
  const api = { url: `http://${side.host}:${side.port}/api/v1`, token };
  await step('Making the sums of the overview', () => untilComplete(stage, database, api));
  const [[{ lastAt }]] = await side.db.query(
    'SELECT MAX(created_at) AS lastAt FROM orders WHERE id = ?',
    [orders],
  );
  return { api, pids: side.pids, questions: questions(orders, ownersOf(orders), lastAt) };
}

/** Asks each question of both shops; answers the names of those that take too long in the larger one. */
async function askAll(shops) {
  const slow = [];
  for (const [place, [name]] of shops[0].questions.entries()) {
    const asked = shops.map(({ api, questions: all }) => ({ api, path: all[place][1] }));
    const times = await askInTurn(asked);
    const [first, last] = [times[0], times.at(-1)];
    const limit = name.startsWith('overview') ? LIMITS.overview : LIMITS.list;
    const ratio = last.p50 / first.p50;
    if (last.p95 > limit) slow.push(name);
    const ofEach = times.map(
      ({ p50, p95, items }) => `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)} ms, ${items} rows`,
    );
    say(`${name}: ${ofEach.join(' | ')} | ${ratio.toFixed(2)}`);
  }
  return slow;
}

async function measureExport({ api, pids }) {
  const { lines, seconds, grownMb } = await exportOrders(api, pids());
  say(
    `export of ${lines} orders: ${seconds.toFixed(1)} s, memory grew by ${grownMb.toFixed(0)} MB`,
  );
  return seconds > LIMITS.exportSeconds || grownMb > LIMITS.exportMb ? ['export'] : [];
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '1000000' },
      'no-export': { type: 'boolean', default: false },
    },
  });
  const orders = Number(values.orders);
  if (Number.isInteger(orders) && orders >= SMALL) return { orders, exports: !values['no-export'] };
  throw new UserError(
    `node bench/lists.mjs [--orders N] [--no-export]: at least ${SMALL} orders (1000000)`,
  );
}

/** A worker makes the sums of thirty days; then it ends. */
async function untilComplete(stage, database, api) {
  const settings = { ...stage.settings({ name: database, port: 1 }), RECONCILE: 'false' };
  const worker = stage.start('worker', 'dist/src/worker.js', settings);
  const deadline = performance.now() + PATIENCE_MS;
  try {
    let body;
    do {
      await wait(500);
      ({ body } = await get(api, '/overview'));
    } while (!body.isComplete && performance.now() < deadline);
    if (!body.isComplete) throw new Error('the sums take too long');
  } finally {
    await worker.end({ deadlineMs: 15_000 });
  }
}

/** What staff ask, by name; of orders that the fixture has. */
function questions(orders, users, lastAt) {
  // One that was sent, in both shops.
  const some = 30 * Math.floor(orders / 60);
  // The last day of the shop, in China.
  const day = new Date(lastAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  return [
    ['orders', '/orders'],
    ['orders of a state', '/orders?state=TO_SHIP'],
    ['orders of three states', '/orders?state=TO_SHIP,COMPLETED,EXPIRED'],
    ['orders of a day', `/orders?createdFrom=${day}&createdTo=${day}`],
    ['orders paid on a day', `/orders?paidFrom=${day}&paidTo=${day}&state=TO_SHIP`],
    ['orders of a sum that few have', '/orders?amountFrom=500'],
    ['orders of a sum', '/orders?amountFrom=408.00&amountTo=408.00&state=COMPLETED'],
    ['orders of a front end that nobody uses', '/orders?storefront=luffy'],
    ['orders that need attention', '/orders?needs=attention'],
    ['an order by its number', `/orders?q=${orderNo(some)}`],
    ['an order by its tracking number', `/orders?q=SF${some}`],
    ['orders by a mobile', '/orders?q=13800000042'],
    ['orders by the end of a mobile', '/orders?q=0042'],
    ['orders by a user name', `/orders?q=bench-${ownerOf(some, users)}`],
    ['refunds', '/refunds'],
    ['refunds that wait', '/refunds?state=REQUESTED,UNKNOWN'],
    ['payments', '/payments'],
    ['payments of a day', `/payments?paidFrom=${day}&paidTo=${day}`],
    ['a payment by its number', `/payments?q=${orderNo(some)}`],
    ['incidents', '/incidents'],
    ['deliveries', '/webhook-deliveries'],
    ['days of reconciliation', '/reconciliations'],
    ['after-sale cases', '/after-sales'],
    ['after-sale cases that wait', '/after-sales?needs=attention'],
    ['overview', '/overview'],
    ['overview, its charts', '/overview/trends'],
  ];
}

/** The same question to each shop in turn, so that whatever else the machine does meets all of them. */
async function askInTurn(asked) {
  const results = asked.map(() => ({ taken: [], items: 0 }));
  const kept = KEPT[asked[0].path];
  const [warm, times] = kept === undefined ? [WARM_TIMES, TIMES] : [1, kept.times];
  for (let time = -warm; time < times; time += 1) {
    if (kept !== undefined) await wait(kept.ms);
    for (const [place, question] of asked.entries()) {
      const { ms, items } = await timed(question);
      results[place].taken.push(ms);
      results[place].items = items;
    }
  }
  return results.map(({ taken, items }) => {
    const sorted = taken.slice(warm).toSorted((one, other) => one - other);
    const at = (share) => sorted[Math.ceil(sorted.length * share) - 1];
    return { p50: at(0.5), p95: at(0.95), items };
  });
}

async function timed({ api, path }) {
  const began = performance.now();
  const { body } = await get(api, path);
  const ms = performance.now() - began;
  return { ms, items: body.items?.length ?? body.days?.length ?? 0 };
}

async function get({ url, token }, path) {
  const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
  const body = await answer.json();
  if (answer.status === 200) return { body };
  throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`);
}

/** Takes the first lines of an export of everything, and leaves. */
async function exportOrders({ url, token }, pids) {
  const memory = () => residentMb(pids).reduce((sum, one) => sum + one, 0);
  const before = memory();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, memory())), LOOK_MS);
  const began = performance.now();
  const leaving = new AbortController();
  const answer = await fetch(`${url}/orders/export.csv`, {
    headers: { authorization: `Bearer ${token}` },
    signal: leaving.signal,
  });
  let lines = -1;
  for await (const part of answer.body) {
    lines += Buffer.from(part).filter((byte) => byte === 10).length;
    if (lines >= EXPORTED) break;
  }
  const seconds = (performance.now() - began) / 1_000;
  clearInterval(watch);
  leaving.abort();
  return { lines: Math.min(lines, EXPORTED), seconds, grownMb: most - before };
}
