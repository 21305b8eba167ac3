import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Discrepancy } from '../model/discrepancy.js';
import type { Span } from '../model/day.js';

const DECIDED = `FROM discrepancies d JOIN incidents i ON i.id = d.incident_id
  WHERE d.state = 'OPEN' AND i.state = 'RESOLVED'`;

/** Whether something waits for its healing, or was decided by a person; `?` is the time that it is. */
// Raw: a part of the statement that asks for all pollers at once.
export const SOME_HEALING_IS_DUE = `EXISTS (SELECT 1 FROM discrepancies
    WHERE state = 'OPEN' AND next_check_at <= ?) OR EXISTS (SELECT 1 ${DECIDED})`;

/** Count and sum (yuan) of rows of ours. */
export interface CountedSum {
  readonly count: number;
  readonly sum: string;
}

/** A refund of ours as far as its bill is concerned. */
interface KnownRefund {
  readonly state: string;
  readonly origin: string;
  readonly outTradeNo: string;
  readonly outRequestNo: string;
  /** Yuan. */
  readonly amount: string;
}

/** What our books say, for sheets and for what was found in a bill. Reads alone. */
@Injectable()
export class BooksRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Some of the numbers that a bill tells of and whose orders are in the archive. */
  // Raw: a join with a table of another floor.
  async archivedNumbers(billId: string): Promise<string[]> {
    const rows: { outTradeNo: string }[] = await this.dataSource.query(
      `SELECT DISTINCT l.out_trade_no AS outTradeNo FROM bill_lines l
       JOIN archived_names n ON n.name = l.out_trade_no WHERE l.bill_id = ? LIMIT 100`,
      [billId],
    );
    return rows.map(({ outTradeNo }) => outTradeNo);
  }

  /** The incident that tells of a trade: the newest of a number and kind. */
  // Raw: it reads sums and rows across the tables of other floors.
  async incidentOf(outTradeNo: string, tradeNo: string | null): Promise<string | null> {
    const [row]: { id: string }[] = await this.dataSource.query(
      `SELECT id FROM incidents WHERE out_trade_no = ? AND trade_no <=> ? ORDER BY id DESC LIMIT 1`,
      [outTradeNo, tradeNo],
    );
    return row?.id ?? null;
  }

  /** A refund as it stands now. Throws Error when it is not there. */
  // Raw: it reads sums and rows across the tables of other floors.
  async refund(id: string): Promise<KnownRefund> {
    const [row]: KnownRefund[] = await this.dataSource.query(
      `SELECT state, origin, out_trade_no AS outTradeNo, out_request_no AS outRequestNo, amount
       FROM refunds WHERE id = ?`,
      [id],
    );
    if (row === undefined) throw new Error(`refund ${id} has vanished`);
    return row;
  }

  /** Open discrepancies whose incident a person has decided about, with what he said. */
  // Raw: it reads sums and rows across the tables of other floors.
  async decided(
    limit: number,
  ): Promise<{ readonly id: string; readonly resolution: string | null }[]> {
    return this.dataSource.query(`SELECT d.id, i.resolution ${DECIDED} ORDER BY d.id LIMIT ?`, [
      limit,
    ]);
  }

  /** Money that came in a span. */
  // Raw: it reads sums and rows across the tables of other floors.
  paid(span: Span): Promise<CountedSum> {
    return this.sum(
      `SELECT COUNT(*) AS count, COALESCE(SUM(amount), 0) AS sum FROM payments
       WHERE paid_at >= ? AND paid_at < ?`,
      span,
    );
  }

  /** Money that went back in a span. */
  // Raw: it reads sums and rows across the tables of other floors.
  refunded(span: Span): Promise<CountedSum> {
    return this.sum(
      `SELECT COUNT(*) AS count, COALESCE(SUM(amount), 0) AS sum FROM refunds
       WHERE ended_at >= ? AND ended_at < ? AND state = 'SUCCEEDED'`,
      span,
    );
  }

  /** Whether no more than `most` payments and refunds fall into a span; they are counted no further than that. */
  // Raw: the query builder knows no select without a table.
  async isOfFew({ from, to }: Span, most: number): Promise<boolean> {
    const [found]: { count: string }[] = await this.dataSource.query(
      `SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM payments
           WHERE paid_at >= ? AND paid_at < ? LIMIT ?) p)
         + (SELECT COUNT(*) FROM (SELECT 1 FROM refunds
           WHERE ended_at >= ? AND ended_at < ? LIMIT ?) r) AS count`,
      [from, to, most + 1, from, to, most + 1],
    );
    return Number(found?.count) <= most;
  }

  /** How a day's discrepancies stand. */
  // Raw: it reads sums and rows across the tables of other floors.
  async counts(
    tx: EntityManager,
    day: string,
  ): Promise<Readonly<Record<Discrepancy['state'], number>>> {
    const rows: { state: Discrepancy['state']; count: string }[] = await tx.query(
      'SELECT state, COUNT(*) AS count FROM discrepancies WHERE day = ? GROUP BY state',
      [day],
    );
    const counts = Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
    return { OPEN: 0, HEALED: 0, RESOLVED: 0, ...counts };
  }

  // Raw: it reads sums and rows across the tables of other floors.
  private async sum(statement: string, { from, to }: Span): Promise<CountedSum> {
    const [row]: { count: string; sum: string }[] = await this.dataSource.query(statement, [
      from,
      to,
    ]);
    const { count = '0', sum = '0.00' } = row ?? {};
    return { count: Number(count), sum: sum.includes('.') ? sum : `${sum}.00` };
  }
}
