/** How long staff wait for lists, searches, the overview and an export: `node bench/lists.mjs --orders 1000000`. */
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensureDependencies } from '../scripts/lib/dependencies.mjs';
import { runScript } from '../scripts/lib/process/cleanup.mjs';
import { say, step, UserError } from '../scripts/lib/say.mjs';
import { residentMb } from './processes.mjs';
import { Stage } from './stage.mjs';
import { makeCatalogue, makeOrders, orderNo, ownerOf } from './world.mjs';
import { settleOrders } from './settled.mjs';

const rootDir = join(import.meta.dirname, '..');
const LINES = 2;
const ORDERS_PER_USER = 5;
/** Each question is asked so often, after a few times that are not counted. */
const TIMES = 30;
const WARM_TIMES = 3;
const EXPORTED = 100_000;
const PATIENCE_MS = 600_000;
const LOOK_MS = 50;

const LIMITS = { list: 300, overview: 100, exportSeconds: 30, exportMb: 64 };

await runScript(async (cleanup) => {
  const { orders } = readArguments();
  await ensureDependencies(rootDir);
  const stage = new Stage(rootDir, 'bench-lists', cleanup);
  stage.processes = 1;
  await stage.open({ bufferShare: 0.2, build: true });
  const database = `bench_lists_${orders}`;
  const users = Math.ceil(orders / ORDERS_PER_USER);
  await openTables(stage, database, orders, users);
  const side = await step('Starting the API', () =>
    stage.openSide('api', { entry: 'bench/launch-api.mjs', database }),
  );
  const [, token] = stage.world(1).tokens;
  const api = { url: `http://${side.host}:${side.port}/api/v1`, token };
  await step('Making the sums of the overview', () => untilComplete(stage, database, api));
  await stage.calm();
  say(`${orders.toLocaleString('en')} orders; load ${loadavg()[0].toFixed(1)}`);
  const slow = [];
  for (const [name, path] of questions(orders, users)) {
    const times = await ask(api, path);
    const limit = name === 'overview' ? LIMITS.overview : LIMITS.list;
    if (times.p95 > limit) slow.push(name);
    say(
      `${name}: p50 ${times.p50.toFixed(1)} ms, p95 ${times.p95.toFixed(1)} ms, ${times.items} rows`,
    );
  }
  const exported = await exportOrders(api, side.pids());
  const { lines, seconds, grownMb } = exported;
  say(
    `export of ${lines} orders: ${seconds.toFixed(1)} s, memory grew by ${grownMb.toFixed(0)} MB`,
  );
  if (seconds > LIMITS.exportSeconds || grownMb > LIMITS.exportMb) slow.push('export');
  say(slow.length === 0 ? 'All within their limits.' : `Beyond their limits: ${slow.join(', ')}.`);
  return slow.length === 0 ? 0 : 1;
});

function readArguments() {
  const { values } = parseArgs({ options: { orders: { type: 'string', default: '1000000' } } });
  const orders = Number(values.orders);
  if (Number.isInteger(orders) && orders >= 10_000) return { orders };
  throw new UserError('node bench/lists.mjs [--orders N]: at least 10000 (1000000)');
}

/** The tables are made once and kept. */
async function openTables(stage, database, orders, users) {
  const isKept = await stage.hasDatabase(database);
  if (isKept) await stage.migrate(database);
  else await stage.freshDatabase(database);
  const db = await stage.connect(database);
  const [[{ last }]] = await db.query('SELECT COUNT(*) AS last FROM orders');
  if (Number(last) === orders) return;
  await stage.freshDatabase(database);
  await db.query('SET GLOBAL innodb_flush_log_at_trx_commit = 0');
  await db.query(`USE \`${database}\``);
  await step(`Making ${users} users`, () => makeCatalogue(db, users));
  await step(`Making ${orders} orders`, () =>
    makeOrders(db, { count: orders, lines: LINES, users, settled: true }),
  );
  await step('Paying, sending and refunding them', () => settleOrders(db, orders));
  await db.query("UPDATE users SET role = 'admin' WHERE id = 1");
  await db.query(
    'ANALYZE TABLE orders, order_lines, payments, refunds, payment_evidence, shipments',
  );
  await db.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
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
function questions(orders, users) {
  const some = Math.floor(orders / 2) + 9;
  const day = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
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
    ['overview', '/overview'],
  ];
}

async function ask(api, path) {
  const times = [];
  let items = 0;
  for (let time = -WARM_TIMES; time < TIMES; time += 1) {
    // An answer is kept for a moment: each one is to be made.
    if (path === '/overview') await wait(2_100);
    const began = performance.now();
    const { body } = await get(api, path);
    if (time >= 0) times.push(performance.now() - began);
    items = body.items?.length ?? body.days?.length ?? 0;
  }
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.ceil(sorted.length * share) - 1];
  return { p50: at(0.5), p95: at(0.95), items };
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
