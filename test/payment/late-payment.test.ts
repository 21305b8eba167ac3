import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventsOf } from '../orders/shop-floor.js';
import { postNotify } from '../support/notify.js';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';

const MINUTE = 60_000;
const REFUND = 'alipay.trade.refund';

const open = (more: Readonly<Record<string, string>> = {}) =>
  openForBusiness({ LATE_PAYMENT: 'revive', JWT_TTL_SECONDS: '31536000', ...more });

let { shop, customer, operator, skuId } = await open();

afterEach(() => shop.simulator.faults.reset());

afterAll(() => shop.close());

async function workFor(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    shop.advance(MINUTE);
    await shop.sweep();
  }
}

async function stateOf(orderNo: string): Promise<string> {
  return (await customer.get(`/api/v1/orders/${orderNo}`)).body.state;
}

/** An order whose first payment was closed at Alipay and replaced, with a link to the second. */
async function replaced(): Promise<{ readonly orderNo: string; readonly payUrl: string }> {
  const { orderNo } = await placeOrder(customer, skuId);
  await payLink(customer, orderNo);
  const closed = { trade_status: 'TRADE_CLOSED', gmt_payment: '' };
  await postNotify(shop, orderNo, closed);
  return { orderNo, payUrl: (await payLink(customer, orderNo)).payUrl };
}

/** The buyer pays by a link, and nobody hears of it. Answers the payment's `out_trade_no`. */
function payUnheard(payUrl: string): string {
  shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
  const opened = shop.simulator.buyer.open(payUrl);
  const outTradeNo = opened.ok ? opened.value.out_trade_no : '';
  shop.simulator.buyer.pay(outTradeNo);
  return outTradeNo;
}

describe('a payment that replaced another one', () => {
  it('is watched when the first one has revived the order', async () => {
    const { orderNo, payUrl } = await replaced();
    expect((await customer.post(`/api/v1/orders/${orderNo}/cancel`)).status).toBe(200);
    await postNotify(shop, orderNo);
    expect(await stateOf(orderNo)).toBe('TO_SHIP');
    const second = payUnheard(payUrl);
    expect(second).not.toBe(orderNo);
    await workFor(45);
    expect(shop.simulator.trade(second)).toMatchObject({ refunded: '209.00' });
    expect(await stateOf(orderNo)).toBe('TO_SHIP');
  });

  it('is watched when the first one, which has paid the order, was sent back', async () => {
    const { orderNo, payUrl } = await replaced();
    await postNotify(shop, orderNo);
    const back = { refund_fee: '209.00', gmt_refund: '2026-11-21 12:00:00.000' };
    await postNotify(shop, orderNo, { trade_status: 'TRADE_CLOSED', ...back });
    expect(await stateOf(orderNo)).toBe('REFUNDED');
    const second = payUnheard(payUrl);
    await workFor(45);
    expect(shop.simulator.trade(second)).toMatchObject({ refunded: '209.00' });
  });
});

describe('money that comes after the deadline', () => {
  it('revives the expired order, whose wait for money is over', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    await payLink(customer, orderNo);
    await workFor(32);
    expect(await stateOf(orderNo)).toBe('EXPIRED');
    await postNotify(shop, orderNo);
    expect(await stateOf(orderNo)).toBe('TO_SHIP');
    expect((await operator.get(`/api/v1/orders/${orderNo}/refunds`)).body.items).toEqual([]);
    const events = await eventsOf(shop, orderNo);
    const since = ['payment.succeeded', 'order.paid', 'payment.unexpected'];
    expect(events.slice(events.indexOf('order.expired') + 1)).toEqual(since);
  });
});

describe('money by a link from before the price was changed', () => {
  it.each([
    ['more than it costs now', '0.00', '9.00'],
    ['less than it costs now', '9.00', '0.00'],
  ])('revives no closed order: %s', async (_, before, after) => {
    const { orderNo } = await placeOrder(customer, skuId);
    const adjust = (discount: string) =>
      operator.post(`/api/v1/orders/${orderNo}/adjust`, { discount, reason: '老顾客' });
    await adjust(before);
    const { payUrl } = await payLink(customer, orderNo);
    expect((await adjust(after)).status).toBe(200);
    await customer.post(`/api/v1/orders/${orderNo}/cancel`);
    expect(await stateOf(orderNo)).toBe('CANCELLED');
    const number = payUnheard(payUrl);
    const paid = shop.simulator.trade(number)?.total_amount;
    await workFor(2);
    expect(await stateOf(orderNo)).toBe('CANCELLED');
    expect(shop.simulator.trade(number)?.refunded).toBe(paid);
  });
});

describe('money of which a part was sent back before anybody here knew of it', () => {
  it('is sent back to the last fen, and known to be, when the answer is lost', async () => {
    const scarce = await shop.sku({ stock: 1 });
    const { orderNo } = await placeOrder(customer, scarce);
    const { payUrl } = await payLink(customer, orderNo);
    await customer.post(`/api/v1/orders/${orderNo}/cancel`);
    await placeOrder(customer, scarce);
    payUnheard(payUrl);
    shop.simulator.console.refund(orderNo, '50.00', 'C1');
    const part = { refund_fee: '50.00', gmt_refund: '2026-11-21 12:00:00.000' };
    const tradeNo = shop.simulator.trade(orderNo)?.trade_no ?? '';
    shop.simulator.faults.set({ loseAnswers: { count: 2, method: REFUND } });
    await postNotify(shop, orderNo, { trade_no: tradeNo, ...part });
    await workFor(3);
    expect(shop.simulator.trade(orderNo)).toMatchObject({ refunded: '209.00' });
    const { body } = await operator.get(`/api/v1/orders/${orderNo}/payment`);
    expect(body).toMatchObject({ state: 'REFUNDED', refundedAmount: '209.00' });
    const refunds = await operator.get(`/api/v1/orders/${orderNo}/refunds`);
    expect(refunds.body.items).toMatchObject([
      { origin: 'alipay-console', amount: '50.00', state: 'SUCCEEDED' },
      { origin: 'late-payment', amount: '159.00', state: 'SUCCEEDED' },
    ]);
  });
});

describe('money of which a part was sent back, for a closed order that can be revived', () => {
  it('is known to the order as what is left of it', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    await payLink(customer, orderNo);
    await customer.post(`/api/v1/orders/${orderNo}/cancel`);
    const part = { refund_fee: '50.00', gmt_refund: '2026-11-21 12:00:00.000' };
    await postNotify(shop, orderNo, part);
    const { body } = await customer.get(`/api/v1/orders/${orderNo}`);
    expect(body).toMatchObject({ state: 'TO_SHIP', refundedAmount: '50.00' });
    expect(body).toMatchObject({ refundableAmount: '159.00' });
  });
});

describe.each([
  ['168', 'RECEIVED'],
  ['0', 'COMPLETED'],
])('where orders are completed after %s hours', (hours, end) => {
  beforeAll(async () => {
    await shop.close();
    ({ shop, customer, operator, skuId } = await open({ COMPLETE_AFTER_HOURS: hours }));
  });

  it('a replaced payment is watched though the order is received before its link ends', async () => {
    const { orderNo, payUrl } = await replaced();
    await postNotify(shop, orderNo);
    const parcel = { carrier: '顺丰', trackingNumber: 'SF1' };
    await operator.post(`/api/v1/orders/${orderNo}/ship`, parcel);
    await customer.post(`/api/v1/orders/${orderNo}/receive`);
    await workFor(2);
    expect(await stateOf(orderNo)).toBe(end);
    const second = payUnheard(payUrl);
    await workFor(45);
    expect(shop.simulator.trade(second)).toMatchObject({ refunded: '209.00' });
    expect(await stateOf(orderNo)).toBe(end);
  });
});
