import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Business, openForBusiness, paidOrder } from '../support/shop.js';

const POOL = 2;

let business: Business;
beforeAll(async () => {
  business = await openForBusiness({ DATABASE_POOL: String(POOL) });
});
afterAll(() => business.shop.close());

it('makes more refunds at once than the pool has connections, each with who asked for it', async () => {
  const { shop, customer, operator, skuId } = business;
  const orders = [];
  for (let made = 0; made < POOL * 3; made += 1) {
    orders.push(await paidOrder(shop, customer, skuId));
  }
  const answers = await Promise.all(
    orders.map(({ orderNo }) =>
      operator.post(`/api/v1/orders/${orderNo}/refunds`, { amount: '1.00', reason: '破损' }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(orders.map(() => 201));
  expect(answers.map(({ body }) => body.requestedBy)).toEqual(orders.map(() => 'test-operator'));
});
