import { afterAll, expect, it } from '@jest/globals';
import { openForBusiness, paidOrder } from '../support/shop.js';

const MINUTE = 60_000;

const { shop, customer, operator, skuId } = await openForBusiness();

afterAll(() => shop.close());

async function oldestOpenSeconds(): Promise<number> {
  const { text } = await shop.anybody.get('/metrics');
  return Number(/^oldest_open_refund_seconds (\d+)/m.exec(text)?.[1]);
}

it('a refund that waited an hour for its approval has not waited for Alipay for as long', async () => {
  const { orderNo } = await paidOrder(shop, customer, skuId);
  const path = `/api/v1/orders/${orderNo}/refunds`;
  const { body } = await customer.post(path, { amount: '9.00', reason: 'x' });
  shop.stopClock();
  shop.advance(60 * MINUTE);
  expect(await oldestOpenSeconds()).toBe(0);
  shop.simulator.faults.set({ loseRequests: { probability: 1 } });
  expect((await operator.post(`${path}/${body.id}/approve`)).body.state).toBe('UNKNOWN');
  expect(await oldestOpenSeconds()).toBeLessThan(60);
  shop.advance(15 * MINUTE);
  expect(Math.floor((await oldestOpenSeconds()) / 60)).toBe(15);
});
