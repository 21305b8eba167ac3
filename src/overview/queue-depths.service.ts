import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { type QueueDepth, QueueDepthsRepository, QUEUES } from './queue-depths.repository.js';

const QUARTER_MS = 900_000;
const EVERY_MS = 15_000;
const SHOWN_MS = 24 * 3_600_000;
const KEPT_MS = 2 * SHOWN_MS;

/** Notes how much work waits, for a day's chart. Where no worker runs nothing is noted, and the chart has a gap. */
@Injectable()
export class QueueDepths {
  private lastAt: Date | null = null;

  constructor(
    private readonly repository: QueueDepthsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Counts what waits and keeps it, every 15 s at most. */
  async note(): Promise<void> {
    const now = this.clock.now();
    const { lastAt } = this;
    if (lastAt !== null && now < plusMs(lastAt, EVERY_MS)) return;
    this.lastAt = now;
    const at = quarterOf(now);
    const waiting = await this.repository.waiting(now);
    await this.repository.keep(
      QUEUES.map((queue, place) => ({ at, queue, depth: waiting[place] ?? 0 })),
    );
    const isOfSameQuarter = lastAt !== null && lastAt >= at;
    if (!isOfSameQuarter) await this.repository.removeBefore(plusMs(now, -KEPT_MS));
  }

  /** Those of the last 24 hours, by time. */
  lastDay(): Promise<QueueDepth[]> {
    return this.repository.kept(plusMs(this.clock.now(), -SHOWN_MS));
  }
}

function quarterOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS);
}
