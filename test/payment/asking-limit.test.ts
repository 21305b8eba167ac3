import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import type { Client } from '../support/client.js';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';

const FEW = { ALIPAY_ASKS_PER_MINUTE: '3' };

describe.each([
  ['with Redis', FEW],
  ['without Redis', { ...FEW, REDIS_URL: 'redis://127.0.0.1:1' }],
])('what a customer can have Alipay asked in a minute, %s', (_, environment) => {
  let shop: Shop;
  let customer: Client;
  let orders: string[];

  beforeAll(async () => {
    shop = await openShop(environment);
    customer = await shop.customer();
    const skuId = await shop.sku();
    orders = [];
    for (let made = 0; made < 2; made += 1) {
      const { orderNo } = await placeOrder(customer, skuId);
      await payLink(customer, orderNo);
      orders.push(String(orderNo));
    }
  });

  afterAll(() => shop?.close());

  it('is bounded over all orders, and costs no question beyond that', async () => {
    const asked = jest.spyOn(shop.app.get(AlipayClient), 'query');
    const sync = (orderNo = '') => customer.post(`/api/v1/orders/${orderNo}/payment/sync`);
    const [one, other] = orders;
    expect((await sync('202611210000000000000000')).status).toBe(404);
    const began = performance.now();
    const statuses: number[] = [];
    for (const orderNo of [one, other, one]) statuses.push((await sync(orderNo)).status);
    expect(statuses).toEqual([200, 200, 200]);

    const refused = await sync(other);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(refused.body).toMatchObject({
      type: 'urn:problem:alipay-checkout:too-many-questions',
      status: 429,
    });
    const retryAfter = Number(refused.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThanOrEqual(59 - (performance.now() - began) / 1_000);
    expect(retryAfter).toBeLessThanOrEqual(60);
    expect(asked).toHaveBeenCalledTimes(3);
    asked.mockRestore();

    const link = (method: string) => customer.post(`/api/v1/orders/${one}/payments`, { method });
    expect((await link('qr')).status).toBe(429);
    expect((await link('page')).status).toBe(201);
  });

  it('keeps nobody from reading, and no operator and no other customer from asking', async () => {
    const [one = ''] = orders;
    const payment = `/api/v1/orders/${one}/payment`;
    expect((await customer.get(payment)).status).toBe(200);
    const operator = await shop.operator();
    for (let times = 0; times < 5; times += 1) {
      expect((await operator.post(`${payment}/sync`)).status).toBe(200);
    }
    const other = await shop.customer();
    const { orderNo } = await placeOrder(other, await shop.sku());
    await payLink(other, orderNo);
    expect((await other.post(`/api/v1/orders/${orderNo}/payment/sync`)).status).toBe(200);
  });
});
