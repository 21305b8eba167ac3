import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Metrics } from '../http/metrics.service.js';
import { CLOCK, type Clock } from '../kernel/clock.js';

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
    const oldest = row?.oldest ?? null;
    const ageMs = oldest === null ? 0 : this.clock.now().getTime() - oldest.getTime();
    return [{ labels: {}, value: ageMs / 1_000 }];
  }

  private async openIncidents() {
    const rows: { kind: string; count: string }[] = await this.dataSource.query(
      "SELECT kind, COUNT(*) AS count FROM incidents WHERE state = 'OPEN' GROUP BY kind",
    );
    return rows.map(({ kind, count }) => ({ labels: { kind }, value: Number(count) }));
  }
}
