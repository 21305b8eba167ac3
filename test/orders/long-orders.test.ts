import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { openForBusiness, placeOrder } from '../support/shop.js';

const ORDERS = '/api/v1/orders';
const DADASHOP = '/v1/orders/processing/?status=1&order_status=0';
const COUNT = 60;
const LINES = 100;

const { shop, customer, operator, skuId } = await openForBusiness();

let newestFirst: string[];

beforeAll(async () => {
  const { orderNo } = await placeOrder(customer, skuId);
  const numbers = `WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < 100)`;
  await shop.database.query(
    `INSERT INTO orders (order_no, user_id, state, storefront, goods_amount, freight, payable, total_count,
       requires_shipping, address, created_at, expires_at)
     ${numbers} SELECT CONCAT(LEFT(o.order_no, 16), LPAD(n, 8, '0')), user_id, state, storefront, goods_amount, freight, payable, ${LINES},
       requires_shipping, address, created_at, expires_at FROM orders o JOIN numbers WHERE n < ${COUNT} ORDER BY n`,
  );
  await shop.database.query(`UPDATE orders SET total_count = ${LINES}`);
  await shop.database.query(
    `INSERT INTO order_lines (order_id, sku_id, name, picture, attributes, requires_shipping, price, count, amount)
     ${numbers} SELECT o.id, sku_id, name, picture, attributes, l.requires_shipping, price, 1, amount
     FROM order_lines l JOIN orders o JOIN numbers WHERE n <= IF(o.order_no = ?, ${LINES - 1}, ${LINES})`,
    [orderNo],
  );
  const rows = await shop.database.query<{ no: string }>(
    'SELECT order_no AS no FROM orders ORDER BY id DESC',
  );
  newestFirst = rows.map(({ no }) => no);
});
afterAll(() => shop.close());

interface Listed {
  readonly orderNo: string;
  readonly lines: readonly unknown[];
}

/** The parts of a list, from the first one to the last. */
async function partsOf(client: Client, query: string): Promise<Listed[][]> {
  const parts: Listed[][] = [];
  let cursor: string | null = null;
  do {
    const behind = cursor === null ? '' : `&cursor=${cursor}`;
    const { status, body } = await client.get(`${ORDERS}?${query}${behind}`);
    expect(status).toBe(200);
    parts.push(body.items);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return parts;
}

const numbersOf = (parts: readonly (readonly Listed[])[]) =>
  parts.flat().map(({ orderNo }) => orderNo);

describe('a list of orders with many lines', () => {
  it.each([
    ["a customer's own", customer, 'limit=50'],
    ['of all', operator, 'limit=50'],
    ['of a sum', operator, 'limit=50&amountFrom=0.01'],
    ['of a state', operator, 'limit=50&state=PENDING_PAYMENT'],
  ])('%s comes in parts of 500 lines, and none is lost', async (_what, client, query) => {
    const parts = await partsOf(client, query);
    expect(parts.map((part) => part.length)).toEqual(Array(COUNT / 5).fill(5));
    expect(numbersOf(parts)).toEqual(newestFirst);
    expect(new Set(parts.flat().map(({ lines }) => lines.length))).toEqual(new Set([LINES]));
  });

  it.each([1, 3])('has %d orders where so many are wanted', async (limit) => {
    const { items, nextCursor } = (await customer.get(`${ORDERS}?limit=${limit}`)).body;
    expect(numbersOf([items])).toEqual(newestFirst.slice(0, limit));
    expect(nextCursor).not.toBeNull();
  });

  it('is exported whole', async () => {
    const { text } = await operator.get(`${ORDERS}/export.csv`);
    const lines = text.trim().split('\n').slice(1);
    expect(lines.map((line) => /\d{16,32}/.exec(line)?.[0])).toEqual(newestFirst);
  });

  it('shows an order that alone has more lines than a part, in a part of its own', async () => {
    const [, second] = newestFirst as [string, string];
    await shop.database.query(
      `INSERT INTO order_lines (order_id, sku_id, name, picture, attributes, requires_shipping, price, count, amount)
       WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < 5)
       SELECT order_id, sku_id, name, picture, attributes, requires_shipping, price, 1, amount
       FROM order_lines JOIN numbers WHERE order_id = (SELECT id FROM orders WHERE order_no = ?)`,
      [second],
    );
    await shop.database.query('UPDATE orders SET total_count = 600 WHERE order_no = ?', [second]);
    const whole: number[][] = [];
    for (const client of [customer, operator]) {
      const parts = (await partsOf(client, 'limit=50')).slice(0, 3);
      whole.push(parts.map((part) => part.length));
      expect(parts[1]?.[0]?.lines).toHaveLength(600);
    }
    expect(whole).toEqual([
      [1, 1, 5],
      [1, 1, 5],
    ]);
    await shop.database.query(
      `DELETE FROM order_lines WHERE order_id = (SELECT id FROM orders WHERE order_no = ?)
       ORDER BY id DESC LIMIT 500`,
      [second],
    );
  });
});

describe("dadashop's list of orders with many lines", () => {
  const listed = async (query: string) => {
    const { body } = await customer.get(DADASHOP + query);
    return (body.data.orders_list as { order_id: string; order_sku: unknown[] }[]).map(
      ({ order_id: orderNo, order_sku: lines }) => ({ orderNo, lines }),
    );
  };

  it('ends with the order that brings it to 5,000 lines, and pages reach the others', async () => {
    const whole = await listed('');
    expect(numbersOf([whole])).toEqual(newestFirst.slice(0, 50));
    expect(whole.flatMap(({ lines }) => lines)).toHaveLength(5_000);
  });

  it.each([
    ['&page=1', 0, COUNT],
    ['&page=1&page_size=30', 0, 30],
    ['&page=2&page_size=25', 25, 50],
    ['&page=3&page_size=25', 50, COUNT],
    ['&page=2', 0, 0],
  ])('%s has all of its orders', async (query, from, until) => {
    expect(numbersOf([await listed(query)])).toEqual(newestFirst.slice(from, until));
  });
});
