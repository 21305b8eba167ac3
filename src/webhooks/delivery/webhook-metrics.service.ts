import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Counter } from 'prom-client';
import { Repository } from 'typeorm';
import { Metrics } from '../../http/health/metrics.service.js';
import { ageSeconds, CLOCK, type Clock } from '../../kernel/clock.js';
import { EndpointEntity } from '../endpoints/endpoint.entity.js';
import { DeliveryEntity } from './delivery.entity.js';
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
    @InjectRepository(EndpointEntity) private readonly endpoints: Repository<EndpointEntity>,
    @InjectRepository(DeliveryEntity) private readonly deliveries: Repository<DeliveryEntity>,
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
    const rows = await this.endpoints
      .createQueryBuilder('endpoint')
      .select('endpoint.state', 'state')
      .addSelect('COUNT(*)', 'count')
      .groupBy('endpoint.state')
      .getRawMany<{ readonly state: string; readonly count: string }>();
    return rows.map(({ state, count }) => ({ labels: { state }, value: Number(count) }));
  }

  private async oldestPending() {
    const oldest = await this.deliveries
      .createQueryBuilder('delivery')
      .select(['delivery.id', 'delivery.createdAt'])
      .innerJoin(EndpointEntity, 'e', "e.id = delivery.endpointId AND e.state = 'ACTIVE'")
      .where({ state: 'PENDING' })
      .orderBy('delivery.createdAt')
      .limit(1)
      .getOne();
    return [{ labels: {}, value: ageSeconds(oldest?.createdAt, this.clock.now()) }];
  }
}
