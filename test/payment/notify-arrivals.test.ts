import { afterAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { plusMs } from '../../src/kernel/clock.js';
import { readArrivals } from '../../src/payment/model/notify-arrivals.repository.js';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';

const MINUTE = 60_000;

const { shop, customer, skuId } = await openForBusiness();

afterAll(() => shop.close());

/** A paid order, of which a notify told or, so many seconds after the money, a question. */
async function pay(askedAfterSeconds: number | null): Promise<void> {
  const { orderNo } = await placeOrder(customer, skuId);
  const { payUrl } = await payLink(customer, orderNo);
  shop.simulator.faults.set({ loseNotifies: { probability: askedAfterSeconds === null ? 0 : 1 } });
  shop.simulator.buyer.open(payUrl);
  shop.simulator.buyer.pay(orderNo);
  await shop.simulator.settled();
  if (askedAfterSeconds === null) return;
  await customer.post(`/api/v1/orders/${orderNo}/payment/sync`);
  // However long that took here.
  await shop.database.query(
    `UPDATE payments p JOIN payment_evidence e ON e.payment_id = p.id AND e.verdict = 'paid'
     SET p.paid_at = e.received_at - INTERVAL ? SECOND WHERE p.out_trade_no = ?`,
    [askedAfterSeconds, orderNo],
  );
}

const arrivals = (since: Date) => readArrivals(shop.app.get(DataSource), since);

describe('whether notifies arrive', () => {
  it('is told by what was paid lately: by notifies, and by questions long after the money', async () => {
    const began = plusMs(new Date(), -MINUTE);
    expect(await arrivals(began)).toEqual({ told: 0, asked: 0 });
    await pay(null);
    await pay(null);
    await pay(6);
    // Its notify may still have been on its way.
    await pay(1);
    expect(await arrivals(began)).toEqual({ told: 2, asked: 1 });
    expect(await arrivals(plusMs(new Date(), MINUTE))).toEqual({ told: 0, asked: 0 });
  });
});
