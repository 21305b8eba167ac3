import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { Metrics } from '../../http/health/metrics.service.js';
import { ageSeconds, CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { OrderEntity } from '../model/order.entity.js';

/** The poller needs a moment after a deadline; longer is an alarm. */
const OVERDUE_MS = 60_000;

const UNPAID = { state: 'PENDING_PAYMENT' } as const;

/**
 * Gauges of orders that an operator's alarms watch; read from the database when they are scraped. They tell what is open,
 * by an index: counting what has ended as well would read the whole history at each scrape.
 */
@Injectable()
export class OrderMetrics {
  constructor(
    @InjectRepository(OrderEntity) private readonly orders: Repository<OrderEntity>,
    @Inject(CLOCK) private readonly clock: Clock,
    metrics: Metrics,
  ) {
    metrics.gauge('orders_unpaid', 'Orders that wait for their money', [], () => this.unpaid());
    metrics.gauge('oldest_unpaid_order_seconds', 'Age of the oldest unpaid order', [], () =>
      this.oldestUnpaid(),
    );
    metrics.gauge('orders_overdue', 'Unpaid orders a minute and more past their deadline', [], () =>
      this.overdue(),
    );
  }

  private async unpaid() {
    return [{ labels: {}, value: await this.orders.countBy(UNPAID) }];
  }

  private async oldestUnpaid() {
    const oldest = await this.orders.findOne({
      select: { id: true, createdAt: true },
      where: UNPAID,
      order: { createdAt: 'ASC' },
    });
    return [{ labels: {}, value: ageSeconds(oldest?.createdAt, this.clock.now()) }];
  }

  private async overdue() {
    const before = plusMs(this.clock.now(), -OVERDUE_MS);
    const value = await this.orders.countBy({ ...UNPAID, expiresAt: LessThan(before) });
    return [{ labels: {}, value }];
  }
}
