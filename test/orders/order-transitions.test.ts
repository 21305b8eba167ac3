import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../../src/database/transactions.js';
import { OrderTransitions } from '../../src/orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../src/orders/model/order-record.js';
import type { Client } from '../support/client.js';
import { openShop, placeOrder, type Shop } from '../support/shop.js';
import { eventsOf, pay, stockOf, withOrder } from './shop-floor.js';

const PAID_AT = new Date('2026-11-21T04:01:30.000Z');
const WEEK_MS = 7 * 24 * 3_600_000;

let shop: Shop;
let customer: Client;
let goods: number;
let course: number;

beforeAll(async () => {
  shop = await openShop();
  customer = await shop.customer();
  goods = await shop.sku({ stock: 1_000 });
  course = await shop.sku({ stock: null, requiresShipping: false, price: '99.00' });
});

afterAll(() => shop.close());

/** The order as it stands. */
function look(orderNo: string): Promise<OrderRecord> {
  return withOrder(shop, orderNo, (_ledger, _tx, order) => Promise.resolve(order));
}

function close(orderNo: string, how: 'cancelled' | 'expired'): Promise<boolean> {
  return withOrder(shop, orderNo, (ledger, tx, order) => ledger.close(tx, order, how));
}

function revive(orderNo: string): Promise<boolean> {
  return withOrder(shop, orderNo, (ledger, tx, order) => ledger.revive(tx, order, PAID_AT));
}

describe('a payment', () => {
  it('makes an order with goods one to ship, with nothing due', async () => {
    const { orderNo } = await placeOrder(customer, goods);
    const paid = await withOrder(shop, orderNo, (ledger, tx, order) =>
      ledger.markPaidAll(tx, [{ order, paidAt: PAID_AT }]),
    );
    expect(paid).toBe(true);
    expect(await look(orderNo)).toMatchObject({
      state: 'TO_SHIP',
      paidAt: PAID_AT,
      receivedAt: null,
      nextCheckAt: null,
    });
    expect(await eventsOf(shop, orderNo)).toEqual(['order.created', 'order.paid']);
  });

  it('makes a virtual order a received one, due when it is to be completed', async () => {
    const { orderNo } = await placeOrder(customer, course);
    expect(await pay(shop, orderNo)).toBe(true);
    const order = await look(orderNo);
    expect(order.state).toBe('RECEIVED');
    expect(Number(order.nextCheckAt) - Number(order.receivedAt)).toBe(WEEK_MS);
    const events = ['order.created', 'order.paid', 'order.received'];
    expect(await eventsOf(shop, orderNo)).toEqual(events);
  });

  it('is refused the second time and after a close, and changes nothing', async () => {
    const paidNo = (await placeOrder(customer, goods)).orderNo;
    const closedNo = (await placeOrder(customer, goods)).orderNo;
    await pay(shop, paidNo);
    await close(closedNo, 'expired');
    for (const orderNo of [paidNo, closedNo]) {
      const [before, events] = [await look(orderNo), await eventsOf(shop, orderNo)];
      expect(await pay(shop, orderNo)).toBe(false);
      expect(await look(orderNo)).toEqual(before);
      expect(await eventsOf(shop, orderNo)).toEqual(events);
    }
  });

  it('is refused to a record that is out of date', async () => {
    const { orderNo } = await placeOrder(customer, goods);
    const stale = await look(orderNo);
    await close(orderNo, 'cancelled');
    const paid = await shop.app
      .get(Transactions)
      .run((tx) =>
        shop.app.get(OrderTransitions).markPaidAll(tx, [{ order: stale, paidAt: PAID_AT }]),
      );
    expect(paid).toBe(false);
    expect((await look(orderNo)).state).toBe('CANCELLED');
  });
});

describe('a close', () => {
  it.each([
    ['cancelled', 'CANCELLED'],
    ['expired', 'EXPIRED'],
  ] as const)('%s: gives stock and sales back, once', async (how, state) => {
    const skuId = await shop.sku({ stock: 5 });
    const { orderNo } = await placeOrder(customer, skuId, 3);
    expect(await stockOf(shop, skuId)).toEqual({ stock: 2, sales: 3 });
    expect(await close(orderNo, how)).toBe(true);
    expect(await close(orderNo, how)).toBe(false);
    expect(await stockOf(shop, skuId)).toEqual({ stock: 5, sales: 0 });
    const order = await look(orderNo);
    expect(order).toMatchObject({ state, nextCheckAt: null });
    expect(order.closedAt).toBeInstanceOf(Date);
    expect(await eventsOf(shop, orderNo)).toEqual(['order.created', `order.${how}`]);
  });

  it('is refused to a paid order', async () => {
    const skuId = await shop.sku({ stock: 5 });
    const { orderNo } = await placeOrder(customer, skuId);
    await pay(shop, orderNo);
    expect(await close(orderNo, 'expired')).toBe(false);
    expect(await stockOf(shop, skuId)).toEqual({ stock: 4, sales: 1 });
  });

  it('happens once when ten try at the same time', async () => {
    const skuId = await shop.sku({ stock: 5 });
    const { orderNo } = await placeOrder(customer, skuId, 2);
    const tries = await Promise.all(
      Array.from({ length: 10 }, (_, i) => close(orderNo, i % 2 === 0 ? 'cancelled' : 'expired')),
    );
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await stockOf(shop, skuId)).toEqual({ stock: 5, sales: 0 });
  });
});

describe('a record that is out of date', () => {
  const withStale = (
    record: OrderRecord,
    work: (ledger: OrderTransitions, tx: EntityManager, order: OrderRecord) => Promise<boolean>,
  ) => shop.app.get(Transactions).run((tx) => work(shop.app.get(OrderTransitions), tx, record));

  it('closes no order that was closed since, and gives no stock back twice', async () => {
    const skuId = await shop.sku({ stock: 5 });
    const { orderNo } = await placeOrder(customer, skuId, 3);
    const stale = await look(orderNo);
    await close(orderNo, 'cancelled');
    expect(await withStale(stale, (ledger, tx, order) => ledger.close(tx, order, 'expired'))).toBe(
      false,
    );
    expect((await look(orderNo)).state).toBe('CANCELLED');
    expect(await stockOf(shop, skuId)).toEqual({ stock: 5, sales: 0 });
    expect(await eventsOf(shop, orderNo)).toEqual(['order.created', 'order.cancelled']);
  });

  it('closes no order that was paid since', async () => {
    const skuId = await shop.sku({ stock: 5 });
    const { orderNo } = await placeOrder(customer, skuId);
    const stale = await look(orderNo);
    await pay(shop, orderNo);
    expect(await withStale(stale, (ledger, tx, order) => ledger.close(tx, order, 'expired'))).toBe(
      false,
    );
    expect((await look(orderNo)).state).toBe('TO_SHIP');
    expect(await stockOf(shop, skuId)).toEqual({ stock: 4, sales: 1 });
  });

  it('revives no order that was revived since', async () => {
    const { orderNo } = await placeOrder(customer, goods);
    await close(orderNo, 'expired');
    const stale = await look(orderNo);
    expect(await revive(orderNo)).toBe(true);
    const [before, events] = [await stockOf(shop, goods), await eventsOf(shop, orderNo)];
    expect(await withStale(stale, (ledger, tx, order) => ledger.revive(tx, order, PAID_AT))).toBe(
      false,
    );
    expect(await stockOf(shop, goods)).toEqual(before);
    expect(await eventsOf(shop, orderNo)).toEqual(events);
  });

  it('completes and refunds an order once', async () => {
    const { orderNo } = await placeOrder(customer, course);
    await pay(shop, orderNo);
    const stale = await look(orderNo);
    const refund = () => withStale(stale, (ledger, tx, order) => ledger.markRefunded(tx, order));
    expect(await refund()).toBe(true);
    const events = await eventsOf(shop, orderNo);
    expect(await refund()).toBe(false);
    expect(await withStale(stale, (ledger, tx, order) => ledger.complete(tx, order))).toBe(false);
    expect((await look(orderNo)).state).toBe('REFUNDED');
    expect(await eventsOf(shop, orderNo)).toEqual(events);
  });
});

describe('a cancel that was asked for', () => {
  it('keeps the first request, and its event says whose it was', async () => {
    const { orderNo } = await placeOrder(customer, goods);
    const ask = (by: 'customer' | 'operator') =>
      withOrder(shop, orderNo, (ledger, tx, order) => ledger.requestCancel(tx, order, by));
    await ask('customer');
    const first = await look(orderNo);
    expect(first.cancelRequestedAt).toBeInstanceOf(Date);
    await ask('operator');
    expect(await look(orderNo)).toEqual(first);
    await close(orderNo, 'cancelled');
    const [event] = await shop.database.query<{ data: string }>(
      `SELECT data FROM outbox WHERE type = 'order.cancelled' AND order_id = ?`,
      [first.id],
    );
    expect(JSON.parse(event?.data ?? '')).toEqual({ orderNo, requestedBy: 'customer' });
  });
});

describe('a revival', () => {
  it('takes the stock again and pays', async () => {
    const skuId = await shop.sku({ stock: 5 });
    const { orderNo } = await placeOrder(customer, skuId, 2);
    await close(orderNo, 'expired');
    expect(await revive(orderNo)).toBe(true);
    expect(await look(orderNo)).toMatchObject({
      state: 'TO_SHIP',
      paidAt: PAID_AT,
      closedAt: null,
    });
    expect(await stockOf(shop, skuId)).toEqual({ stock: 3, sales: 2 });
    expect(await eventsOf(shop, orderNo)).toEqual(['order.created', 'order.expired', 'order.paid']);
  });

  it('leaves no trace when one of the lines cannot be had any more', async () => {
    const buyer = await shop.customer();
    const [plenty, gone] = [await shop.sku({ stock: 5 }), await shop.sku({ stock: 1 })];
    for (const skuId of [plenty, gone]) {
      await buyer.post('/api/v1/cart/items', { skuId, count: 1 });
    }
    const { body } = await buyer.post('/api/v1/orders/quote', { source: 'cart' });
    const request = { quoteToken: body.quoteToken, addressId: body.addresses[0].id };
    const { orderNo } = (await buyer.post('/api/v1/orders', request)).body;
    await close(orderNo, 'cancelled');
    await placeOrder(customer, gone);
    const [before, events] = [await look(orderNo), await eventsOf(shop, orderNo)];
    expect(await revive(orderNo)).toBe(false);
    expect(await look(orderNo)).toEqual(before);
    expect(await eventsOf(shop, orderNo)).toEqual(events);
    expect(await stockOf(shop, plenty)).toEqual({ stock: 5, sales: 0 });
    expect(await stockOf(shop, gone)).toEqual({ stock: 0, sales: 1 });
  });

  it('is refused to an order that waits for its payment', async () => {
    const skuId = await shop.sku({ stock: 5 });
    const { orderNo } = await placeOrder(customer, skuId);
    expect(await revive(orderNo)).toBe(false);
    expect(await stockOf(shop, skuId)).toEqual({ stock: 4, sales: 1 });
  });
});

describe('the end of an order', () => {
  it('completes a received order, and no other', async () => {
    const { orderNo } = await placeOrder(customer, course);
    const complete = () =>
      withOrder(shop, orderNo, (ledger, tx, order) => ledger.complete(tx, order));
    expect(await complete()).toBe(false);
    await pay(shop, orderNo);
    expect(await complete()).toBe(true);
    expect(await complete()).toBe(false);
    expect(await look(orderNo)).toMatchObject({ state: 'COMPLETED', nextCheckAt: null });
    expect((await eventsOf(shop, orderNo)).at(-1)).toBe('order.completed');
  });

  it('refunds a paid order once, without touching its stock', async () => {
    const skuId = await shop.sku({ stock: 5 });
    const { orderNo } = await placeOrder(customer, skuId);
    const refund = () =>
      withOrder(shop, orderNo, (ledger, tx, order) => ledger.markRefunded(tx, order));
    expect(await refund()).toBe(false);
    await pay(shop, orderNo);
    expect(await refund()).toBe(true);
    expect(await refund()).toBe(false);
    expect((await look(orderNo)).refundedAt).toBeInstanceOf(Date);
    expect(await stockOf(shop, skuId)).toEqual({ stock: 4, sales: 1 });
    expect(await eventsOf(shop, orderNo)).toEqual([
      'order.created',
      'order.paid',
      'order.refunded',
    ]);
  });
});

describe('schedule', () => {
  it('sets when the worker looks, and its attempts only when told', async () => {
    const { orderNo } = await placeOrder(customer, goods);
    const schedule = (at: Date | null, attempts?: number) =>
      withOrder(shop, orderNo, (ledger, tx, { id }) => ledger.schedule(tx, id, at, attempts));
    await schedule(PAID_AT, 4);
    expect(await look(orderNo)).toMatchObject({ nextCheckAt: PAID_AT, checkAttempts: 4 });
    await schedule(null);
    expect(await look(orderNo)).toMatchObject({ nextCheckAt: null, checkAttempts: 4 });
  });
});
