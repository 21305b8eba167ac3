import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { TradeTimelines } from '../../src/payment/timeline/trade-timelines.service.js';
import { timelineLines } from '../../src/payment/timeline/timeline-view.js';
import type { Client } from '../support/client.js';
import { postNotify } from '../support/notify.js';
import { openForBusiness, paidOrder, placeOrder } from '../support/shop.js';

const { shop, customer, operator, skuId } = await openForBusiness();

afterAll(() => shop.close());

/** Those of a notify that pays its order. */
const NOTIFY_CHECKS = {
  signature: 'passed',
  app_id: 'passed',
  seller_id: 'passed',
  out_trade_no: 'passed',
  total_amount: 'passed',
  trade_no: 'passed',
  state: 'passed',
  order: 'passed',
};

interface Item {
  readonly time: string;
  readonly kind: string;
  readonly type: string;
  readonly text: string;
  readonly facts?: Record<string, unknown>;
}

async function timeline(client: Client, orderNo: string): Promise<Item[]> {
  const { status, body } = await client.get(`/api/v1/orders/${orderNo}/timeline`);
  expect(status).toBe(200);
  return body.items;
}

async function visits(orderNo: string) {
  return shop.database.query<{ verdict: string; repeats: number; report: string; checks: string }>(
    "SELECT verdict, repeats, report, checks FROM payment_evidence WHERE source = 'return' AND out_trade_no = ?",
    [orderNo],
  );
}

describe('the timeline', () => {
  it('tells an operator of each report, its verdict and what it changed, and the owner less', async () => {
    const { orderNo } = await paidOrder(shop, customer, skuId);
    await operator.post(`/api/v1/orders/${orderNo}/refunds`, { amount: '10.00', reason: '瑕疵' });
    const all = await timeline(operator, orderNo);
    const kinds = all.map(({ kind, type }) => `${kind} ${type}`);
    const orders = kinds.filter((kind) => kind !== 'event sku.stock_changed');
    expect(orders.slice(0, 2)).toEqual(['event order.created', 'event payment.initiated']);
    expect(kinds).toEqual(
      expect.arrayContaining([
        'report notify',
        'event payment.succeeded',
        'event order.paid',
        'event payment.refund_requested',
        'refund sent',
        'report refund',
        'event payment.refunded',
        'refund succeeded',
      ]),
    );
    expect(all.find(({ type }) => type === 'notify')).toMatchObject({
      text: expect.stringMatching(
        /^Alipay notified us that the trade is paid: .*Checked: the signature, .*Changed: state /,
      ),
      facts: {
        verdict: 'paid',
        checks: NOTIFY_CHECKS,
        report: { trade_status: 'TRADE_SUCCESS', buyer_id: '[redacted]' },
      },
    });
    const times = all.map(({ time }) => time);
    expect(times.every((time) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/.test(time))).toBe(true);
    expect(times).toEqual(times.toSorted());

    const own = await timeline(customer, orderNo);
    expect(own.map(({ type }) => type)).toEqual([
      'order.created',
      'payment.initiated',
      'payment.succeeded',
      'order.paid',
      'payment.refund_requested',
      'payment.refunded',
    ]);
    expect(own.filter(({ facts }) => facts !== undefined)).toEqual([]);
  });

  it('recognises a report that comes again by what it says, not by its checks', async () => {
    const { orderNo } = await paidOrder(shop, customer, skuId);
    const [row] = await shop.database.query<{ digest: string; report: string }>(
      "SELECT digest, report FROM payment_evidence WHERE verdict = 'paid' AND out_trade_no = ?",
      [orderNo],
    );
    const fleeting = ['notify_time', 'notify_id', 'sign', 'sign_type'];
    const lasting = Object.entries(JSON.parse(row?.report ?? '') as Record<string, string>)
      .filter(([name]) => !fleeting.includes(name))
      .toSorted(([one], [other]) => (one < other ? -1 : 1));
    const said = JSON.stringify(['notify', 'TRADE_SUCCESS', 'paid', lasting]);
    expect(row?.digest).toBe(createHash('sha256').update(said).digest('hex'));
  });

  it('is told to nobody else', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    const stranger = await shop.customer();
    expect((await stranger.get(`/api/v1/orders/${orderNo}/timeline`)).status).toBe(404);
    expect((await shop.anybody.get(`/api/v1/orders/${orderNo}/timeline`)).status).toBe(401);
  });

  it('says where the order stands', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    const { body } = await customer.get(`/api/v1/orders/${orderNo}/timeline`);
    expect(body).toMatchObject({
      orderNo,
      summary: expect.stringMatching(/^The order waits for ¥209\.00 until [\d: -]+\.$/),
    });
  });
});

describe('a return', () => {
  it('is evidence, counted and not piled up when its page is opened again', async () => {
    const { orderNo, returnUrl } = await paidOrder(shop, customer, skuId);
    const back = new URL(returnUrl);
    for (let visit = 0; visit < 3; visit += 1) {
      expect((await shop.anybody.get(back.pathname + back.search)).status).toBe(200);
      await operator.post(`/api/v1/orders/${orderNo}/payment/sync`);
    }
    const rows = await visits(orderNo);
    expect(rows).toMatchObject([{ verdict: 'known', repeats: 2 }]);
    expect(JSON.parse(rows[0]?.checks ?? '')).toEqual({
      signature: 'passed',
      app_id: 'passed',
      seller_id: 'passed',
      out_trade_no: 'passed',
      total_amount: 'passed',
      trade_no: 'passed',
    });
    expect(Object.keys(JSON.parse(rows[0]?.report ?? ''))).toEqual([
      'out_trade_no',
      'trade_no',
      'total_amount',
    ]);
    const texts = (await timeline(customer, orderNo)).map(({ text }) => text);
    expect(texts).toContain('The buyer came back from Alipay to the shop.');
  });

  it('that is not signed leaves no trace', async () => {
    const { orderNo, returnUrl } = await paidOrder(shop, customer, skuId);
    const back = new URL(returnUrl);
    back.searchParams.set('total_amount', '0.01');
    await shop.anybody.get(back.pathname + back.search);
    expect(await visits(orderNo)).toEqual([]);
  });
});

describe('a number', () => {
  it('is found as an order, as an out_trade_no and as a trade_no', async () => {
    const { orderNo } = await paidOrder(shop, customer, skuId);
    const stories = shop.app.get(TradeTimelines);
    const tradeNo = shop.simulator.trade(orderNo)?.trade_no ?? '';
    for (const number of [orderNo, tradeNo]) {
      const material = await stories.find(number);
      expect(material?.order?.orderNo).toBe(orderNo);
    }
    expect(await stories.find('1234567890123456')).toBeNull();
  });

  it('of a trade that nobody here started leads to its incident', async () => {
    const tradeNo = '2026112122001499160501599999';
    const outTradeNo = '209912310000000000000001';
    const claim = { trade_no: tradeNo, total_amount: '5.00' };
    const { text } = await postNotify(shop, outTradeNo, claim);
    expect(text).toBe('success');
    for (const number of [tradeNo, outTradeNo]) {
      const material = await shop.app.get(TradeTimelines).find(number);
      if (material === null) throw new Error('not found');
      const lines = timelineLines(material, 'en').join('\n');
      expect(lines).toContain('Did not fit: a payment of ours.');
      expect(lines).toContain('no payment here has this number');
      expect(lines).toMatch(/Incident \d+ was opened \(unknown trade\).*Reported ¥5\.00\./);
      expect(lines).toMatch(/Held for an operator: incident \d+\.$/);
    }
  });
});
