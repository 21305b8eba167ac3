import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { fen } from '../../src/kernel/money.js';
import { RefundEnding } from '../../src/payment/refunds/refund-ending.service.js';
import { RefundRunner } from '../../src/payment/refunds/refund-runner.service.js';
import { RefundPoller } from '../../src/payment/polling/refund-poller.service.js';
import { REFUSED } from '../support/alipay-answers.js';
import { auditAtRest } from '../support/audit.js';
import type { Client } from '../support/client.js';
import { latch } from '../support/latch.js';
import { postNotify } from '../support/notify.js';
import { openForBusiness, paidOrder, payLink, placeOrder } from '../support/shop.js';
import { until } from '../support/until.js';
import { aroundTransactions } from '../support/transactions.js';

const { shop, customer, operator, skuId } = await openForBusiness();

afterAll(() => shop.close());

interface Incident {
  readonly id: string;
  readonly kind: string;
  readonly outTradeNo: string;
  readonly state: string;
}

async function incidentOf(outTradeNo: string): Promise<Incident> {
  const { body } = await operator.get('/api/v1/incidents?limit=100');
  const found = (body.items as Incident[]).find((one) => one.outTradeNo === outTradeNo);
  if (found === undefined) throw new Error(`no incident of ${outTradeNo}`);
  return found;
}

function decide(incident: Incident, decision: 'refund' | 'dismiss', by: Client = operator) {
  return by.post(`/api/v1/incidents/${incident.id}/${decision}`, { note: '店长张三：疑似误付' });
}

async function orderNo(): Promise<string> {
  return String((await placeOrder(customer, skuId)).orderNo);
}

async function paid(): Promise<string> {
  return (await paidOrder(shop, customer, skuId)).orderNo;
}

/** Money that came for a cancelled order, and whose refund Alipay has refused. */
async function unreturned(): Promise<string> {
  const number = await orderNo();
  const { payUrl } = await payLink(customer, number);
  await customer.post(`/api/v1/orders/${number}/cancel`);
  shop.simulator.buyer.open(payUrl);
  shop.simulator.buyer.pay(number);
  await shop.simulator.settled();
  const [refund] = await refunds(number);
  await shop.app.get(RefundEnding).fail(refund?.id ?? '', 'ACQ.REASON_TRADE_BEEN_FREEZEN', null);
  return number;
}

/** A paid trade that nobody here has started, and that the simulator does not know either. */
async function unknownTrade(outTradeNo: string): Promise<void> {
  await postNotify(shop, outTradeNo, { total_amount: '5.00' });
}

interface RefundRow {
  readonly id: string;
  readonly outRequestNo: string;
  readonly state: string;
  readonly amount: string;
}

function refunds(outTradeNo: string): Promise<RefundRow[]> {
  return shop.database.query(
    `SELECT id, out_request_no AS outRequestNo, state, amount FROM refunds
     WHERE out_trade_no = ? ORDER BY id`,
    [outTradeNo],
  );
}

describe('money that is booked and held, because Alipay refused its refund', () => {
  it('is booked as sent back when an operator sends it back', async () => {
    const number = await unreturned();
    shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
    const incident = await incidentOf(number);
    expect(incident.kind).toBe('refund-failed');
    expect((await decide(incident, 'refund')).body.state).toBe('RESOLVED');
    shop.simulator.faults.reset();
    const payment = await operator.get(`/api/v1/orders/${number}/payment`);
    expect(payment.body).toMatchObject({ state: 'REFUNDED', refundedAmount: '209.00' });
    expect(await auditAtRest(shop)).toEqual([]);
  });
});

describe('money that an order was paid with', () => {
  const withoutMoney = [409, expect.stringMatching(/incident-without-money$/)];

  it('stays when a report contradicts its sum', async () => {
    const number = await paid();
    const trade = shop.simulator.trade(number);
    await postNotify(shop, number, { trade_no: trade?.trade_no ?? '', total_amount: '0.01' });
    const incident = await incidentOf(number);
    expect(incident.kind).toBe('amount-mismatch');
    const { status, body } = await decide(incident, 'refund');
    expect([status, body.type]).toEqual(withoutMoney);
    expect(shop.simulator.trade(number)?.refunded).toBe('0.00');
    expect(await refunds(number)).toEqual([]);
  });

  it("stays when another order's number is told of its trade", async () => {
    const [number, other] = [await paid(), await orderNo()];
    await payLink(customer, other);
    await postNotify(shop, other, { trade_no: shop.simulator.trade(number)?.trade_no ?? '' });
    const incident = await incidentOf(other);
    expect(incident.kind).toBe('trade-no-mismatch');
    const { status, body } = await decide(incident, 'refund');
    expect([status, body.type]).toEqual(withoutMoney);
    expect(shop.simulator.trade(number)?.refunded).toBe('0.00');
  });

  it('goes back once when two reports tell of the same trade that nobody knows', async () => {
    const number = '202601010000005555555555';
    await postNotify(shop, number, { total_amount: '5.00', trade_no: '2026010155' });
    shop.simulator.faults.set({ loseRequests: { probability: 1, method: 'alipay.trade.refund' } });
    await decide(await incidentOf(number), 'refund');
    await postNotify(shop, number, { total_amount: '7.00', trade_no: '2026010155' });
    const second = await incidentOf(number);
    await decide(second, 'refund');
    shop.simulator.faults.reset();
    expect((await refunds(number)).map(({ amount }) => amount)).toEqual(['5.00', '2.00']);
  });

  it('goes back once when two reports of it are decided at the same instant', async () => {
    // Alipay would refuse the first before the second is decided on a slow machine: nothing would be on its way any more. Its
    // gateway is not asked: after twenty calls without an answer in ten seconds it would be left alone for a while.
    const sending = jest.spyOn(shop.app.get(AlipayClient), 'refund');
    sending.mockResolvedValue({ outcome: 'unknown', reason: 'no answer' });
    for (let round = 1; round <= 8; round += 1) {
      const trade = `TOLD-TWICE-${round}`;
      for (const amount of ['5.00', '7.00'])
        await postNotify(shop, trade, { total_amount: amount });
      const { body } = await operator.get('/api/v1/incidents?limit=100');
      const both = (body.items as Incident[]).filter(({ outTradeNo }) => outTradeNo === trade);
      expect(both).toHaveLength(2);
      const answers = await Promise.all(both.map((one) => decide(one, 'refund')));
      // Whoever sends back the larger sum first leaves nothing to the other.
      expect([
        [200, 200],
        [200, 409],
      ]).toContainEqual(answers.map(({ status }) => status).toSorted((one, other) => one - other));
      const sums = (await refunds(trade)).map(({ amount }) => Number(amount));
      expect(sums.reduce((sum, one) => sum + one, 0)).toBe(7);
    }
    sending.mockRestore();
  });
});

describe('a refund of money that is held', () => {
  it('is tried again under a new number after Alipay has refused it, and not before', async () => {
    await unknownTrade('202601010000002222222222');
    const incident = await incidentOf('202601010000002222222222');
    await decide(incident, 'refund');
    await decide(incident, 'refund');
    const made = await refunds(incident.outTradeNo);
    expect(made.map(({ state }) => state)).toEqual(['FAILED', 'FAILED']);
    expect(new Set(made.map(({ outRequestNo }) => outRequestNo)).size).toBe(2);
  });

  it('has its number again when a restored database has lost it, and counts anew', async () => {
    const number = '202601010000006666666666';
    const sent = async () => {
      await postNotify(shop, number, { total_amount: '5.00', trade_no: '2026010166' });
      const incident = await incidentOf(number);
      await decide(incident, 'refund');
      return { id: incident.id, numbers: (await refunds(number)).map((one) => one.outRequestNo) };
    };
    const first = await sent();
    await shop.database.query('DELETE FROM refunds WHERE out_trade_no = ?', [number]);
    await shop.database.query('DELETE FROM incidents WHERE out_trade_no = ?', [number]);
    const second = await sent();
    expect(second.id).not.toBe(first.id);
    expect(second.numbers).toEqual(first.numbers);
  });

  it('keeps the incident open until it is known to be done', async () => {
    await unknownTrade('202601010000003333333333');
    const incident = await incidentOf('202601010000003333333333');
    shop.simulator.faults.set({ loseRequests: { probability: 1, method: 'alipay.trade.refund' } });
    await decide(incident, 'refund');
    shop.simulator.faults.reset();
    expect(await refunds(incident.outTradeNo)).toMatchObject([{ state: 'UNKNOWN' }]);
    const dismissed = await decide(incident, 'dismiss');
    expect([dismissed.status, dismissed.body.type]).toEqual([
      409,
      expect.stringMatching(/incident-being-refunded$/),
    ]);
    expect((await incidentOf(incident.outTradeNo)).state).toBe('OPEN');
    const again = await decide(incident, 'refund');
    expect(again.status).toBe(200);
    expect(await refunds(incident.outTradeNo)).toHaveLength(1);
  });

  it('is taken from its own trade, not from the one that paid the order', async () => {
    const number = await paid();
    await postNotify(shop, number, { trade_no: `OTHER${number}` });
    const incident = await incidentOf(number);
    expect(incident.kind).toBe('trade-no-mismatch');
    await decide(incident, 'refund');
    expect(shop.simulator.trade(number)?.refunded).toBe('0.00');
    expect((await incidentOf(number)).state).toBe('OPEN');
  });

  it('is left alone by a refund of the order, which names the trade that paid it', async () => {
    const number = await paid();
    await postNotify(shop, number, { trade_no: `OTHER${number}` });
    const alipay = shop.app.get(AlipayClient);
    const [sending, asking] = [jest.spyOn(alipay, 'refund'), jest.spyOn(alipay, 'queryRefund')];
    shop.simulator.faults.set({ denyFundChange: { count: 1 } });
    const body = { amount: '9.00', reason: 'x' };
    const { body: made } = await operator.post(`/api/v1/orders/${number}/refunds`, body);
    await shop.app.get(RefundRunner).run(made.id);
    const own = expect.objectContaining({ tradeNo: shop.simulator.trade(number)?.trade_no });
    expect(sending).toHaveBeenCalledWith(own);
    expect(asking).toHaveBeenCalledWith(own);
    jest.restoreAllMocks();
    expect(shop.simulator.trade(number)?.refunded).toBe('9.00');
    expect(await refunds(number)).toMatchObject([{ state: 'SUCCEEDED' }]);
  });

  it('is not charged to the payment that paid the order', async () => {
    const number = await paid();
    const tradeNo = `OTHER${number}`;
    await postNotify(shop, number, { trade_no: tradeNo });
    const moved = { status: 'done', refundAmount: null, refundedTotal: fen(20_900) } as const;
    const numbers = { outTradeNo: number, outRequestNo: 'I', tradeNo };
    const value = { ...numbers, ...moved, trade: null, evidence: {} };
    const sending = jest.spyOn(shop.app.get(AlipayClient), 'refund');
    sending.mockResolvedValueOnce({ outcome: 'done', value });
    await decide(await incidentOf(number), 'refund');
    expect(sending).toHaveBeenCalledWith(expect.objectContaining({ tradeNo, amount: 20_900 }));
    sending.mockRestore();
    expect((await incidentOf(number)).state).toBe('RESOLVED');
    const { body } = await operator.get(`/api/v1/orders/${number}/payment`);
    expect(body).toMatchObject({
      orderState: 'TO_SHIP',
      state: 'SUCCEEDED',
      refundedAmount: '0.00',
    });
  });

  it('tells neither the buyer nor Alipay why the operator decided so', async () => {
    const number = await unreturned();
    await decide(await incidentOf(number), 'refund');
    const shown = await customer.get(`/api/v1/orders/${number}/refunds`);
    const story = await customer.get(`/api/v1/orders/${number}/timeline`);
    expect(`${shown.text}${story.text}`).not.toContain('张三');
    const [sent] = await shop.database.query<{ reason: string }>(
      "SELECT reason FROM refunds WHERE out_trade_no = ? AND origin = 'incident'",
      [number],
    );
    expect(sent?.reason).not.toContain('张三');
  });
});

describe("a refund that waits for the seller's balance", () => {
  it('tells operators what it waits for, and the owner nothing of it', async () => {
    const number = await paid();
    shop.simulator.faults.set({ emptyBalance: { count: 1 } });
    const body = { amount: '1.00', reason: 'x' };
    await operator.post(`/api/v1/orders/${number}/refunds`, body);
    const path = `/api/v1/orders/${number}/refunds`;
    const [forOperator] = (await operator.get(path)).body.items;
    expect(forOperator).toMatchObject({
      state: 'PROCESSING',
      waitsFor: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
    });
    const [forOwner] = (await customer.get(path)).body.items;
    expect(forOwner).toMatchObject({ state: 'PROCESSING', amount: '1.00' });
    expect(JSON.stringify(forOwner)).not.toContain('BALANCE');
  });
});

describe('a refund whose commit was done and whose answer was lost', () => {
  it('is asked for once', async () => {
    const number = await paid();
    const source = shop.app.get(DataSource);
    let lost = false;
    const undo = aroundTransactions(source, async (commit) => {
      const result = await commit();
      if (lost || (await refunds(number)).length === 0) return result;
      lost = true;
      throw Object.assign(new Error('gone'), { code: 'PROTOCOL_CONNECTION_LOST' });
    });
    try {
      const body = { amount: '9.00', reason: 'x' };
      const answer = await operator.post(`/api/v1/orders/${number}/refunds`, body);
      expect([answer.status, lost]).toEqual([201, true]);
    } finally {
      undo();
    }
    while ((await shop.app.get(RefundPoller).work.finish()) > 0);
    expect(await refunds(number)).toHaveLength(1);
    expect(shop.simulator.trade(number)?.refunded).toBe('9.00');
  });
});

describe('a refund whose end is known', () => {
  it('is not due again because an older answer comes late', async () => {
    const number = await paid();
    shop.simulator.faults.set({
      loseAnswers: { probability: 1, method: 'alipay.trade.refund' },
    });
    await operator.post(`/api/v1/orders/${number}/refunds`, { amount: '9.00', reason: 'x' });
    expect(await refunds(number)).toMatchObject([{ state: 'UNKNOWN' }]);
    // One worker's question stays without an answer for longer than another one's.
    const alipay = shop.app.get(AlipayClient);
    const unanswered = latch();
    const query = jest.spyOn(alipay, 'queryRefund').mockImplementationOnce(async () => {
      await unanswered.opened;
      return { outcome: 'unknown', reason: 'no answer' };
    });
    const [{ id } = { id: '' }] = await refunds(number);
    const runner = shop.app.get(RefundRunner);
    const slow = runner.run(id);
    await until('the first one has asked', () => Promise.resolve(query.mock.calls.length > 0));
    await runner.run(id);
    expect(await refunds(number)).toMatchObject([{ state: 'SUCCEEDED' }]);
    unanswered.open();
    await slow;
    query.mockRestore();
    const [after] = await shop.database.query<object>(
      'SELECT state, fault, next_check_at AS due FROM refunds WHERE id = ?',
      [id],
    );
    expect(after).toEqual({ state: 'SUCCEEDED', fault: null, due: null });
  });
});

describe('a refund that was done and never recorded', () => {
  it('is not taken for refused when sending it again is refused', async () => {
    shop.simulator.faults.reset();
    const number = await paid();
    const alipay = shop.app.get(AlipayClient);
    shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
    jest.spyOn(shop.app.get(RefundEnding), 'succeed').mockRejectedValueOnce(new Error('killed'));
    await operator.post(`/api/v1/orders/${number}/refunds`, { amount: '9.00', reason: 'x' });
    expect(await refunds(number)).toMatchObject([{ state: 'PROCESSING' }]);
    jest.spyOn(alipay, 'refund').mockResolvedValueOnce(REFUSED);
    const [{ id } = { id: '' }] = await refunds(number);
    const runner = shop.app.get(RefundRunner);
    await runner.run(id);
    expect(await refunds(number)).toMatchObject([{ state: 'UNKNOWN' }]);
    await runner.run(id);
    expect(await refunds(number)).toMatchObject([{ state: 'SUCCEEDED' }]);
    expect(shop.simulator.trade(number)?.refunded).toBe('9.00');
  });
});
