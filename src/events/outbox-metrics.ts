import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Metrics } from '../http/metrics.service.js';
import { CLOCK, type Clock } from '../kernel/clock.js';

/** Registers how far the relay is behind. */
@Injectable()
export class OutboxMetrics {
  constructor(dataSource: DataSource, @Inject(CLOCK) clock: Clock, metrics: Metrics) {
    const read = async () => {
      const [row]: { oldest: Date | null; count: string }[] = await dataSource.query(
        'SELECT MIN(occurred_at) AS oldest, COUNT(*) AS count FROM outbox WHERE pending = 1',
      );
      const oldest = row?.oldest ?? null;
      const lagMs = oldest === null ? 0 : clock.now().getTime() - oldest.getTime();
      return { lagSeconds: lagMs / 1_000, count: Number(row?.count ?? 0) };
    };
    metrics.gauge('outbox_lag_seconds', 'Age of the oldest event not relayed yet', [], async () => [
      { labels: {}, value: (await read()).lagSeconds },
    ]);
    metrics.gauge('outbox_pending', 'Events not relayed yet', [], async () => [
      { labels: {}, value: (await read()).count },
    ]);
  }
}
