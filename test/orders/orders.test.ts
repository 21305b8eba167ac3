import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PreparedReads } from '../../src/database/batching/prepared-reads.js';
import { OrdersService } from '../../src/orders/lifecycle/orders.service.js';
import type { Client } from '../support/client.js';
import { openShop, placeOrder, type Shop } from '../support/shop.js';
import { eventsOf, pay, withOrder } from './shop-floor.js';

const ORDERS = '/api/v1/orders';
const SHIPMENT = { carrier: '顺丰速运', trackingNumber: 'SF1234567890123' };

let shop: Shop;
let customer: Client;
let stranger: Client;
let operator: Client;
let goods: number;
let course: number;

beforeAll(async () => {
  shop = await openShop();
  [customer, stranger] = [await shop.customer(), await shop.customer()];
  operator = await shop.operator();
  goods = await shop.sku({ stock: 1_000 });
  course = await shop.sku({ stock: null, requiresShipping: false });
});

afterAll(() => shop.close());

async function paidOrder(): Promise<string> {
  const { orderNo } = await placeOrder(customer, goods);
  await pay(shop, orderNo);
  return orderNo;
}

function numbers(answer: { readonly body: { items: { orderNo: string }[] } }): string[] {
  return answer.body.items.map(({ orderNo }) => orderNo);
}

describe('reading', () => {
  it('shows an order to its owner and to operators', async () => {
    const made = await placeOrder(customer, goods);
    const answer = await customer.get(`${ORDERS}/${made.orderNo}`);
    expect([answer.status, answer.body]).toEqual([200, made]);
    const { id, username } = (await customer.get('/api/v1/auth/me')).body;
    const staffs = await operator.get(`${ORDERS}/${made.orderNo}`);
    expect([staffs.status, staffs.body]).toEqual([200, { ...made, customer: { id, username } }]);
  });

  it("answers the same for somebody else's order, an unknown one and no order number", async () => {
    const { orderNo } = await placeOrder(customer, goods);
    const details = new Set<string>();
    for (const path of [orderNo, '202611211200000123456789', 'nonsense', '1', `${orderNo}1`]) {
      const answer = await stranger.get(`${ORDERS}/${path}`);
      expect(answer.status).toBe(404);
      expect(answer.body.type).toMatch(/:no-such-order$/);
      details.add(answer.body.detail);
    }
    expect(details.size).toBe(1);
  });
});

describe('a list', () => {
  it('gives every order once, newest first, in parts', async () => {
    const buyer = await shop.customer();
    const made: string[] = [];
    for (let i = 0; i < 5; i += 1) made.unshift((await placeOrder(buyer, goods)).orderNo);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const next: string = cursor === null ? '' : `&cursor=${cursor}`;
      const part = await buyer.get(`${ORDERS}?limit=2${next}`);
      expect(part.body.items.length).toBeLessThanOrEqual(2);
      seen.push(...numbers(part));
      cursor = part.body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(made);
  });

  it('shows each order with its own lines', async () => {
    const buyer = await shop.customer();
    await placeOrder(buyer, goods, 2);
    await placeOrder(buyer, course);
    const { body } = await buyer.get(ORDERS);
    expect(body.items).toMatchObject([
      { lines: [{ skuId: course, count: 1 }] },
      { lines: [{ skuId: goods, count: 2 }] },
    ]);
    const [newest] = body.items;
    expect((await buyer.get(`${ORDERS}/${newest.orderNo}`)).body).toEqual(newest);
  });

  it('keeps to the states that are asked for', async () => {
    const buyer = await shop.customer();
    const unpaid = (await placeOrder(buyer, goods)).orderNo;
    const toShip = (await placeOrder(buyer, goods)).orderNo;
    const received = (await placeOrder(buyer, course)).orderNo;
    await pay(shop, toShip);
    await pay(shop, received);
    const listed = async (state: string) => numbers(await buyer.get(`${ORDERS}?state=${state}`));
    expect(await listed('PENDING_PAYMENT')).toEqual([unpaid]);
    expect(await listed('TO_SHIP')).toEqual([toShip]);
    expect(await listed('RECEIVED,PENDING_PAYMENT')).toEqual([received, unpaid]);
    expect(await listed('REFUNDED')).toEqual([]);
  });

  it("shows a customer's own orders to them, and everybody's to an operator", async () => {
    const [one, other] = [await shop.customer(), await shop.customer()];
    const mine = (await placeOrder(one, goods)).orderNo;
    const theirs = (await placeOrder(other, goods)).orderNo;
    const { id } = (await one.get('/api/v1/auth/me')).body;
    expect(numbers(await one.get(ORDERS))).toEqual([mine]);
    expect(numbers(await one.get(`${ORDERS}?userId=${id}`))).toEqual([mine]);
    expect(numbers(await operator.get(ORDERS)).slice(0, 2)).toEqual([theirs, mine]);
    expect(numbers(await operator.get(`${ORDERS}?userId=${id}`))).toEqual([mine]);
    const refused = await other.get(`${ORDERS}?userId=${id}`);
    expect(refused.status).toBe(403);
  });

  it('costs two queries, however many orders it shows', async () => {
    const buyer = await shop.customer();
    for (let i = 0; i < 4; i += 1) await placeOrder(buyer, goods);
    const { id: publicId } = (await buyer.get('/api/v1/auth/me')).body;
    const [user] = await shop.database.query<{ id: number }>(
      'SELECT id FROM users WHERE public_id = ?',
      [publicId],
    );
    const query = jest.spyOn(shop.app.get(PreparedReads), 'rows');
    try {
      const request = { states: [], page: { limit: 20, after: null, list: '' } };
      const { items } = await shop.app
        .get(OrdersService)
        .list({ id: user?.id ?? 0, publicId }, request);
      expect(items).toHaveLength(4);
      expect(query).toHaveBeenCalledTimes(2);
    } finally {
      query.mockRestore();
    }
  });
});

describe('shipping', () => {
  it('sends a paid order, and answers the same when it is said again', async () => {
    const orderNo = await paidOrder();
    const first = await operator.post(`${ORDERS}/${orderNo}/ship`, SHIPMENT);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ state: 'SHIPPED', ...SHIPMENT });
    expect(first.body.shippedAt).toMatch(/\+08:00$/);
    const again = await operator.post(`${ORDERS}/${orderNo}/ship`, SHIPMENT);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(await eventsOf(shop, orderNo)).toEqual([
      'order.created',
      'order.paid',
      'shipment.created',
      'order.shipped',
    ]);
  });

  it('refuses another shipment of the same order', async () => {
    const orderNo = await paidOrder();
    await operator.post(`${ORDERS}/${orderNo}/ship`, SHIPMENT);
    const other = { ...SHIPMENT, trackingNumber: 'SF9' };
    const answer = await operator.post(`${ORDERS}/${orderNo}/ship`, other);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ state: 'SHIPPED' });
    const { body } = await customer.get(`${ORDERS}/${orderNo}`);
    expect(body.trackingNumber).toBe(SHIPMENT.trackingNumber);
  });

  it('refuses an order that is unpaid, virtual, closed or refunded', async () => {
    const unpaid = (await placeOrder(customer, goods)).orderNo;
    const virtual = (await placeOrder(customer, course)).orderNo;
    const closed = (await placeOrder(customer, goods)).orderNo;
    const refunded = await paidOrder();
    await pay(shop, virtual);
    await withOrder(shop, closed, (ledger, tx, order) => ledger.close(tx, order, 'cancelled'));
    await withOrder(shop, refunded, (ledger, tx, order) => ledger.markRefunded(tx, order));
    for (const orderNo of [unpaid, virtual, closed, refunded]) {
      const answer = await operator.post(`${ORDERS}/${orderNo}/ship`, SHIPMENT);
      expect(answer.status).toBe(409);
      expect(answer.body.type).toMatch(/:order-not-shippable$/);
    }
  });

  it('is for operators, and for orders that exist', async () => {
    const orderNo = await paidOrder();
    expect((await customer.post(`${ORDERS}/${orderNo}/ship`, SHIPMENT)).status).toBe(403);
    const nowhere = `${ORDERS}/202611211200000123456789/ship`;
    expect((await operator.post(nowhere, SHIPMENT)).status).toBe(404);
  });

  it('happens once when two operators do it at the same time', async () => {
    const orderNo = await paidOrder();
    const answers = await Promise.all(
      ['SF1', 'SF2', 'SF3', 'SF4'].map((trackingNumber) =>
        operator.post(`${ORDERS}/${orderNo}/ship`, { ...SHIPMENT, trackingNumber }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted((one, two) => one - two);
    expect(statuses).toEqual([200, 409, 409, 409]);
    const shipped = (await eventsOf(shop, orderNo)).filter((type) => type === 'order.shipped');
    expect(shipped).toHaveLength(1);
  });
});

describe('the same shipment said many times at once', () => {
  it('is one shipment and one answer', async () => {
    const orderNo = await paidOrder();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => operator.post(`${ORDERS}/${orderNo}/ship`, SHIPMENT)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });
});

describe('receiving', () => {
  async function shippedOrder(): Promise<string> {
    const orderNo = await paidOrder();
    await operator.post(`${ORDERS}/${orderNo}/ship`, SHIPMENT);
    return orderNo;
  }

  it('is confirmed by the owner, and answers the same when it is said again', async () => {
    const orderNo = await shippedOrder();
    const first = await customer.post(`${ORDERS}/${orderNo}/receive`);
    expect(first.status).toBe(200);
    expect(first.body.state).toBe('RECEIVED');
    const again = await customer.post(`${ORDERS}/${orderNo}/receive`);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    const received = (await eventsOf(shop, orderNo)).filter((type) => type === 'order.received');
    expect(received).toHaveLength(1);
    const [row] = await shop.database.query<Record<string, Date>>(
      'SELECT received_at, next_check_at FROM orders WHERE order_no = ?',
      [orderNo],
    );
    const waitsMs = Number(row?.['next_check_at']) - Number(row?.['received_at']);
    expect(waitsMs).toBe(7 * 24 * 3_600_000);
  });

  it('is nobody else’s to confirm', async () => {
    const orderNo = await shippedOrder();
    for (const other of [stranger, operator]) {
      const answer = await other.post(`${ORDERS}/${orderNo}/receive`);
      expect(answer.status).toBe(404);
    }
    expect((await customer.get(`${ORDERS}/${orderNo}`)).body.state).toBe('SHIPPED');
  });

  it('is refused before the goods are sent', async () => {
    const unpaid = (await placeOrder(customer, goods)).orderNo;
    for (const orderNo of [unpaid, await paidOrder()]) {
      const answer = await customer.post(`${ORDERS}/${orderNo}/receive`);
      expect(answer.status).toBe(409);
      expect(answer.body.type).toMatch(/:order-not-receivable$/);
    }
  });
});
