import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { IDS, type Ids } from '../../src/kernel/ids.js';
import { PlaceOrder } from '../../src/payment/placement/place-order.service.js';
import type { Client } from '../support/client.js';
import { somebodyWaits } from '../support/row-lock.js';
import { ADDRESS, openShop, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';
import { crowd, eventsOf, ordersWith, quoted, stockOf } from './shop-floor.js';
import { damaged } from '../support/damaged.js';

const ORDERS = '/api/v1/orders';

let shop: Shop;
let customer: Client;
let operator: Client;

beforeAll(async () => {
  shop = await openShop();
  customer = await shop.customer();
  operator = await shop.operator();
});

afterAll(() => shop.close());

describe('a quote', () => {
  it('shows lines, addresses and sums, and holds no stock', async () => {
    const attributes = [{ name: '颜色', value: '红色' }];
    const skuId = await shop.sku({ attributes, stock: 7 });
    const answer = await customer.post(`${ORDERS}/quote`, { source: 'buyNow', skuId, count: 2 });
    expect(answer.status).toBe(200);
    const line = { skuId, name: '安踏A红色', attributes, price: '199.00', count: 2, stock: 7 };
    expect(answer.body).toMatchObject({
      addresses: [{ ...ADDRESS, isDefault: true }],
      lines: [{ ...line, amount: '398.00', requiresShipping: true }],
      totalCount: 2,
      goodsAmount: '398.00',
      freight: '10.00',
      payable: '408.00',
      expiresAt: expect.stringMatching(/\+08:00$/),
    });
    expect(await stockOf(shop, skuId)).toEqual({ stock: 7, sales: 0 });
  });

  it('has no freight for virtual goods', async () => {
    const skuId = await shop.sku({ stock: null, requiresShipping: false, price: '99.00' });
    const answer = await customer.post(`${ORDERS}/quote`, { source: 'buyNow', skuId, count: 1 });
    expect(answer.body).toMatchObject({ freight: '0.00', payable: '99.00' });
  });

  it('takes the selected lines of the cart', async () => {
    const buyer = await shop.customer();
    const [wanted, left] = [await shop.sku({ price: '5.00' }), await shop.sku()];
    await buyer.post('/api/v1/cart/items', { skuId: wanted, count: 3 });
    await buyer.post('/api/v1/cart/items', { skuId: left, count: 1 });
    await buyer.send('PUT', `/api/v1/cart/items/${left}`, { body: { selected: false } });
    const answer = await buyer.post(`${ORDERS}/quote`, { source: 'cart' });
    expect(answer.body).toMatchObject({
      lines: [{ skuId: wanted, count: 3 }],
      goodsAmount: '15.00',
      payable: '25.00',
    });
  });

  it('refuses an empty selection', async () => {
    const buyer = await shop.customer();
    const answer = await buyer.post(`${ORDERS}/quote`, { source: 'cart' });
    expect(answer.status).toBe(422);
    expect(answer.body.type).toMatch(/:nothing-to-buy$/);
  });

  it.each([
    ['more than there is', { stock: 2 }, 'not-enough-stock', { wanted: 3, stock: 2 }],
    ['what is not for sale', { active: false }, 'sku-unavailable', {}],
  ])('refuses %s', async (_name, changes, slug, members) => {
    const skuId = await shop.sku(changes);
    const answer = await customer.post(`${ORDERS}/quote`, { source: 'buyNow', skuId, count: 3 });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ skuId, ...members });
    expect(answer.body.type).toMatch(new RegExp(`:${slug}$`));
  });

  it('refuses more pieces than a line may have', async () => {
    const skuId = await shop.sku({ stock: 100_000 });
    const request = { source: 'buyNow', skuId, count: 1_000 };
    const answer = await customer.post(`${ORDERS}/quote`, request);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ skuId, maxCount: 999 });
  });
});

describe('an order', () => {
  it('keeps what was quoted, takes the stock and writes its event', async () => {
    const skuId = await shop.sku({ stock: 5 });
    const quote = await quoted(customer, skuId, 2);
    const made = await customer.post(ORDERS, { ...quote, remark: '请周末送货' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      orderNo: expect.stringMatching(/^\d{24}$/),
      state: 'PENDING_PAYMENT',
      goodsAmount: '398.00',
      freight: '10.00',
      payable: '408.00',
      totalCount: 2,
      address: ADDRESS,
      remark: '请周末送货',
      lines: [{ skuId, price: '199.00', count: 2, amount: '398.00' }],
    });
    expect(await stockOf(shop, skuId)).toEqual({ stock: 3, sales: 2 });
    expect(await eventsOf(shop, made.body.orderNo)).toEqual(['order.created']);
    expect((await customer.get(`${ORDERS}/${made.body.orderNo}`)).body).toEqual(made.body);
  });

  it('is due when its time is over', async () => {
    const { orderNo } = await placeOrder(customer, await shop.sku());
    const [row] = await shop.database.query<Record<string, Date>>(
      'SELECT created_at, expires_at, next_check_at FROM orders WHERE order_no = ?',
      [orderNo],
    );
    expect(row?.['next_check_at']).toEqual(row?.['expires_at']);
    const livesMs = Number(row?.['expires_at']) - Number(row?.['created_at']);
    expect(livesMs).toBe(30 * 60_000);
  });

  it('is not changed by what later happens to its SKU and its address', async () => {
    const buyer = await shop.customer();
    const skuId = await shop.sku({ attributes: [{ name: '颜色', value: '红色' }] });
    const quote = await quoted(buyer, skuId);
    const made = await buyer.post(ORDERS, quote);
    const edit = {
      name: '别的',
      price: '1.00',
      picture: '/other.jpg',
      attributes: [],
      requiresShipping: false,
      active: false,
    };
    const edited = await operator.send('PATCH', `/api/v1/skus/${skuId}`, { body: edit });
    expect(edited.status).toBe(200);
    const address = `/api/v1/addresses/${quote.addressId}`;
    await buyer.send('PATCH', address, { body: { receiver: '别人' } });
    await buyer.send('DELETE', address, {});
    expect((await buyer.get(`${ORDERS}/${made.body.orderNo}`)).body).toEqual(made.body);
  });

  it('takes what was bought out of the cart and leaves the rest', async () => {
    const buyer = await shop.customer();
    const [wanted, left] = [await shop.sku(), await shop.sku()];
    await buyer.post('/api/v1/cart/items', { skuId: wanted, count: 1 });
    await buyer.post('/api/v1/cart/items', { skuId: left, count: 1 });
    await buyer.send('PUT', `/api/v1/cart/items/${left}`, { body: { selected: false } });
    const quote = await buyer.post(`${ORDERS}/quote`, { source: 'cart' });
    const body = {
      quoteToken: quote.body.quoteToken,
      addressId: quote.body.addresses[0].id,
    };
    expect((await buyer.post(ORDERS, body)).status).toBe(201);
    const cartIds = async () =>
      (await buyer.get('/api/v1/cart')).body.lines.map((line: { skuId: number }) => line.skuId);
    expect(await cartIds()).toEqual([left]);
    // The same request again must not take out what was put in since.
    await buyer.post('/api/v1/cart/items', { skuId: wanted, count: 1 });
    expect((await buyer.post(ORDERS, body)).status).toBe(201);
    expect(await cartIds()).toEqual(expect.arrayContaining([left, wanted]));
  });

  it('leaves the cart alone when it was bought past it', async () => {
    const buyer = await shop.customer();
    const skuId = await shop.sku();
    await buyer.post('/api/v1/cart/items', { skuId, count: 1 });
    await placeOrder(buyer, skuId);
    expect((await buyer.get('/api/v1/cart')).body.lines).toHaveLength(1);
  });

  it('needs no address when nothing is shipped, and keeps none', async () => {
    const skuId = await shop.sku({ stock: null, requiresShipping: false });
    const { quoteToken } = await quoted(customer, skuId);
    const made = await customer.post(ORDERS, { quoteToken });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ address: null, freight: '0.00' });
    expect(await stockOf(shop, skuId)).toEqual({ stock: null, sales: 1 });
  });
});

describe('creation refuses, without a trace,', () => {
  /** How the creation was refused, and what is left of it. */
  async function attempt(skuId: number, body: object) {
    const { status, body: problem } = await customer.post(ORDERS, body);
    const slug = String(problem.type).split(':').at(-1);
    const [stock, orders] = [await stockOf(shop, skuId), await ordersWith(shop, skuId)];
    return { status, slug, ...stock, orders, problem };
  }

  /** A refusal that left stock, sales and orders alone. */
  function untouched(status: number, slug: string, stock = 100) {
    return { status, slug, stock, sales: 0, orders: 0 };
  }

  it('a missing address', async () => {
    const skuId = await shop.sku();
    const { quoteToken } = await quoted(customer, skuId);
    const attempted = await attempt(skuId, { quoteToken });
    expect(attempted).toMatchObject(untouched(422, 'address-required'));
  });

  it("somebody else's, a deleted and an unknown address", async () => {
    const skuId = await shop.sku();
    const { quoteToken } = await quoted(customer, skuId);
    const other = await quoted(await shop.customer(), skuId);
    const gone = await customer.post('/api/v1/addresses', ADDRESS);
    await customer.send('DELETE', `/api/v1/addresses/${gone.body.id}`, {});
    for (const addressId of [other.addressId, gone.body.id, 4_000_000_000]) {
      const attempted = await attempt(skuId, { quoteToken, addressId });
      expect(attempted).toMatchObject(untouched(422, 'address-invalid'));
    }
  });

  it("somebody else's and a forged quote", async () => {
    const skuId = await shop.sku();
    const own = await quoted(customer, skuId);
    const { quoteToken } = await quoted(await shop.customer(), skuId);
    const forged = damaged(own.quoteToken, own.quoteToken.length >> 1);
    for (const token of [quoteToken, forged, 'AAAA']) {
      const attempted = await attempt(skuId, { ...own, quoteToken: token });
      expect(attempted).toMatchObject(untouched(422, 'quote-invalid'));
    }
  });

  it('a changed price, and shows both', async () => {
    const skuId = await shop.sku();
    const quote = await quoted(customer, skuId, 2);
    await operator.send('PATCH', `/api/v1/skus/${skuId}`, { body: { price: '249.00' } });
    const { problem, ...attempted } = await attempt(skuId, quote);
    expect(attempted).toEqual(untouched(409, 'price-changed'));
    expect(problem).toMatchObject({
      quoted: {
        lines: [{ skuId, count: 2, price: '199.00' }],
        goodsAmount: '398.00',
        freight: '10.00',
        payable: '408.00',
      },
      current: {
        lines: [{ skuId, count: 2, price: '249.00', amount: '498.00' }],
        goodsAmount: '498.00',
        freight: '10.00',
        payable: '508.00',
      },
    });
    const { quoteToken } = problem.current;
    const made = await customer.post(ORDERS, { ...quote, quoteToken });
    expect(made.status).toBe(201);
    expect(made.body.payable).toBe('508.00');
  });

  it('freight that has come to be due since', async () => {
    const skuId = await shop.sku({ requiresShipping: false });
    const quote = await quoted(customer, skuId);
    await operator.send('PATCH', `/api/v1/skus/${skuId}`, { body: { requiresShipping: true } });
    const { problem, ...attempted } = await attempt(skuId, quote);
    expect(attempted).toEqual(untouched(409, 'price-changed'));
    expect(problem).toMatchObject({ quoted: { freight: '0.00' }, current: { freight: '10.00' } });
  });

  it('what was sold meanwhile', async () => {
    const skuId = await shop.sku({ stock: 2, requiresShipping: false });
    const quote = await quoted(customer, skuId, 2);
    await shop.database.query('UPDATE skus SET stock = 1 WHERE id = ?', [skuId]);
    const { problem, ...attempted } = await attempt(skuId, quote);
    expect(attempted).toEqual(untouched(409, 'not-enough-stock', 1));
    expect(problem).toMatchObject({ skuId, wanted: 2, stock: 1 });
  });

  it('the whole of an order when only one of its lines is short', async () => {
    const buyer = await shop.customer();
    const [plenty, short] = [await shop.sku({ stock: 9 }), await shop.sku({ stock: 1 })];
    for (const skuId of [plenty, short]) {
      await buyer.post('/api/v1/cart/items', { skuId, count: 1 });
    }
    const { body } = await buyer.post(`${ORDERS}/quote`, { source: 'cart' });
    await shop.database.query('UPDATE skus SET stock = 0 WHERE id = ?', [short]);
    const request = { quoteToken: body.quoteToken, addressId: body.addresses[0].id };
    expect((await buyer.post(ORDERS, request)).status).toBe(409);
    expect(await stockOf(shop, plenty)).toEqual({ stock: 9, sales: 0 });
    expect((await buyer.get('/api/v1/cart')).body.lines).toHaveLength(2);
  });
});

describe('one request is one order', () => {
  it('with one Idempotency-Key, one after the other', async () => {
    const skuId = await shop.sku();
    const client = customer.with({ 'idempotency-key': 'one-after-the-other' });
    const body = await quoted(customer, skuId);
    const answers = [await client.post(ORDERS, body), await client.post(ORDERS, body)];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect(await ordersWith(shop, skuId)).toBe(1);
  });

  it('with one Idempotency-Key, both at once', async () => {
    const skuId = await shop.sku();
    const client = customer.with({ 'idempotency-key': 'both-at-once' });
    const body = await quoted(customer, skuId);
    const answers = await Promise.all([1, 2, 3, 4].map(() => client.post(ORDERS, body)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await ordersWith(shop, skuId)).toBe(1);
    expect(await stockOf(shop, skuId)).toEqual({ stock: 99, sales: 1 });
  });

  it('and refuses the key with another body', async () => {
    const skuId = await shop.sku();
    const client = customer.with({ 'idempotency-key': 'another-body' });
    await client.post(ORDERS, await quoted(customer, skuId));
    const answer = await client.post(ORDERS, await quoted(customer, skuId));
    expect(answer.status).toBe(422);
    expect(answer.body.type).toMatch(/:idempotency-key-reused$/);
    expect(await ordersWith(shop, skuId)).toBe(1);
  });

  it('with one quote and no key, also after the quote is too old', async () => {
    const skuId = await shop.sku();
    const body = await quoted(customer, skuId);
    const first = await customer.post(ORDERS, body);
    const second = await customer.post(ORDERS, body);
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(await ordersWith(shop, skuId)).toBe(1);
  });

  it('with one quote under different keys', async () => {
    const skuId = await shop.sku();
    const body = await quoted(customer, skuId);
    const orderNos = new Set<string>();
    for (const key of ['key-a', 'key-b', null]) {
      const client = key === null ? customer : customer.with({ 'idempotency-key': key });
      orderNos.add((await client.post(ORDERS, body)).body.orderNo);
    }
    expect(orderNos.size).toBe(1);
    expect(await ordersWith(shop, skuId)).toBe(1);
  });

  it('with one quote many times at once, though it takes the last piece', async () => {
    const skuId = await shop.sku({ stock: 1 });
    const body = await quoted(customer, skuId);
    const answers = await Promise.all(Array.from({ length: 8 }, () => customer.post(ORDERS, body)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
    expect(new Set(answers.map((answer) => answer.body.orderNo)).size).toBe(1);
    expect(await stockOf(shop, skuId)).toEqual({ stock: 0, sales: 1 });
  });

  it('when a storefront says it again after a commit whose answer was lost', async () => {
    const skuId = await shop.sku({ stock: 1, requiresShipping: false });
    const { body: me } = await customer.get('/api/v1/auth/me');
    const [row] = await shop.database.query<{ id: number }>(
      'SELECT id FROM users WHERE public_id = ?',
      [me.id],
    );
    const user = { id: Number(row?.id), publicId: String(me.id) };
    const ids = shop.app.get<Ids>(IDS);
    const sortable = ids.sortable.bind(ids);
    const requestId = sortable(new Date());
    const place = () => {
      Object.assign(ids, { sortable: () => requestId });
      const source = { source: 'buyNow', skuId, count: 1 } as const;
      const request = { storefront: 'luffy', addressId: null, source } as const;
      const placed = shop.app.get(PlaceOrder).placeDirect(user, request);
      Object.assign(ids, { sortable });
      return placed;
    };
    const [{ order: first }, { order: second }] = [await place(), await place()];
    expect(first).toMatchObject({ storefront: 'luffy' });
    expect(second).toMatchObject({ orderNo: first.orderNo, storefront: 'luffy' });
    expect(second.lines).toHaveLength(1);
    expect(await ordersWith(shop, skuId)).toBe(1);
  });

  it('and a refused request can be expressed again', async () => {
    const skuId = await shop.sku();
    const client = customer.with({ 'idempotency-key': 'refused-first' });
    const { quoteToken, addressId } = await quoted(customer, skuId);
    expect((await client.post(ORDERS, { quoteToken })).status).toBe(422);
    expect((await client.post(ORDERS, { quoteToken, addressId })).status).toBe(201);
  });
});

describe('under pressure', () => {
  it('50 buyers for 10 pieces buy 10', async () => {
    const skuId = await shop.sku({ stock: 10, requiresShipping: false });
    const buyers = await crowd(shop, 50);
    const requests = await Promise.all(buyers.map((buyer) => quoted(buyer, skuId)));
    const answers = await Promise.all(
      buyers.map((buyer, i) => buyer.post(ORDERS, requests[i] ?? {})),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(10);
    expect(statuses.filter((status) => status === 409)).toHaveLength(40);
    expect(await stockOf(shop, skuId)).toEqual({ stock: 0, sales: 10 });
    expect(await ordersWith(shop, skuId)).toBe(10);
    const [events] = await shop.database.query<{ n: string }>(
      `SELECT COUNT(*) AS n FROM outbox WHERE type = 'order.created' AND order_id IN
         (SELECT order_id FROM order_lines WHERE sku_id = ?)`,
      [skuId],
    );
    expect(Number(events?.n)).toBe(10);
  });

  it('is tried again as a whole when the database ends it to break a deadlock', async () => {
    const [first, second] = [await shop.sku({ stock: 5 }), await shop.sku({ stock: 5 })];
    const buyer = await shop.customer();
    for (const skuId of [first, second]) {
      await buyer.post('/api/v1/cart/items', { skuId, count: 1 });
    }
    const { body } = await buyer.post(`${ORDERS}/quote`, { source: 'cart' });
    const request = { quoteToken: body.quoteToken, addressId: body.addresses[0].id };
    const rival = await createConnection(shop.database.url);
    try {
      await rival.beginTransaction();
      // The database ends the transaction that has changed less: the rival must be the heavier one.
      const rows = Array.from({ length: 500 }, (_, index) => ['rival', String(index), new Date()]);
      await rival.query('INSERT INTO event_inbox (handler, event_id, handled_at) VALUES ?', [rows]);
      await rival.query('UPDATE skus SET sales = sales WHERE id = ?', [second]);
      await rival.query('SELECT id FROM skus WHERE id = ? FOR UPDATE', [second]);
      const creation = buyer.post(ORDERS, request);
      await until('the creation waits for the second SKU', () => somebodyWaits(shop.database));
      // Answered without an error: it was the creation that had to give way.
      await rival.query('UPDATE skus SET sales = sales + 100 WHERE id = ?', [first]);
      await rival.commit();
      const answer = await creation;
      expect(answer.status).toBe(201);
    } finally {
      await rival.end();
    }
    expect(await stockOf(shop, first)).toEqual({ stock: 4, sales: 101 });
    expect(await stockOf(shop, second)).toEqual({ stock: 4, sales: 1 });
    expect(await ordersWith(shop, first)).toBe(1);
  });
});

describe('a quote that is too old', () => {
  it('makes no order, but still names the one that it has made', async () => {
    const skuId = await shop.sku();
    const [used, unused] = [await quoted(customer, skuId), await quoted(customer, skuId)];
    const made = await customer.post(ORDERS, used);
    shop.advance(15 * 60_000 + 1);
    const late = await customer.post(ORDERS, unused);
    expect(late.status).toBe(409);
    expect(late.body.type).toMatch(/:quote-expired$/);
    expect((await customer.post(ORDERS, used)).body.orderNo).toBe(made.body.orderNo);
    expect(await ordersWith(shop, skuId)).toBe(1);
  });
});
