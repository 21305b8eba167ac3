import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { insertRows } from '../database/batching/rows.js';
import type { ArchivedOrder } from './archived-order.js';
import { type KeptRow, type KeptRows, MOVED_TABLES } from './moved-tables.js';

/** An order's rows as they were read from the archive, locked. */
export type TakenOrder = Pick<ArchivedOrder, 'orderId' | 'digest' | 'contents'>;

/** Which of a user's archived orders are meant, by their ids; both ends excluded. */
export interface IdRange {
  readonly after: string;
  /** null: without end. */
  readonly before: string | null;
  readonly limit: number;
}

type Column = { readonly table: string; readonly column: string };

const ARCHIVED = `order_id, order_no, user_id, created_at, archived_at, paid_amount, refunded_amount,
  row_count, digest, contents`;

/** Reads and writes the archive, and moves rows of any table that orders are made of. */
// Raw: no statement knows more of a table than its name and its columns, and the archive has no entities: nobody changes its rows.
@Injectable()
export class ArchiveRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The rows of orders in all tables; the orders' rows are locked. */
  async read(tx: EntityManager, orderIds: readonly string[]): Promise<KeptRows> {
    const columns = await this.columns(tx);
    const found = new Map<string, readonly KeptRow[]>();
    for (const { table, key, parent } of MOVED_TABLES) {
      const owners = parent === null ? orderIds : idsOf(found.get(parent));
      const texts = (columns.get(table) ?? []).map((name) => `CAST(${name} AS CHAR) AS ${name}`);
      const statement = `SELECT ${texts.join(', ')} FROM ${table} WHERE ${key} IN (?)`;
      // Raw: each value is to be exactly the text that makes the row again.
      found.set(table, owners.length === 0 ? [] : await tx.query(statement, [owners]));
    }
    return found;
  }

  /** Removes rows from all tables, children first. Throws Error when other rows are there than were read. */
  async remove(tx: EntityManager, rows: KeptRows, orderIds: readonly string[]): Promise<void> {
    for (const { table, key, parent } of MOVED_TABLES.toReversed()) {
      const owners = parent === null ? orderIds : idsOf(rows.get(parent));
      if (owners.length === 0) continue;
      // Raw: as above.
      const { affectedRows }: { affectedRows: number } = await tx.query(
        `DELETE FROM ${table} WHERE ${key} IN (?)`,
        [owners],
      );
      if (affectedRows !== (rows.get(table) ?? []).length) {
        throw new Error(`rows of ${table} were added while their orders were archived`);
      }
    }
  }

  /** Puts rows back into all tables, parents first, with the ids that they had. */
  async restore(tx: EntityManager, rows: KeptRows): Promise<void> {
    for (const [table, ofTable] of rows) {
      if (ofTable.length > 0) await insertRows(tx, table, ofTable);
    }
  }

  /** Puts orders into the archive. */
  async keep(tx: EntityManager, orders: readonly ArchivedOrder[], at: Date): Promise<void> {
    const rows = orders.map((one) => [
      one.orderId,
      one.orderNo,
      one.userId,
      one.createdAt,
      at,
      one.paidAmount,
      one.refundedAmount,
      one.rowCount,
      one.digest,
      one.contents,
    ]);
    // Raw: bytes, which the helpers for rows do not know.
    await tx.query(`INSERT INTO archived_orders (${ARCHIVED}) VALUES ?`, [rows]);
    const named = orders.flatMap(({ orderId, names }) =>
      names.map((name) => ({ name, order_id: orderId })),
    );
    await insertRows(tx, 'archived_names', named);
  }

  /** The ids of archived orders that have one of these names, at most `limit`. */
  async idsByNames(
    names: readonly string[],
    limit: number,
    tx: EntityManager = this.dataSource.manager,
  ): Promise<string[]> {
    if (names.length === 0) return [];
    // Raw: as above.
    return idsOf(
      await tx.query(
        `SELECT DISTINCT order_id AS id FROM archived_names WHERE name IN (?) LIMIT ${limit}`,
        [names],
      ),
    );
  }

  /** The ids of a user's archived orders, the newest first. */
  async idsOfUser(userId: number, { after, before, limit }: IdRange): Promise<string[]> {
    const until = before === null ? '' : 'AND order_id < ?';
    // Raw: as above.
    return idsOf(
      await this.dataSource.query(
        `SELECT order_id AS id FROM archived_orders WHERE user_id = ? AND order_id > ? ${until}
         ORDER BY order_id DESC LIMIT ${limit}`,
        [userId, after, ...(before === null ? [] : [before])],
      ),
    );
  }

  /** The ids of any archived orders; empty: there is none. */
  async someIds(limit: number): Promise<string[]> {
    // Raw: as above.
    return idsOf(
      await this.dataSource.query(`SELECT order_id AS id FROM archived_orders LIMIT ${limit}`),
    );
  }

  /** Takes orders out of the archive; those that somebody else has taken meanwhile are not among them. */
  async take(tx: EntityManager, orderIds: readonly string[]): Promise<TakenOrder[]> {
    // Raw: as above; a lock.
    const taken: TakenOrder[] = await tx.query(
      `SELECT order_id AS orderId, digest, contents FROM archived_orders WHERE order_id IN (?)
       ORDER BY order_id FOR UPDATE`,
      [orderIds],
    );
    if (taken.length === 0) return taken;
    const ids = taken.map(({ orderId }) => orderId);
    // Raw: as above.
    await tx.query('DELETE FROM archived_names WHERE order_id IN (?)', [ids]);
    await tx.query('DELETE FROM archived_orders WHERE order_id IN (?)', [ids]);
    return taken;
  }

  /** The columns that rows are made of, by table; the database derives the others. */
  private async columns(tx: EntityManager): Promise<Map<string, string[]>> {
    const tables = MOVED_TABLES.map(({ table }) => table);
    // Raw: the tables' own definition.
    const rows: Column[] = await tx.query(
      `SELECT table_name AS \`table\`, column_name AS \`column\` FROM information_schema.columns
       WHERE table_schema = DATABASE() AND table_name IN (?) AND COALESCE(generation_expression, '') = ''
       ORDER BY table_name, ordinal_position`,
      [tables],
    );
    const found = new Map<string, string[]>(tables.map((table) => [table, []]));
    for (const { table, column } of rows) found.get(table)?.push(`\`${column}\``);
    return found;
  }
}

function idsOf(rows: readonly Readonly<Record<string, string | null>>[] = []): string[] {
  return rows.flatMap(({ id }) => id ?? []);
}
