import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { plusMs } from '../kernel/clock.js';
import { ORDER_STATES } from '../orders/model/order-states.js';
import { type Delays, HOUR_MS } from './hour-sums.js';
import { fenOf } from './sum-columns.js';
import {
  type Funnel,
  type HourTrends,
  NO_FUNNEL,
  PAID_STATES,
  type ReasonSum,
  topReasons,
} from './trends.js';

/** So many reasons of an hour are kept by themselves. */
const REASONS_OF_AN_HOUR = 20;
/** A reason is told by its first signs: people write more than a chart can show. */
const REASON_LENGTH = 60;

/** An hour as the charts need it. */
export interface KeptTrends extends HourTrends {
  readonly hour: Date;
  readonly delays: Delays;
}

/** What the charts show of hours: made of the rows, and read. */
@Injectable()
export class TrendsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** How far an hour's orders came, and why money went back in it, from the rows themselves. */
  async make(hour: Date): Promise<HourTrends> {
    const [from, to] = [hour, plusMs(hour, HOUR_MS)];
    const [funnel, reasons] = await Promise.all([
      this.funnel(from, to),
      this.refundReasons(from, to),
    ]);
    return { funnel, refundReasons: topReasons(reasons, REASONS_OF_AN_HOUR) };
  }

  /** Hours from one on, as they were kept; one that was kept before there were charts is empty. */
  // Raw: the table has no entity.
  async kept(since: Date): Promise<KeptTrends[]> {
    const rows: { hour: Date; delays: string; funnel: string | null; reasons: string | null }[] =
      await this.dataSource.query(
        'SELECT hour, delays, funnel, refund_reasons AS reasons FROM hour_sums WHERE hour >= ? ORDER BY hour',
        [since],
      );
    return rows.map(({ hour, delays, funnel, reasons }) => ({
      hour,
      delays: JSON.parse(delays) as Delays,
      funnel: funnel === null ? NO_FUNNEL : (JSON.parse(funnel) as Funnel),
      refundReasons: reasons === null ? [] : (JSON.parse(reasons) as ReasonSum[]),
    }));
  }

  /** By when the orders were made: how many of them are paid is known later, and is made anew. */
  // Raw: it counts along an index, and looks for each order's payments.
  private async funnel(from: Date, to: Date): Promise<Funnel> {
    const [row]: Record<keyof Funnel, string | null>[] = await this.dataSource.query(
      `SELECT COUNT(*) AS made, SUM(is_paid OR is_linked) AS linked, SUM(is_paid OR is_at_alipay) AS atAlipay,
         SUM(is_paid) AS paid
       FROM (SELECT (o.state IN (?)) AS is_paid,
           EXISTS(SELECT 1 FROM payments p WHERE p.order_id = o.id AND p.link_given_at IS NOT NULL) AS is_linked,
           EXISTS(SELECT 1 FROM payments p WHERE p.order_id = o.id AND p.trade_no IS NOT NULL) AS is_at_alipay
         FROM orders o FORCE INDEX (ix_orders_state)
         WHERE o.state IN (?) AND o.created_at >= ? AND o.created_at < ?) come`,
      [PAID_STATES, ORDER_STATES, from, to],
    );
    if (row === undefined) return NO_FUNNEL;
    const { made, linked, atAlipay, paid } = row;
    // Sums of no rows are null.
    return {
      made: Number(made),
      linked: Number(linked),
      atAlipay: Number(atAlipay),
      paid: Number(paid),
    };
  }

  /** By when they were done, as the sums of refunds are. */
  // Raw: sums are made in the database.
  private async refundReasons(from: Date, to: Date): Promise<ReasonSum[]> {
    const rows: { reason: string; count: string; sum: string }[] = await this.dataSource.query(
      `SELECT LEFT(reason, ${REASON_LENGTH}) AS reason, COUNT(*) AS count, SUM(amount) AS sum
       FROM refunds FORCE INDEX (ix_refunds_ended_at)
       WHERE ended_at >= ? AND ended_at < ? AND state = 'SUCCEEDED' GROUP BY 1`,
      [from, to],
    );
    return rows.map(({ reason, count, sum }) => ({
      reason,
      count: Number(count),
      amount: fenOf(sum),
    }));
  }
}
