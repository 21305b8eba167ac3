import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { type Arrivals, calmnessOf } from './check-schedule.js';
import { readArrivals } from './notify-arrivals.repository.js';

/** What was known longer ago says nothing of now. */
const LATELY_MS = 15 * 60_000;

const READ_EVERY_MS = 5_000;

/**
 * Knows whether notifies arrive, as the database tells it: what became known as paid by a notify, and what by a question.
 * So each process knows what all others have seen, and a new one knows it too.
 */
@Injectable()
export class NotifyArrivals {
  private readonly logger = new Logger(NotifyArrivals.name);
  private arrivals: Arrivals = { told: 0, asked: 0 };
  private readAt = Number.NEGATIVE_INFINITY;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What {@link calmnessOf} says of what was read last; who asks has it read again when it is some seconds old. */
  calmness(): number {
    if (performance.now() - this.readAt >= READ_EVERY_MS) void this.read();
    return calmnessOf(this.arrivals);
  }

  /** Never rejects: what was known before stands. */
  private async read(): Promise<void> {
    this.readAt = performance.now();
    try {
      const since = plusMs(this.clock.now(), -LATELY_MS);
      this.arrivals = await readArrivals(this.dataSource, since);
    } catch (error) {
      this.logger.warn({ err: error }, 'it could not be read whether notifies arrive');
    }
  }
}
