import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Papa from 'papaparse';
import { openForBusiness, paidOrder, placeOrder, payLink } from '../support/shop.js';

const API = '/api/v1';

const { shop, customer, operator, skuId } = await openForBusiness();

let first: { orderNo: string; tradeNo: string };
let second: { orderNo: string; tradeNo: string };
let begun: string;

beforeAll(async () => {
  first = await paid();
  second = await paid();
  begun = (await placeOrder(customer, skuId)).orderNo;
  await payLink(customer, begun);
  await customer.post(`${API}/orders/${first.orderNo}/refunds`, { amount: '1.00', reason: '=1+1' });
  await operator.post(`${API}/orders/${second.orderNo}/refunds`, {
    amount: '2.50',
    reason: '差价',
  });
  await shop.sweep();
  await shop.database.query(
    `INSERT INTO incidents (kind, fingerprint, state, out_trade_no, trade_no, order_id, detail, created_at)
     SELECT 'late-payment', 'a', 'OPEN', p.out_trade_no, p.trade_no, p.order_id, 'x', NOW(3) - INTERVAL 1 MINUTE
     FROM payments p JOIN orders o ON o.id = p.order_id WHERE o.order_no = ?`,
    [second.orderNo],
  );
  await shop.database.query(
    `INSERT INTO incidents (kind, fingerprint, state, out_trade_no, detail, created_at, resolved_at)
     VALUES ('unknown-trade', 'b', 'RESOLVED', 'STRANGE1', 'x', NOW(3), NOW(3))`,
  );
});
afterAll(() => shop.close());

async function paid() {
  const { orderNo } = await paidOrder(shop, customer, skuId);
  const { tradeNo } = (await customer.get(`${API}/orders/${orderNo}/payment`)).body;
  return { orderNo, tradeNo: String(tradeNo) };
}

async function listed(path: string, member: string): Promise<unknown[]> {
  const { status, body } = await operator.get(`${API}/${path}`);
  if (status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return (body.items as Record<string, unknown>[]).map((item) => item[member]);
}

describe('refunds of all orders', () => {
  const of = (query: string) => listed(`refunds?${query}`, 'orderNo');

  it('are listed by state, sum, time and what they wait for', async () => {
    expect(await of('')).toEqual([second.orderNo, first.orderNo]);
    expect(await of('state=REQUESTED')).toEqual([first.orderNo]);
    expect(await of('state=SUCCEEDED,REQUESTED&amountFrom=2.50')).toEqual([second.orderNo]);
    expect(await of('amountTo=1')).toEqual([first.orderNo]);
    expect(await of('from=2026-01-01')).toHaveLength(2);
    expect(await of('to=2026-01-01')).toEqual([]);
    expect(await of('waitsFor=ACQ.SELLER_BALANCE_NOT_ENOUGH')).toEqual([]);
    await shop.database.query(
      "UPDATE refunds SET fault = 'ACQ.SELLER_BALANCE_NOT_ENOUGH' WHERE state = 'REQUESTED'",
    );
    expect(await of('waitsFor=ACQ.SELLER_BALANCE_NOT_ENOUGH')).toEqual([first.orderNo]);
  });

  it('are found by each number that people know', async () => {
    const [{ outRequestNo }] = (await operator.get(`${API}/refunds?q=${first.orderNo}`)).body.items;
    for (const q of [first.orderNo, first.tradeNo, outRequestNo]) {
      expect(await of(`q=${q}`)).toEqual([first.orderNo]);
    }
    expect(await of(`q=${first.orderNo}&state=SUCCEEDED`)).toEqual([]);
    expect(await of('q=nothing')).toEqual([]);
  });

  it('say whose they are', async () => {
    const [refund] = (await operator.get(`${API}/refunds?q=${first.orderNo}`)).body.items;
    const { id, username } = (await customer.get(`${API}/auth/me`)).body;
    expect(refund).toMatchObject({
      customer: { id, username },
      outTradeNo: first.orderNo,
      amount: '1.00',
    });
  });
});

describe('payments of all orders', () => {
  const of = (query: string) => listed(`payments?${query}`, 'orderNo');

  it('are listed by state, sum, way and the time of paying', async () => {
    expect(await of('')).toEqual([begun, second.orderNo, first.orderNo]);
    expect(await of('state=PARTLY_REFUNDED')).toEqual([second.orderNo]);
    expect(await of('state=PARTLY_REFUNDED,SUCCEEDED')).toEqual([second.orderNo, first.orderNo]);
    expect(await of('paidFrom=2026-01-01')).toEqual([second.orderNo, first.orderNo]);
    expect(await of('paidFrom=2026-01-01&state=SUCCEEDED')).toEqual([first.orderNo]);
    expect(await of('paidTo=2026-01-01')).toEqual([]);
    expect(await of('amountFrom=1000')).toEqual([]);
    expect(await of('method=page&storefront=native')).toHaveLength(3);
    expect(await of('method=qr')).toEqual([]);
    expect(await of(`q=${first.tradeNo}`)).toEqual([first.orderNo]);
    expect(await of(`q=${begun}&state=SUCCEEDED`)).toEqual([]);
  });
});

describe('incidents', () => {
  const of = (query: string) => listed(`incidents?${query}`, 'kind');

  it('are listed by state, kind, time and number', async () => {
    expect(await of('')).toEqual(['unknown-trade', 'late-payment']);
    expect(await of('state=OPEN')).toEqual(['late-payment']);
    expect(await of('kind=unknown-trade,amount-mismatch')).toEqual(['unknown-trade']);
    expect(await of('from=2026-01-01&state=RESOLVED')).toEqual(['unknown-trade']);
    for (const q of [second.orderNo, second.tradeNo])
      expect(await of(`q=${q}`)).toEqual(['late-payment']);
    expect(await of('q=STRANGE1')).toEqual(['unknown-trade']);
  });
});

describe('all three', () => {
  it.each(['refunds', 'payments', 'incidents'])('are cut into parts: %s', async (what) => {
    const whole = (await operator.get(`${API}/${what}`)).body.items;
    const seen: unknown[] = [];
    let cursor: string | null = null;
    do {
      const next: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await operator.get(`${API}/${what}?limit=1${next}`);
      seen.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(whole);
    const { nextCursor } = (await operator.get(`${API}/${what}?limit=1`)).body;
    const other = await operator.get(`${API}/${what}?q=STRANGE1&cursor=${nextCursor}`);
    expect(other.status).toBe(400);
  });

  it.each(['refunds', 'payments', 'incidents'])(
    'are exported, and the audit log says so: %s',
    async (what) => {
      const { status, text } = await operator.get(`${API}/${what}/export.csv`);
      expect(status).toBe(200);
      const { data } = Papa.parse(text, { header: true, skipEmptyLines: true });
      expect(data).toHaveLength((await operator.get(`${API}/${what}`)).body.items.length);
      const [{ count } = { count: '0' }] = await shop.database.query<{ count: string }>(
        'SELECT COUNT(*) AS count FROM audit_log WHERE action = ?',
        [`${what.slice(0, -1)}.export`],
      );
      expect(count).toBe('1');
    },
  );

  it.each(['refunds', 'payments', 'incidents'])('are not for customers: %s', async (what) => {
    expect((await customer.get(`${API}/${what}`)).status).toBe(403);
    expect((await customer.get(`${API}/${what}/export.csv`)).status).toBe(403);
  });

  it('hold no formula', async () => {
    const { text } = await operator.get(`${API}/refunds/export.csv?q=${first.orderNo}`);
    expect(text).toContain(`"'=1+1"`);
  });

  it.each([
    'refunds?state=PAID',
    'refunds?waitsFor=%27',
    'payments?paidFrom=x',
    'payments?method=cash',
    'incidents?kind=x',
    'incidents?q=x',
    'incidents/export.csv?limit=1',
  ])('refuse %s', async (path) => {
    expect((await operator.get(`${API}/${path}`)).status).toBe(400);
  });
});

describe('a refund in the list', () => {
  it('says what it is for, and to the staff in its language what it waits for', async () => {
    const { orderNo } = await paid();
    const body = { lines: [{ lineId: 1, count: 1 }], freight: '0.50', reason: '试验' };
    const made = await operator.post(`${API}/orders/${orderNo}/refunds`, body);
    const chinese = { headers: { 'accept-language': 'zh-CN' } };
    const [ofPieces] = (await operator.get(`${API}/refunds?q=${orderNo}`, chinese)).body.items;
    expect(ofPieces).toMatchObject({ freight: '0.50', freeAmount: '0.00', waitsForDetail: null });
    expect(ofPieces.lines).toEqual(made.body.lines);
    expect(ofPieces.lines).toMatchObject([{ lineId: 1, skuId, count: 1, amount: '199.00' }]);
    const [waiting] = (await operator.get(`${API}/refunds?q=${first.orderNo}`, chinese)).body.items;
    expect(waiting).toMatchObject({ lines: [], freeAmount: '1.00', waitsForDetail: '等待审核。' });
    const own = await customer.get(`${API}/orders/${first.orderNo}/refunds`, chinese);
    expect(own.body.items).toMatchObject([{ waitsFor: null, waitsForDetail: null }]);
    const told = await operator.get(`${API}/orders/${first.orderNo}/refunds`);
    expect(told.body.items).toMatchObject([{ waitsForDetail: 'It waits for an approval.' }]);
  });
});
