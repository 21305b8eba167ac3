import { afterAll, describe, expect, it } from '@jest/globals';
import { plusMs } from '../../src/kernel/clock.js';
import { DueOrders } from '../../src/orders/lifecycle/due-orders.service.js';
import type { OrderRecord } from '../../src/orders/model/order-record.js';
import { OrderSchedule } from '../../src/orders/lifecycle/order-schedule.service.js';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';
import { withOrder } from './shop-floor.js';

const { shop, customer, skuId } = await openForBusiness();

afterAll(() => shop.close());

/** An unpaid order with a link, claimed once it is due. */
async function claimed(count: number): Promise<OrderRecord[]> {
  for (let made = 0; made < count; made += 1) {
    const { orderNo } = await placeOrder(customer, skuId);
    await payLink(customer, orderNo);
  }
  shop.advance(31_000);
  const due = shop.app.get(DueOrders);
  const orders = await due.claim(100);
  // As they were claimed: nobody renews the claims.
  orders.forEach(({ id }) => due.claims.done(id));
  return orders;
}

function look({ orderNo }: OrderRecord): Promise<OrderRecord> {
  return withOrder(shop, orderNo, (_ledger, _tx, order) => Promise.resolve(order));
}

describe('a claimed order', () => {
  it('is answered as it stands in the table', async () => {
    const [order] = await claimed(1);
    if (order === undefined) throw new Error('nothing was claimed');
    expect(await look(order)).toEqual(order);
    expect(order.checkAttempts).toBe(1);
  });

  it('is put back with its own due time, together with others', async () => {
    const orders = await claimed(3);
    const schedule = shop.app.get(OrderSchedule);
    const requests = orders.map((order, index) => ({
      order,
      at: index === 0 ? null : plusMs(order.expiresAt, index),
      attempts: index,
    }));
    await Promise.all(requests.map((request) => schedule.postpone(request)));
    const found = await Promise.all(orders.map(look));
    expect(found.map(({ nextCheckAt, checkAttempts }) => [nextCheckAt, checkAttempts])).toEqual(
      requests.map(({ at, attempts }) => [at, attempts]),
    );
  });

  it('stays where somebody has put it since it was claimed, and its neighbours do not', async () => {
    const [order, neighbour] = await claimed(2);
    if (order === undefined || neighbour === undefined) throw new Error('too few were claimed');
    await payLink(customer, order.orderNo);
    const { nextCheckAt } = await look(order);
    const schedule = shop.app.get(OrderSchedule);
    const later = plusMs(order.expiresAt, 0);
    await Promise.all(
      [order, neighbour].map((one) => schedule.postpone({ order: one, at: later, attempts: 0 })),
    );
    expect(nextCheckAt).not.toEqual(order.nextCheckAt);
    expect((await look(order)).nextCheckAt).toEqual(nextCheckAt);
    expect((await look(neighbour)).nextCheckAt).toEqual(later);
  });
});
