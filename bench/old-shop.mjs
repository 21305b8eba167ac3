/** A shop of millions of orders, made once and kept: `node bench/old-shop.mjs --orders 10000000`. */
import { existsSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runScript } from '../scripts/lib/process/cleanup.mjs';
import { ensureDependencies } from '../scripts/lib/dependencies.mjs';
import { run } from '../scripts/lib/process/processes.mjs';
import { step, UserError } from '../scripts/lib/say.mjs';
import { loadTable } from './bulk-load.mjs';
import { shopTables } from './old-shop-rows.mjs';
import { Stage } from './stage.mjs';
import { makeCatalogue } from './world.mjs';

/** The folder under `.data` of all shops, and of what is measured on them. */
export const SHOP_FOLDER = 'bench-shop';
const ORDERS_PER_USER = 5;
/** What is not whole is made again, so that nothing needs to be safe against a power cut meanwhile. */
const FILLING = [
  '--innodb-sort-buffer-size=64M',
  '--innodb-doublewrite=OFF',
  '--innodb-log-file-size=4096M',
  '--innodb-flush-log-at-trx-commit=0',
];
const NICE = 10;

/** The database of a shop with so many orders. */
export const shopDatabase = (orders) => `shop_${orders}`;

/** How many of its users have orders: five each. */
export const ownersOf = (orders) => Math.ceil(orders / ORDERS_PER_USER);

const markOf = (rootDir, orders) => join(rootDir, '.data', SHOP_FOLDER, `whole-${orders}`);

/** Makes the shop by a process and a database server of its own, unless it is there. */
export async function ensureShop(rootDir, orders) {
  if (existsSync(markOf(rootDir, orders))) return;
  const args = [import.meta.filename, '--orders', String(orders)];
  const { code, output } = await step(`Making a shop of ${orders} orders`, () =>
    run(process.execPath, args, { cwd: rootDir }),
  );
  if (code !== 0) throw new UserError(`The shop could not be made:\n${output}`);
}

/** Fills the tables of a database that has users and SKUs; `now`: when the last order was made. */
export async function fillShop(db, { count, users, now }) {
  for (const { table, insert } of shopTables({ count, users, now: textOf(now) }))
    await loadTable(db, { table, count, insert });
}

const textOf = (at) => at.toISOString().replace('T', ' ').replace('Z', '');

/** Users, SKUs and rows, as far as they are not there; an interrupted run goes on with the table that it was at. */
async function make(stage, orders) {
  const database = shopDatabase(orders);
  if (await stage.hasDatabase(database)) await stage.migrate(database);
  else await stage.freshDatabase(database);
  const db = await stage.connect(database);
  const users = ownersOf(orders);
  const [[{ skus }]] = await db.query('SELECT COUNT(*) AS skus FROM skus');
  if (skus === 0) await step(`Making ${users} users`, () => makeCatalogue(db, users));
  await db.query('CREATE TABLE IF NOT EXISTS bench_now (now DATETIME(3) NOT NULL)');
  await db.query(
    'INSERT INTO bench_now SELECT NOW(3) FROM dual WHERE NOT EXISTS (SELECT 1 FROM bench_now)',
  );
  const [[{ now }]] = await db.query('SELECT now FROM bench_now');
  await fillShop(db, { count: orders, users, now });
  await db.query("UPDATE users SET role = 'admin' WHERE id = 1");
}

function readArguments() {
  const { values } = parseArgs({ options: { orders: { type: 'string', default: '10000000' } } });
  const orders = Number(values.orders);
  if (Number.isInteger(orders) && orders >= 10_000) return orders;
  throw new UserError('node bench/old-shop.mjs [--orders N]: at least 10000 (10000000)');
}

if (process.argv[1] === import.meta.filename) {
  await runScript(async (cleanup) => {
    const rootDir = join(import.meta.dirname, '..');
    const orders = readArguments();
    await ensureDependencies(rootDir);
    setPriority(NICE);
    const stage = new Stage(rootDir, SHOP_FOLDER, cleanup);
    await stage.open({ bufferShare: 0.18, build: true, tuning: FILLING });
    await make(stage, orders);
    writeFileSync(markOf(rootDir, orders), '');
    return 0;
  });
}
