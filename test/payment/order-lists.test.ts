import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CLOCK, type Clock } from '../../src/kernel/clock.js';
import type { Client } from '../support/client.js';
import { ADDRESS, openForBusiness, paidOrder, placeOrder } from '../support/shop.js';

const ORDERS = '/api/v1/orders';

const { shop, operator, skuId } = await openForBusiness();
shop.stopClock();
const course = await shop.sku({ price: '9.90', requiresShipping: false });

let one: Client;
let other: Client;
let unpaid: string;
let paid: { orderNo: string; outTradeNo: string; tradeNo: string };
let shipped: string;
let virtual: string;

beforeAll(async () => {
  one = await shop.customer();
  other = await buyerWithMobile('+86-139-1234-5678');
  unpaid = (await placeOrder(one, skuId)).orderNo;
  const { orderNo } = await paidOrder(shop, one, skuId);
  const payment = (await one.get(`${ORDERS}/${orderNo}/payment`)).body;
  paid = { orderNo, outTradeNo: payment.outTradeNo, tradeNo: payment.tradeNo };
  shipped = (await paidOrder(shop, other, skuId)).orderNo;
  await operator.post(`${ORDERS}/${shipped}/ship`, {
    carrier: '顺丰速运',
    trackingNumber: 'SF1234567890123',
  });
  virtual = (await paidOrder(shop, other, course)).orderNo;
});
afterAll(() => shop.close());

async function buyerWithMobile(mobile: string): Promise<Client> {
  const credentials = { username: '王小明', password: 'a long password' };
  const { body } = await shop.anybody.post('/api/v1/auth/register', credentials);
  const client = shop.anybody.as(body.token);
  await client.post('/api/v1/addresses', { ...ADDRESS, mobile });
  return client;
}

async function listed(query: Readonly<Record<string, string>>, client = operator) {
  const path = `${ORDERS}?${new URLSearchParams({ limit: '100', ...query })}`;
  const { status, body } = await client.get(path);
  if (status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return (body.items as { orderNo: string }[]).map(({ orderNo }) => orderNo);
}

describe('staff find orders', () => {
  it.each([
    ['an order number', () => unpaid, () => [unpaid]],
    ['an out_trade_no', () => paid.outTradeNo, () => [paid.orderNo]],
    ['a trade_no', () => paid.tradeNo, () => [paid.orderNo]],
    ['a tracking number', () => 'SF1234567890123', () => [shipped]],
    ['a tracking number in small letters', () => 'sf1234567890123', () => [shipped]],
    ['a whole mobile', () => '13800000000', () => [paid.orderNo, unpaid]],
    ['a mobile that is written otherwise', () => '13912345678', () => [shipped]],
    ['the last four digits of a mobile', () => '5678', () => [shipped]],
    ['a user name', () => '王小明', () => [virtual, shipped]],
    ['a mobile with the same end as another', () => '13700005678', () => []],
    ['what nobody knows', () => 'nobody at all', () => []],
    ['a number that there is not', () => '202611211200000123456789', () => []],
  ])('by %s', async (_what, q, orders) => {
    expect(await listed({ q: q() })).toEqual(orders());
  });

  it('by state, sum, front end and user, alone and together', async () => {
    expect(await listed({})).toEqual([virtual, shipped, paid.orderNo, unpaid]);
    expect(await listed({ state: 'PENDING_PAYMENT,TO_SHIP' })).toEqual([paid.orderNo, unpaid]);
    expect(await listed({ amountTo: '9.90' })).toEqual([virtual]);
    expect(await listed({ amountFrom: '9.91' })).toEqual([shipped, paid.orderNo, unpaid]);
    expect(await listed({ amountFrom: '209.00', amountTo: '209.00', state: 'SHIPPED' })).toEqual([
      shipped,
    ]);
    expect(await listed({ storefront: 'native', q: '王小明' })).toEqual([virtual, shipped]);
    expect(await listed({ storefront: 'luffy' })).toEqual([]);
    const { id } = (await one.get('/api/v1/auth/me')).body;
    expect(await listed({ userId: id })).toEqual([paid.orderNo, unpaid]);
    expect(await listed({ userId: id, q: '王小明' })).toEqual([]);
    expect(await listed({ userId: id, q: '13800000000', state: 'TO_SHIP' })).toEqual([
      paid.orderNo,
    ]);
    expect(await listed({ userId: id, q: shipped })).toEqual([]);
    expect(await listed({ userId: 'x'.repeat(32) })).toEqual([]);
  });

  it('by the time at which they were made or paid, by days in China or to the second', async () => {
    const all = [virtual, shipped, paid.orderNo, unpaid];
    const now = shop.app.get<Clock>(CLOCK).now().getTime();
    const [yesterday, today, tomorrow] = [-1, 0, 1].map((days) =>
      new Date(now + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10),
    ) as [string, string, string];
    expect(await listed({ createdFrom: today, createdTo: today })).toEqual(all);
    expect(await listed({ createdTo: yesterday })).toEqual([]);
    expect(await listed({ createdFrom: tomorrow })).toEqual([]);
    expect(await listed({ paidFrom: today })).toEqual(all.slice(0, 3));
    expect(await listed({ paidFrom: today, createdFrom: yesterday })).toEqual(all.slice(0, 3));
    expect(await listed({ paidFrom: today, q: '王小明', state: 'RECEIVED' })).toEqual([virtual]);
    expect(await listed({ paidTo: yesterday })).toEqual([]);
    const { createdAt } = (await operator.get(`${ORDERS}/${shipped}`)).body;
    const since = await listed({ createdFrom: createdAt });
    expect(since).toContain(shipped);
    // A plus sign that nobody escaped.
    expect(
      (await operator.get(`${ORDERS}?createdFrom=${createdAt}&limit=100`)).body.items,
    ).toHaveLength(since.length);
  });

  it('with whose they are, in a list and alone; customers see none of it', async () => {
    const me = (await other.get('/api/v1/auth/me')).body;
    const customer = { id: me.id, username: '王小明' };
    const { body } = await operator.get(`${ORDERS}?q=${shipped}`);
    expect(body.items[0].customer).toEqual(customer);
    expect((await operator.get(`${ORDERS}/${shipped}`)).body).toEqual(body.items[0]);
    expect((await other.get(`${ORDERS}/${shipped}`)).body).not.toHaveProperty('customer');
    expect((await other.get(ORDERS)).body.items[0]).not.toHaveProperty('customer');
  });
});

describe('orders that need attention', () => {
  it('are those that are overdue, whose refund waits, and whose money is held', async () => {
    const late = (await placeOrder(one, skuId)).orderNo;
    const asked = await paidOrder(shop, one, skuId);
    await one.post(`${ORDERS}/${asked.orderNo}/refunds`, { amount: '1.00', reason: '有瑕疵' });
    await shop.database.query(
      `INSERT INTO incidents (kind, fingerprint, state, out_trade_no, order_id, detail, created_at)
       SELECT 'late-payment', 'x', 'OPEN', order_no, id, 'x', NOW(3) FROM orders WHERE order_no = ?`,
      [virtual],
    );
    expect(await listed({ needs: 'overdue' })).toEqual([]);
    await shop.database.query(
      'UPDATE orders SET expires_at = NOW(3) - INTERVAL 2 MINUTE WHERE order_no = ?',
      [late],
    );
    expect(await listed({ needs: 'overdue' })).toEqual([late]);
    expect(await listed({ needs: 'refund' })).toEqual([asked.orderNo]);
    expect(await listed({ needs: 'incident' })).toEqual([virtual]);
    expect(await listed({ needs: 'attention' })).toEqual([asked.orderNo, late, virtual]);
    expect(await listed({ needs: 'attention', state: 'TO_SHIP' })).toEqual([asked.orderNo]);
    expect(await listed({ needs: 'attention', q: virtual })).toEqual([virtual]);
    expect(await listed({ needs: 'attention', q: shipped })).toEqual([]);
  });
});

describe('parts of a list', () => {
  it.each([
    {},
    { state: 'TO_SHIP,SHIPPED,RECEIVED' },
    { q: '王小明' },
    { paidFrom: '2026-01-01' },
    { q: '5678' },
  ])('of %j follow each other', async (query: Record<string, string>) => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const next: Record<string, string> = cursor === null ? {} : { cursor };
      const { body } = await operator.get(
        `${ORDERS}?${new URLSearchParams({ ...query, ...next, limit: '1' })}`,
      );
      seen.push(...body.items.map(({ orderNo }: { orderNo: string }) => orderNo));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(await listed(query));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('know no cursor of another filter', async () => {
    const { nextCursor } = (await operator.get(`${ORDERS}?limit=1&state=TO_SHIP,SHIPPED`)).body;
    expect(
      (await operator.get(`${ORDERS}?limit=5&state=TO_SHIP,SHIPPED&cursor=${nextCursor}`)).status,
    ).toBe(200);
    for (const query of ['', 'state=TO_SHIP&', 'state=SHIPPED,TO_SHIP&', 'q=5678&']) {
      const { status, body } = await operator.get(`${ORDERS}?${query}cursor=${nextCursor}`);
      expect([query, status, body.errors]).toEqual([
        query,
        400,
        [{ path: 'cursor', message: expect.any(String) }],
      ]);
    }
  });
});

describe('a list refuses', () => {
  it.each([
    'q=x',
    'q=%20a%20',
    `q=${'x'.repeat(65)}`,
    'createdFrom=2026-02-30',
    'createdFrom=yesterday',
    // Times that no database holds.
    'createdFrom=0000-01-01',
    'createdFrom=0999-12-31T23:59:59Z',
    'createdTo=9999-12-31T23:59:59-12:00',
    'createdTo=2026-11-21T12:00:00',
    'paidFrom=',
    'amountFrom=1.234',
    'amountTo=-1',
    'storefront=taobao',
    'needs=money',
    'needs=',
  ])('%s', async (query) => {
    expect((await operator.get(`${ORDERS}?${query}`)).status).toBe(400);
  });

  it.each([
    'q=5678',
    'needs=attention',
    'createdFrom=2026-11-21',
    'amountTo=1.00',
    'storefront=native',
  ])('%s of a customer', async (query) => {
    const { status, body } = await one.get(`${ORDERS}?${query}`);
    expect([status, body.type]).toEqual([403, expect.stringMatching(/permission-required$/)]);
  });
});
