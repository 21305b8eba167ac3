import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { openShop, type Shop } from '../support/shop.js';

const DENIED = { errno: 1142 };
const USER = `app_${randomBytes(4).toString('hex')}`;

let database: FreshDatabase;
let shop: Shop;
let asApplication: DataSource;

/** The grants that the docs tell a deployer to make, for another user and database. */
function documentedGrants(name: string): string[] {
  const page = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
  const sql = [...page.matchAll(/```sql\n([^`]*?GRANT(?:.|\n)*?)```/g)][0]?.[1] ?? '';
  const own = sql.replaceAll('shop', name).replaceAll("'checkout'@'%'", `'${USER}'@'127.0.0.1'`);
  return own.split(/;\n/).filter((statement) => statement.trim() !== '');
}

beforeAll(async () => {
  database = await freshDatabase();
  const url = new URL(database.url);
  const name = url.pathname.slice(1);
  await database.query(`CREATE USER '${USER}'@'127.0.0.1' IDENTIFIED BY 'a long password'`);
  const [first = '', second = ''] = documentedGrants(name);
  await database.query(first);
  const rows = await database.query<Record<string, string>>(second);
  for (const row of rows) await database.query(Object.values(row)[0] ?? '');
  [url.username, url.password] = [USER, encodeURIComponent('a long password')];
  const settings = readSettings({ NODE_ENV: 'test', DATABASE_URL: url.href, DATABASE_POOL: '1' });
  asApplication = await new DataSource(dataSourceOptions(settings.database)).initialize();
  shop = await openShop({ DATABASE_URL: url.href });
});

afterAll(async () => {
  await shop.close();
  await asApplication.destroy();
  await database.query(`DROP USER '${USER}'@'127.0.0.1'`);
  await database.drop();
});

it('serves the staff as a user who may neither change nor remove an entry of the log', async () => {
  const operator = await shop.operator();
  const sku = { name: '新茶', price: '9.00', stock: 1, requiresShipping: false };
  const { body } = await operator.post('/api/v1/skus', sku);
  expect((await operator.post(`/api/v1/skus/${body.id}/restock`, { count: 3 })).status).toBe(200);
  expect((await operator.post('/api/v1/auth/logout')).status).toBe(204);
  const actions = await database.query('SELECT action FROM audit_log ORDER BY id');
  expect(actions).toEqual([{ action: 'sku.create' }, { action: 'sku.restock' }]);
});

it.each([
  "UPDATE audit_log SET username = 'somebody else'",
  'DELETE FROM audit_log',
  'TRUNCATE TABLE audit_log',
  'DROP TABLE audit_log',
])('is refused by the server: %s', async (statement) => {
  await expect(asApplication.query(statement)).rejects.toMatchObject({ driverError: DENIED });
});
