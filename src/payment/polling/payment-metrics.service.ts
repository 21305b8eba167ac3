import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Metrics } from '../../http/health/metrics.service.js';
import { ageSeconds, CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import type { RefundState } from '../model/refund-states.js';

/** the poller needs a moment after a deadline; longer is an alarm. */
const OVERDUE_MS = 60_000;

/** The refunds that somebody still has to look after. */
const OPEN_REFUNDS: readonly RefundState[] = ['REQUESTED', 'PROCESSING', 'UNKNOWN'];

/**
 * Gauges that an operator's alarms watch; read from the database when they are scraped. They tell what is open, each by
 * an index: counting what has ended as well would read the whole history at each scrape. What ends is counted by
 * `events_relayed_total`. No state of a payment is open for sure: one whose link was never used stays CREATED for ever,
 * so unpaid orders are counted instead.
 */
@Injectable()
export class PaymentMetrics {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    metrics: Metrics,
  ) {
    metrics.gauge('orders_unpaid', 'Orders that wait for their money', [], () => this.unpaid());
    metrics.gauge(
      'payments_awaiting',
      'Payments that Alipay knows and that are neither paid nor closed',
      [],
      () => this.awaiting(),
    );
    metrics.gauge(
      'oldest_unpaid_order_seconds',
      'Age of the unpaid order whose deadline comes first',
      [],
      () => this.oldestUnpaid(),
    );
    metrics.gauge('orders_overdue', 'Unpaid orders a minute and more past their deadline', [], () =>
      this.overdue(),
    );
    metrics.gauge('refunds', 'Refunds without an end by state', ['state'], () =>
      this.openRefunds(),
    );
    metrics.gauge(
      'oldest_open_refund_seconds',
      'How long the oldest refund that Alipay was, or is about to be, asked for is without an end',
      [],
      () => this.oldestOpenRefund(),
    );
    metrics.gauge('open_incidents', 'Incidents that wait for an operator', ['kind'], () =>
      this.openIncidents(),
    );
  }

  private unpaid() {
    return this.count("FROM orders WHERE state = 'PENDING_PAYMENT'");
  }

  private awaiting() {
    return this.count("FROM payments WHERE state = 'AWAITING'");
  }

  private async oldestUnpaid() {
    const [row]: { oldest: Date }[] = await this.dataSource.query(
      "SELECT created_at AS oldest FROM orders WHERE state = 'PENDING_PAYMENT' ORDER BY expires_at LIMIT 1",
    );
    return [{ labels: {}, value: ageSeconds(row?.oldest, this.clock.now()) }];
  }

  private overdue() {
    const before = plusMs(this.clock.now(), -OVERDUE_MS);
    return this.count("FROM orders WHERE state = 'PENDING_PAYMENT' AND expires_at < ?", [before]);
  }

  private async openRefunds() {
    const rows: { state: string; count: string }[] = await this.dataSource.query(
      'SELECT state, COUNT(*) AS count FROM refunds WHERE state IN (?) GROUP BY state',
      [OPEN_REFUNDS],
    );
    const counts = new Map(rows.map(({ state, count }) => [state, Number(count)]));
    return OPEN_REFUNDS.map((state) => ({ labels: { state }, value: counts.get(state) ?? 0 }));
  }

  /** A customer's waits for its approval first, however long that takes. */
  private async oldestOpenRefund() {
    const [row]: { oldest: Date | null }[] = await this.dataSource.query(
      `SELECT MIN(COALESCE(decided_at, created_at)) AS oldest FROM refunds
       WHERE state IN ('PROCESSING', 'UNKNOWN')`,
    );
    return [{ labels: {}, value: ageSeconds(row?.oldest, this.clock.now()) }];
  }

  private async count(from: string, values: readonly Date[] = []) {
    const [row]: { count: string }[] = await this.dataSource.query(
      `SELECT COUNT(*) AS count ${from}`,
      [...values],
    );
    return [{ labels: {}, value: Number(row?.count ?? 0) }];
  }

  private async openIncidents() {
    const rows: { kind: string; count: string }[] = await this.dataSource.query(
      "SELECT kind, COUNT(*) AS count FROM incidents WHERE state = 'OPEN' GROUP BY kind",
    );
    return rows.map(({ kind, count }) => ({ labels: { kind }, value: Number(count) }));
  }
}
