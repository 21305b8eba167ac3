import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { HOUR_MS, hourOf, type HourSums, hoursDue, NO_SUMS, shownSince } from './hour-sums.js';
import { HourSumsRepository } from './hour-sums.repository.js';

/** So many hours are made in a step: what was missed for a month takes a minute, beside other work. */
const HOURS_OF_A_STEP = 20;

/** The hours of the overview, and whether any is missing. */
export interface KnownHours {
  readonly hours: readonly HourSums[];
  readonly isComplete: boolean;
}

/** Keeps the sums of the hours that the overview shows. */
@Injectable()
export class HourlySums {
  constructor(
    private readonly repository: HourSumsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes the sums of some hours that are due, the newest first; answers how many. Done twice it changes nothing. */
  async refresh(): Promise<number> {
    const now = this.clock.now();
    const computed = await this.repository.computed(shownSince(now));
    const due = hoursDue(now, computed, HOURS_OF_A_STEP);
    for (const hour of due) {
      const computedAt = this.clock.now();
      await this.repository.keep(await this.repository.make(hour), computedAt);
    }
    return due.length;
  }

  /**
   * The hours that the overview shows: the last two from the rows as they are now, the others as a worker kept them. How
   * payments were learned of is always as it was kept: that takes many looks.
   */
  async known(): Promise<KnownHours> {
    const now = this.clock.now();
    const [since, current] = [shownSince(now), hourOf(now)];
    const latest = [plusMs(current, -HOUR_MS), current].filter((hour) => hour >= since);
    const [kept, ...counted] = await Promise.all([
      this.repository.kept(since),
      ...latest.map((hour) => this.repository.count(hour)),
    ]);
    const byHour = new Map(kept.map((one) => [one.hour.getTime(), one]));
    for (const [place, hour] of latest.entries()) {
      const delays = byHour.get(hour.getTime())?.delays ?? {};
      byHour.set(hour.getTime(), { hour, ...(counted[place] ?? NO_SUMS), delays });
    }
    const wanted = (current.getTime() - since.getTime()) / HOUR_MS + 1;
    return { hours: [...byHour.values()], isComplete: byHour.size >= wanted };
  }
}
