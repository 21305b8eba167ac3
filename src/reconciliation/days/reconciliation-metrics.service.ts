import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Metrics } from '../../http/health/metrics.service.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { toChinaDay } from '../../kernel/shanghai-time.js';
import { DISCREPANCY_KINDS } from '../model/discrepancy.js';

/** A bill is late at eighteen o'clock of the next day: 42 hours after its day has begun. */
const LATE_MS = 42 * 3_600_000;

/** Gauges of what is open between Alipay's bills and our books; read from the database when they are scraped. */
@Injectable()
export class ReconciliationMetrics {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    metrics: Metrics,
  ) {
    metrics.gauge('open_discrepancies', 'Differences between bills and books', ['kind'], () =>
      this.open(),
    );
    metrics.gauge(
      'discrepancies_not_at_alipay',
      'Money of our books that Alipay says it does not know',
      [],
      () => this.count("FROM discrepancies WHERE state = 'OPEN' AND grave = 1"),
    );
    metrics.gauge('bills_late', 'Bills that ought to be there and are not', [], () => this.late());
    metrics.gauge('bills_broken', 'Bills that cannot be used', [], () =>
      this.count("FROM bills WHERE state = 'BROKEN'"),
    );
  }

  private async open() {
    const rows: { kind: string; count: string }[] = await this.dataSource.query(
      "SELECT kind, COUNT(*) AS count FROM discrepancies WHERE state = 'OPEN' GROUP BY kind",
    );
    const counts = new Map(rows.map(({ kind, count }) => [kind, Number(count)]));
    return DISCREPANCY_KINDS.map((kind) => ({ labels: { kind }, value: counts.get(kind) ?? 0 }));
  }

  private late() {
    const last = toChinaDay(plusMs(this.clock.now(), -LATE_MS));
    const from = "FROM bills WHERE state IN ('DUE', 'NOT_READY', 'FETCHED') AND day <= ?";
    return this.count(from, [last]);
  }

  private async count(from: string, values: readonly string[] = []) {
    const [row]: { count: string }[] = await this.dataSource.query(
      `SELECT COUNT(*) AS count ${from}`,
      [...values],
    );
    return [{ labels: {}, value: Number(row?.count ?? 0) }];
  }
}
