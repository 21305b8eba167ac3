import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { RefundPoller } from '../../src/payment/polling/refund-poller.service.js';
import { postNotify } from '../support/notify.js';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';

const { shop, customer, operator, skuId } = await openForBusiness();

afterEach(() => {
  jest.restoreAllMocks();
  shop.simulator.faults.reset();
});

afterAll(() => shop.close());

/** An order that was cancelled before its link was opened. */
async function cancelled(): Promise<string> {
  const orderNo = String((await placeOrder(customer, skuId)).orderNo);
  await payLink(customer, orderNo);
  await customer.post(`/api/v1/orders/${orderNo}/cancel`);
  return orderNo;
}

async function unexpectedOf(orderNo: string): Promise<{ action: string; reason: string }[]> {
  const rows = await shop.database.query<{ data: string }>(
    `SELECT o.data FROM outbox o JOIN orders r ON r.id = o.order_id
     WHERE r.order_no = ? AND o.type = 'payment.unexpected'`,
    [orderNo],
  );
  return rows.map(({ data }) => JSON.parse(data) as { action: string; reason: string });
}

async function booksOf(orderNo: string) {
  while ((await shop.app.get(RefundPoller).work.finish()) > 0);
  const order = await operator.get(`/api/v1/orders/${orderNo}`);
  const payment = await operator.get(`/api/v1/orders/${orderNo}/payment`);
  const refunds = await operator.get(`/api/v1/orders/${orderNo}/refunds`);
  const { state, paidAt } = payment.body;
  return { order: order.body.state, payment: state, paidAt, refunds: refunds.body.items };
}

describe('two payments of one order that are told of at once', () => {
  it('pay it once, and the other one goes back', async () => {
    const orderNo = String((await placeOrder(customer, skuId)).orderNo);
    await payLink(customer, orderNo);
    await postNotify(shop, orderNo, { trade_status: 'TRADE_CLOSED', gmt_payment: '' });
    await payLink(customer, orderNo);
    const second = { out_trade_no: `${orderNo}02`, trade_no: `S${orderNo}` };
    const answers = await Promise.all([
      postNotify(shop, orderNo),
      postNotify(shop, orderNo, second),
    ]);
    expect(answers.map(({ text }) => text)).toEqual(['success', 'success']);
    const rows = await shop.database.query<{ type: string }>(
      `SELECT o.type FROM outbox o JOIN orders r ON r.id = o.order_id WHERE r.order_no = ? AND o.type NOT LIKE 'sku.%'`,
      [orderNo],
    );
    const count = (type: string) => rows.filter((row) => row.type === type).length;
    expect([count('order.paid'), count('payment.succeeded')]).toEqual([1, 2]);
    const { order, refunds } = await booksOf(orderNo);
    expect(order).toBe('TO_SHIP');
    expect(refunds).toMatchObject([{ origin: 'late-payment', amount: '209.00' }]);
  });
});

describe('a trade that was closed at Alipay, and whose close nobody heard of', () => {
  it('ends its order and gives the stock back when it is asked about next', async () => {
    const own = await shop.sku({ stock: 3 });
    const { orderNo } = await placeOrder(customer, own);
    shop.simulator.buyer.open((await payLink(customer, orderNo)).payUrl);
    shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
    const alipay = shop.app.get(AlipayClient);
    const [close, query] = [alipay.close.bind(alipay), alipay.query.bind(alipay)];
    const silence = { outcome: 'unknown', reason: 'no answer' } as const;
    jest.spyOn(alipay, 'close').mockImplementationOnce(async (number) => {
      await close(number);
      return silence;
    });
    const asking = jest.spyOn(alipay, 'query');
    asking.mockImplementationOnce(query).mockResolvedValueOnce(silence);
    expect((await customer.post(`/api/v1/orders/${orderNo}/cancel`)).status).toBe(202);
    expect(shop.simulator.trade(orderNo)?.status).toBe('TRADE_CLOSED');
    expect((await customer.get(`/api/v1/skus/${own}`)).body.stock).toBe(2);
    shop.advance(20_000);
    await shop.sweep();
    expect(await booksOf(orderNo)).toMatchObject({ order: 'CANCELLED', payment: 'CLOSED' });
    expect((await customer.get(`/api/v1/skus/${own}`)).body.stock).toBe(3);
  });
});

describe('a link to an order whose goods have another name and price by now', () => {
  it('asks for the same under the same number, for Alipay refuses anything else', async () => {
    const own = await shop.sku({ name: '旧名' });
    const { orderNo } = await placeOrder(customer, own);
    const contentOf = async (method: string) => {
      const { payUrl } = await payLink(customer, orderNo, method);
      return JSON.parse(new URL(payUrl).searchParams.get('biz_content') ?? '') as object;
    };
    const first = await contentOf('page');
    const change = { name: '新名', price: '1.00' };
    const changed = await operator.send('PATCH', `/api/v1/skus/${own}`, { body: change });
    expect(changed.status).toBe(200);
    expect(await contentOf('page')).toEqual(first);
    const other = { product_code: 'QUICK_WAP_WAY', quit_url: expect.any(String) };
    expect(await contentOf('wap')).toEqual({ ...first, ...other });
    expect(first).toMatchObject({ out_trade_no: orderNo, total_amount: '209.00' });
  });
});

describe('a paid order whose trade is finished', () => {
  it('takes no refund any more', async () => {
    const orderNo = String((await placeOrder(customer, skuId)).orderNo);
    await payLink(customer, orderNo);
    await postNotify(shop, orderNo, { trade_status: 'TRADE_FINISHED' });
    const request = { amount: '1.00', reason: 'x' };
    const answer = await operator.post(`/api/v1/orders/${orderNo}/refunds`, request);
    expect([answer.status, answer.body.type]).toEqual([
      409,
      expect.stringMatching(/order-not-refundable$/),
    ]);
    expect(await booksOf(orderNo)).toMatchObject({ order: 'TO_SHIP', refunds: [] });
  });
});

describe('an order that takes no money any more', () => {
  const linkOf = (orderNo: string) =>
    customer.post(`/api/v1/orders/${orderNo}/payments`, { method: 'page' });

  it.each([
    ['is paid', (orderNo: string) => postNotify(shop, orderNo)],
    ['is cancelled', (orderNo: string) => customer.post(`/api/v1/orders/${orderNo}/cancel`)],
    [
      'is to be cancelled once Alipay answers',
      (orderNo: string) =>
        shop.database.query('UPDATE orders SET cancel_requested_at = NOW(3) WHERE order_no = ?', [
          orderNo,
        ]),
    ],
  ])('because it %s, gets no link', async (_, become) => {
    const orderNo = String((await placeOrder(customer, skuId)).orderNo);
    await payLink(customer, orderNo);
    await become(orderNo);
    const answer = await linkOf(orderNo);
    expect([answer.status, answer.body.type]).toEqual([
      409,
      expect.stringMatching(/order-not-payable$/),
    ]);
    expect(answer.text).not.toContain('sign=');
  });
});

describe('money that comes for a cancelled order', () => {
  it('and has gone back in full already is booked so, and sent back by nobody', async () => {
    const orderNo = await cancelled();
    const back = { refund_fee: '209.00', gmt_refund: '2026-11-21 12:02:00.922' };
    for (const _ of [1, 2]) {
      const answer = await postNotify(shop, orderNo, { trade_status: 'TRADE_CLOSED', ...back });
      expect(answer.text).toBe('success');
    }
    expect(await booksOf(orderNo)).toMatchObject({
      order: 'CANCELLED',
      payment: 'REFUNDED',
      refunds: [{ amount: '209.00', state: 'SUCCEEDED', origin: 'alipay-console' }],
    });
    expect(await unexpectedOf(orderNo)).toMatchObject([{ action: 'refunded-already' }]);
  });

  it('and can be refunded no more is held for an operator', async () => {
    const orderNo = await cancelled();
    for (const _ of [1, 2]) {
      expect((await postNotify(shop, orderNo, { trade_status: 'TRADE_FINISHED' })).text).toBe(
        'success',
      );
    }
    expect(await booksOf(orderNo)).toEqual({
      order: 'CANCELLED',
      payment: 'FINISHED',
      paidAt: '2026-11-21T12:01:30+08:00',
      refunds: [],
    });
    const { body } = await operator.get('/api/v1/incidents?state=OPEN');
    const incidents = body.items as { outTradeNo: string }[];
    expect(incidents.filter(({ outTradeNo }) => outTradeNo === orderNo)).toMatchObject([
      { kind: 'late-payment', reportedAmount: '209.00' },
    ]);
    expect(await unexpectedOf(orderNo)).toMatchObject([{ action: 'held', reason: 'late-payment' }]);
  });
});
