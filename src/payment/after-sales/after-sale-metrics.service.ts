import { Inject, Injectable } from '@nestjs/common';
import { Metrics } from '../../http/health/metrics.service.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { AfterSaleRepository } from './after-sale.repository.js';

/** A gauge of cases that wait too long for an answer; read by an index when it is scraped. */
@Injectable()
export class AfterSaleMetrics {
  constructor(cases: AfterSaleRepository, @Inject(CLOCK) clock: Clock, metrics: Metrics) {
    metrics.gauge(
      'after_sales_unanswered',
      'After-sale cases that the shop has not answered in time',
      [],
      async () => [{ labels: {}, value: await cases.countOverdue(clock.now()) }],
    );
  }
}
