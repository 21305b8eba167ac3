import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { RefundLines1798000000000 } from '../../src/database/migrations/1798000000000-refund-lines.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';

const NOW = '2026-11-21 04:00:00.000';

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database?.drop());

interface OldOrder {
  readonly id: number;
  readonly shipped?: boolean;
  /** Amount, whether pieces go back into the stock, state. */
  readonly refunds: readonly (readonly [string, number, string])[];
}

/** An order of 2 pieces of 40.00 and a course of 10.00, with 5.00 freight: 95.00, as versions before kept it. */
async function plant({ id, shipped = false, refunds }: OldOrder): Promise<void> {
  const query = (sql: string, values: unknown[]) => database.query(sql, values);
  await query(
    `INSERT INTO orders (id, order_no, user_id, state, storefront, goods_amount, freight, payable,
       total_count, requires_shipping, created_at, expires_at, paid_at, shipped_at)
     VALUES (?, ?, 1, 'TO_SHIP', 'native', 90, 5, 95, 3, 1, ?, ?, ?, ?)`,
    [id, `no-${id}`, NOW, NOW, NOW, shipped ? NOW : null],
  );
  const lines = [
    [id * 10 + 1, id, 1, 2, 80],
    [id * 10 + 2, id, 0, 1, 10],
  ];
  await query(
    `INSERT INTO order_lines (id, order_id, sku_id, name, picture, attributes, requires_shipping, price, count, amount)
     SELECT x.id, x.o, 1, 'x', '', '[]', x.ship, x.amount / x.n, x.n, x.amount FROM (
       SELECT ? AS id, ? AS o, ? AS ship, ? AS n, ? AS amount UNION ALL SELECT ?, ?, ?, ?, ?) x`,
    lines.flat(),
  );
  const reserved = refunds.filter(([, , state]) => state !== 'FAILED');
  const sum = reserved.reduce((total, [amount]) => total + Number(amount), 0);
  await query(
    `INSERT INTO payments (id, order_id, attempt, provider, out_trade_no, method, storefront, subject, state,
       amount, created_at, expires_at, applied_at, refund_reserved)
     VALUES (?, ?, 1, 'alipay', ?, 'page', 'native', 'x', 'SUCCEEDED', 95, ?, ?, ?, ?)`,
    [id, id, `no-${id}`, NOW, NOW, NOW, sum],
  );
  for (const [index, [amount, restock, state]] of refunds.entries()) {
    await query(
      `INSERT INTO refunds (id, order_id, payment_id, out_trade_no, out_request_no, amount, reason, origin,
         restock, state, created_at)
       VALUES (?, ?, ?, ?, ?, ?, 'x', 'operator', ?, ?, ?)`,
      [id * 10 + index, id, id, `no-${id}`, `R${id}-${index}`, amount, restock, state, NOW],
    );
  }
}

async function linesOf(orderId: number): Promise<unknown[]> {
  const lines = await database.query<Record<string, unknown>>(
    `SELECT shipped_count, refunded_count, refunded_unshipped_count, restocked_count, refunded_amount
     FROM order_lines WHERE order_id = ? ORDER BY id`,
    [orderId],
  );
  return lines.map((line) => Object.values(line));
}

async function refundsOf(orderId: number): Promise<unknown[]> {
  const refunds = await database.query<Record<string, unknown>>(
    `SELECT r.scope, r.freight_amount AS freight,
       (SELECT GROUP_CONCAT(x.count, ' ', x.restock_count, ' ', x.amount ORDER BY x.line_id)
        FROM refund_lines x WHERE x.refund_id = r.id) AS pieces
     FROM refunds r WHERE r.order_id = ? ORDER BY r.id`,
    [orderId],
  );
  return refunds.map((refund) => Object.values(refund));
}

it('finds the pieces of what older versions shipped and refunded whole', async () => {
  const source = await new DataSource({ type: 'mysql', url: database.url }).initialize();
  const runner = source.createQueryRunner();
  const migration = new RefundLines1798000000000();
  await migration.down(runner);
  await database.query(
    `INSERT INTO users (id, username, role, created_at) VALUES (1, 'buyer', 'customer', ?)`,
    [NOW],
  );
  await plant({ id: 1, shipped: true, refunds: [['3.00', 0, 'SUCCEEDED']] });
  await plant({ id: 2, refunds: [['95.00', 1, 'SUCCEEDED']] });
  await plant({ id: 3, shipped: true, refunds: [['95.00', 0, 'UNKNOWN']] });
  await plant({
    id: 4,
    refunds: [
      ['94.00', 0, 'SUCCEEDED'],
      ['1.00', 1, 'SUCCEEDED'],
    ],
  });
  await plant({ id: 5, refunds: [['95.00', 1, 'FAILED']] });
  await migration.up(runner);
  await source.destroy();

  expect(await linesOf(1)).toEqual([
    [2, 0, 0, 0, '0.00'],
    [0, 0, 0, 0, '0.00'],
  ]);
  expect(await refundsOf(1)).toEqual([['amount', '0.00', null]]);
  expect(await linesOf(2)).toEqual([
    [0, 2, 2, 2, '80.00'],
    [0, 1, 1, 1, '10.00'],
  ]);
  expect(await refundsOf(2)).toEqual([['everything', '5.00', '2 2 80.00,1 1 10.00']]);
  expect(await linesOf(3)).toEqual([
    [2, 2, 0, 0, '80.00'],
    [0, 1, 1, 0, '10.00'],
  ]);
  expect(await linesOf(4)).toEqual([
    [0, 2, 2, 2, '0.00'],
    [0, 1, 1, 1, '0.00'],
  ]);
  expect(await refundsOf(4)).toEqual([
    ['amount', '0.00', null],
    ['everything', '0.00', '2 2 0.00,1 1 0.00'],
  ]);
  expect(await linesOf(5)).toEqual([
    [0, 0, 0, 0, '0.00'],
    [0, 0, 0, 0, '0.00'],
  ]);
});
