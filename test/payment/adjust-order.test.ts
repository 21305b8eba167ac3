import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { CloseUnpaid } from '../../src/payment/settlement/close-unpaid.service.js';
import { TradeInquiry } from '../../src/payment/settlement/trade-inquiry.service.js';
import { eventsOf } from '../orders/shop-floor.js';
import type { Answer } from '../support/client.js';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';
import { until } from '../support/until.js';

const { shop, customer, operator, skuId } = await openForBusiness();

afterEach(() => shop.simulator.faults.reset());

afterAll(() => shop.close());

const ORDERS = '/api/v1/orders';

function adjust(orderNo: string, discount: string): Promise<Answer> {
  return operator.post(`${ORDERS}/${orderNo}/adjust`, { discount, reason: '老顾客优惠' });
}

function slugOf({ status, body }: Answer): [number, string] {
  return [status, String(body.type).split(':').at(-1) ?? ''];
}

/** What a link asks for at Alipay. */
function sumOf({ payUrl }: { readonly payUrl: string }): string {
  return JSON.parse(new URL(payUrl).searchParams.get('biz_content') ?? '{}').total_amount;
}

/** The payments of an order, as `number sum state`. */
async function payments(orderNo: string): Promise<string[]> {
  const rows = await shop.database.query<{ number: string; amount: string; state: string }>(
    `SELECT out_trade_no AS number, amount, state FROM payments
     WHERE order_id = (SELECT id FROM orders WHERE order_no = ?) ORDER BY attempt`,
    [orderNo],
  );
  return rows.map(({ number, amount, state }) => `${number} ${amount} ${state}`);
}

async function read(orderNo: string) {
  return (await customer.get(`${ORDERS}/${orderNo}`)).body;
}

describe('a price reduction', () => {
  it('of an order without a payment is what the first link asks for', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    const { status, body } = await adjust(orderNo, '9.00');
    expect([status, body]).toMatchObject([
      200,
      { discount: '9.00', payable: '200.00', freight: '10.00' },
    ]);
    expect((await adjust(orderNo, '9.00')).body).toEqual(body);
    expect(sumOf(await payLink(customer, orderNo))).toBe('200.00');
    expect(await payments(orderNo)).toEqual([`${orderNo} 200.00 CREATED`]);
    const events = await eventsOf(shop, orderNo);
    expect(events).toEqual(['order.created', 'order.adjusted', 'payment.initiated']);
  });

  it('closes the trade that is open at Alipay, and leads to another number', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    shop.simulator.buyer.open((await payLink(customer, orderNo)).payUrl);
    expect((await adjust(orderNo, '9.00')).status).toBe(200);
    expect(shop.simulator.trade(orderNo)?.status).toBe('TRADE_CLOSED');
    const link = await payLink(customer, orderNo);
    expect(sumOf(link)).toBe('200.00');
    expect(await payments(orderNo)).toEqual([
      `${orderNo} 209.00 CLOSED`,
      `${orderNo}02 200.00 CREATED`,
    ]);
    shop.simulator.buyer.open(link.payUrl);
    shop.simulator.buyer.pay(`${orderNo}02`);
    await until('it is paid', async () => (await read(orderNo)).state === 'TO_SHIP');
    expect(slugOf(await adjust(orderNo, '1.00'))).toEqual([409, 'order-not-adjustable']);
  });

  it('sends back what is paid by an old link, and the order waits for its new sum', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    const old = await payLink(customer, orderNo);
    expect((await adjust(orderNo, '9.00')).status).toBe(200);
    shop.simulator.buyer.open(old.payUrl);
    shop.simulator.buyer.pay(orderNo);
    await until('it goes back', async () => {
      await shop.sweep();
      return shop.simulator.trade(orderNo)?.status === 'TRADE_CLOSED';
    });
    const order = await read(orderNo);
    expect(order).toMatchObject({ state: 'PENDING_PAYMENT', paidAt: null, refundedAmount: '0.00' });
    expect((await payments(orderNo))[0]).toBe(`${orderNo} 209.00 REFUNDED`);

    shop.simulator.buyer.open((await payLink(customer, orderNo)).payUrl);
    shop.simulator.buyer.pay(`${orderNo}02`);
    await until('it is paid', async () => (await read(orderNo)).state === 'TO_SHIP');
    expect(
      (await operator.post(`${ORDERS}/${orderNo}/refunds`, { amount: '200.01', reason: 'x' }))
        .status,
    ).toBe(409);
  });

  it('is refused while Alipay is silent, and when it was paid in the meantime', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    shop.simulator.buyer.open((await payLink(customer, orderNo)).payUrl);
    shop.simulator.faults.set({ loseAnswers: { probability: 1 } });
    expect(slugOf(await adjust(orderNo, '9.00'))).toEqual([503, 'alipay-unavailable']);
    shop.simulator.faults.reset();
    shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
    shop.simulator.buyer.pay(orderNo);
    expect(slugOf(await adjust(orderNo, '9.00'))).toEqual([409, 'order-already-paid']);
    expect(await read(orderNo)).toMatchObject({ state: 'TO_SHIP', payable: '209.00' });
  });

  it.each([
    ['all of it', '209.00', 422, 'discount-too-large'],
    ['more than it costs', '500.00', 422, 'discount-too-large'],
    ['no sum', '-1.00', 400, 'invalid-request'],
  ])('does not take off %s', async (_, discount, status, slug) => {
    const { orderNo } = await placeOrder(customer, skuId);
    expect(slugOf(await adjust(orderNo, discount))).toEqual([status, slug]);
    expect(await read(orderNo)).toMatchObject({ payable: '209.00', discount: '0.00' });
  });

  it('may leave one fen, can be taken back, and ends with the order', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    expect((await adjust(orderNo, '208.99')).body.payable).toBe('0.01');
    expect((await adjust(orderNo, '0.00')).body.payable).toBe('209.00');
    await customer.post(`${ORDERS}/${orderNo}/cancel`);
    expect(slugOf(await adjust(orderNo, '1.00'))).toEqual([409, 'order-not-adjustable']);
  });

  it('is refused when the buyer opens his old link once Alipay was asked', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    const { payUrl } = await payLink(customer, orderNo);
    const closing = shop.app.get(CloseUnpaid);
    const close = closing.closeTrade.bind(closing);
    jest.spyOn(closing, 'closeTrade').mockImplementationOnce(async (payment) => {
      const closed = await close(payment);
      shop.simulator.buyer.open(payUrl);
      await shop.app.get(TradeInquiry).ask(orderNo);
      return closed;
    });
    expect(slugOf(await adjust(orderNo, '9.00'))).toEqual([409, 'payment-started']);
    expect((await read(orderNo)).payable).toBe('209.00');
    expect((await adjust(orderNo, '9.00')).body.payable).toBe('200.00');
    expect(shop.simulator.trade(orderNo)?.status).toBe('TRADE_CLOSED');
  });

  it('meets a payment that is started at the same time without an open trade over the old sum', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { orderNo } = await placeOrder(customer, skuId);
      const [adjusted] = await Promise.all([
        adjust(orderNo, '9.00'),
        customer.post(`${ORDERS}/${orderNo}/payments`, { method: 'page' }),
      ]);
      const { payable } = await read(orderNo);
      expect([200, 409]).toContain(adjusted.status);
      expect(payable).toBe(adjusted.status === 200 ? '200.00' : '209.00');
      expect(sumOf(await payLink(customer, orderNo))).toBe(payable);
    }
  });
});
