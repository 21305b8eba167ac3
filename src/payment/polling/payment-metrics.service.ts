import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { Metrics } from '../../http/health/metrics.service.js';
import { ageSeconds, CLOCK, type Clock } from '../../kernel/clock.js';
import { IncidentEntity } from '../model/incident.entity.js';
import { PaymentEntity } from '../model/payment.entity.js';
import { RefundEntity } from '../model/refund.entity.js';
import type { RefundState } from '../model/refund-states.js';

/** The refunds that somebody still has to look after. */
const OPEN_REFUNDS: readonly RefundState[] = ['REQUESTED', 'PROCESSING', 'UNKNOWN'];

/** Those of them that Alipay was asked for, or is about to be. */
const SENT_REFUNDS: readonly RefundState[] = ['PROCESSING', 'UNKNOWN'];

/**
 * Gauges that an operator's alarms watch; read from the database when they are scraped. They tell what is open, each by
 * an index: counting what has ended as well would read the whole history at each scrape. What ends is counted by
 * `events_relayed_total`. No state of a payment is open for sure: one whose link was never used stays CREATED for ever,
 * so unpaid orders are counted instead ({@link OrderMetrics}).
 */
@Injectable()
export class PaymentMetrics {
  constructor(
    @InjectRepository(PaymentEntity) private readonly payments: Repository<PaymentEntity>,
    @InjectRepository(RefundEntity) private readonly refunds: Repository<RefundEntity>,
    @InjectRepository(IncidentEntity) private readonly incidents: Repository<IncidentEntity>,
    @Inject(CLOCK) private readonly clock: Clock,
    metrics: Metrics,
  ) {
    metrics.gauge(
      'payments_awaiting',
      'Payments that Alipay knows and that are neither paid nor closed',
      [],
      () => this.awaiting(),
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

  private async awaiting() {
    return [{ labels: {}, value: await this.payments.countBy({ state: 'AWAITING' }) }];
  }

  private async openRefunds() {
    const rows = await this.refunds
      .createQueryBuilder('refund')
      .select('refund.state', 'state')
      .addSelect('COUNT(*)', 'count')
      .where({ state: In(OPEN_REFUNDS) })
      .groupBy('refund.state')
      .getRawMany<{ readonly state: string; readonly count: string }>();
    const counts = new Map(rows.map(({ state, count }) => [state, Number(count)]));
    return OPEN_REFUNDS.map((state) => ({ labels: { state }, value: counts.get(state) ?? 0 }));
  }

  /** A customer's waits for its approval first, however long that takes. */
  private async oldestOpenRefund() {
    const row = await this.refunds
      .createQueryBuilder('refund')
      .select('MIN(COALESCE(refund.decidedAt, refund.createdAt))', 'oldest')
      .where({ state: In(SENT_REFUNDS) })
      .getRawOne<{ readonly oldest: Date | null }>();
    return [{ labels: {}, value: ageSeconds(row?.oldest, this.clock.now()) }];
  }

  private async openIncidents() {
    const rows = await this.incidents
      .createQueryBuilder('incident')
      .select('incident.kind', 'kind')
      .addSelect('COUNT(*)', 'count')
      .where({ state: 'OPEN' })
      .groupBy('incident.kind')
      .getRawMany<{ readonly kind: string; readonly count: string }>();
    return rows.map(({ kind, count }) => ({ labels: { kind }, value: Number(count) }));
  }
}
