import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { RefundRunner } from '../../src/payment/refunds/refund-runner.service.js';
import { REFUSED } from '../support/alipay-answers.js';
import type { Answer, Client } from '../support/client.js';
import { postNotify } from '../support/notify.js';
import { lockOrder, PATIENT_WITH_LOCKS } from '../support/row-lock.js';
import { openForBusiness, paidOrder } from '../support/shop.js';

const { shop, customer, operator, skuId } = await openForBusiness({
  REFUND_ON_CANCEL: 'true',
  ...PATIENT_WITH_LOCKS,
});

afterEach(() => {
  jest.restoreAllMocks();
  shop.simulator.faults.reset();
});

afterAll(() => shop.close());

/** Two orders of 209.00 that are paid; from now on no notify arrives. */
async function paidThenUnheard(): Promise<[string, string]> {
  shop.simulator.faults.reset();
  const one = await paidOrder(shop, customer, skuId);
  const other = await paidOrder(shop, customer, skuId);
  shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
  return [one.orderNo, other.orderNo];
}

/** From now on Alipay does refunds, and nobody hears of it. */
function loseAnswers(): void {
  shop.simulator.faults.set({ loseAnswers: { probability: 1, method: 'alipay.trade.refund' } });
}

function refuseNext(): void {
  jest.spyOn(shop.app.get(AlipayClient), 'refund').mockResolvedValueOnce(REFUSED);
}

function refund(by: Client, orderNo: string, amount: string): Promise<Answer> {
  return by.post(`/api/v1/orders/${orderNo}/refunds`, { amount, reason: '商品有瑕疵' });
}

function ship(orderNo: string): Promise<Answer> {
  const parcel = { carrier: '顺丰', trackingNumber: 'SF1' };
  return operator.post(`/api/v1/orders/${orderNo}/ship`, parcel);
}

/** An order's refunds, as `origin sum state`. */
async function refunds(orderNo: string): Promise<string[]> {
  const { body } = await operator.get(`/api/v1/orders/${orderNo}/refunds`);
  const items = body.items as { origin: string; amount: string; state: string }[];
  return items.map(({ origin, amount, state }) => `${origin} ${amount} ${state}`);
}

/** The problem with which a cancel's refund stops shipping as well. */
function expectStopped({ status, body }: Answer): void {
  expect([status, body]).toEqual([
    409,
    expect.objectContaining({
      type: expect.stringMatching(/:order-not-shippable$/),
      detail: "All of the order's money is being sent back.",
      state: 'TO_SHIP',
    }),
  ]);
}

async function stoppedSince(orderNo: string): Promise<string | null> {
  return (await operator.get(`/api/v1/orders/${orderNo}`)).body.shippingStoppedAt;
}

function expectShipped({ status, body }: Answer): void {
  expect([status, body.state]).toEqual([200, 'SHIPPED']);
}

describe('an order of which all is being sent back', () => {
  it("is not shipped while an operator's refund is not known to be done", async () => {
    const [orderNo] = await paidThenUnheard();
    loseAnswers();
    await refund(operator, orderNo, '209.00');
    expect(await refunds(orderNo)).toEqual(['operator 209.00 UNKNOWN']);
    expectStopped(await ship(orderNo));
    expect(await stoppedSince(orderNo)).toMatch(/\+08:00$/);
    shop.advance(60_000);
    await shop.sweep();
    expect((await customer.get(`/api/v1/orders/${orderNo}`)).body.state).toBe('REFUNDED');
  });

  it("is not shipped once a customer's request was granted, and is before", async () => {
    const [orderNo, other] = await paidThenUnheard();
    const { body } = await refund(customer, orderNo, '209.00');
    loseAnswers();
    await operator.post(`/api/v1/orders/${orderNo}/refunds/${body.id}/approve`);
    expect(await refunds(orderNo)).toEqual(['customer 209.00 UNKNOWN']);
    expectStopped(await ship(orderNo));

    await refund(customer, other, '209.00');
    expect(await refunds(other)).toEqual(['customer 209.00 REQUESTED']);
    expectShipped(await ship(other));
  });

  it('is not shipped when parts add up to it, and is while they do not', async () => {
    const [orderNo, other] = await paidThenUnheard();
    await refund(operator, orderNo, '9.00');
    loseAnswers();
    await refund(operator, orderNo, '100.00');
    await refund(operator, orderNo, '100.00');
    const parts = ['9.00 SUCCEEDED', '100.00 UNKNOWN', '100.00 UNKNOWN'];
    expect(await refunds(orderNo)).toEqual(parts.map((part) => `operator ${part}`));
    expectStopped(await ship(orderNo));

    await refund(operator, other, '208.99');
    expect(await refunds(other)).toEqual(['operator 208.99 UNKNOWN']);
    expectShipped(await ship(other));
  });

  it("is not shipped when the other part went back on Alipay's own pages, told before or after", async () => {
    const [before, after] = await paidThenUnheard();
    const told = async (orderNo: string) => {
      shop.simulator.console.refund(orderNo, '50.00');
      const trade = { trade_no: shop.simulator.trade(orderNo)?.trade_no ?? '' };
      const sent = { refund_fee: '50.00', gmt_refund: '2026-11-21 12:02:00.922' };
      expect((await postNotify(shop, orderNo, { ...trade, ...sent })).text).toBe('success');
    };
    await told(before);
    loseAnswers();
    await refund(operator, before, '159.00');
    expect(await refunds(before)).toEqual([
      'alipay-console 50.00 SUCCEEDED',
      'operator 159.00 UNKNOWN',
    ]);
    expectStopped(await ship(before));

    shop.simulator.faults.set({ loseRequests: { probability: 1, method: 'alipay.trade.refund' } });
    await refund(operator, after, '159.00');
    await told(after);
    expect(shop.simulator.trade(after)?.refunded).toBe('50.00');
    expect(await refunds(after)).toEqual(['operator 159.00 UNKNOWN']);
    expectStopped(await ship(after));
  });

  it('is shipped after a decision about a report that holds no money of its own', async () => {
    const [orderNo] = await paidThenUnheard();
    const trade = { trade_no: shop.simulator.trade(orderNo)?.trade_no ?? '' };
    await postNotify(shop, orderNo, { ...trade, refund_fee: '300.00' });
    const { body } = await operator.get('/api/v1/incidents?state=OPEN&limit=1');
    const [incident] = body.items;
    expect(incident).toMatchObject({
      outTradeNo: orderNo,
      kind: 'refund-exceeds-payment-mismatch',
    });
    loseAnswers();
    const decided = await operator.post(`/api/v1/incidents/${incident.id}/refund`, { note: 'x' });
    expect(decided.body.type).toContain('incident-without-money');
    expect(await refunds(orderNo)).toEqual([]);
    expectShipped(await ship(orderNo));
  });

  it('is shipped although a second payment of it goes back', async () => {
    const [orderNo] = await paidThenUnheard();
    // A replacement that was started when the first was thought to be closed, and is paid all the same.
    await shop.database.query(
      `INSERT INTO payments (order_id, attempt, provider, out_trade_no, method, storefront, subject, state, amount,
         created_at, expires_at)
       SELECT order_id, 2, provider, CONCAT(out_trade_no, '02'), method, storefront, subject, 'CLOSED', amount,
         created_at, expires_at FROM payments WHERE out_trade_no = ?`,
      [orderNo],
    );
    await postNotify(shop, `${orderNo}02`, { trade_no: `T${orderNo}` });
    expect(await refunds(orderNo)).toEqual(['late-payment 209.00 PROCESSING']);
    expectShipped(await ship(orderNo));
  });
});

describe('a refund that came to nothing', () => {
  it('lets the order be shipped after all', async () => {
    const [orderNo] = await paidThenUnheard();
    refuseNext();
    await refund(operator, orderNo, '209.00');
    expect(await refunds(orderNo)).toEqual(['operator 209.00 FAILED']);
    expectShipped(await ship(orderNo));
  });

  it('lets it be shipped while the other part is still under way', async () => {
    const [orderNo] = await paidThenUnheard();
    loseAnswers();
    await refund(operator, orderNo, '100.00');
    const runner = shop.app.get(RefundRunner);
    jest.spyOn(runner, 'run').mockResolvedValueOnce();
    const { body } = await refund(operator, orderNo, '109.00');
    expect(await refunds(orderNo)).toEqual([
      'operator 100.00 UNKNOWN',
      'operator 109.00 PROCESSING',
    ]);
    expectStopped(await ship(orderNo));
    expect(await stoppedSince(orderNo)).toMatch(/\+08:00$/);

    refuseNext();
    await runner.run(body.id);
    expect(await refunds(orderNo)).toEqual(['operator 100.00 UNKNOWN', 'operator 109.00 FAILED']);
    expect(await stoppedSince(orderNo)).toBeNull();
    expectShipped(await ship(orderNo));
  });

  it('leaves a later cancel its stop, as a cancel that came to nothing does a later refund', async () => {
    const [cancelled, refunded] = await paidThenUnheard();
    refuseNext();
    await refund(operator, cancelled, '209.00');
    loseAnswers();
    expect((await customer.post(`/api/v1/orders/${cancelled}/cancel`)).status).toBe(202);
    expect(await refunds(cancelled)).toEqual(['operator 209.00 FAILED', 'cancel 209.00 UNKNOWN']);
    expectStopped(await ship(cancelled));

    refuseNext();
    expect((await customer.post(`/api/v1/orders/${refunded}/cancel`)).status).toBe(202);
    loseAnswers();
    await refund(operator, refunded, '209.00');
    expect(await refunds(refunded)).toEqual(['cancel 209.00 FAILED', 'operator 209.00 UNKNOWN']);
    expectStopped(await ship(refunded));
  });
});

describe('a refund of all and a shipment at the same time', () => {
  it('are decided by who comes first', async () => {
    const [refunded, shipped] = await paidThenUnheard();
    loseAnswers();
    let row = await lockOrder(shop.database, refunded);
    const refunding = refund(operator, refunded, '209.00');
    await row.waitedFor();
    const tooLate = ship(refunded);
    await row.release();
    expect((await refunding).status).toBe(201);
    expectStopped(await tooLate);

    loseAnswers();
    row = await lockOrder(shop.database, shipped);
    const shipping = ship(shipped);
    await row.waitedFor();
    const after = refund(operator, shipped, '209.00');
    await row.release();
    expectShipped(await shipping);
    expect((await after).status).toBe(201);
    // The same parcel again is the same answer, whatever goes back.
    expectShipped(await ship(shipped));
  });

  it('are never both done in the wrong order, however many parts are asked for beside', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [orderNo] = await paidThenUnheard();
      loseAnswers();
      const deeds = ['100.00', '100.00', '9.00'].map((sum) => () => refund(operator, orderNo, sum));
      const place = round % (deeds.length + 1);
      const started = deeds.toSpliced(place, 0, () => ship(orderNo)).map((start) => start());
      const { status } = (await Promise.all(started))[place] ?? { status: 0 };
      const told = await shop.database.query<{ type: string }>(
        `SELECT o.type FROM outbox o JOIN orders r ON r.id = o.order_id WHERE r.order_no = ? AND o.type NOT LIKE 'sku.%' ORDER BY o.id`,
        [orderNo],
      );
      const types = told.map(({ type }) => type);
      const decided = types.lastIndexOf('payment.refund_requested');
      const left = types.indexOf('order.shipped');
      const isStopped = left === -1;
      expect([status, isStopped || left < decided]).toEqual([isStopped ? 409 : 200, true]);
    }
  });
});
