import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { LEASE_MS } from '../../src/database/claims.js';
import { PaidPaymentPoller } from '../../src/payment/polling/paid-payment-poller.service.js';
import type { Answer, Client } from '../support/client.js';
import { openForBusiness, openShop, paidOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LONG = { JWT_TTL_SECONDS: '31536000' };

const { shop, customer, operator, skuId } = await openForBusiness(LONG);

afterEach(() => shop.simulator.faults.reset());
afterAll(() => shop.close());

async function paid(): Promise<string> {
  return (await paidOrder(shop, customer, skuId)).orderNo;
}

function ship(orderNo: string, by: Client = operator): Promise<Answer> {
  const parcel = { carrier: '顺丰', trackingNumber: 'SF1' };
  return by.post(`/api/v1/orders/${orderNo}/ship`, parcel);
}

async function states(orderNo: string): Promise<string> {
  const { body } = await operator.get(`/api/v1/orders/${orderNo}/payment`);
  return `${body.orderState} ${body.state} ${body.refundedAmount}`;
}

async function refunds(orderNo: string): Promise<string[]> {
  const { body } = await operator.get(`/api/v1/orders/${orderNo}/refunds`);
  const items = body.items as { origin: string; amount: string; state: string }[];
  return items.map(({ origin, amount, state }) => `${origin} ${amount} ${state}`);
}

function expectProblem({ status, body }: Answer, expected: number, slug: string): void {
  const type = expect.stringMatching(new RegExp(`:${slug}$`));
  expect([status, body]).toEqual([expected, expect.objectContaining({ type })]);
}

/** How often Alipay answered a question about a trade. */
async function questions(): Promise<number> {
  const { text } = await shop.anybody.get('/metrics');
  const found = /alipay_answers_total\{method="alipay.trade.query",code="10000"\} (\d+)/.exec(text);
  return Number(found?.[1] ?? 0);
}

/** Does what a worker does about paid payments. */
async function poll(own: Pick<Shop, 'app'> = shop): Promise<void> {
  while ((await own.app.get(PaidPaymentPoller).work.finish()) > 0);
}

describe('an order whose money went back on Alipay’s own pages, unheard', () => {
  it('is not shipped: Alipay is asked first', async () => {
    const orderNo = await paid();
    shop.simulator.console.refundUnheard(orderNo);
    shop.advance(5 * 60_000 + 1_000);
    expect(await states(orderNo)).toBe('TO_SHIP SUCCEEDED 0.00');
    expectProblem(await ship(orderNo), 409, 'order-not-shippable');
    expect(await states(orderNo)).toBe('REFUNDED REFUNDED 209.00');
    expect(await refunds(orderNo)).toEqual(['alipay-console 209.00 SUCCEEDED']);
  });

  it('is not shipped while Alipay does not answer, and is once it has', async () => {
    const orderNo = await paid();
    shop.advance(5 * 60_000 + 1_000);
    const method = 'alipay.trade.query';
    shop.simulator.faults.set({ loseRequests: { probability: 1, method } });
    const refused = await ship(orderNo);
    expectProblem(refused, 503, 'alipay-unavailable');
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await states(orderNo)).toBe('TO_SHIP SUCCEEDED 0.00');
    shop.simulator.faults.reset();
    expect((await ship(orderNo)).body.state).toBe('SHIPPED');
  });

  it('is asked about once in a few minutes, and not right after it was paid', async () => {
    const orderNo = await paid();
    const before = await questions();
    expect((await ship(orderNo)).status).toBe(200);
    expect(await questions()).toBe(before);
    const other = await paid();
    shop.advance(5 * 60_000 + 1_000);
    await operator.post(`/api/v1/orders/${other}/payment/sync`);
    const asked = await questions();
    expect((await ship(other)).status).toBe(200);
    expect(await questions()).toBe(asked);
  });

  it('is shipped without an answer where that is configured', async () => {
    const own = await openShop({ SHIP_UNANSWERED: 'true', SHIP_ASK_AFTER_SECONDS: '0' });
    try {
      const [buyer, seller] = [await own.customer(), await own.operator()];
      const { orderNo } = await paidOrder(own, buyer, await own.sku());
      own.advance(1_000);
      own.simulator.faults.set({ loseRequests: { probability: 1 } });
      expect((await ship(orderNo, seller)).body.state).toBe('SHIPPED');
    } finally {
      await own.close();
    }
  });

  it('is found by the worker, which asks again and again, ever more rarely', async () => {
    const orderNo = await paid();
    await poll();
    const before = await questions();
    shop.advance(4 * HOUR);
    await poll();
    expect(await questions()).toBeGreaterThan(before);
    expect(await states(orderNo)).toBe('TO_SHIP SUCCEEDED 0.00');
    shop.simulator.console.refundUnheard(orderNo);
    await poll();
    expect(await states(orderNo)).toBe('TO_SHIP SUCCEEDED 0.00');
    shop.advance(4 * HOUR);
    await poll();
    expect(await states(orderNo)).toBe('REFUNDED REFUNDED 209.00');
  });

  it('is found seconds after a worker died that was about to ask', async () => {
    const orderNo = await paid();
    shop.simulator.console.refundUnheard(orderNo);
    shop.advance(4 * HOUR);
    const { claims } = shop.app.get(PaidPaymentPoller);
    const claimed = await claims.claim({ columns: 'id', limit: 100 });
    expect(claimed.length).toBeGreaterThan(0);
    // Nobody renews them, and nobody works on them.
    claimed.forEach(({ id }) => claims.done(id));
    await poll();
    expect(await states(orderNo)).toBe('TO_SHIP SUCCEEDED 0.00');
    shop.advance(LEASE_MS);
    await poll();
    expect(await states(orderNo)).toBe('REFUNDED REFUNDED 209.00');
  });

  it('is found by a worker process by itself', async () => {
    const own = await openForBusiness(LONG);
    try {
      const { orderNo } = await paidOrder(own.shop, own.customer, own.skuId);
      own.shop.simulator.console.refundUnheard(orderNo);
      own.shop.advance(4 * HOUR);
      await own.shop.worker();
      const state = async () => (await own.customer.get(`/api/v1/orders/${orderNo}`)).body.state;
      await until('the refund is found', async () => (await state()) !== 'TO_SHIP');
      expect(await state()).toBe('REFUNDED');
    } finally {
      await own.shop.close();
    }
  });

  it('is asked about soon again while Alipay does not answer, and not after its refundable time', async () => {
    const own = await openForBusiness({ ...LONG, ALIPAY_REFUNDABLE_DAYS: '30' });
    try {
      const { orderNo } = await paidOrder(own.shop, own.customer, own.skuId);
      own.shop.simulator.faults.set({ loseRequests: { probability: 1 } });
      own.shop.advance(4 * HOUR);
      await poll(own.shop);
      own.shop.simulator.faults.reset();
      own.shop.simulator.console.refundUnheard(orderNo, '1.00', 'Z1');
      own.shop.advance(10 * 60_000);
      await poll(own.shop);
      const due = 'SELECT recheck_at AS at, answered_at AS answered FROM payments';
      const [row] = await own.shop.database.query<{ at: Date | null; answered: Date | null }>(due);
      expect(row?.answered).not.toBe(null);
      own.shop.advance(31 * DAY);
      await poll(own.shop);
      const [last] = await own.shop.database.query<{ at: Date | null }>(due);
      expect(last?.at).toBe(null);
    } finally {
      await own.shop.close();
    }
  });
});

describe('a part that went back on Alipay’s own pages, unheard', () => {
  it.each(['out_trade_no', 'trade_no'])(
    'is found by a sync when Alipay numbered it by the %s',
    async (number) => {
      const orderNo = await paid();
      await operator.post(`/api/v1/orders/${orderNo}/refunds`, { amount: '9.00', reason: 'x' });
      const tradeNo = shop.simulator.trade(orderNo)?.trade_no;
      const outRequestNo = number === 'trade_no' ? tradeNo : orderNo;
      shop.simulator.console.refundUnheard(orderNo, '50.00', outRequestNo);
      expect(await states(orderNo)).toBe('TO_SHIP PARTLY_REFUNDED 9.00');
      for (const _ of [1, 2]) {
        await customer.post(`/api/v1/orders/${orderNo}/payment/sync`);
        expect(await states(orderNo)).toBe('TO_SHIP PARTLY_REFUNDED 59.00');
      }
      expect(await refunds(orderNo)).toEqual([
        'operator 9.00 SUCCEEDED',
        'alipay-console 50.00 SUCCEEDED',
      ]);
      const more = { amount: '150.01', reason: 'x' };
      const tooMuch = await operator.post(`/api/v1/orders/${orderNo}/refunds`, more);
      expectProblem(tooMuch, 409, 'refund-exceeds-payment');
    },
  );

  it('under a number that nobody here knows stays for the daily bill', async () => {
    const orderNo = await paid();
    shop.simulator.console.refundUnheard(orderNo, '50.00', 'Z9');
    await customer.post(`/api/v1/orders/${orderNo}/payment/sync`);
    expect(await states(orderNo)).toBe('TO_SHIP SUCCEEDED 0.00');
  });
});
