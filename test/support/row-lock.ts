import { createConnection } from 'mysql2/promise';
import type { FreshDatabase } from './database.js';
import { until } from './until.js';

/** Variables of a shop that waits for a row as long as a slow machine needs to see that it does, and to let go of it. */
export const PATIENT_WITH_LOCKS = {
  DATABASE_LOCK_WAIT_SECONDS: '50',
  DATABASE_STATEMENT_TIMEOUT_MS: '60000',
};

/** A row that nobody else can change until it is released. */
export interface RowLock {
  /** Resolves when somebody waits for the row. */
  waitedFor(): Promise<void>;
  release(): Promise<void>;
}

/** Locks an order's row from a connection of the test's own. */
export function lockOrder(database: FreshDatabase, orderNo: string): Promise<RowLock> {
  return lockRow(database, 'SELECT id FROM orders WHERE order_no = ? FOR UPDATE', orderNo);
}

/** Locks a SKU's row from a connection of the test's own. */
export function lockSku(database: FreshDatabase, id: number): Promise<RowLock> {
  return lockRow(database, 'SELECT id FROM skus WHERE id = ? FOR UPDATE', id);
}

/** Keeps everybody from adding rows to a table, from a connection of the test's own. */
export function lockEnd(database: FreshDatabase, table: string): Promise<RowLock> {
  // At its own isolation, REPEATABLE READ, this locks the gap behind the last row.
  return lockRow(database, `SELECT id FROM ${table} WHERE id > ? FOR UPDATE`, 0);
}

/**
 * Whether a transaction of this database waits for another one's lock. The server's status is asked, for its table of
 * transactions is told anew only when nobody, of all tests beside this one, has read it for a tenth of a second.
 */
export async function somebodyWaits({ query }: Pick<FreshDatabase, 'query'>): Promise<boolean> {
  const [answer] = await query<{ Status: string }>('SHOW ENGINE INNODB STATUS');
  const transactions = answer?.Status.split('---TRANSACTION ').slice(1) ?? [];
  const waiting = transactions.filter((text) => /^LOCK WAIT /m.test(text));
  const threads = waiting.flatMap((text) => /thread id (\d+)/.exec(text)?.[1] ?? []);
  if (threads.length === 0) return false;
  const rows = await query(
    'SELECT id FROM information_schema.processlist WHERE id IN (?) AND db = DATABASE()',
    [threads],
  );
  return rows.length > 0;
}

async function lockRow(
  database: FreshDatabase,
  statement: string,
  value: string | number,
): Promise<RowLock> {
  const connection = await createConnection({ uri: database.url });
  await connection.beginTransaction();
  await connection.query(statement, [value]);
  return {
    waitedFor: async () => {
      await until('somebody waits for the row', () => somebodyWaits(database));
    },
    release: async () => {
      await connection.rollback();
      connection.destroy();
    },
  };
}
