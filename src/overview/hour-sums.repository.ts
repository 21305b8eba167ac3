import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { plusMs } from '../kernel/clock.js';
import { ORDER_STATES } from '../orders/model/order-states.js';
import {
  DELAY_LIMITS,
  type Delays,
  HOUR_MS,
  type HourSums,
  type Sums,
  type Way,
} from './hour-sums.js';
import { fenOf, yuanOf } from './sum-columns.js';
import type { HourTrends } from './trends.js';
import { TrendsRepository } from './trends.repository.js';

/** A buyer who came back so shortly before made us ask. */
const RETURN_SECONDS = 15;

/** An hour with all that is kept of it. */
export type MadeHour = HourSums & HourTrends;

interface Row {
  readonly hour: Date;
  readonly orders: number;
  readonly paidCount: number;
  readonly paidAmount: string;
  readonly refundedCount: number;
  readonly refundedAmount: string;
  readonly delays: string;
}

/** Sums of hours: made of the rows, kept, and read. */
@Injectable()
export class HourSumsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly trends: TrendsRepository,
  ) {}

  /** All of an hour, from the rows themselves. */
  async make(hour: Date): Promise<MadeHour> {
    const sums = await this.count(hour);
    const delays = await this.delays(hour, plusMs(hour, HOUR_MS));
    return { hour, ...sums, delays, ...(await this.trends.make(hour)) };
  }

  /** What happened in an hour, from the rows themselves, each by an index of the time. */
  async count(hour: Date): Promise<Sums> {
    const [from, to] = [hour, plusMs(hour, HOUR_MS)];
    const [orders, paid, refunded] = await Promise.all([
      this.orders(from, to),
      this.paid(from, to),
      this.refunded(from, to),
    ]);
    return {
      orders,
      paidCount: paid.count,
      paidAmount: paid.sum,
      refundedCount: refunded.count,
      refundedAmount: refunded.sum,
    };
  }

  /** Keeps the sums of an hour, unless somebody has kept newer ones. */
  // Raw: the table has no entity; one statement, whichever worker is first.
  async keep(sums: MadeHour, computedAt: Date): Promise<void> {
    const members = ['orders', 'paid_count', 'paid_amount', 'refunded_count', 'refunded_amount'];
    const told = ['delays', 'funnel', 'refund_reasons'];
    const newer = [...members, ...told, 'computed_at'].map(
      (name) => `${name} = IF(VALUES(computed_at) >= computed_at, VALUES(${name}), ${name})`,
    );
    await this.dataSource.query(
      `INSERT INTO hour_sums (hour, ${[...members, ...told].join(', ')}, computed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE ${newer.join(', ')}`,
      [
        sums.hour,
        sums.orders,
        sums.paidCount,
        yuanOf(sums.paidAmount),
        sums.refundedCount,
        yuanOf(sums.refundedAmount),
        JSON.stringify(sums.delays),
        JSON.stringify(sums.funnel),
        JSON.stringify(sums.refundReasons),
        computedAt,
      ],
    );
  }

  /**
   * When the sums of hours from an instant on were made, by the hour's first instant in milliseconds. One that was made
   * before there were charts is as good as none.
   */
  // Raw: the table has no entity.
  async computed(since: Date): Promise<Map<number, Date>> {
    const rows: { hour: Date; computedAt: Date }[] = await this.dataSource.query(
      'SELECT hour, computed_at AS computedAt FROM hour_sums WHERE hour >= ? AND funnel IS NOT NULL',
      [since],
    );
    return new Map(rows.map(({ hour, computedAt }) => [hour.getTime(), computedAt]));
  }

  /** The sums of hours from one on, as they were kept. */
  // Raw: the table has no entity.
  async kept(since: Date): Promise<HourSums[]> {
    const rows: Row[] = await this.dataSource.query(
      `SELECT hour, orders, paid_count AS paidCount, paid_amount AS paidAmount,
         refunded_count AS refundedCount, refunded_amount AS refundedAmount, delays
       FROM hour_sums WHERE hour >= ? ORDER BY hour`,
      [since],
    );
    return rows.map((row) => ({
      ...row,
      paidAmount: fenOf(row.paidAmount),
      refundedAmount: fenOf(row.refundedAmount),
      delays: JSON.parse(row.delays) as Delays,
    }));
  }

  // Raw: it counts entries of an index, and no rows.
  private async orders(from: Date, to: Date): Promise<number> {
    const [row]: { count: string }[] = await this.dataSource.query(
      `SELECT COUNT(*) AS count FROM orders FORCE INDEX (ix_orders_state)
       WHERE state IN (?) AND created_at >= ? AND created_at < ?`,
      [ORDER_STATES, from, to],
    );
    return Number(row?.count ?? 0);
  }

  // Raw: sums are made in the database; the same as the sheet of a reconciled day has.
  private paid(from: Date, to: Date) {
    return this.sum(
      `SELECT COUNT(*) AS count, COALESCE(SUM(amount), 0) AS sum FROM payments
       WHERE paid_at >= ? AND paid_at < ?`,
      [from, to],
    );
  }

  // Raw: sums are made in the database; the same as the sheet of a reconciled day has.
  private refunded(from: Date, to: Date) {
    return this.sum(
      `SELECT COUNT(*) AS count, COALESCE(SUM(amount), 0) AS sum FROM refunds
       WHERE ended_at >= ? AND ended_at < ? AND state = 'SUCCEEDED'`,
      [from, to],
    );
  }

  // Raw: as above.
  private async sum(sql: string, values: readonly unknown[]) {
    const [row]: { count: string; sum: string }[] = await this.dataSource.query(sql, [...values]);
    return { count: Number(row?.count ?? 0), sum: fenOf(row?.sum ?? '0') };
  }

  /** The statement that made a payment paid says how that was learned; a question shortly after a return is the buyer's. */
  // Raw: it counts over tables of several floors.
  private async delays(from: Date, to: Date): Promise<Delays> {
    const rows: { way: Way; place: string | number; count: string }[] = await this.dataSource.query(
      `SELECT way, place, COUNT(*) AS count FROM (
         SELECT CASE WHEN e.source IN ('notify', 'bill') THEN e.source
             WHEN EXISTS (SELECT 1 FROM payment_evidence v
               WHERE v.payment_id = p.id AND v.source = 'return'
                 AND v.last_received_at <= p.recorded_at
                 AND v.last_received_at >= p.recorded_at - INTERVAL ${RETURN_SECONDS} SECOND)
               THEN 'return'
             ELSE 'query' END AS way,
           INTERVAL(TIMESTAMPDIFF(MICROSECOND, p.paid_at, p.recorded_at) / 1000000 - 0.000001,
             ${DELAY_LIMITS.join(', ')}) AS place
         FROM payments p FORCE INDEX (ix_payments_paid_at)
         JOIN payment_evidence e ON e.id = (SELECT MIN(f.id) FROM payment_evidence f
           WHERE f.payment_id = p.id AND f.verdict IN ('paid', 'late'))
         WHERE p.paid_at >= ? AND p.paid_at < ?) learned
       GROUP BY way, place`,
      [from, to],
    );
    const delays: Partial<Record<Way, Record<string, number>>> = {};
    for (const { way, place, count } of rows) (delays[way] ??= {})[place] = Number(count);
    return delays;
  }
}
