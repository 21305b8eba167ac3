import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { RefundPoller } from '../../src/payment/polling/refund-poller.service.js';
import type { Client } from '../support/client.js';
import { testRedisUrl } from '../support/database.js';
import { openForBusiness, openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;

const { shop, customer, skuId } = await openForBusiness();

afterAll(() => shop.close());

async function orderState(orderNo: string): Promise<string> {
  return (await customer.get(`/api/v1/orders/${orderNo}`)).body.state;
}

async function stockOf(sku: number): Promise<{ stock: number; sales: number }> {
  const { stock, sales } = (await customer.get(`/api/v1/skus/${sku}`)).body;
  return { stock, sales };
}

async function typesOf(orderNo: string): Promise<string[]> {
  const rows = await shop.database.query<{ type: string }>(
    `SELECT o.type FROM outbox o JOIN orders r ON r.id = o.order_id WHERE r.order_no = ? AND o.type NOT LIKE 'sku.%' ORDER BY o.id`,
    [orderNo],
  );
  return rows.map(({ type }) => type);
}

/** The buyer opens the cashier; with every notify lost from now on. */
function openUnheard(link: string): void {
  shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
  const opened = shop.simulator.buyer.open(link);
  if (!opened.ok) throw new Error(opened.refusal.subMsg);
}

describe('an unpaid order', () => {
  it('expires at its deadline: closed at Alipay first, stock back, event written', async () => {
    const own = await shop.sku({ stock: 5 });
    const { orderNo } = await placeOrder(customer, own, 2);
    const link = await payLink(customer, orderNo);
    openUnheard(link.payUrl);
    shop.advance(29 * MINUTE);
    await shop.sweep();
    expect(await orderState(orderNo)).toBe('PENDING_PAYMENT');
    shop.advance(MINUTE);
    await shop.sweep();
    expect(await orderState(orderNo)).toBe('EXPIRED');
    expect(shop.simulator.trade(orderNo)?.status).toBe('TRADE_CLOSED');
    expect(await stockOf(own)).toEqual({ stock: 5, sales: 0 });
    expect(await typesOf(orderNo)).toEqual([
      'order.created',
      'payment.initiated',
      'payment.closed',
      'order.expired',
    ]);
  });

  it('expires without a question when no payment was started', async () => {
    const own = await shop.sku({ stock: 5 });
    const { orderNo } = await placeOrder(customer, own, 2);
    shop.advance(30 * MINUTE);
    await shop.sweep();
    expect(await orderState(orderNo)).toBe('EXPIRED');
    expect(await stockOf(own)).toEqual({ stock: 5, sales: 0 });
  });

  it('is found paid by asking, when the notify was lost', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    const link = await payLink(customer, orderNo);
    openUnheard(link.payUrl);
    shop.simulator.buyer.pay(orderNo);
    shop.advance(8_000);
    await shop.sweep();
    expect(await orderState(orderNo)).toBe('TO_SHIP');
  });

  it('leaves one row of evidence, however often Alipay says that nobody has paid', async () => {
    const orders = [await placeOrder(customer, skuId), await placeOrder(customer, skuId)];
    for (const { orderNo } of orders) await payLink(customer, orderNo);
    for (const waitMs of [8_000, 11_000, 26_000]) {
      shop.advance(waitMs);
      await shop.sweep();
    }
    const evidence = await shop.database.query<{ verdict: string; repeats: number }>(
      'SELECT status, verdict, repeats FROM payment_evidence WHERE out_trade_no IN (?)',
      [orders.map(({ orderNo }) => orderNo)],
    );
    const row = { status: 'NOT_EXIST', verdict: 'unchanged', repeats: 2 };
    expect(evidence).toEqual([row, row]);
  });

  it('stays pending while Alipay is silent, however late it is, and ends when it answers', async () => {
    const own = await shop.sku({ stock: 5 });
    const { orderNo } = await placeOrder(customer, own);
    const link = await payLink(customer, orderNo);
    openUnheard(link.payUrl);
    await shop.simulator.close();
    shop.advance(60 * MINUTE);
    await shop.sweep();
    expect(await orderState(orderNo)).toBe('PENDING_PAYMENT');
    const cancel = await customer.post(`/api/v1/orders/${orderNo}/cancel`);
    expect(cancel.status).toBe(202);
    expect(cancel.body.cancelRequestedAt).not.toBeNull();
    const link2 = await customer.post(`/api/v1/orders/${orderNo}/payments`, { method: 'page' });
    expect(link2.status).toBe(409);
    const { text } = await shop.anybody.get('/metrics');
    expect(text).toMatch(/orders_overdue [1-9]/);
  });
});

describe('money for an order that is over', () => {
  let late: Shop;
  let buyer: Client;

  beforeAll(async () => {
    late = await openShop();
    buyer = await late.customer();
  });

  afterAll(() => late.close());

  it('is sent back in full by itself when it comes after a cancel', async () => {
    const sku = await late.sku({ stock: 5 });
    const { orderNo, payable } = await placeOrder(buyer, sku);
    const link = await payLink(buyer, orderNo);
    expect((await buyer.post(`/api/v1/orders/${orderNo}/cancel`)).status).toBe(200);
    // The signed link can be paid until its time_expire, for Alipay did not know the trade when it was to be closed.
    late.simulator.buyer.open(link.payUrl);
    const paid = late.simulator.buyer.pay(orderNo);
    await until('the notify is taken', async () => {
      return (await buyer.get(`/api/v1/orders/${orderNo}/payment`)).body.state === 'SUCCEEDED';
    });
    // Paid, and of no use: the buyer who comes back must not think that he bought something.
    const page = await fetch(paid.ok ? (paid.value.returnUrl ?? '') : '');
    expect(await page.text()).not.toContain('支付成功');
    await late.sweep();
    const trade = late.simulator.trade(orderNo);
    expect(trade).toMatchObject({ status: 'TRADE_CLOSED', refunded: payable });
    expect((await buyer.get(`/api/v1/orders/${orderNo}`)).body.state).toBe('CANCELLED');
    expect((await buyer.get(`/api/v1/orders/${orderNo}/payment`)).body.state).toBe('REFUNDED');
    const refunds = await buyer.get(`/api/v1/orders/${orderNo}/refunds`);
    expect(refunds.body.items).toMatchObject([
      { origin: 'late-payment', state: 'SUCCEEDED', amount: payable },
    ]);
    const [event] = await late.database.query<{ data: string }>(
      "SELECT data FROM outbox WHERE type = 'payment.unexpected' ORDER BY id DESC LIMIT 1",
    );
    expect(JSON.parse(String(event?.data))).toMatchObject({ orderNo, action: 'refunding' });
    expect((await buyer.get(`/api/v1/skus/${sku}`)).body).toMatchObject({ stock: 5, sales: 0 });
  });

  it('is found by asking when its notify is lost, until ten minutes after time_expire', async () => {
    const sku = await late.sku({ stock: 5 });
    const { orderNo } = await placeOrder(buyer, sku);
    const link = await payLink(buyer, orderNo);
    expect((await buyer.post(`/api/v1/orders/${orderNo}/cancel`)).status).toBe(200);
    late.simulator.faults.set({ loseNotifies: { probability: 1 } });
    late.simulator.buyer.open(link.payUrl);
    late.simulator.buyer.pay(orderNo);
    late.advance(61_000);
    await late.sweep();
    late.simulator.faults.reset();
    await late.sweep();
    expect(late.simulator.trade(orderNo)?.status).toBe('TRADE_CLOSED');
    expect((await buyer.get(`/api/v1/orders/${orderNo}/payment`)).body.state).toBe('REFUNDED');
  });
});

describe('late money where reviving is configured', () => {
  it('revives the order when the stock can be taken again, and is sent back when not', async () => {
    const reviving = await openShop({ LATE_PAYMENT: 'revive' });
    try {
      const buyer = await reviving.customer();
      const plenty = await reviving.sku({ stock: 2 });
      const scarce = await reviving.sku({ stock: 1 });
      const payAfterCancel = async (sku: number, between: () => Promise<unknown>) => {
        const { orderNo } = await placeOrder(buyer, sku);
        const link = await payLink(buyer, orderNo);
        await buyer.post(`/api/v1/orders/${orderNo}/cancel`);
        await between();
        reviving.simulator.buyer.open(link.payUrl);
        reviving.simulator.buyer.pay(orderNo);
        await reviving.simulator.settled();
        while ((await reviving.app.get(RefundPoller).work.finish()) > 0);
        return (await buyer.get(`/api/v1/orders/${orderNo}`)).body;
      };
      const revived = await payAfterCancel(plenty, () => Promise.resolve());
      expect(revived.state).toBe('TO_SHIP');
      expect((await buyer.get(`/api/v1/skus/${plenty}`)).body.stock).toBe(1);
      const sentBack = await payAfterCancel(scarce, () => placeOrder(buyer, scarce));
      expect(sentBack.state).toBe('CANCELLED');
      expect(reviving.simulator.trade(sentBack.orderNo)?.status).toBe('TRADE_CLOSED');
    } finally {
      await reviving.close();
    }
  });
});

describe('the worker process', () => {
  it('finds lost payments and relays events by itself, with Redis flushed under it, and with two of it', async () => {
    const busy = await openShop({ REDIS_URL: new URL('/9', testRedisUrl()).href });
    const redis = new Redis(busy.settings.redis.url);
    try {
      const buyer = await busy.customer();
      const sku = await busy.sku({ stock: 100 });
      busy.simulator.faults.set({ loseNotifies: { probability: 1 } });
      await busy.worker();
      await busy.worker();
      const orders = await Promise.all(Array.from({ length: 10 }, () => placeOrder(buyer, sku)));
      for (const { orderNo } of orders) {
        const link = await payLink(buyer, orderNo);
        busy.simulator.buyer.open(link.payUrl);
        busy.simulator.buyer.pay(orderNo);
      }
      await redis.flushdb();
      busy.advance(8_000);
      await until('all are paid', async () => {
        const { body } = await buyer.get('/api/v1/orders?state=TO_SHIP');
        return body.items.length === orders.length;
      });
      await until('all events are relayed', async () => {
        const rows = await busy.database.query('SELECT id FROM outbox WHERE pending = 1');
        return rows.length === 0;
      });
      const [doubled] = await busy.database.query<{ n: string }>(
        `SELECT COUNT(*) AS n FROM (SELECT order_id FROM outbox WHERE type = 'order.paid'
           GROUP BY order_id HAVING COUNT(*) > 1) AS doubled`,
      );
      expect(Number(doubled?.n)).toBe(0);
    } finally {
      redis.disconnect();
      await busy.close();
    }
  });
});
