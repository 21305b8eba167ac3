import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cursorOf, readPage } from '../../src/http/page.js';
import { Transactions } from '../../src/database/transactions.js';
import { Stock } from '../../src/catalog/stock.service.js';
import type { Answer, Client } from '../support/client.js';
import { openShop, placeOrder, type Shop } from '../support/shop.js';

const SKUS = '/api/v1/skus';
const SHOE = {
  name: '安踏A红色',
  price: '199.00',
  stock: 100,
  picture: '/pictures/red-shoe.jpg',
  attributes: [{ name: '颜色', value: '红色' }],
  requiresShipping: true,
};

let shop: Shop;
let operator: Client;
let customer: Client;

beforeAll(async () => {
  shop = await openShop();
  operator = await shop.operator();
  customer = await shop.customer();
});

afterAll(() => shop?.close());

function change(id: number, body: unknown, client = operator): Promise<Answer> {
  return client.send('PATCH', `${SKUS}/${id}`, { body });
}

function restock(id: number, body: unknown, headers = {}): Promise<Answer> {
  return operator.post(`${SKUS}/${id}/restock`, body, headers);
}

function slugOf(answer: Answer): [number, string] {
  return [answer.status, String(answer.body.type).split(':').at(-1) ?? ''];
}

describe('reading the catalogue', () => {
  it('shows a SKU to anybody, its price as text', async () => {
    const made = await operator.post(SKUS, SHOE);
    expect(made.status).toBe(201);
    expect(made.body).toEqual({ id: made.body.id, ...SHOE, sales: 0, active: true });
    const read = await shop.anybody.get(`${SKUS}/${made.body.id}`);
    expect(read.status).toBe(200);
    expect(read.body).toEqual(made.body);
  });

  it('keeps Chinese, emoji and a price of one fen as they are', async () => {
    const name = '课程 🎓 “支付” & <b>';
    const made = await operator.post(SKUS, { ...SHOE, name, price: '0.01' });
    const { body } = await shop.anybody.get(`${SKUS}/${made.body.id}`);
    expect(body).toMatchObject({ name, price: '0.01' });
  });

  it('pages through everything that is for sale once, in the order of the ids', async () => {
    for (let made = 0; made < 5; made += 1) await shop.sku();
    await shop.sku({ active: false });
    const seen: number[] = [];
    let cursor: string | null = '';
    do {
      const path: string = `${SKUS}?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const { status, body } = await shop.anybody.get(path);
      expect(status).toBe(200);
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items.map(({ id }: { id: number }) => id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    const rows = await shop.database.query<{ id: number }>(
      'SELECT id FROM skus WHERE active = 1 ORDER BY id',
    );
    expect(rows.length).toBeGreaterThanOrEqual(5);
    expect(seen).toEqual(rows.map(({ id }) => id));
  });

  it('lists what is not for sale to operators who ask, and to nobody else', async () => {
    const id = await shop.sku({ active: false });
    const cursorFor = (query: object) => cursorOf(readPage(query).list, String(id - 1));
    const path = `${SKUS}?cursor=${cursorFor({ all: 'true' })}&all=true`;
    expect((await operator.get(path)).body.items).toMatchObject([{ id, active: false }]);
    expect(slugOf(await customer.get(path))).toEqual([403, 'permission-required']);
    expect(slugOf(await shop.anybody.get(path))).toEqual([403, 'permission-required']);
    const own = await operator.get(`${SKUS}?cursor=${cursorFor({})}`);
    expect(own.body).toEqual({ items: [], nextCursor: null });
  });

  it.each(['0', '-1', '1.5', '4294967296', '99999999999999999999', 'abc', '1e2', '%00'])(
    'knows no SKU %s',
    async (id) => {
      expect((await shop.anybody.get(`${SKUS}/${id}`)).status).toBe(404);
    },
  );

  it('says by its slug that there is no such SKU', async () => {
    const answer = await shop.anybody.get(`${SKUS}/4294967295`);
    expect(slugOf(answer)).toEqual([404, 'no-such-sku']);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it.each(['limit=0', 'limit=101', 'limit=1.5', 'limit=x', 'limit=1&limit=2', 'limit='])(
    'refuses the list with %s',
    async (query) => {
      expect(slugOf(await shop.anybody.get(`${SKUS}?${query}`))).toEqual([400, 'invalid-request']);
    },
  );

  it.each(['cursor=MA', 'cursor=!', 'cursor=', 'all=1', 'all=', 'offset=1'])(
    'refuses the list with %s',
    async (query) => {
      expect(slugOf(await shop.anybody.get(`${SKUS}?${query}`))).toEqual([400, 'invalid-request']);
    },
  );
});

describe('who may change the catalogue', () => {
  it.each([
    ['POST', ''],
    ['PATCH', '/1'],
    ['POST', '/1/restock'],
  ])('%s %s: operators alone', async (method, path) => {
    const body = method === 'PATCH' ? { name: 'x' } : { count: 1 };
    const send = (client: Client) => client.send(method, SKUS + path, { body });
    expect(slugOf(await send(shop.anybody))).toEqual([401, 'sign-in-required']);
    expect(slugOf(await send(shop.anybody.as('a.b.c')))).toEqual([401, 'invalid-token']);
    expect(slugOf(await send(customer))).toEqual([403, 'permission-required']);
  });
});

describe('adding a SKU', () => {
  it.each<[string, string, unknown]>([
    ['name', 'missing', undefined],
    ['name', 'null', null],
    ['name', 'a number', 5],
    ['name', 'empty', ''],
    ['name', 'blank', '  '],
    ['name', 'two lines', 'a\nb'],
    ['name', 'too long', 'x'.repeat(201)],
    ['price', 'missing', undefined],
    ['price', 'a number', 199],
    ['price', 'zero', '0.00'],
    ['price', 'zero with no decimals', '0'],
    ['price', 'negative', '-1.00'],
    ['price', 'three decimals', '1.001'],
    ['price', 'an exponent', '1e3'],
    ['price', 'a leading zero', '01.00'],
    ['price', 'a comma', '1,00'],
    ['price', 'blanks', ' 1.00'],
    ['price', 'a line break', '1.00\n'],
    ['price', 'too large', '100000000.01'],
    ['price', 'a list', ['1.00']],
    ['stock', 'missing', undefined],
    ['stock', 'text', '5'],
    ['stock', 'negative', -1],
    ['stock', 'a fraction', 1.5],
    ['stock', 'too large', 1_000_000_001],
    ['picture', 'null', null],
    ['picture', 'a number', 1],
    ['picture', 'too long', 'x'.repeat(501)],
    ['picture', 'too long by marks that some do not count', '\u{FE0F}'.repeat(501)],
    ['attributes', 'null', null],
    ['attributes', 'an object', { name: 'a', value: 'b' }],
    ['attributes', 'a list of null', [null]],
    ['attributes', 'a list of text', ['颜色']],
    ['attributes', 'a list of lists', [[{ name: 'a', value: 'b' }]]],
    ['attributes', 'a member too many', [{ name: 'a', value: 'b', more: 'c' }]],
    ['attributes', 'a member too few', [{ name: 'a' }]],
    ['attributes', 'a value too long', [{ name: 'a', value: 'x'.repeat(51) }]],
    ['attributes', 'too many', Array.from({ length: 21 }, () => ({ name: 'a', value: 'b' }))],
    ['requiresShipping', 'missing', undefined],
    ['requiresShipping', 'text', 'true'],
    ['requiresShipping', 'a number', 1],
    ['active', 'null', null],
    ['active', 'text', 'false'],
    ['sales', 'not for clients to say', 5],
    ['id', 'not for clients to say', 5],
    ['__extra', 'unknown', 5],
  ])('refuses %s: %s', async (member, _, value) => {
    const answer = await operator.post(SKUS, { ...SHOE, [member]: value });
    expect(slugOf(answer)).toEqual([400, 'invalid-request']);
    expect(answer.body.errors[0].path).toMatch(new RegExp(`^${member}`));
  });

  it.each(['[]', '[{}]', 'null', '"text"', '5', '{', '{"__proto__":{"active":true}}'])(
    'refuses the body %s',
    async (body) => {
      const answer = await operator.send('POST', SKUS, { body });
      expect(answer.status).toBe(400);
    },
  );

  it('refuses a body of 5 MB', async () => {
    const answer = await operator.post(SKUS, { ...SHOE, name: 'x'.repeat(5_000_000) });
    expect(answer.status).toBe(413);
  });

  it.each([
    ['199', '199.00'],
    ['0.5', '0.50'],
    ['0.01', '0.01'],
    ['100000000.00', '100000000.00'],
  ])('takes a price of %s', async (price, shown) => {
    const { status, body } = await operator.post(SKUS, { ...SHOE, price });
    expect([status, body.price]).toEqual([201, shown]);
  });

  it('needs no picture and no attributes, and knows a stock without limit', async () => {
    const course = { name: '支付系统设计', price: '99.00', stock: null, requiresShipping: false };
    const { status, body } = await operator.post(SKUS, course);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...course, picture: '', attributes: [], active: true });
  });

  it('adds one SKU for one key, and answers twice alike', async () => {
    const key = { 'idempotency-key': 'one-shoe' };
    const body = { ...SHOE, name: 'once' };
    const answers = await Promise.all([1, 2, 3].map(() => operator.post(SKUS, body, key)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const rows = await shop.database.query('SELECT id FROM skus WHERE name = ?', ['once']);
    expect(rows).toHaveLength(1);
    const other = await operator.post(SKUS, { ...body, price: '1.00' }, key);
    expect(slugOf(other)).toEqual([422, 'idempotency-key-reused']);
  });
});

describe('changing a SKU', () => {
  it('changes what is named and nothing else', async () => {
    const id = await shop.sku({ ...SHOE, stock: 7 });
    const answer = await change(id, { price: '209.5', active: false });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      id,
      ...SHOE,
      price: '209.50',
      stock: 7,
      sales: 0,
      active: false,
    });
    const attributes = [{ name: '尺码', value: '42' }];
    const back = await change(id, { active: true, name: '安踏B', picture: '', attributes });
    expect(back.body).toMatchObject({ active: true, name: '安踏B', picture: '', attributes });
    expect(back.body.price).toBe('209.50');
  });

  it('changes nothing by an empty change', async () => {
    const id = await shop.sku();
    const before = await operator.get(`${SKUS}/${id}`);
    expect((await change(id, {})).body).toEqual(before.body);
  });

  it.each([
    { stock: 5 },
    { sales: 0 },
    { id: 9 },
    { name: null },
    { price: null },
    { price: '0' },
    { price: 5 },
    { picture: null },
    { attributes: null },
    { attributes: [null] },
    { attributes: [{ name: 'a', value: '' }] },
    { requiresShipping: null },
    { active: null },
    { unknown: 1 },
  ])('refuses %j', async (body) => {
    const id = await shop.sku();
    const before = await operator.get(`${SKUS}/${id}`);
    expect(slugOf(await change(id, body))).toEqual([400, 'invalid-request']);
    expect((await operator.get(`${SKUS}/${id}`)).body).toEqual(before.body);
  });

  it('knows no SKU that is not there', async () => {
    expect(slugOf(await change(4_294_967_295, { name: 'x' }))).toEqual([404, 'no-such-sku']);
  });

  it('changes no order that was made before', async () => {
    const id = await shop.sku({ price: '10.00' });
    const { orderNo } = await placeOrder(customer, id, 2);
    const path = `/api/v1/orders/${orderNo}`;
    const before = (await customer.get(path)).body;
    expect(before.lines).toMatchObject([{ price: '10.00', amount: '20.00' }]);
    await change(id, { price: '99.00', name: 'renamed', attributes: [], active: false });
    const after = (await customer.get(path)).body;
    expect(after.lines).toEqual(before.lines);
    expect(after.payable).toBe(before.payable);
  });
});

describe('restocking', () => {
  it('adds pieces', async () => {
    const id = await shop.sku({ stock: 5 });
    const answer = await restock(id, { count: 7 });
    expect([answer.status, answer.body.stock]).toEqual([200, 12]);
    expect((await shop.anybody.get(`${SKUS}/${id}`)).body.stock).toBe(12);
  });

  it('loses nothing beside buyers and other deliveries', async () => {
    const id = await shop.sku({ stock: 30 });
    const stock = shop.app.get(Stock);
    const transactions = shop.app.get(Transactions);
    await Promise.all([
      ...Array.from({ length: 10 }, () => restock(id, { count: 3 })),
      ...Array.from({ length: 10 }, () =>
        transactions.run((tx) => stock.take(tx, [{ skuId: id, count: 2 }])),
      ),
    ]);
    const { body } = await operator.get(`${SKUS}/${id}`);
    expect(body).toMatchObject({ stock: 40, sales: 20 });
  });

  it('adds once for one key', async () => {
    const id = await shop.sku({ stock: 0 });
    const key = { 'idempotency-key': 'one-delivery' };
    const answers = await Promise.all([1, 2, 3].map(() => restock(id, { count: 4 }, key)));
    expect(answers.map(({ status, body }) => [status, body.stock])).toEqual([
      [200, 4],
      [200, 4],
      [200, 4],
    ]);
    expect((await operator.get(`${SKUS}/${id}`)).body.stock).toBe(4);
    const elsewhere = await restock(await shop.sku(), { count: 4 }, key);
    expect(slugOf(elsewhere)).toEqual([422, 'idempotency-key-reused']);
  });

  it.each([
    {},
    { count: 0 },
    { count: -1 },
    { count: 1.5 },
    { count: 1_000_001 },
    { count: 1e300 },
    { count: '5' },
    { count: null },
    { count: [5] },
    { count: 5, price: '1.00' },
  ])('refuses %j', async (body) => {
    const id = await shop.sku({ stock: 5 });
    expect(slugOf(await restock(id, body))).toEqual([400, 'invalid-request']);
    expect((await operator.get(`${SKUS}/${id}`)).body.stock).toBe(5);
  });

  it('adds nothing to a stock without limit', async () => {
    const id = await shop.sku({ stock: null });
    expect(slugOf(await restock(id, { count: 1 }))).toEqual([409, 'stock-without-limit']);
  });

  it('fills a stock to its most, and no further', async () => {
    const id = await shop.sku({ stock: 999_999_990 });
    expect((await restock(id, { count: 10 })).body.stock).toBe(1_000_000_000);
    const refused = await restock(id, { count: 1 });
    expect(slugOf(refused)).toEqual([409, 'stock-too-large']);
    expect(refused.body.stock).toBe(1_000_000_000);
  });

  it('knows no SKU that is not there', async () => {
    expect(slugOf(await restock(4_294_967_295, { count: 1 }))).toEqual([404, 'no-such-sku']);
  });
});
