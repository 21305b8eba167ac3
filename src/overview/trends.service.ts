import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { toChinaDay, toRfc3339 } from '../kernel/shanghai-time.js';
import { yuanOf } from '../reconciliation/bill-file/sums.js';
import { DAYS_SHOWN, delaysOf, HOUR_MS, shownSince } from './hour-sums.js';
import { KeptAnswer } from './kept-answer.js';
import { type QueueDepth, QueueDepthsRepository, QUEUES } from './queue-depths.repository.js';
import { QueueDepths } from './queue-depths.service.js';
import type { TrendsDay, TrendsQueue, TrendsView } from './trends-view.js';
import { addFunnels, topReasons } from './trends.js';
import { type KeptTrends, TrendsRepository } from './trends.repository.js';

const DAY_MS = 24 * HOUR_MS;
const REASONS_SHOWN = 10;
/** Who asks again so soon gets the same answer: it was kept that long ago as well. */
const FRESH_MS = 15_000;

/** What the charts of the start page show. */
@Injectable()
export class Trends {
  private readonly kept = new KeptAnswer<TrendsView>(FRESH_MS);

  constructor(
    private readonly trends: TrendsRepository,
    private readonly depths: QueueDepths,
    private readonly queues: QueueDepthsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All of it, as it was fifteen seconds ago at most. */
  view(): Promise<TrendsView> {
    const now = this.clock.now();
    return this.kept.at(now, () => this.make(now));
  }

  private async make(now: Date): Promise<TrendsView> {
    const [hours, depths, waiting] = await Promise.all([
      this.trends.kept(shownSince(now)),
      this.depths.lastDay(),
      this.queues.waiting(now),
    ]);
    const reasons = topReasons(
      hours.flatMap(({ refundReasons }) => refundReasons),
      REASONS_SHOWN,
    );
    return {
      asOf: toRfc3339(now),
      days: daysOf(hours, now),
      refundReasons: reasons.map(({ reason, count, amount }) => ({
        reason,
        count,
        amount: yuanOf(amount),
      })),
      queues: QUEUES.map((queue, place) => queueView(queue, waiting[place] ?? 0, depths)),
    };
  }
}

function daysOf(hours: readonly KeptTrends[], now: Date): TrendsDay[] {
  const first = shownSince(now);
  return Array.from({ length: DAYS_SHOWN }, (_, place) => {
    const [from, to] = [plusMs(first, place * DAY_MS), plusMs(first, (place + 1) * DAY_MS)];
    const ofDay = hours.filter(({ hour }) => hour >= from && hour < to);
    return {
      day: toChinaDay(from),
      recorded: delaysOf(ofDay.map(({ delays }) => delays)),
      funnel: addFunnels(ofDay.map(({ funnel }) => funnel)),
    };
  });
}

function queueView(
  queue: TrendsQueue['queue'],
  waiting: number,
  all: readonly QueueDepth[],
): TrendsQueue {
  const depths = all.filter((one) => one.queue === queue);
  return { queue, waiting, depths: depths.map(({ at, depth }) => ({ at: toRfc3339(at), depth })) };
}
