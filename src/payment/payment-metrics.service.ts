import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Metrics } from '../http/metrics.service.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';

/** The sweep needs a moment after a deadline; longer is an alarm. */
const OVERDUE_MS = 60_000;

/** Gauges that an operator's alarms watch; read from the database when they are scraped. */
@Injectable()
export class PaymentMetrics {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    metrics: Metrics,
  ) {
    metrics.gauge('payments', 'Payments by state', ['state'], () => this.paymentsByState());
    metrics.gauge(
      'oldest_unpaid_order_seconds',
      'Age of the oldest order that waits for money',
      [],
      () => this.oldestUnpaid(),
    );
    metrics.gauge('orders_overdue', 'Unpaid orders a minute and more past their deadline', [], () =>
      this.overdue(),
    );
    metrics.gauge('refunds', 'Refunds by state', ['state'], () => this.refundsByState());
    metrics.gauge('oldest_open_refund_seconds', 'Age of the oldest refund without an end', [], () =>
      this.oldestOpenRefund(),
    );
    metrics.gauge('open_incidents', 'Incidents that wait for an operator', ['kind'], () =>
      this.openIncidents(),
    );
  }

  private async paymentsByState() {
    const rows: { state: string; count: string }[] = await this.dataSource.query(
      'SELECT state, COUNT(*) AS count FROM payments GROUP BY state',
    );
    return rows.map(({ state, count }) => ({ labels: { state }, value: Number(count) }));
  }

  private async oldestUnpaid() {
    const [row]: { oldest: Date | null }[] = await this.dataSource.query(
      "SELECT MIN(created_at) AS oldest FROM orders WHERE state = 'PENDING_PAYMENT'",
    );
    return [{ labels: {}, value: this.ageSeconds(row?.oldest ?? null) }];
  }

  private async overdue() {
    const [row]: { count: string }[] = await this.dataSource.query(
      "SELECT COUNT(*) AS count FROM orders WHERE state = 'PENDING_PAYMENT' AND expires_at < ?",
      [plusMs(this.clock.now(), -OVERDUE_MS)],
    );
    return [{ labels: {}, value: Number(row?.count ?? 0) }];
  }

  private async refundsByState() {
    const rows: { state: string; count: string }[] = await this.dataSource.query(
      'SELECT state, COUNT(*) AS count FROM refunds GROUP BY state',
    );
    return rows.map(({ state, count }) => ({ labels: { state }, value: Number(count) }));
  }

  private async oldestOpenRefund() {
    const [row]: { oldest: Date | null }[] = await this.dataSource.query(
      "SELECT MIN(created_at) AS oldest FROM refunds WHERE state IN ('PROCESSING', 'UNKNOWN')",
    );
    return [{ labels: {}, value: this.ageSeconds(row?.oldest ?? null) }];
  }

  private ageSeconds(since: Date | null): number {
    return since === null ? 0 : (this.clock.now().getTime() - since.getTime()) / 1_000;
  }

  private async openIncidents() {
    const rows: { kind: string; count: string }[] = await this.dataSource.query(
      "SELECT kind, COUNT(*) AS count FROM incidents WHERE state = 'OPEN' GROUP BY kind",
    );
    return rows.map(({ kind, count }) => ({ labels: { kind }, value: Number(count) }));
  }
}
