import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import type { Transactions } from '../../src/database/transactions.js';
import { DueOrders } from '../../src/orders/due-orders.service.js';
import { RefundStore } from '../../src/payment/refund-store.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

const ROWS = 20_000;
const DUE = 20;

let database: FreshDatabase;

/** A numbers table that MySQL and MariaDB both understand. */
const NUMBERS = `(SELECT 1 + a.n + 20 * b.n + 400 * c.n + 8000 * d.n AS n
  FROM digits a JOIN digits b JOIN digits c JOIN digits d WHERE d.n < 3) AS numbers`;

beforeAll(async () => {
  database = await freshDatabase();
  await database.query('CREATE TABLE digits (n INT NOT NULL)');
  const digits = Array.from({ length: 20 }, (_, n) => `(${n})`).join(', ');
  await database.query(`INSERT INTO digits VALUES ${digits}`);
  await database.query(
    "INSERT INTO users (id, username, role, created_at) VALUES (1, 'x', 'customer', NOW())",
  );
  await database.query(
    `INSERT INTO orders (order_no, user_id, state, storefront, goods_amount, freight, payable,
       total_count, requires_shipping, created_at, expires_at, next_check_at)
     SELECT n, 1, IF(n <= ${DUE}, 'PENDING_PAYMENT', 'COMPLETED'), 'native', 1, 0, 1, 1, 0, NOW(), NOW(),
       IF(n <= ${DUE}, NOW() - INTERVAL 1 MINUTE, IF(n % 2 = 0, NULL, NOW() + INTERVAL 1 DAY))
     FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query(
    `INSERT INTO refunds (out_trade_no, out_request_no, amount, reason, origin, restock, state,
       created_at, next_check_at)
     SELECT n, n, 1, 'x', 'operator', 0, IF(n <= ${DUE}, 'UNKNOWN', 'SUCCEEDED'), NOW(),
       IF(n <= ${DUE}, NOW() - INTERVAL 1 MINUTE, NULL) FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query('ANALYZE TABLE orders, refunds');
}, 60_000);

afterAll(() => database.drop());

/** What a claim asks first, as the code asks it. */
async function firstStatement(
  claim: (tx: EntityManager) => Promise<unknown>,
): Promise<{ sql: string; parameters: unknown[] }> {
  const asked: { sql: string; parameters: unknown[] }[] = [];
  const query = (sql: string, parameters: unknown[]) => {
    asked.push({ sql, parameters });
    return Promise.resolve([]);
  };
  await claim({ query } as unknown as EntityManager);
  const [first] = asked;
  if (first === undefined) throw new Error('nothing was asked');
  return first;
}

async function plan({ sql, parameters }: { sql: string; parameters: unknown[] }) {
  const [row] = await database.query<{ key: string; rows: string }>(`EXPLAIN ${sql}`, parameters);
  return { key: row?.key, rows: Number(row?.rows) };
}

describe('the cost of a sweep grows with what is due, not with the table', () => {
  it('for orders', async () => {
    const statement = await firstStatement((tx) => {
      const transactions = { run: (work: (manager: EntityManager) => unknown) => work(tx) };
      const clock = { now: () => new Date() };
      return new DueOrders(transactions as unknown as Transactions, clock).claim(100, 60_000);
    });
    const { key, rows } = await plan(statement);
    expect(key).toBe('ix_orders_due');
    expect(rows).toBeLessThan(DUE * 3);
  });

  it('for refunds', async () => {
    const store = new RefundStore({} as DataSource);
    const statement = await firstStatement((tx) => store.claimDue(tx, new Date(), new Date(), 50));
    const { key, rows } = await plan(statement);
    expect(key).toBe('ix_refunds_due');
    expect(rows).toBeLessThan(DUE * 3);
  });
});
