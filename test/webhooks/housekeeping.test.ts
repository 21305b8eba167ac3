import { afterAll, expect, it } from '@jest/globals';
import { openForBusiness, placeOrder } from '../support/shop.js';
import { until } from '../support/until.js';

const DAY = 86_400_000;

const { shop, customer, skuId } = await openForBusiness({
  WEBHOOK_ALLOW_PRIVATE: 'true',
  EVENT_LOG_DAYS: '90',
  EVENT_INBOX_DAYS: '90',
  // From ten o'clock on, a worker would tell of yesterday's bill.
  RECONCILE: 'false',
});

afterAll(() => shop.close());

async function cancelledOrder(): Promise<string> {
  const { orderNo } = await placeOrder(customer, skuId);
  await customer.post(`/api/v1/orders/${orderNo}/cancel`);
  await shop.relay();
  return orderNo;
}

async function eventsOf(orderNo: string): Promise<number> {
  const [row] = await shop.database.query<{ n: string }>(
    `SELECT COUNT(*) AS n FROM outbox o JOIN orders r ON r.id = o.order_id WHERE r.order_no = ?`,
    [orderNo],
  );
  return Number(row?.n);
}

async function rowsIn(table: string): Promise<number> {
  const [row] = await shop.database.query<{ n: string }>(`SELECT COUNT(*) AS n FROM ${table}`);
  return Number(row?.n);
}

it('a worker forgets what is old, and no event that a webhook has still to be told of', async () => {
  const forgotten = await cancelledOrder();
  const operator = await shop.operator();
  const idempotent = operator.with({ 'idempotency-key': 'one' });
  const hook = { url: 'http://127.0.0.1:9/', types: ['order.created'] };
  const { body } = await idempotent.post('/api/v1/webhooks', hook);
  await operator.send('PATCH', `/api/v1/webhooks/${body.id}`, { body: { active: false } });
  const waiting = await cancelledOrder();
  expect(await rowsIn('idempotency_keys')).toBeGreaterThan(0);
  shop.advance(91 * DAY);
  const worker = await shop.worker();
  await until('the old events are gone', async () => (await eventsOf(forgotten)) === 0);
  await worker.close();
  // Made and cancelled, and twice what that did to the stock.
  expect(await eventsOf(waiting)).toBe(4);
  expect(await rowsIn('event_inbox')).toBe(0);
  expect(await rowsIn('idempotency_keys')).toBe(0);
  expect(await rowsIn('orders')).toBe(2);
});
