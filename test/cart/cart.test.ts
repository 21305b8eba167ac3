import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { UserIds } from '../../src/auth/signed-in-user.js';
import { makeGuestToken } from '../../src/cart/guest-token.js';
import { CartService } from '../../src/cart/cart.service.js';
import type { Answer, Client } from '../support/client.js';
import { openShop, type Shop } from '../support/shop.js';

const CART = '/api/v1/cart';
const ITEMS = `${CART}/items`;
const NO_SUCH_ID = 4_294_967_295;

let shop: Shop;
let customer: Client;

beforeAll(async () => {
  shop = await openShop({ MAX_LINES: '5', MAX_COUNT: '99' });
  customer = await shop.customer();
});

beforeEach(() => customer.send('DELETE', CART, {}));

afterAll(() => shop?.close());

function add(client: Client, skuId: unknown, count: unknown = 1): Promise<Answer> {
  return client.post(ITEMS, { skuId, count });
}

function set(client: Client, skuId: number, body: unknown): Promise<Answer> {
  return client.send('PUT', `${ITEMS}/${skuId}`, { body });
}

function selectAll(client: Client, body: unknown): Promise<Answer> {
  return client.send('PATCH', CART, { body });
}

async function guest(): Promise<{ client: Client; cartToken: string }> {
  const { status, body } = await shop.anybody.post(`${CART}/guest`);
  expect(status).toBe(201);
  return { client: shop.anybody.with({ 'cart-token': body.cartToken }), cartToken: body.cartToken };
}

/** The lines of an answer in short: SKU, count, selected. */
function linesOf(answer: Answer): [number, number, boolean][] {
  return answer.body.lines.map(
    ({ skuId, count, selected }: { skuId: number; count: number; selected: boolean }) => [
      skuId,
      count,
      selected,
    ],
  );
}

function slugOf(answer: Answer): [number, string] {
  return [answer.status, String(answer.body.type).split(':').at(-1) ?? ''];
}

async function idsOf(client: Client): Promise<UserIds> {
  return { id: 0, publicId: (await client.get('/api/v1/auth/me')).body.id };
}

describe('a cart', () => {
  it('is empty at first', async () => {
    const { status, body } = await customer.get(CART);
    expect(status).toBe(200);
    expect(body).toEqual({ lines: [], totalCount: 0, selectedCount: 0, selectedAmount: '0.00' });
  });

  it('is filled, changed and emptied, each answer showing what it has become', async () => {
    const [shoe, course] = [
      await shop.sku({ price: '199.00' }),
      await shop.sku({ price: '0.01', stock: null, requiresShipping: false }),
    ];
    expect((await add(customer, shoe, 2)).status).toBe(200);
    expect(linesOf(await add(customer, course, 3))).toEqual([
      [shoe, 2, true],
      [course, 3, true],
    ]);
    const more = await add(customer, shoe, 1);
    expect(more.body).toMatchObject({
      totalCount: 6,
      selectedCount: 6,
      selectedAmount: '597.03',
      lines: [
        { skuId: shoe, price: '199.00', count: 3, amount: '597.00', available: true, stock: 100 },
        { skuId: course, price: '0.01', count: 3, amount: '0.03', available: true, stock: null },
      ],
    });
    const fewer = await set(customer, shoe, { count: 1, selected: false });
    expect(linesOf(fewer)[0]).toEqual([shoe, 1, false]);
    expect(fewer.body).toMatchObject({ totalCount: 4, selectedCount: 3, selectedAmount: '0.03' });
    expect(linesOf(await selectAll(customer, { selected: false }))).toEqual([
      [shoe, 1, false],
      [course, 3, false],
    ]);
    const removed = await customer.send('DELETE', `${ITEMS}/${course}`, {});
    expect([removed.status, linesOf(removed)]).toEqual([200, [[shoe, 1, false]]]);
    const again = await customer.send('DELETE', `${ITEMS}/${course}`, {});
    expect(again.status).toBe(200);
    expect(again.body).toEqual((await customer.get(CART)).body);
    const emptied = await customer.send('DELETE', CART, {});
    expect([emptied.status, linesOf(emptied)]).toEqual([200, []]);
  });

  it('shows the price and the stock of the moment', async () => {
    const skuId = await shop.sku({ price: '10.00', stock: 5 });
    await add(customer, skuId, 4);
    await shop.database.query("UPDATE skus SET price = '12.50', stock = 3 WHERE id = ?", [skuId]);
    expect((await customer.get(CART)).body).toMatchObject({
      lines: [{ price: '12.50', stock: 3, amount: '50.00', available: false, selected: true }],
      selectedCount: 0,
      selectedAmount: '0.00',
    });
  });

  it('keeps what is not for sale any more as unavailable, until it is removed', async () => {
    const [shut, gone] = [await shop.sku(), await shop.sku()];
    await add(customer, shut, 2);
    await add(customer, gone, 2);
    await shop.database.query('UPDATE skus SET active = 0 WHERE id = ?', [shut]);
    await shop.database.query('DELETE FROM skus WHERE id = ?', [gone]);
    const { status, body } = await customer.get(CART);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      lines: [
        { skuId: shut, name: '安踏A红色', available: false },
        { skuId: gone, name: '', price: null, amount: null, available: false },
      ],
      totalCount: 4,
      selectedAmount: '0.00',
    });
    expect(slugOf(await set(customer, shut, { count: 1 }))).toEqual([404, 'no-such-sku']);
    expect(slugOf(await add(customer, shut))).toEqual([404, 'no-such-sku']);
    expect(linesOf(await set(customer, gone, { selected: false }))[1]).toEqual([gone, 2, false]);
    expect(linesOf(await customer.send('DELETE', `${ITEMS}/${gone}`, {}))).toHaveLength(1);
  });

  it('adds exactly as much as is in stock, and says what is there', async () => {
    const skuId = await shop.sku({ stock: 3 });
    await add(customer, skuId, 2);
    const refused = await add(customer, skuId, 2);
    expect(slugOf(refused)).toEqual([409, 'not-enough-stock']);
    expect(refused.body).toMatchObject({ skuId, stock: 3 });
    expect(slugOf(await set(customer, skuId, { count: 4 }))).toEqual([409, 'not-enough-stock']);
    expect(linesOf(await add(customer, skuId, 1))).toEqual([[skuId, 3, true]]);
  });

  it('counts additions from many devices at once right, and stops them at the stock', async () => {
    const skuId = await shop.sku({ stock: 7 });
    const answers = await Promise.all(Array.from({ length: 12 }, () => add(customer, skuId)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5);
    expect(linesOf(await customer.get(CART))).toEqual([[skuId, 7, true]]);
  });

  it('holds no more pieces of one SKU than allowed, however they come', async () => {
    const skuId = await shop.sku({ stock: null });
    expect(slugOf(await add(customer, skuId, 100))).toEqual([409, 'cart-limit']);
    await add(customer, skuId, 99);
    const refused = await add(customer, skuId, 1);
    expect(slugOf(refused)).toEqual([409, 'cart-limit']);
    expect(refused.body.detail).toContain('99');
    expect(slugOf(await set(customer, skuId, { count: 100 }))).toEqual([409, 'cart-limit']);
    expect(linesOf(await customer.get(CART))).toEqual([[skuId, 99, true]]);
  });

  it('holds no more lines than allowed', async () => {
    for (let line = 0; line < 5; line += 1) await add(customer, await shop.sku());
    const refused = await add(customer, await shop.sku());
    expect(slugOf(refused)).toEqual([409, 'cart-limit']);
    expect(refused.body.detail).toContain('5 lines');
    expect(linesOf(await customer.get(CART))).toHaveLength(5);
  });

  it('is nobody else’s', async () => {
    const skuId = await shop.sku();
    await add(customer, skuId);
    const other = await shop.customer();
    expect(linesOf(await other.get(CART))).toEqual([]);
    await other.send('DELETE', CART, {});
    expect(linesOf(await customer.get(CART))).toEqual([[skuId, 1, true]]);
  });
});

describe("a guest's cart", () => {
  it('is read and changed by its token alone', async () => {
    const skuId = await shop.sku();
    const { client, cartToken } = await guest();
    expect(cartToken).toMatch(/^[0-9a-f]{64}$/);
    await add(client, skuId, 2);
    expect(linesOf(await client.get(CART))).toEqual([[skuId, 2, true]]);
    const stranger = await guest();
    expect(stranger.cartToken).not.toBe(cartToken);
    expect(linesOf(await stranger.client.get(CART))).toEqual([]);
  });

  it('adds up with that of the user who signs in, and is gone afterwards', async () => {
    const [both, guests] = [await shop.sku(), await shop.sku()];
    const { client, cartToken } = await guest();
    await add(client, both, 2);
    await add(client, guests, 3);
    await add(customer, both, 1);
    const merges = await Promise.all(
      [1, 2, 3].map(() => customer.post(`${CART}/merge`, { cartToken })),
    );
    for (const merged of merges) expect(merged.status).toBe(200);
    const expected = [
      [both, 3, true],
      [guests, 3, true],
    ];
    expect(linesOf(await customer.get(CART))).toEqual(expected);
    expect(linesOf(await customer.post(`${CART}/merge`, { cartToken }))).toEqual(expected);
    expect(linesOf(await client.get(CART))).toEqual([]);
  });

  it('stands behind that of the user where a request has both', async () => {
    const skuId = await shop.sku();
    const { client, cartToken } = await guest();
    await add(client, skuId);
    const both = customer.with({ 'cart-token': cartToken });
    expect(linesOf(await both.get(CART))).toEqual([]);
  });
});

describe('for orders', () => {
  it('tells what is selected, and loses only what was bought', async () => {
    const carts = shop.app.get(CartService);
    const buyer = await idsOf(customer);
    const [bought, kept] = [await shop.sku(), await shop.sku()];
    await add(customer, bought, 3);
    await add(customer, kept, 1);
    await set(customer, kept, { selected: false });
    const lines = await carts.selectedLines(buyer);
    expect(lines).toEqual([{ skuId: bought, count: 3 }]);
    await add(customer, bought, 2);
    await carts.removeLines(buyer, lines);
    expect(linesOf(await customer.get(CART))).toEqual([
      [bought, 2, true],
      [kept, 1, false],
    ]);
  });
});

describe('bad requests', () => {
  it.each<[string, string, unknown]>([
    ['GET', CART, undefined],
    ['DELETE', CART, undefined],
    ['PATCH', CART, { selected: true }],
    ['POST', ITEMS, { skuId: 1, count: 1 }],
    ['PUT', `${ITEMS}/1`, { count: 1 }],
    ['DELETE', `${ITEMS}/1`, undefined],
    ['POST', `${CART}/merge`, { cartToken: '0'.repeat(32) }],
  ])('%s %s is refused to nobody and to forgers', async (method, path, body) => {
    const send = (client: Client) => client.send(method, path, body === undefined ? {} : { body });
    expect(slugOf(await send(shop.anybody))).toEqual([401, 'sign-in-required']);
    expect(slugOf(await send(shop.anybody.as('a.b.c')))).toEqual([401, 'invalid-token']);
    const { cartToken } = await guest();
    const another = makeGuestToken('the secret of another server');
    const changed = `${cartToken.startsWith('0') ? '1' : '0'}${cartToken.slice(1)}`;
    for (const token of [
      '',
      'x',
      '0'.repeat(32),
      '0'.repeat(64),
      cartToken.toUpperCase(),
      another,
      changed,
    ]) {
      const refused = await send(shop.anybody.with({ 'cart-token': token }));
      expect([token, ...slugOf(refused)]).toEqual([token, 401, 'sign-in-required']);
    }
  });

  it('is no more begun when one address has begun so many in a day', async () => {
    const other = await openShop({ GUEST_CARTS_PER_DAY: '2' });
    const begin = () => other.anybody.post(`${CART}/guest`);
    expect([(await begin()).status, (await begin()).status]).toEqual([201, 201]);
    const refused = await begin();
    expect([...slugOf(refused), Number(refused.headers.get('retry-after')) > 0]).toEqual([
      429,
      'too-many-carts',
      true,
    ]);
    await other.close();
  });

  it.each([() => makeGuestToken('the secret of another server'), () => '0'.repeat(64)])(
    'takes no cart over by a token that this server did not give',
    async (forge) => {
      const answer = await customer.post(`${CART}/merge`, { cartToken: forge() });
      expect(slugOf(answer)).toEqual([400, 'invalid-request']);
    },
  );

  it('does not let a guest merge', async () => {
    const { client, cartToken } = await guest();
    const refused = await client.post(`${CART}/merge`, { cartToken });
    expect(slugOf(refused)).toEqual([401, 'sign-in-required']);
  });

  it.each([
    {},
    { skuId: 1 },
    { count: 1 },
    { skuId: 1, count: 0 },
    { skuId: 1, count: -1 },
    { skuId: 1, count: 1.5 },
    { skuId: 1, count: 100_000 },
    { skuId: 1, count: 1e300 },
    { skuId: 1, count: '1' },
    { skuId: 1, count: null },
    { skuId: 1, count: true },
    { skuId: 1, count: [1] },
    { skuId: 0, count: 1 },
    { skuId: -1, count: 1 },
    { skuId: 1.5, count: 1 },
    { skuId: '1', count: 1 },
    { skuId: 4_294_967_296, count: 1 },
    { skuId: null, count: 1 },
    { skuId: { id: 1 }, count: 1 },
    { skuId: 1, count: 1, price: '0.01' },
    { skuId: 1, count: 1, selected: true },
  ])('adds nothing for %j', async (body) => {
    expect(slugOf(await customer.post(ITEMS, body))).toEqual([400, 'invalid-request']);
    expect(linesOf(await customer.get(CART))).toEqual([]);
  });

  it.each([
    { count: 0 },
    { count: -1 },
    { count: 1.5 },
    { count: '2' },
    { count: null },
    { count: 100_000 },
    { selected: null },
    { selected: 'true' },
    { selected: 1 },
    { count: 2, price: '0.01' },
    { skuId: 2, count: 2 },
  ])('sets nothing to %j', async (body) => {
    const skuId = await shop.sku();
    await add(customer, skuId, 3);
    expect(slugOf(await set(customer, skuId, body))).toEqual([400, 'invalid-request']);
    expect(linesOf(await customer.get(CART))).toEqual([[skuId, 3, true]]);
  });

  it.each([
    {},
    { selected: null },
    { selected: 'true' },
    { selected: 0 },
    { selected: true, x: 1 },
  ])('selects nothing for %j', async (body) => {
    expect(slugOf(await selectAll(customer, body))).toEqual([400, 'invalid-request']);
  });

  it.each([{}, { cartToken: null }, { cartToken: 'x' }, { cartToken: ['0'.repeat(32)] }])(
    'merges nothing for %j',
    async (body) => {
      const refused = await customer.post(`${CART}/merge`, body);
      expect(slugOf(refused)).toEqual([400, 'invalid-request']);
    },
  );

  it.each(['POST', 'PUT', 'PATCH'])('refuses bodies that are no object: %s', async (method) => {
    const path = { POST: ITEMS, PUT: `${ITEMS}/1`, PATCH: CART }[method] ?? '';
    for (const body of ['[]', '[1]', '"x"', '5', 'true', '{']) {
      const { status } = await customer.send(method, path, { body });
      expect([body, status]).toEqual([body, 400]);
    }
  });

  it('knows no SKU and no line that is not there', async () => {
    const skuId = await shop.sku();
    expect(slugOf(await add(customer, NO_SUCH_ID))).toEqual([404, 'no-such-sku']);
    expect(slugOf(await set(customer, NO_SUCH_ID, { count: 1 }))).toEqual([404, 'no-such-sku']);
    expect(slugOf(await set(customer, skuId, { count: 1 }))).toEqual([404, 'no-such-line']);
    expect(slugOf(await set(customer, skuId, { selected: true }))).toEqual([404, 'no-such-line']);
  });

  it.each(['0', '-1', '1.5', 'abc', '4294967296', '%00'])('knows no line %s', async (id) => {
    const put = await customer.send('PUT', `${ITEMS}/${id}`, { body: { count: 1 } });
    expect(put.status).toBe(404);
    expect((await customer.send('DELETE', `${ITEMS}/${id}`, {})).status).toBe(404);
  });
});
