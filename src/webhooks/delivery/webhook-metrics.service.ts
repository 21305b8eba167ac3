import { Inject, Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { DataSource } from 'typeorm';
import { Metrics } from '../../http/health/metrics.service.js';
import { ageSeconds, CLOCK, type Clock } from '../../kernel/clock.js';
import type { Outcome } from './delivery-outcome.js';

const OUTCOMES: Readonly<Record<Outcome['kind'], true>> = {
  delivered: true,
  retry: true,
  'given-up': true,
  pause: true,
  'cut-off': true,
};
const KNOWN_OUTCOMES = Object.keys(OUTCOMES).map((outcome) => ({ outcome }));

/** Counts what became of tries to deliver. */
@Injectable()
export class DeliveryCounter {
  private readonly tries: Counter<'outcome'>;

  constructor(metrics: Metrics) {
    const help = 'Tries to deliver events to webhooks by what became of them';
    this.tries = metrics.counter('webhook_deliveries_total', help, ['outcome'], KNOWN_OUTCOMES);
  }

  /** Counts one try. */
  count(outcome: Outcome['kind']): void {
    this.tries.inc({ outcome });
  }
}

/** Registers how far behind the deliveries are. */
@Injectable()
export class WebhookMetrics {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    metrics: Metrics,
  ) {
    metrics.gauge('webhooks', 'Webhooks by state', ['state'], () => this.byState());
    metrics.gauge(
      'webhook_oldest_pending_seconds',
      'Age of the oldest delivery that is to be made to an active webhook',
      [],
      () => this.oldestPending(),
    );
  }

  private async byState() {
    const rows: { state: string; count: string }[] = await this.dataSource.query(
      'SELECT state, COUNT(*) AS count FROM webhook_endpoints GROUP BY state',
    );
    return rows.map(({ state, count }) => ({ labels: { state }, value: Number(count) }));
  }

  private async oldestPending() {
    const [row]: { createdAt: Date }[] = await this.dataSource.query(
      `SELECT d.created_at AS createdAt FROM webhook_deliveries d
       JOIN webhook_endpoints e ON e.id = d.endpoint_id AND e.state = 'ACTIVE'
       WHERE d.pending = 1 ORDER BY d.created_at LIMIT 1`,
    );
    return [{ labels: {}, value: ageSeconds(row?.createdAt, this.clock.now()) }];
  }
}
