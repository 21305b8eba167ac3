import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HourlySums } from '../../src/overview/hour-sums.service.js';
import { QueueDepths } from '../../src/overview/queue-depths.service.js';
import { openForBusiness, paidOrder, placeOrder } from '../support/shop.js';
import { until } from '../support/until.js';

const OVERVIEW = '/api/v1/overview';

const { shop, customer, operator, skuId } = await openForBusiness();
const DAY_MS = 86_400_000;
shop.stopClock();

interface Depth {
  readonly depth: number;
}

interface Need {
  readonly kind: string;
  readonly count: number;
  readonly isMore: boolean;
  readonly list: string;
}

beforeAll(async () => {
  const first = await paidOrder(shop, customer, skuId);
  await paidOrder(shop, customer, skuId);
  await placeOrder(customer, skuId);
  await operator.post(`/api/v1/orders/${first.orderNo}/refunds`, {
    amount: '9.01',
    reason: '差价',
  });
  await shop.sweep();
});
afterAll(() => shop.close());

/** Answers are kept for a moment. */
async function overview() {
  shop.advance(3_000);
  const { status, body } = await operator.get(OVERVIEW);
  expect(status).toBe(200);
  return body;
}

async function refreshAll(): Promise<void> {
  while ((await shop.app.get(HourlySums).refresh()) > 0);
}

async function need(kind: string): Promise<Need> {
  const { needs } = await overview();
  return (
    (needs as Need[]).find((one) => one.kind === kind) ?? {
      kind,
      count: -1,
      isMore: false,
      list: '',
    }
  );
}

describe('the overview', () => {
  it('tells what happened today, at once and without a worker', async () => {
    const { today, isComplete, hours, days } = await overview();
    expect(today).toMatchObject({
      orders: 3,
      paidCount: 2,
      paidAmount: '418.00',
      refundedCount: 1,
      refundedAmount: '9.01',
      net: '408.99',
      average: '209.00',
    });
    expect(isComplete).toBe(false);
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toEqual(today);
    expect(hours).toHaveLength(24);
    const sum = (hours as { today: { orders: number } | null }[]).reduce(
      (count, one) => count + (one.today?.orders ?? 0),
      0,
    );
    expect(sum).toBe(3);
  });

  it('keeps what happened before, made of the rows, as often as one likes', async () => {
    // Yesterday, and far enough from today's hours.
    await shop.database.query(
      `INSERT INTO orders (order_no, user_id, state, storefront, goods_amount, freight, payable, total_count,
         requires_shipping, created_at, expires_at)
       SELECT CONCAT('1', order_no), user_id, 'EXPIRED', 'native', 1, 0, 1, 1, 0, created_at - INTERVAL 1 DAY, expires_at
       FROM orders LIMIT 1`,
    );
    await refreshAll();
    const kept = () =>
      shop.database.query(
        'SELECT hour, orders, paid_count, paid_amount, refunded_amount FROM hour_sums',
      );
    const once = await kept();
    expect(once.length).toBeGreaterThan(29 * 24);
    const { yesterday, isComplete, recorded } = await overview();
    expect(recorded[0]).toMatchObject({ way: 'notify', count: 2, p99Seconds: expect.any(Number) });
    expect([yesterday.orders, yesterday.average, isComplete]).toEqual([1, null, true]);
    await shop.database.query('DELETE FROM hour_sums');
    await refreshAll();
    expect(await kept()).toEqual(once);
    await refreshAll();
    expect(await kept()).toEqual(once);
  });

  it('has charts: how far orders came, how payments were learned of, and why money went back', async () => {
    await refreshAll();
    const { status, body } = await operator.get(`${OVERVIEW}/trends`);
    expect(status).toBe(200);
    expect(body.days).toHaveLength(30);
    const { recorded, funnel } = body.days.at(-1);
    expect(funnel).toEqual({ made: 3, linked: 2, atAlipay: 2, paid: 2 });
    expect(recorded[0]).toMatchObject({ way: 'notify', count: 2 });
    expect(body.days[0].funnel).toEqual({ made: 0, linked: 0, atAlipay: 0, paid: 0 });
    expect(body.refundReasons).toEqual([{ reason: '差价', count: 1, amount: '9.01' }]);
  });

  it('has charts: how deep queues were, the deepest of each quarter of an hour', async () => {
    const depths = shop.app.get(QueueDepths);
    await shop.database.query('UPDATE orders SET next_check_at = NOW(3) - INTERVAL 1 DAY LIMIT 2');
    await depths.note();
    await shop.database.query('UPDATE orders SET next_check_at = NULL');
    shop.advance(20_000);
    await depths.note();
    const { body } = await operator.get(`${OVERVIEW}/trends`);
    const [orders] = body.queues as { queue: string; waiting: number; depths: Depth[] }[];
    expect(orders).toMatchObject({ queue: 'orders', waiting: 0 });
    expect(Math.max(...(orders?.depths ?? []).map(({ depth }) => depth))).toBe(2);
    shop.advance(3 * DAY_MS);
    await depths.note();
    expect(
      await shop.database.query('SELECT COUNT(DISTINCT at) AS count FROM queue_depths'),
    ).toEqual([{ count: '1' }]);
    shop.advance(-3 * DAY_MS);
  });

  it('finds what is late: a payment of days ago that was booked now', async () => {
    await refreshAll();
    const before = await overview();
    await shop.database.query(
      `INSERT INTO payments (order_id, attempt, provider, out_trade_no, method, storefront, subject, state, amount,
         created_at, expires_at, paid_at, recorded_at)
       SELECT id, 9, 'alipay', 'LATE1', 'page', 'native', 'x', 'SUCCEEDED', 12.34, created_at, expires_at,
         created_at - INTERVAL 5 DAY, NOW(3) FROM orders LIMIT 1`,
    );
    shop.advance(DAY_MS / 2 + 1_000);
    await refreshAll();
    const paid = (days: readonly { paidAmount: string }[]) =>
      days.reduce((sum, { paidAmount }) => sum + Math.round(Number(paidAmount) * 100), 0);
    expect(paid((await overview()).days)).toBe(paid(before.days) + 1_234);
  });

  it('has the very sums of the sheet of a reconciled day', async () => {
    const { days } = await overview();
    for (const { day } of days as { day: string }[]) {
      await shop.database.query(
        "INSERT IGNORE INTO bills (day, type, state, created_at) VALUES (?, 'trade', 'DUE', NOW(3))",
        [day],
      );
    }
    const busy = (days as { day: string; paidCount: number; refundedCount: number }[]).filter(
      ({ paidCount, refundedCount }) => paidCount + refundedCount > 0,
    );
    expect(busy.length).toBeGreaterThan(1);
    for (const day of busy) {
      const sheet = (await operator.get(`/api/v1/reconciliations/${day.day}`)).body;
      expect(sheet.books).toEqual({
        payments: {
          count: day.paidCount,
          sum: (day as unknown as { paidAmount: string }).paidAmount,
        },
        refunds: {
          count: day.refundedCount,
          sum: (day as unknown as { refundedAmount: string }).refundedAmount,
        },
      });
    }
  });

  it('counts what waits for somebody, each with the request that lists it', async () => {
    const { needs } = await overview();
    for (const { list } of needs as Need[]) {
      expect([list, (await operator.get(list)).status]).toEqual([list, 200]);
    }
    expect((await need('refund-approvals')).count).toBe(0);
    const { orderNo } = await paidOrder(shop, customer, skuId);
    await customer.post(`/api/v1/orders/${orderNo}/refunds`, { amount: '1.00', reason: '有瑕疵' });
    const waiting = await need('refund-approvals');
    expect(waiting).toMatchObject({ count: 1, isMore: false });
    expect((await operator.get(waiting.list)).body.items).toMatchObject([{ orderNo }]);
    await shop.database.query(
      "INSERT INTO webhook_endpoints (url, types, state, created_at) VALUES ('x', '[]', 'PAUSED', NOW(3))",
    );
    expect((await need('paused-webhooks')).count).toBe(1);
  });

  it('stops counting at a thousand', async () => {
    await shop.database.query('CREATE TABLE digits (n INT NOT NULL)');
    const digits = Array.from({ length: 40 }, (_, n) => `(${n})`).join(', ');
    await shop.database.query(`INSERT INTO digits VALUES ${digits}`);
    await shop.database.query(
      `INSERT INTO incidents (kind, fingerprint, state, out_trade_no, detail, created_at)
       SELECT 'unknown-trade', a.n * 40 + b.n, 'OPEN', 'X', 'x', NOW(3) FROM digits a JOIN digits b`,
    );
    expect(await need('incidents')).toMatchObject({ count: 1_000, isMore: true });
  });

  it('sees workers', async () => {
    expect(await need('workers')).toMatchObject({ count: 1, list: '/api/v1/doctor' });
    const worker = await shop.worker();
    await until('the worker is seen', async () => (await overview()).workers.seen > 0);
    expect((await need('workers')).count).toBe(0);
    await worker.close();
  });

  it('is for staff', async () => {
    expect((await customer.get(OVERVIEW)).status).toBe(403);
    expect((await customer.get(`${OVERVIEW}/trends`)).status).toBe(403);
  });
});
