import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Metrics } from '../http/health/metrics.service.js';
import { ageSeconds, CLOCK, type Clock } from '../kernel/clock.js';
import { OutboxEntity } from './outbox.entity.js';

/** Registers how far the relay is behind. */
@Injectable()
export class OutboxMetrics {
  constructor(
    @InjectRepository(OutboxEntity) outbox: Repository<OutboxEntity>,
    @Inject(CLOCK) clock: Clock,
    metrics: Metrics,
  ) {
    metrics.gauge('outbox_lag_seconds', 'Age of the oldest event not relayed yet', [], async () => {
      const oldest = await outbox.findOne({
        select: { id: true, occurredAt: true },
        where: { pending: 1 },
        order: { id: 'ASC' },
      });
      return [{ labels: {}, value: ageSeconds(oldest?.occurredAt, clock.now()) }];
    });
    metrics.gauge('outbox_pending', 'Events not relayed yet', [], async () => {
      return [{ labels: {}, value: await outbox.countBy({ pending: 1 }) }];
    });
  }
}
