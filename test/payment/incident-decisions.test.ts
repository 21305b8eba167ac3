import { afterAll, describe, expect, it } from '@jest/globals';
import { timelineLines } from '../../src/payment/timeline/timeline-view.js';
import { TradeTimelines } from '../../src/payment/timeline/trade-timelines.service.js';
import type { Client } from '../support/client.js';
import { postNotify } from '../support/notify.js';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';

const NOTE = '疑似误付，已电话确认';

const { shop, customer, operator, skuId } = await openForBusiness();

afterAll(() => shop.close());

interface Told {
  readonly type: string;
  readonly orderId: string | null;
  readonly action?: string;
  readonly decidedBy?: string;
}

/** The events that name a trade, in their order. */
async function eventsOf(outTradeNo: string): Promise<Told[]> {
  const rows = await shop.database.query<{ type: string; orderId: string; data: string }>(
    `SELECT type, order_id AS orderId, data FROM outbox
     WHERE data LIKE CONCAT('%"', ?, '"%') ORDER BY id`,
    [outTradeNo],
  );
  return rows.map(({ data, ...row }) => ({ ...(JSON.parse(data) as object), ...row }));
}

const decisionsOf = async (outTradeNo: string) =>
  (await eventsOf(outTradeNo)).filter(({ decidedBy }) => decidedBy !== undefined);

/** A claim that nobody may act on: another sum than the order's, or of no order at all. */
async function held(outTradeNo: string, changes: Readonly<Record<string, string>> = {}) {
  await postNotify(shop, outTradeNo, { total_amount: '5.00', ...changes });
  const { body } = await operator.get('/api/v1/incidents?state=OPEN&limit=100');
  const items = body.items as { id: string; outTradeNo: string }[];
  return items.find((one) => one.outTradeNo === outTradeNo)?.id ?? '';
}

function decide(id: string, decision: 'refund' | 'dismiss') {
  return operator.post(`/api/v1/incidents/${id}/${decision}`, { note: NOTE });
}

async function openOrder(): Promise<string> {
  const orderNo = String((await placeOrder(customer, skuId)).orderNo);
  await payLink(customer, orderNo);
  return orderNo;
}

async function texts(client: Client, orderNo: string): Promise<string[]> {
  const { body } = await client.get(`/api/v1/orders/${orderNo}/timeline`);
  return (body.items as { text: string }[]).map(({ text }) => text);
}

describe("an operator's decision about held money", () => {
  it('to dismiss it is an event of its order, and stands in its timeline', async () => {
    const orderNo = await openOrder();
    const id = await held(orderNo);
    const chinese = operator.with({ 'accept-language': 'zh-CN' });
    const incident = await chinese.get(`/api/v1/incidents/${id}`);
    expect(incident.headers.get('content-language')).toBe('zh-CN');
    expect(incident.body.detail).toBe('支付宝报告的金额与支付要求的不同。');
    expect(await texts(chinese, orderNo)).toContain(
      `列为异常资金 ${id}（金额不符）：支付宝报告的金额与支付要求的不同。报告金额 ¥5.00，应为 ¥209.00。`,
    );
    expect((await decide(id, 'dismiss')).status).toBe(200);
    const [decision, ...others] = await decisionsOf(orderNo);
    expect(others).toEqual([]);
    expect(decision).toMatchObject({
      type: 'payment.unexpected',
      orderId: expect.any(String),
      orderNo,
      incidentId: id,
      reason: 'amount-mismatch',
      action: 'dismissed',
      decidedBy: 'test-operator',
      reportedAmount: '5.00',
      expectedAmount: '209.00',
    });
    expect(JSON.stringify(decision)).not.toContain(NOTE);
    const story = await texts(operator, orderNo);
    const sentence = `Operator test-operator decided about incident ${id}: it was settled elsewhere.`;
    expect(story).toContain(sentence);
    expect(story).toContain(`Incident ${id} was resolved: test-operator: ${NOTE}.`);
    expect((await texts(customer, orderNo)).join(' ')).not.toMatch(/test-operator|decided/);
    expect((await decide(id, 'dismiss')).status).toBe(409);
    expect(await decisionsOf(orderNo)).toHaveLength(1);
  });

  it('about a claim without money is told as what became of the report', async () => {
    const orderNo = await openOrder();
    const id = await held(orderNo, { trade_status: 'WAIT_BUYER_PAY' });
    await decide(id, 'dismiss');
    const decisions = await decisionsOf(orderNo);
    expect(decisions).toMatchObject([{ type: 'payment.report_rejected', action: 'dismissed' }]);
    const story = await texts(operator, orderNo);
    expect(story.join(' ')).toContain(`test-operator decided about incident ${id}: it was settled`);
    expect((await texts(customer, orderNo)).join(' ')).not.toContain('test-operator');
  });

  it('to send it back is told before what follows, once for each refund', async () => {
    const orderNo = await openOrder();
    const id = await held(orderNo);
    shop.simulator.faults.set({ loseRequests: { probability: 1, method: 'alipay.trade.refund' } });
    await decide(id, 'refund');
    await decide(id, 'refund');
    shop.simulator.faults.reset();
    const told = (await eventsOf(orderNo)).map(({ type, action }) => [type, action]);
    expect(told.slice(-3)).toEqual([
      ['payment.unexpected', 'held'],
      ['payment.unexpected', 'refunding'],
      ['payment.refund_requested', undefined],
    ]);
    expect(await texts(operator, orderNo)).toContain(
      `Operator test-operator decided about incident ${id}: the money is sent back.`,
    );
  });

  it('is found by the number of a trade that nobody here has started', async () => {
    const number = '202601010000004444444444';
    const id = await held(number);
    await decide(id, 'dismiss');
    expect(await decisionsOf(number)).toMatchObject([{ orderId: null, action: 'dismissed' }]);
    const material = await shop.app.get(TradeTimelines).find(number);
    const story = material === null ? '' : timelineLines(material, 'en').join('\n');
    expect(story).toContain(`Operator test-operator decided about incident ${id}: it was settled`);
  });
});
