import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Metrics } from '../http/health/metrics.service.js';
import { ageSeconds, CLOCK, type Clock } from '../kernel/clock.js';

/** Registers how far the relay is behind. */
@Injectable()
export class OutboxMetrics {
  constructor(dataSource: DataSource, @Inject(CLOCK) clock: Clock, metrics: Metrics) {
    metrics.gauge('outbox_lag_seconds', 'Age of the oldest event not relayed yet', [], async () => {
      const [row]: { oldest: Date }[] = await dataSource.query(
        'SELECT occurred_at AS oldest FROM outbox WHERE pending = 1 ORDER BY id LIMIT 1',
      );
      return [{ labels: {}, value: ageSeconds(row?.oldest, clock.now()) }];
    });
    metrics.gauge('outbox_pending', 'Events not relayed yet', [], async () => {
      const [row]: { count: string }[] = await dataSource.query(
        'SELECT COUNT(*) AS count FROM outbox WHERE pending = 1',
      );
      return [{ labels: {}, value: Number(row?.count ?? 0) }];
    });
  }
}
