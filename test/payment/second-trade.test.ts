import { afterAll, describe, expect, it } from '@jest/globals';
import { postNotify } from '../support/notify.js';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';

const MINUTE = 60_000;

const { shop, customer, operator, skuId } = await openForBusiness();

afterAll(() => shop.close());

async function newOrder(): Promise<string> {
  return String((await placeOrder(customer, skuId)).orderNo);
}

describe('a payment that replaced one which was paid after all', () => {
  it('is asked for until nobody can pay it any more, though its order is paid', async () => {
    const number = await newOrder();
    await payLink(customer, number);
    await postNotify(shop, number, { trade_status: 'TRADE_CLOSED', gmt_payment: '' });
    const { payUrl } = await payLink(customer, number);
    await postNotify(shop, number);
    expect((await customer.get(`/api/v1/orders/${number}`)).body.state).toBe('TO_SHIP');
    shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
    const opened = shop.simulator.buyer.open(payUrl);
    const second = opened.ok ? opened.value.out_trade_no : '';
    expect(second).not.toBe(number);
    shop.simulator.buyer.pay(second);
    for (let minute = 0; minute < 45; minute += 1) {
      shop.advance(MINUTE);
      await shop.sweep();
    }
    shop.simulator.faults.reset();
    expect(shop.simulator.trade(second)).toMatchObject({
      status: 'TRADE_CLOSED',
      refunded: '209.00',
    });
    expect((await customer.get(`/api/v1/orders/${number}`)).body.state).toBe('TO_SHIP');
  });
});

describe("a trade number that another order's payment has", () => {
  it('is held, pays nothing, and is answered', async () => {
    const [one, other] = [await newOrder(), await newOrder()];
    await payLink(customer, one);
    await payLink(customer, other);
    expect((await postNotify(shop, one, { trade_no: `S${one}` })).text).toBe('success');
    const answer = await postNotify(shop, other, { trade_no: `S${one}` });
    expect([answer.status, answer.text]).toEqual([200, 'success']);
    expect((await customer.get(`/api/v1/orders/${other}`)).body.state).toBe('PENDING_PAYMENT');
    const open = await operator.get('/api/v1/incidents?state=OPEN');
    expect(open.body.items).toMatchObject([{ kind: 'trade-no-mismatch', outTradeNo: other }]);
  });
});
