import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { RefundPoller } from '../../src/payment/polling/refund-poller.service.js';
import { REFUSED } from '../support/alipay-answers.js';
import type { Client } from '../support/client.js';
import { postNotify } from '../support/notify.js';
import {
  openForBusiness,
  openShop,
  paidOrder,
  type PaidOrder,
  payLink,
  placeOrder,
} from '../support/shop.js';
import { until } from '../support/until.js';

const { shop, customer, operator, skuId } = await openForBusiness();

afterAll(() => shop.close());

function refund(by: Client, { orderNo }: PaidOrder, amount: string, more: object = {}) {
  return by.post(`/api/v1/orders/${orderNo}/refunds`, { amount, reason: '商品有瑕疵', ...more });
}

function refundOf(by: Client, { orderNo }: PaidOrder, content: object) {
  return by.post(`/api/v1/orders/${orderNo}/refunds`, { ...content, reason: '商品有瑕疵' });
}

async function state({
  orderNo,
}: PaidOrder): Promise<{ order: string; payment: string; refunded: string }> {
  const order = await customer.get(`/api/v1/orders/${orderNo}`);
  const payment = await customer.get(`/api/v1/orders/${orderNo}/payment`);
  const { state: paymentState, refundedAmount } = payment.body;
  return { order: order.body.state, payment: paymentState, refunded: refundedAmount };
}

function tradeOf({ orderNo }: PaidOrder) {
  return shop.simulator.trade(orderNo);
}

describe('an operator', () => {
  it('refunds in parts; the whole moves the order, and Alipay has the same sums', async () => {
    const order = await paidOrder(shop, customer, skuId);
    const part = await refund(operator, order, '9.00');
    expect(part.status).toBe(201);
    const list = await operator.get(`/api/v1/orders/${order.orderNo}/refunds`);
    expect(list.body.items).toMatchObject([
      { amount: '9.00', state: 'SUCCEEDED', origin: 'operator' },
    ]);
    expect(await state(order)).toEqual({
      order: 'TO_SHIP',
      payment: 'PARTLY_REFUNDED',
      refunded: '9.00',
    });
    await refund(operator, order, '200.00');
    expect(await state(order)).toEqual({
      order: 'REFUNDED',
      payment: 'REFUNDED',
      refunded: '209.00',
    });
    expect(tradeOf(order)).toMatchObject({ status: 'TRADE_CLOSED', refunded: '209.00' });
    await shop.simulator.settled();
    expect(await state(order)).toEqual({
      order: 'REFUNDED',
      payment: 'REFUNDED',
      refunded: '209.00',
    });
    const rows = await shop.database.query<{ type: string }>(
      `SELECT o.type FROM outbox o JOIN orders r ON r.id = o.order_id WHERE r.order_no = ? AND o.type NOT LIKE 'sku.%' ORDER BY o.id`,
      [order.orderNo],
    );
    expect(rows.map(({ type }) => type).slice(4)).toEqual([
      'payment.refund_requested',
      'payment.refunded',
      'payment.refund_requested',
      'payment.refunded',
      'order.refunded',
    ]);
  });

  it('is seen wherever the order is, with what is left', async () => {
    const order = await paidOrder(shop, customer, skuId);
    const path = `/api/v1/orders/${order.orderNo}`;
    const shown = async () => {
      const { body: one } = await customer.get(path);
      const { body: list } = await customer.get('/api/v1/orders?limit=1');
      const [{ refundedAmount, refundableAmount }] = list.items;
      expect(one).toMatchObject({ refundedAmount, refundableAmount });
      return [refundedAmount, refundableAmount];
    };
    expect(await shown()).toEqual(['0.00', '209.00']);
    await refund(operator, order, '9.00');
    expect(await shown()).toEqual(['9.00', '200.00']);
    shop.simulator.faults.set({ emptyBalance: { count: 1 } });
    await refund(operator, order, '50.00');
    expect(await shown()).toEqual(['9.00', '150.00']);
    shop.simulator.faults.reset();
    shop.advance(60_000);
    await shop.app.get(RefundPoller).work.finish();
    expect(await shown()).toEqual(['59.00', '150.00']);
    shop.simulator.console.refund(order.orderNo, '50.00', 'C1');
    await operator.post(`${path}/payment/sync`);
    expect(await shown()).toEqual(['109.00', '100.00']);
    await refund(operator, order, '100.00');
    expect(await shown()).toEqual(['209.00', '0.00']);
  });

  it('puts the pieces back into the stock with everything, and none with a free sum', async () => {
    const own = await shop.sku({ stock: 5 });
    const order = await paidOrder(shop, customer, own);
    await refund(operator, order, '9.00');
    expect((await customer.get(`/api/v1/skus/${own}`)).body.stock).toBe(4);
    const made = await refundOf(operator, order, { everything: true });
    expect([made.status, made.body]).toMatchObject([201, { amount: '200.00', restock: true }]);
    expect((await customer.get(`/api/v1/skus/${own}`)).body).toMatchObject({ stock: 5, sales: 0 });
    expect((await state(order)).order).toBe('REFUNDED');
  });

  it('is shown the new form where restock is asked for beside an amount', async () => {
    const order = await paidOrder(shop, customer, skuId);
    const { status, body } = await refund(operator, order, '10.00', { restock: true });
    expect([status, body.errors[0].path]).toEqual([400, 'restock']);
    expect(body.errors[0].message).toContain('{"lines":[{"lineId":1,"count":1,"restock":true}]}');
    expect((await refund(operator, order, '10.00', { restock: false })).status).toBe(201);
    expect(tradeOf(order)?.refunded).toBe('10.00');
  });

  it('leaves the pieces sold when an earlier version asked for those of a part', async () => {
    const own = await shop.sku({ stock: 5 });
    const order = await paidOrder(shop, customer, own);
    shop.simulator.faults.set({ emptyBalance: { count: 1 } });
    const { body } = await refund(operator, order, '9.00');
    await shop.database.query('UPDATE refunds SET restock = 1 WHERE id = ?', [body.id]);
    shop.advance(60_000);
    await shop.app.get(RefundPoller).work.finish();
    const list = await operator.get(`/api/v1/orders/${order.orderNo}/refunds`);
    expect(list.body.items).toMatchObject([{ state: 'SUCCEEDED', restock: false }]);
    expect((await customer.get(`/api/v1/skus/${own}`)).body).toMatchObject({ stock: 4, sales: 1 });
  });

  it('cannot send back more than was paid, however many try at once', async () => {
    const order = await paidOrder(shop, customer, skuId);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => refund(operator, order, '80.00')),
    );
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([201, 201, 409, 409, 409, 409]);
    expect(tradeOf(order)?.refunded).toBe('160.00');
    expect((await state(order)).refunded).toBe('160.00');
  });

  it('gets the same refund for the same idempotency key', async () => {
    const order = await paidOrder(shop, customer, skuId);
    const path = `/api/v1/orders/${order.orderNo}/refunds`;
    const key = { 'idempotency-key': `refund-${order.orderNo}` };
    const body = { amount: '10.00', reason: 'x' };
    const [one, other] = await Promise.all([
      operator.post(path, body, key),
      operator.post(path, body, key),
    ]);
    expect([one.status, other.body.id]).toEqual([201, one.body.id]);
    expect(tradeOf(order)?.refunded).toBe('10.00');
    expect((await operator.post(path, { ...body, amount: '11.00' }, key)).status).toBe(422);
  });

  it.each(['0', '0.00', '-1.00', '1.234', '1e3', 'x', '', '100000000.01'])(
    'is told that %j is no sum',
    async (amount) => {
      const order = await paidOrder(shop, customer, skuId);
      expect((await refund(operator, order, amount)).status).toBe(400);
    },
  );

  it.each([
    ['goods with freight', '99999990.00', true, '100000000.00'],
    ['a course', '100000000.00', false, '100000000.00'],
    ['a course of one fen', '0.01', false, '0.01'],
  ])('refunds at once the sum at the edge of what Alipay takes: %s', async (_, ...given) => {
    const [price, requiresShipping, payable] = given;
    const own = await shop.sku({ price, requiresShipping });
    const order = await paidOrder(shop, customer, own);
    expect(order.payable).toBe(payable);
    expect((await refund(operator, order, payable)).status).toBe(201);
    expect(await state(order)).toEqual({
      order: 'REFUNDED',
      payment: 'REFUNDED',
      refunded: payable,
    });
    expect(tradeOf(order)?.refunded).toBe(payable);
  });

  it('refunds nothing of an order that is not paid', async () => {
    const order = await placeOrder(customer, skuId);
    const answer = await refund(operator, order, '1.00');
    expect([answer.status, answer.body.type]).toEqual([
      409,
      expect.stringMatching(/order-not-refundable$/),
    ]);
  });
});

describe('a refund with a number beyond what a double holds', () => {
  it('is approved by it, and its neighbour is not', async () => {
    await shop.database.query('ALTER TABLE refunds AUTO_INCREMENT = 9007199254740993');
    const order = await paidOrder(shop, customer, skuId);
    const neighbour = await paidOrder(shop, customer, skuId);
    const [one, other] = [
      await refund(customer, order, '1.00'),
      await refund(customer, neighbour, '2.00'),
    ];
    expect([one.body.id, other.body.id]).toEqual(['9007199254740993', '9007199254740994']);
    const path = `/api/v1/orders/${order.orderNo}/refunds`;
    const approved = await operator.post(`${path}/${one.body.id}/approve`);
    expect([approved.status, approved.body.amount]).toEqual([200, '1.00']);
    expect(tradeOf(order)?.refunded).toBe('1.00');
    const beside = `/api/v1/orders/${neighbour.orderNo}/refunds`;
    expect((await operator.post(`${beside}/${other.body.id}/reject`)).body.state).toBe('REJECTED');
    for (const id of ['18446744073709551616', '99999999999999999999', '9007199254740999', '0']) {
      expect((await operator.post(`${path}/${id}/approve`)).status).toBe(404);
    }
  });
});

describe("a customer's request", () => {
  it('waits for an operator, who approves or rejects it, once', async () => {
    const order = await paidOrder(shop, customer, skuId);
    const asked = await refund(customer, order, '50.00');
    expect(asked.body).toMatchObject({ state: 'REQUESTED', origin: 'customer' });
    expect(tradeOf(order)?.refunded).toBe('0.00');
    const path = `/api/v1/orders/${order.orderNo}/refunds/${asked.body.id}`;
    expect((await customer.post(`${path}/approve`)).status).toBe(403);
    expect((await operator.post(`${path}/approve`)).body.state).toBe('SUCCEEDED');
    expect((await operator.post(`${path}/approve`)).body.state).toBe('SUCCEEDED');
    expect((await operator.post(`${path}/reject`)).status).toBe(409);
    expect(tradeOf(order)?.refunded).toBe('50.00');
  });

  it('that is rejected frees its sum again', async () => {
    const order = await paidOrder(shop, customer, skuId);
    const asked = await refund(customer, order, '209.00');
    expect((await refund(operator, order, '209.00')).status).toBe(409);
    const path = `/api/v1/orders/${order.orderNo}/refunds/${asked.body.id}`;
    expect((await operator.post(`${path}/reject`)).body.state).toBe('REJECTED');
    expect((await refund(operator, order, '209.00')).status).toBe(201);
    expect((await state(order)).order).toBe('REFUNDED');
  });

  it('does not decide about the stock', async () => {
    const order = await paidOrder(shop, customer, skuId);
    const lines = [{ lineId: 1, count: 1, restock: true }];
    expect((await refundOf(customer, order, { lines })).status).toBe(403);
  });
});

describe("a refund on Alipay's own console", () => {
  it('of the whole sum is found by its notify, booked, and moves the order', async () => {
    const order = await paidOrder(shop, customer, skuId);
    shop.simulator.console.refund(order.orderNo);
    await until('the refund is booked', async () => (await state(order)).payment === 'REFUNDED');
    expect((await state(order)).order).toBe('REFUNDED');
    const list = await operator.get(`/api/v1/orders/${order.orderNo}/refunds`);
    expect(list.body.items).toMatchObject([
      { origin: 'alipay-console', amount: '209.00', state: 'SUCCEEDED' },
    ]);
  });

  it('of a part does not pay the order again, and counts against what can be refunded', async () => {
    const order = await paidOrder(shop, customer, skuId);
    shop.simulator.console.refund(order.orderNo, '200.00');
    await until('the refund is booked', async () => (await state(order)).refunded === '200.00');
    expect((await state(order)).order).toBe('TO_SHIP');
    expect((await refund(operator, order, '10.00')).status).toBe(409);
    expect((await refund(operator, order, '9.00')).status).toBe(201);
    expect((await state(order)).order).toBe('REFUNDED');
    expect(tradeOf(order)?.refunded).toBe('209.00');
  });
});

describe('a second payment of one order', () => {
  it('is sent back in full and leaves the order alone', async () => {
    const order = await paidOrder(shop, customer, skuId);
    // A replacement that was started when the first was thought to be closed, and is paid all the same.
    await shop.database.query(
      `INSERT INTO payments (order_id, attempt, provider, out_trade_no, method, storefront, subject, state, amount,
         created_at, expires_at)
       SELECT order_id, 2, provider, CONCAT(out_trade_no, '02'), method, storefront, subject, 'CLOSED', amount,
         created_at, expires_at FROM payments WHERE out_trade_no = ?`,
      [order.orderNo],
    );
    const told = { trade_no: `T${order.orderNo}` };
    expect((await postNotify(shop, `${order.orderNo}02`, told)).text).toBe('success');
    const list = await operator.get(`/api/v1/orders/${order.orderNo}/refunds`);
    expect(list.body.items).toMatchObject([
      { origin: 'late-payment', amount: '209.00', outRequestNo: `AT${order.orderNo}` },
    ]);
    expect((await customer.get(`/api/v1/orders/${order.orderNo}`)).body.state).toBe('TO_SHIP');
  });
});

describe('money that is held', () => {
  it('is sent back when an operator decides so', async () => {
    const order = await placeOrder(customer, skuId);
    const link = await payLink(customer, order.orderNo);
    shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
    shop.simulator.buyer.open(link.payUrl);
    shop.simulator.buyer.pay(order.orderNo);
    await shop.simulator.settled();
    shop.simulator.faults.reset();
    await shop.database.query('UPDATE payments SET amount = 208.00 WHERE out_trade_no = ?', [
      order.orderNo,
    ]);
    expect((await customer.post(`/api/v1/orders/${order.orderNo}/payment/sync`)).body.state).toBe(
      'CREATED',
    );
    const open = await operator.get('/api/v1/incidents?state=OPEN');
    const incident = open.body.items.find(
      (one: { outTradeNo: string }) => one.outTradeNo === order.orderNo,
    );
    expect(incident).toMatchObject({
      kind: 'amount-mismatch',
      expectedAmount: '208.00',
      reportedAmount: '209.00',
    });
    expect((await customer.get('/api/v1/incidents')).status).toBe(403);
    const decided = await operator.post(`/api/v1/incidents/${incident.id}/refund`, {
      note: '已与顾客确认',
    });
    expect(decided.body).toMatchObject({
      state: 'RESOLVED',
      resolution: 'test-operator: 已与顾客确认',
    });
    expect(shop.simulator.trade(order.orderNo)).toMatchObject({
      status: 'TRADE_CLOSED',
      refunded: '209.00',
    });
    const again = await operator.post(`/api/v1/incidents/${incident.id}/refund`, { note: 'x' });
    expect(again.status).toBe(409);
    const told = await shop.database.query<{ type: string }>(
      `SELECT o.type FROM outbox o JOIN orders r ON r.id = o.order_id WHERE r.order_no = ? AND o.type NOT LIKE 'sku.%' ORDER BY o.id`,
      [order.orderNo],
    );
    expect(told.map(({ type }) => type).slice(-3)).toEqual([
      'payment.unexpected',
      'payment.refund_requested',
      'payment.refunded',
    ]);
  });

  it('can be dismissed with a note, and unknown incidents do not exist', async () => {
    await postNotify(shop, '202601010000001111111111', { total_amount: '5.00' });
    const open = await operator.get('/api/v1/incidents?state=OPEN&limit=1');
    const [incident] = open.body.items;
    expect(incident.kind).toBe('unknown-trade');
    const dismissed = await operator.post(`/api/v1/incidents/${incident.id}/dismiss`, {
      note: '线下退款',
    });
    expect(dismissed.body.state).toBe('RESOLVED');
    expect((await operator.post('/api/v1/incidents/999999/dismiss', { note: 'x' })).status).toBe(
      404,
    );
  });
});

describe('while Alipay is silent', () => {
  it('a refund stays open, is asked for, and ends when Alipay answers', async () => {
    const own = await openShop();
    try {
      const buyer = await own.customer();
      const boss = await own.operator();
      const sku = await own.sku();
      const order = await paidOrder(own, buyer, sku);
      // The answers of one refund are lost by a gateway that is not there.
      const started = await openShop({
        ALIPAY_GATEWAY: 'http://127.0.0.1:9/gateway.do',
        DATABASE_URL: own.database.url,
        JWT_SECRET: own.settings.auth.jwtSecret,
      });
      try {
        const asked = await started.anybody
          .as(boss.token)
          .post(`/api/v1/orders/${order.orderNo}/refunds`, { amount: '209.00', reason: 'x' });
        expect(asked.status).toBe(201);
      } finally {
        await started.close();
      }
      const before = await boss.get(`/api/v1/orders/${order.orderNo}/refunds`);
      expect(before.body.items).toMatchObject([{ state: 'UNKNOWN' }]);
      own.advance(11_000);
      while ((await own.app.get(RefundPoller).work.finish()) > 0);
      expect((await boss.get(`/api/v1/orders/${order.orderNo}/refunds`)).body.items).toMatchObject([
        { state: 'SUCCEEDED' },
      ]);
      expect(own.simulator.trade(order.orderNo)?.refunded).toBe('209.00');
      expect(own.simulator.trade(order.orderNo)?.refunds).toHaveLength(1);
    } finally {
      await own.close();
    }
  });
});

describe('a paid order that is cancelled before it is shipped', () => {
  it('is refunded with its pieces back, where that is configured', async () => {
    const own = await openShop({ REFUND_ON_CANCEL: 'true' });
    try {
      const buyer = await own.customer();
      const sku = await own.sku({ stock: 3 });
      const order = await paidOrder(own, buyer, sku);
      const answer = await buyer.post(`/api/v1/orders/${order.orderNo}/cancel`);
      expect([answer.status, answer.body.state]).toEqual([200, 'REFUNDED']);
      expect(own.simulator.trade(order.orderNo)?.refunded).toBe('209.00');
      expect((await buyer.get(`/api/v1/skus/${sku}`)).body).toMatchObject({ stock: 3, sales: 0 });
    } finally {
      await own.close();
    }
  });

  it('is refunded once, however often that is asked while Alipay is silent', async () => {
    const own = await openShop({ REFUND_ON_CANCEL: 'true' });
    try {
      const buyer = await own.customer();
      const order = await paidOrder(own, buyer, await own.sku({ stock: 3 }));
      own.simulator.faults.set({ loseNotifies: { probability: 1 } });
      own.simulator.faults.set({ loseAnswers: { count: 1, method: 'alipay.trade.refund' } });
      const path = `/api/v1/orders/${order.orderNo}/cancel`;
      expect((await buyer.post(path)).status).toBe(202);
      expect((await buyer.post(path)).body.state).toBe('REFUNDED');
      expect(own.simulator.trade(order.orderNo)?.refunds).toHaveLength(1);
    } finally {
      await own.close();
    }
  });

  it('is not shipped while that is under way, and can be when it came to nothing', async () => {
    const own = await openShop({ REFUND_ON_CANCEL: 'true' });
    try {
      const [buyer, seller] = [await own.customer(), await own.operator()];
      const parcel = { carrier: '顺丰', trackingNumber: 'SF1' };
      const sku = await own.sku({ stock: 3 });
      const order = await paidOrder(own, buyer, sku);
      const path = `/api/v1/orders/${order.orderNo}`;
      own.simulator.faults.set({ loseNotifies: { probability: 1 } });
      own.simulator.faults.set({ loseAnswers: { count: 1, method: 'alipay.trade.refund' } });
      expect((await buyer.post(`${path}/cancel`)).status).toBe(202);
      const refused = await seller.post(`${path}/ship`, parcel);
      expect([refused.status, refused.body.type]).toEqual([
        409,
        expect.stringMatching(/order-not-shippable$/),
      ]);

      own.simulator.faults.reset();
      const other = await paidOrder(own, buyer, sku);
      const otherPath = `/api/v1/orders/${other.orderNo}`;
      jest.spyOn(own.app.get(AlipayClient), 'refund').mockResolvedValueOnce(REFUSED);
      await buyer.post(`${otherPath}/cancel`);
      expect((await seller.post(`${otherPath}/ship`, parcel)).body.state).toBe('SHIPPED');
    } finally {
      await own.close();
    }
  });

  it('stays paid where it is not', async () => {
    const order = await paidOrder(shop, customer, skuId);
    const answer = await customer.post(`/api/v1/orders/${order.orderNo}/cancel`);
    expect([answer.status, answer.body.type]).toEqual([
      409,
      expect.stringMatching(/order-not-cancellable$/),
    ]);
    await shop.sweep();
  });
});
