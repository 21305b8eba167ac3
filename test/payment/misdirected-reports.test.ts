import { afterAll, describe, expect, it } from '@jest/globals';
import { TradeTimelines } from '../../src/payment/timeline/trade-timelines.service.js';
import { timelineLines } from '../../src/payment/timeline/timeline-view.js';
import { signNotify } from '../support/notify.js';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';

const OTHERS = { app_id: '9021000000000002' };
const HOUR_MS = 3_600_000;

const { shop, customer, skuId } = await openForBusiness();

afterAll(() => shop.close());

function notifyOf(outTradeNo: string, changes: Readonly<Record<string, string>>) {
  return signNotify(shop.keys, {
    out_trade_no: outTradeNo,
    trade_no: `T${outTradeNo}`,
    total_amount: '209.00',
    ...changes,
  });
}

async function tell(form: Readonly<Record<string, string>>): Promise<void> {
  const answer = await shop.anybody.postForm('/api/v1/alipay/notify', form);
  expect([answer.status, answer.text]).toEqual([200, 'failure']);
}

interface Kept {
  readonly paymentId: string | null;
  readonly verdict: string;
  readonly checks: string;
  readonly repeats: number;
}

function kept(outTradeNo: string): Promise<Kept[]> {
  return shop.database.query(
    `SELECT payment_id AS paymentId, verdict, checks, repeats FROM payment_evidence
     WHERE out_trade_no = ? AND source = 'notify' ORDER BY id`,
    [outTradeNo],
  );
}

async function rejected(outTradeNo: string): Promise<object[]> {
  const rows = await shop.database.query<{ orderId: string | null; data: string }>(
    `SELECT order_id AS orderId, data FROM outbox WHERE type = 'payment.report_rejected'
     AND data LIKE CONCAT('%"', ?, '"%') ORDER BY id`,
    [outTradeNo],
  );
  return rows.map(({ orderId, data }) => ({ orderId, ...(JSON.parse(data) as object) }));
}

async function openOrder(): Promise<string> {
  const orderNo = String((await placeOrder(customer, skuId)).orderNo);
  await payLink(customer, orderNo);
  return orderNo;
}

describe("another merchant's notify, signed by Alipay", () => {
  it.each<[string, Record<string, string>, object]>([
    ['app-id-mismatch', OTHERS, { app_id: 'failed', seller_id: 'passed' }],
    [
      'seller-id-mismatch',
      { seller_id: '2088000000000002' },
      { app_id: 'passed', seller_id: 'failed' },
    ],
  ])('leaves evidence and an event, and changes nothing: %s', async (verdict, changes, checks) => {
    const orderNo = await openOrder();
    await tell(notifyOf(orderNo, changes));
    const [row, ...others] = await kept(orderNo);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ paymentId: null, verdict, repeats: 0 });
    expect(JSON.parse(row?.checks ?? '')).toEqual({ signature: 'passed', ...checks });
    expect(await rejected(orderNo)).toMatchObject([
      {
        orderId: null,
        orderNo: null,
        reason: verdict,
        action: 'refused',
        reportedAmount: '209.00',
      },
    ]);
    expect((await customer.get(`/api/v1/orders/${orderNo}`)).body.state).toBe('PENDING_PAYMENT');
    expect((await customer.get(`/api/v1/orders/${orderNo}/timeline`)).text).not.toContain(
      'refused',
    );
    const incidents = await shop.database.query('SELECT id FROM incidents WHERE out_trade_no = ?', [
      orderNo,
    ]);
    expect(incidents).toEqual([]);
  });

  it('is found by its number, with what did not fit', async () => {
    const number = '202611210000000000000001';
    await tell(notifyOf(number, OTHERS));
    const material = await shop.app.get(TradeTimelines).find(number);
    const story = material === null ? '' : timelineLines(material, 'en').join('\n');
    expect(story).toContain('It is for another application than ALIPAY_APP_ID. Correct');
    expect(story).toContain('Did not fit: our app_id.');
    expect(story).toContain("not believed: it is another application's (reported ¥209.00).");
  });

  it('is counted when it comes again, alone or in turns with another one', async () => {
    const number = '202611210000000000000002';
    const one = notifyOf(number, OTHERS);
    const other = notifyOf(number, { ...OTHERS, total_amount: '1.00' });
    for (const form of [one, other, one, other, one]) await tell(form);
    expect((await kept(number)).map(({ repeats }) => repeats)).toEqual([2, 1]);
    expect(await rejected(number)).toHaveLength(2);
  });

  it('leaves nothing when its signature does not fit', async () => {
    const number = '202611210000000000000003';
    await tell({ ...notifyOf(number, OTHERS), total_amount: '1.00' });
    await tell({ ...notifyOf(number, OTHERS), app_id: '9021000000000003' });
    expect(await kept(number)).toEqual([]);
    expect(await rejected(number)).toEqual([]);
  });

  it('cannot fill the tables: a process keeps a hundred an hour', async () => {
    shop.advance(HOUR_MS);
    const numberOf = (index: number) => `20261121111111${String(index).padStart(10, '0')}`;
    for (let index = 0; index < 103; index += 1) await tell(notifyOf(numberOf(index), OTHERS));
    const count = async () => {
      const [row] = await shop.database.query<{ count: number }>(
        "SELECT COUNT(*) AS count FROM payment_evidence WHERE out_trade_no LIKE '20261121111111%'",
      );
      return Number(row?.count);
    };
    expect(await count()).toBe(100);
    shop.advance(HOUR_MS);
    await tell(notifyOf(numberOf(102), OTHERS));
    expect(await count()).toBe(101);
  });
});
