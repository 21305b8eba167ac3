import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Answer, Client } from '../support/client.js';
import { describeWithDump, dump, restore } from '../support/dump.js';
import { openShop, placeOrder, type Shop } from '../support/shop.js';

const AUTH = '/api/v1/auth';
const CART = '/api/v1/cart';
const CREDENTIALS = { password: 'correct horse' };

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

type Headers = Readonly<Record<string, string>>;

async function quote(client: Client, skuId: number) {
  const bought = { source: 'buyNow', skuId, count: 1 };
  return (await client.post('/api/v1/orders/quote', bought)).body;
}

function order(client: Client, quoteToken: string, headers: Headers): Promise<Answer> {
  return client.post('/api/v1/orders', { quoteToken }, headers);
}

async function buy(client: Client, skuId: number, headers: Headers): Promise<Answer> {
  return order(client, (await quote(client, skuId)).quoteToken, headers);
}

describeWithDump('after a restore from a dump', () => {
  it('what was given out since the backup opens nothing of somebody else', async () => {
    const early = await register('early');
    const backup = await dump(shop.database.url);
    const late = await register('late');
    const skuId = await shop.sku({ requiresShipping: false });
    const bought = { source: 'buyNow', skuId, count: 1 };
    const { quoteToken } = (await late.client.post('/api/v1/orders/quote', bought)).body;
    await late.client.post(`${CART}/items`, { skuId, count: 3 });

    await restore(shop.database.url, backup);
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

  it('a token of after the backup does not come back with the next version of tokens', async () => {
    const { client } = await register('moved-on');
    const backup = await dump(shop.database.url);
    const change = (currentPassword: string, newPassword: string) =>
      client.post(`${AUTH}/password`, { currentPassword, newPassword });
    const lost = await change(CREDENTIALS.password, 'since the backup');

    await restore(shop.database.url, backup);
    shop.advance(5_000);
    const made = await change(CREDENTIALS.password, 'after the restore');
    expect(slugOf(await shop.anybody.as(lost.body.token).get(`${AUTH}/me`))).toEqual([
      401,
      'invalid-token',
    ]);
    expect((await shop.anybody.as(made.body.token).get(`${AUTH}/me`)).status).toBe(200);
  });

  it('a key that was used since the backup answers nobody else, and makes its user one order', async () => {
    const before = await register('before');
    const skuId = await shop.sku({ requiresShipping: false });
    const backup = await dump(shop.database.url);
    const after = await register('after');
    const key = { 'idempotency-key': 'order-of-the-day' };
    const lost = [await buy(before.client, skuId, key), await buy(after.client, skuId, key)];
    expect(lost.map(({ status }) => status)).toEqual([201, 201]);

    await restore(shop.database.url, backup);
    shop.advance(5_000);
    const heir = await register('heir');
    expect(heir.rowId).toBe(after.rowId);
    expect(slugOf(await buy(after.client, skuId, key))).toEqual([401, 'invalid-token']);
    const made: string[] = [];
    for (const { client } of [heir, before]) {
      const { quoteToken } = await quote(client, skuId);
      const answers = await Promise.all([1, 2, 3].map(() => order(client, quoteToken, key)));
      answers.push(await order(client, quoteToken, key));
      const numbers = new Set(answers.map(({ body }) => String(body.orderNo)));
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
      expect(numbers.size).toBe(1);
      made.push(...numbers);
      const { body } = await client.get('/api/v1/orders');
      expect(body.items.map(({ orderNo }: { orderNo: string }) => orderNo)).toEqual([...numbers]);
    }
    const numbers = [...made, ...lost.map(({ body }) => String(body.orderNo))];
    expect(new Set(numbers).size).toBe(4);
    const rows = await shop.database.query<{ orderNo: string }>(
      'SELECT order_no AS orderNo FROM orders WHERE order_no IN (?) ORDER BY id',
      [numbers],
    );
    expect(rows.map(({ orderNo }) => orderNo)).toEqual(made);
  });
});
