import { Inject, Injectable } from '@nestjs/common';
import { ReconciliationConfig } from '../../../config/reconciliation.config.js';
import { Metrics } from '../../http/health/metrics.service.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { toChinaDay } from '../../kernel/shanghai-time.js';
import { DISCREPANCY_KINDS } from '../model/discrepancy.js';
import { OpenFiguresRepository } from '../model/open-figures.repository.js';

/** A bill is late at eighteen o'clock of the next day: 42 hours after its day has begun. */
const LATE_MS = 42 * 3_600_000;

/** Gauges of what is open between Alipay's bills and our books; read from the database when they are scraped. */
@Injectable()
export class ReconciliationMetrics {
  constructor(
    private readonly figures: OpenFiguresRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    { billTypes }: ReconciliationConfig,
    metrics: Metrics,
  ) {
    metrics.gauge('open_discrepancies', 'Differences between bills and books', ['kind'], () =>
      this.open(),
    );
    metrics.gauge(
      'discrepancies_not_at_alipay',
      'Money of our books that Alipay says it does not know',
      [],
      async () => plain(await figures.grave()),
    );
    metrics.gauge('bills_late', 'Bills that ought to be there and are not', [], async () =>
      plain(await figures.late(billTypes, toChinaDay(plusMs(this.clock.now(), -LATE_MS)))),
    );
    metrics.gauge('bills_broken', 'Bills that cannot be used', [], async () =>
      plain(await figures.broken(billTypes)),
    );
  }

  private async open() {
    const counts = await this.figures.discrepancies();
    return DISCREPANCY_KINDS.map((kind) => ({ labels: { kind }, value: counts.get(kind) ?? 0 }));
  }
}

function plain(value: number) {
  return [{ labels: {}, value }];
}
