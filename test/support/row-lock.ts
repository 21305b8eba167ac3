import { setTimeout as pause } from 'node:timers/promises';
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

/** Whether a transaction waits for another one's lock. */
export async function somebodyWaits(database: FreshDatabase): Promise<boolean> {
  // InnoDB renews what it tells here only when nobody has asked for a tenth of a second.
  await pause(150);
  const rows = await database.query(
    `SELECT t.trx_id FROM information_schema.innodb_trx t
     JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
     WHERE t.trx_state = 'LOCK WAIT' AND p.db = DATABASE()`,
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
