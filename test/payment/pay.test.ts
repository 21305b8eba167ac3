import { afterAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';
import { until } from '../support/until.js';
import { signNotify } from '../support/notify.js';

const { shop, customer, skuId } = await openForBusiness();

afterAll(() => shop.close());

/** What a row count says, asked of the database itself. */
async function count(sql: string, ...parameters: unknown[]): Promise<number> {
  const [row] = await shop.database.query<{ n: string }>(
    `SELECT COUNT(*) AS n FROM ${sql}`,
    parameters,
  );
  return Number(row?.n);
}

async function orderState(orderNo: string): Promise<string> {
  return (await customer.get(`/api/v1/orders/${orderNo}`)).body.state;
}

/** Lets the buyer pay at the simulator without Alipay telling the shop. */
async function payUnheard(link: string, orderNo: string): Promise<void> {
  shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
  shop.simulator.buyer.open(link);
  shop.simulator.buyer.pay(orderNo);
  await shop.simulator.settled();
  shop.simulator.faults.reset();
}

describe('from the cart to paid', () => {
  it('pays the order by the notify, and relays its events in order', async () => {
    await customer.post('/api/v1/cart/items', { skuId, count: 2 });
    const quote = await customer.post('/api/v1/orders/quote', { source: 'cart' });
    expect(quote.status).toBe(200);
    expect(quote.body).toMatchObject({
      goodsAmount: '398.00',
      freight: '10.00',
      payable: '408.00',
    });
    const made = await customer.post('/api/v1/orders', {
      quoteToken: quote.body.quoteToken,
      addressId: quote.body.addresses[0].id,
    });
    expect(made.status).toBe(201);
    const { orderNo } = made.body;
    expect((await customer.get('/api/v1/cart')).body.lines).toEqual([]);

    const link = await payLink(customer, orderNo);
    expect(new URL(link.payUrl).searchParams.get('biz_content')).toContain('time_expire');
    shop.simulator.buyer.open(link.payUrl);
    expect(await orderState(orderNo)).toBe('PENDING_PAYMENT');
    shop.simulator.buyer.pay(orderNo);
    await until('the order is paid', async () => (await orderState(orderNo)) === 'TO_SHIP');

    const payment = await customer.get(`/api/v1/orders/${orderNo}/payment`);
    expect(payment.body).toMatchObject({
      state: 'SUCCEEDED',
      amount: '408.00',
      outTradeNo: orderNo,
    });
    await shop.relay();
    const events = await shop.database.query<{ type: string }>(
      `SELECT type FROM outbox WHERE relayed_at IS NOT NULL AND type NOT LIKE 'sku.%' AND order_id =
         (SELECT id FROM orders WHERE order_no = ?) ORDER BY id`,
      [orderNo],
    );
    expect(events.map(({ type }) => type)).toEqual([
      'order.created',
      'payment.initiated',
      'payment.succeeded',
      'order.paid',
    ]);
  });

  it.each(['page', 'wap', 'app', 'qr'])(
    'leads to Alipay by %s and learns of the payment',
    async (method) => {
      const { orderNo } = await placeOrder(customer, skuId);
      const link = await payLink(customer, orderNo, method);
      const opened = shop.simulator.buyer.open(link.payUrl ?? link.orderString ?? link.qrCode);
      expect(opened).toMatchObject({ ok: true });
      shop.simulator.buyer.pay(orderNo);
      await until('the order is paid', async () => (await orderState(orderNo)) === 'TO_SHIP');
    },
  );

  it('asks Alipay when it is told to, and finds a payment whose notify was lost', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    const link = await payLink(customer, orderNo);
    await payUnheard(link.payUrl, orderNo);
    expect(await orderState(orderNo)).toBe('PENDING_PAYMENT');
    const synced = await customer.post(`/api/v1/orders/${orderNo}/payment/sync`);
    expect(synced.body).toMatchObject({ state: 'SUCCEEDED', orderState: 'TO_SHIP' });
  });

  it('shows the result page to a buyer who comes back, and pays nothing for a return alone', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    const link = await payLink(customer, orderNo);
    shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
    shop.simulator.buyer.open(link.payUrl);
    const paid = shop.simulator.buyer.pay(orderNo);
    shop.simulator.faults.reset();
    if (!paid.ok || paid.value.returnUrl === null) throw new Error('no return address');
    const back = new URL(paid.value.returnUrl);
    const page = await shop.anybody.get(back.pathname + back.search);
    expect(page.status).toBe(200);
    expect(page.text).toContain('支付成功');
    expect(await orderState(orderNo)).toBe('TO_SHIP');
    for (const added of ['&from=singlemessage', '&utm_source=wechat&utm_source=x']) {
      const shown = await shop.anybody.get(back.pathname + back.search + added);
      expect([shown.status, shown.text.includes('支付成功')]).toEqual([200, true]);
    }

    back.searchParams.set('total_amount', '0.01');
    const forged = await shop.anybody.get(back.pathname + back.search);
    expect(forged.status).toBe(403);
    expect(forged.text).not.toContain('支付成功');
    expect(forged.text).toContain(`/demo#/orders/${orderNo}?returned=1`);
  });

  it('gives the same payment for every method, and for the same idempotency key the same answer', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    const page = await payLink(customer, orderNo, 'page');
    const wap = await payLink(customer, orderNo, 'wap');
    expect(wap.paymentId).toBe(page.paymentId);
    const path = `/api/v1/orders/${orderNo}/payments`;
    const key = { 'idempotency-key': `pay-${orderNo}` };
    const first = await customer.post(path, { method: 'page' }, key);
    const second = await customer.post(path, { method: 'page' }, key);
    expect(second.body).toEqual(first.body);
    const other = await customer.post(path, { method: 'wap' }, key);
    expect(other.status).toBe(422);
    expect(other.body.type).toMatch(/idempotency-key-reused$/);
  });

  it('gives no link in the last 90 seconds of an order, nor for an order that is paid', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    shop.advance(29 * 60_000);
    const late = await customer.post(`/api/v1/orders/${orderNo}/payments`, { method: 'page' });
    expect(late.status).toBe(409);
    expect(late.body.type).toMatch(/order-about-to-expire$/);
  });
});

describe('a virtual order', () => {
  it('is received when it is paid, without address and freight', async () => {
    const course = await shop.sku({
      name: '课程',
      price: '99.00',
      stock: null,
      requiresShipping: false,
    });
    const order = await placeOrder(customer, course);
    expect(order).toMatchObject({ payable: '99.00', freight: '0.00', address: null });
    const link = await payLink(customer, order.orderNo);
    shop.simulator.buyer.open(link.payUrl);
    shop.simulator.buyer.pay(order.orderNo);
    await until('it is received', async () => (await orderState(order.orderNo)) === 'RECEIVED');
  });
});

describe('notifies', () => {
  async function unpaid() {
    const order = await placeOrder(customer, skuId);
    await payLink(customer, order.orderNo);
    return order as { orderNo: string; payable: string };
  }

  function notifyOf(
    order: { orderNo: string; payable: string },
    changes: Record<string, string> = {},
  ) {
    return signNotify(shop.keys, {
      out_trade_no: order.orderNo,
      total_amount: order.payable,
      trade_no: `T${order.orderNo}`,
      ...changes,
    });
  }

  it('pays once, however often and however concurrently the same notify comes', async () => {
    const order = await unpaid();
    const form = notifyOf(order);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => shop.anybody.postForm('/api/v1/alipay/notify', form)),
    );
    expect(answers.map(({ text }) => text)).toEqual(Array.from({ length: 20 }, () => 'success'));
    expect(await orderState(order.orderNo)).toBe('TO_SHIP');
    const paidEvents = await count(
      "outbox o JOIN orders r ON r.id = o.order_id WHERE r.order_no = ? AND o.type = 'order.paid'",
      order.orderNo,
    );
    expect(paidEvents).toBe(1);
  });

  it.each([
    ['no signature', { sign: '' }],
    ['another app', { app_id: '9021000000000002' }],
    ['another seller', { seller_id: '2088000000000002' }],
    ['a foreign signature', { sign: createHash('sha256').update('x').digest('base64') }],
    ['SHA1', { sign_type: 'RSA' }],
    ['an odd sign_type', { sign_type: '__proto__' }],
  ])('refuses a notify with %s', async (_name, changes) => {
    const order = await unpaid();
    const form = { ...notifyOf(order, 'sign' in changes ? {} : changes), ...changes };
    const answer = await shop.anybody.postForm('/api/v1/alipay/notify', form);
    expect(answer.text).toBe('failure');
    expect(await orderState(order.orderNo)).toBe('PENDING_PAYMENT');
  });

  it('refuses a notify whose sum was changed after signing, and one re-cut across &', async () => {
    const order = await unpaid();
    const genuine = notifyOf(order);
    const changed = { ...genuine, total_amount: '0.01' };
    expect((await shop.anybody.postForm('/api/v1/alipay/notify', changed)).text).toBe('failure');
    const { total_amount, subject, ...others } = genuine;
    const recut = { ...others, subject: `${subject}&total_amount=${total_amount}` };
    expect((await shop.anybody.postForm('/api/v1/alipay/notify', recut)).text).toBe('failure');
    expect(await orderState(order.orderNo)).toBe('PENDING_PAYMENT');
  });

  it('does not pay for a WAIT_BUYER_PAY', async () => {
    const order = await unpaid();
    const form = notifyOf(order, { trade_status: 'WAIT_BUYER_PAY' });
    expect((await shop.anybody.postForm('/api/v1/alipay/notify', form)).text).toBe('success');
    expect(await orderState(order.orderNo)).toBe('PENDING_PAYMENT');
  });

  it('takes a genuine notify with strange characters and unknown fields', async () => {
    const order = await unpaid();
    const form = notifyOf(order, { subject: '100% 棉 & a=b + 😀', a_new_field: 'x%20y' });
    expect((await shop.anybody.postForm('/api/v1/alipay/notify', form)).text).toBe('success');
    expect(await orderState(order.orderNo)).toBe('TO_SHIP');
  });

  it('holds a genuine notify of another sum as one incident, and pays nothing', async () => {
    const order = await unpaid();
    const form = notifyOf(order, { total_amount: '0.01' });
    for (const _ of [1, 2]) {
      expect((await shop.anybody.postForm('/api/v1/alipay/notify', form)).text).toBe('success');
    }
    expect(await orderState(order.orderNo)).toBe('PENDING_PAYMENT');
    expect(
      await count("incidents WHERE kind = 'amount-mismatch' AND out_trade_no = ?", order.orderNo),
    ).toBe(1);
    const unexpected = await count(
      "outbox o JOIN orders r ON r.id = o.order_id WHERE r.order_no = ? AND o.type = 'payment.unexpected'",
      order.orderNo,
    );
    expect(unexpected).toBe(1);
  });

  it('holds money of a trade that nobody here knows', async () => {
    const form = notifyOf({ orderNo: '202601010000009999999999', payable: '5.00' });
    expect((await shop.anybody.postForm('/api/v1/alipay/notify', form)).text).toBe('success');
    expect(
      await count(
        "incidents WHERE kind = 'unknown-trade' AND out_trade_no = '202601010000009999999999'",
      ),
    ).toBe(1);
    expect(await count("outbox WHERE type = 'payment.unexpected' AND order_id IS NULL")).toBe(1);
  });

  it('counts notifies by verdict for the operator', async () => {
    const { text } = await shop.anybody.get('/metrics');
    expect(text).toMatch(/alipay_notifies_total\{verdict="paid"\} \d+/);
    expect(text).toMatch(/alipay_notifies_total\{verdict="refused-signature"\} \d+/);
    expect(text).toMatch(/^payments_awaiting \d+$/m);
  });
});

describe('cancelling', () => {
  it('gives the stock back at once when no payment was started, and answers the same again', async () => {
    const own = await shop.sku({ stock: 3 });
    const { orderNo } = await placeOrder(customer, own, 3);
    for (const _ of [1, 2]) {
      const answer = await customer.post(`/api/v1/orders/${orderNo}/cancel`);
      expect(answer.status).toBe(200);
      expect(answer.body.state).toBe('CANCELLED');
    }
    expect((await customer.get(`/api/v1/skus/${own}`)).body).toMatchObject({ stock: 3, sales: 0 });
  });

  it('closes an opened trade at Alipay first', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    const link = await payLink(customer, orderNo);
    shop.simulator.buyer.open(link.payUrl);
    expect((await customer.post(`/api/v1/orders/${orderNo}/cancel`)).status).toBe(200);
    expect(shop.simulator.trade(orderNo)?.status).toBe('TRADE_CLOSED');
    expect(await orderState(orderNo)).toBe('CANCELLED');
  });

  it('leaves an order paid that was paid in the meantime', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    const link = await payLink(customer, orderNo);
    await payUnheard(link.payUrl, orderNo);
    const answer = await customer.post(`/api/v1/orders/${orderNo}/cancel`);
    expect(answer.status).toBe(409);
    expect(answer.body.type).toMatch(/order-already-paid$/);
    expect(await orderState(orderNo)).toBe('TO_SHIP');
  });

  it('ends in exactly one truth when a notify races with it', async () => {
    const own = await shop.sku({ stock: 30 });
    const rounds = Array.from({ length: 10 }, async () => {
      const order = await placeOrder(customer, own);
      const link = await payLink(customer, order.orderNo);
      shop.simulator.buyer.open(link.payUrl);
      const cancelling = customer.post(`/api/v1/orders/${order.orderNo}/cancel`);
      shop.simulator.buyer.pay(order.orderNo);
      await Promise.all([cancelling, shop.simulator.settled()]);
      const state = await orderState(order.orderNo);
      const paid = shop.simulator.trade(order.orderNo)?.paid_fen ?? 0;
      expect([state, paid > 0]).toEqual(paid > 0 ? ['TO_SHIP', true] : ['CANCELLED', false]);
      return state;
    });
    const states = await Promise.all(rounds);
    const sold = states.filter((state) => state === 'TO_SHIP').length;
    expect((await customer.get(`/api/v1/skus/${own}`)).body).toMatchObject({
      stock: 30 - sold,
      sales: sold,
    });
  });
});
