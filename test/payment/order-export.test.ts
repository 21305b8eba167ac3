import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Papa from 'papaparse';
import { DataSource } from 'typeorm';
import { openForBusiness, placeOrder } from '../support/shop.js';
import { noteStatements } from '../support/statements.js';
import { until } from '../support/until.js';

const EXPORT = '/api/v1/orders/export.csv';
/** Their CSV is far more than what two sockets keep for a reader who does not read. */
const ROWS = 40_000;
/** Of 500 orders each. */
const BATCHES = ROWS / 500;

const { shop, customer, operator, skuId } = await openForBusiness();

beforeAll(async () => {
  await placeOrder(customer, skuId);
  await shop.database.query("UPDATE orders SET remark = '=HYPERLINK(1)'");
  await shop.database.query('CREATE TABLE digits (n INT NOT NULL)');
  const digits = Array.from({ length: 20 }, (_, n) => `(${n})`).join(', ');
  await shop.database.query(`INSERT INTO digits VALUES ${digits}`);
  await shop.database.query(
    `INSERT INTO orders (order_no, user_id, state, storefront, goods_amount, freight, payable,
       total_count, requires_shipping, remark, created_at, expires_at)
     SELECT CONCAT('2026', LPAD(n, 20, '0')), o.user_id, 'EXPIRED', 'luffy', 1, 0, 1, 1, 0, REPEAT('长', 200),
       NOW(3) - INTERVAL n SECOND, NOW(3)
     FROM (SELECT id, user_id FROM orders LIMIT 1) o, (SELECT 1 + a.n + 20 * b.n + 400 * c.n + 8000 * d.n AS n
       FROM digits a JOIN digits b JOIN digits c JOIN digits d WHERE d.n < 5) numbers WHERE n <= ${ROWS}`,
  );
});
afterAll(() => shop.close());

describe('an export of orders', () => {
  it('shows what a list with the same filter shows, for a spreadsheet, and no formula', async () => {
    const { status, headers, text } = await operator.get(`${EXPORT}?state=PENDING_PAYMENT`, {
      headers: { 'accept-language': 'zh-CN' },
    });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="orders.csv"');
    const { data } = Papa.parse<Record<string, string>>(text, {
      header: true,
      skipEmptyLines: true,
    });
    const [order] = (await operator.get('/api/v1/orders?state=PENDING_PAYMENT')).body.items;
    expect(data).toEqual([
      expect.objectContaining({
        订单号: order.orderNo,
        状态: 'PENDING_PAYMENT',
        用户: order.customer.username,
        应付金额: order.payable,
        手机: '13800000000',
        地址: '北京市 北京市 海淀区 中关村大街 1 号',
        备注: "'=HYPERLINK(1)",
        支付时间: '',
      }),
    ]);
  });

  it('has its heads in the language that is asked for, by a link too', async () => {
    const headsOf = async (query: string) => {
      const { text, headers } = await operator.get(`${EXPORT}?state=PENDING_PAYMENT${query}`);
      return [headers.get('content-language'), text.split(',')[0]?.replace('\uFEFF', '')];
    };
    expect(await headsOf('')).toEqual(['en', 'Order']);
    expect(await headsOf('&language=zh')).toEqual(['zh-CN', '订单号']);
  });

  it('begins with the mark that spreadsheets want, and has every order once', async () => {
    const answer = await fetch(new URL(`${EXPORT}?storefront=luffy`, shop.url), {
      headers: { authorization: `Bearer ${operator.token}` },
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString().trimEnd().split('\r\n');
    expect(lines).toHaveLength(ROWS + 1);
    expect(new Set(lines).size).toBe(ROWS + 1);
  });

  it('stands in the audit log, with its filter', async () => {
    const entries = await shop.database.query<{ username: string; after: string }>(
      "SELECT username, state_after AS after FROM audit_log WHERE action = 'order.export' ORDER BY id LIMIT 1",
    );
    expect(entries.map(({ username, after }) => [username, JSON.parse(after)])).toEqual([
      ['test-operator', { filter: { state: 'PENDING_PAYMENT' } }],
    ]);
  });

  it('is for operators, and of filters that there are', async () => {
    expect((await customer.get(EXPORT)).status).toBe(403);
    expect((await operator.get(`${EXPORT}?state=PAID`)).status).toBe(400);
    expect((await operator.get(`${EXPORT}?limit=10`)).status).toBe(400);
  });

  it('is read no faster than it is taken, and no further when nobody takes it', async () => {
    const asked = noteStatements(shop.app.get(DataSource));
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { authorization: `Bearer ${operator.token}` };
      const request = get(new URL(`${EXPORT}?storefront=luffy`, shop.url), { headers }, resolve);
      request.on('error', reject);
    });
    answer.on('error', () => undefined);
    const batches = () => asked.filter(({ sql }) => sql.includes('STRAIGHT_JOIN')).length;
    let before = -1;
    await until('it waits for the reader', async () => {
      const isStill = batches() === before && before > 0;
      before = batches();
      await new Promise((resolve) => setTimeout(resolve, 300));
      return isStill;
    });
    const waiting = batches();
    expect(waiting).toBeLessThan(BATCHES);
    answer.destroy();
    // What was read when the client went is the last.
    await operator.get('/api/v1/orders?limit=1');
    await operator.get('/api/v1/orders?limit=1');
    expect(batches()).toBeLessThanOrEqual(waiting + 3);
  });
});
