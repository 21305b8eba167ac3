import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { Transactions } from '../../src/database/transactions.js';
import type { PaymentEntity } from '../../src/payment/model/payment.entity.js';
import { PaymentRepository } from '../../src/payment/model/payment.repository.js';
import { openBeside } from '../support/beside.js';
import { postNotify } from '../support/notify.js';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';

const MINUTE = 60_000;
const JWT_SECRET = 'x'.repeat(64);

const { shop, customer, skuId } = await openForBusiness({ JWT_SECRET });
const store = shop.app.get(PaymentRepository);
const transactions = shop.app.get(Transactions);

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(() => shop.close());

async function linkedOrder(): Promise<string> {
  const { orderNo } = await placeOrder(customer, skuId);
  await payLink(customer, orderNo);
  return String(orderNo);
}

async function paymentOf(outTradeNo: string): Promise<PaymentEntity> {
  const payment = await store.byOutTradeNo(outTradeNo);
  if (payment === null) throw new Error(`no payment ${outTradeNo}`);
  return payment;
}

const stateOf = async (orderNo: string): Promise<string> =>
  (await customer.get(`/api/v1/orders/${orderNo}`)).body.state;

describe('a payment that has moved on since it was read', () => {
  it('is not changed by who has not seen that', async () => {
    const stale = await paymentOf(await linkedOrder());
    await postNotify(shop, stale.outTradeNo);
    const paid = await paymentOf(stale.outTradeNo);
    expect(paid.state).toBe('SUCCEEDED');
    const closed = { payment: stale, after: { ...stale, state: 'CLOSED' as const } };
    const closing = transactions.run((tx) => store.writeSettled(tx, [closed]));
    await expect(closing).rejects.toThrow('a locked payment was changed');
    expect(await paymentOf(stale.outTradeNo)).toEqual(paid);
  });

  it('is not booked as paid, nor are the others with it', async () => {
    const stale = [await paymentOf(await linkedOrder()), await paymentOf(await linkedOrder())];
    const [closed, untouched] = stale.map(({ outTradeNo }) => outTradeNo);
    await postNotify(shop, closed ?? '', { trade_status: 'TRADE_CLOSED', gmt_payment: '' });
    const paid = stale.map((payment) => {
      const now = new Date();
      const times = { paidAt: now, recordedAt: now, appliedAt: now };
      return { payment, after: { ...payment, state: 'SUCCEEDED' as const, ...times } };
    });
    const paying = transactions.run((tx) => store.writeSettled(tx, paid));
    await expect(paying).rejects.toThrow('a locked payment was changed');
    expect((await paymentOf(closed ?? '')).state).toBe('CLOSED');
    expect((await paymentOf(untouched ?? '')).state).toBe('CREATED');
  });
});

describe('an order at its end', () => {
  it('is not ended while Alipay was not asked about a payment that another server started meanwhile', async () => {
    const orderNo = await linkedOrder();
    const port = Number(new URL(shop.database.url).port);
    const behind = await openBeside(shop, { JWT_SECRET }, port);
    try {
      const alipay = shop.app.get(AlipayClient);
      const query = alipay.query.bind(alipay);
      let isReplaced = false;
      // One whose clock is behind: for it there is time left.
      jest.spyOn(alipay, 'query').mockImplementation(async (outTradeNo) => {
        const answer = await query(outTradeNo);
        if (outTradeNo !== orderNo || isReplaced) return answer;
        isReplaced = true;
        const closed = { trade_status: 'TRADE_CLOSED', gmt_payment: '' };
        await postNotify({ ...behind, keys: shop.keys }, orderNo, closed);
        await payLink(behind.anybody.as(customer.token), orderNo);
        return answer;
      });
      shop.stopClock();
      shop.advance(31 * MINUTE);
      await shop.sweep();
      expect(isReplaced).toBe(true);
      expect(await stateOf(orderNo)).toBe('PENDING_PAYMENT');
      shop.advance(MINUTE);
      await shop.sweep();
      expect(await stateOf(orderNo)).toBe('EXPIRED');
    } finally {
      await behind.app.close();
    }
  });
});
