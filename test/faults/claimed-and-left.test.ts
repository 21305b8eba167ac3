import { afterAll, expect, it, jest } from '@jest/globals';
import { PaymentRepository } from '../../src/payment/model/payment.repository.js';
import { OrderPoller } from '../../src/payment/polling/order-poller.service.js';
import { openForBusiness, placeOrder } from '../support/shop.js';

const HOUR = 3_600_000;
/** Longer than a claim that nobody renews. */
const LEASE = 5_000;

const { shop, customer, skuId } = await openForBusiness();
shop.stopClock();

afterAll(() => shop.close());

it('an order is looked after whose payments could not be read when it was claimed', async () => {
  const { orderNo } = await placeOrder(customer, skuId);
  shop.advance(HOUR);
  const lost = new Error('the connection was lost');
  jest.spyOn(shop.app.get(PaymentRepository), 'ofOrders').mockRejectedValueOnce(lost);
  await expect(shop.app.get(OrderPoller).work.finish()).rejects.toThrow(lost.message);
  shop.advance(LEASE);
  await shop.sweep();
  const { body } = await customer.get(`/api/v1/orders/${orderNo}`);
  expect(body.state).toBe('EXPIRED');
});
