import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Answer, Client } from '../support/client.js';
import { openShop, placeOrder, type Shop } from '../support/shop.js';

const AUTH = '/api/v1/auth';
const CART = '/api/v1/cart';
const CREDENTIALS = { password: 'correct horse' };
/** In which rows of the drill lie; parents first. */
const TABLES = ['users', 'skus', 'addresses', 'idempotency_keys'];

type Rows = readonly Record<string, unknown>[];
interface Person {
  readonly client: Client;
  readonly rowId: number;
}

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(() => shop?.close());

function slugOf(answer: Answer): [number, string] {
  return [answer.status, String(answer.body.type).split(':').at(-1) ?? ''];
}

async function register(username: string): Promise<Person> {
  const { body } = await shop.anybody.post(`${AUTH}/register`, { username, ...CREDENTIALS });
  const [row] = await shop.database.query<{ id: number }>(
    'SELECT id FROM users WHERE username = ?',
    [username],
  );
  return { client: shop.anybody.as(body.token), rowId: Number(row?.id) };
}

async function backUp(): Promise<readonly Rows[]> {
  const all: Rows[] = [];
  for (const table of TABLES) all.push(await shop.database.query(`SELECT * FROM ${table}`));
  return all;
}

/** As a dump does it: tables are made anew, and go on counting behind the last row that they got. */
async function restore(backup: readonly Rows[]): Promise<void> {
  const { database } = shop;
  for (const table of TABLES.toReversed()) {
    await database.query(`DELETE FROM ${table}`);
    await database.query(`ALTER TABLE ${table} AUTO_INCREMENT = 1`);
  }
  for (const [index, rows] of backup.entries()) {
    for (const row of rows) {
      const places = Object.keys(row).map(() => '?');
      const statement = `INSERT INTO ${TABLES[index]} (${Object.keys(row).join()}) VALUES (${places.join()})`;
      await database.query(statement, Object.values(row));
    }
  }
}

it('after a restore, what was given out since the backup opens nothing of somebody else', async () => {
  const early = await register('early');
  const backup = await backUp();
  const late = await register('late');
  const skuId = await shop.sku({ requiresShipping: false });
  const bought = { source: 'buyNow', skuId, count: 1 };
  const { quoteToken } = (await late.client.post('/api/v1/orders/quote', bought)).body;
  await late.client.post(`${CART}/items`, { skuId, count: 3 });

  await restore(backup);
  shop.advance(5_000);
  const next = await register('next');
  expect([next.rowId, await shop.sku({ requiresShipping: false })]).toEqual([late.rowId, skuId]);
  const { orderNo } = await placeOrder(next.client, skuId);

  for (const path of [`${AUTH}/me`, '/api/v1/orders', `/api/v1/orders/${orderNo}`, CART]) {
    expect(slugOf(await late.client.get(path))).toEqual([401, 'invalid-token']);
  }
  expect(slugOf(await late.client.post(`/api/v1/orders/${orderNo}/cancel`))[0]).toBe(401);
  expect((await next.client.get(CART)).body.lines).toEqual([]);
  const stolen = await next.client.post('/api/v1/orders', { quoteToken });
  expect(slugOf(stolen)).toEqual([422, 'quote-invalid']);
  expect((await early.client.get(`${AUTH}/me`)).body.username).toBe('early');
});
