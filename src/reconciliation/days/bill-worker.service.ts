import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { ReconciliationConfig } from '../../../config/reconciliation.config.js';
import type { BillType } from '../../alipay/alipay-bills.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { SOME_HEALING_IS_DUE } from '../matching/books.repository.js';
import { Healing } from '../matching/healing.service.js';
import { type Bill, BillRepository } from '../model/bill.repository.js';
import { daysDue, dueAt } from '../model/day.js';
import { BillDays } from './bill-days.service.js';

/** A day that failed by a fault of ours is tried again then. */
const AFTER_FAILURE_MS = 60_000;

/** Thrown out of a day's work when the process is to end: the day is done anew by the next one. */
class Stopped extends Error {}

/** Does the days whose bills are due, in their order, and heals what is due. */
@Injectable()
export class BillWorker implements BeforeApplicationShutdown {
  private readonly logger = new Logger(BillWorker.name);
  private isStopping = false;
  private underWay: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly bills: BillRepository,
    private readonly days: BillDays,
    private readonly healing: Healing,
    private readonly config: ReconciliationConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whether there is anything to do, in SQL, beside days that begin; each `?` is the time that it is. */
  get isDue(): string {
    return `(${this.bills.isDue(this.config.billTypes)} OR ${SOME_HEALING_IS_DUE})`;
  }

  /** Does one due day, or heals some of what is due; answers 0 when there was nothing. */
  step(): Promise<number> {
    if (this.isStopping) return Promise.resolve(0);
    const step = this.stepOnce();
    this.underWay = step.catch(() => undefined);
    return step;
  }

  /** Before the database's connections end. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.underWay;
  }

  private async stepOnce(): Promise<number> {
    if (this.config.isOn) await this.makeDays();
    const due = await this.bills.nextDue(this.config.billTypes, this.clock.now());
    if (due === null) return this.healing.healDue();
    await this.doSafely(due);
    return 1;
  }

  /** A worker that was away makes the rows of all days that it has missed. */
  private async makeDays(): Promise<void> {
    for (const type of this.config.billTypes) await this.makeDaysOf(type);
  }

  private async makeDaysOf(type: BillType): Promise<void> {
    const now = this.clock.now();
    const last = await this.bills.lastDay(type);
    for (const day of daysDue(last, now)) await this.bills.ensure(type, day, dueAt(day), now);
  }

  private async doSafely({ id, type, day }: Bill): Promise<void> {
    try {
      const done = await this.days.run(type, day, { progress: () => this.goOn() });
      if (done !== null)
        this.logger.log({ day, type, state: done.bill.state }, 'a bill was looked at');
    } catch (error) {
      if (error instanceof Stopped) return;
      this.logger.error({ err: error, day, type }, 'a bill could not be done');
      const at = plusMs(this.clock.now(), AFTER_FAILURE_MS);
      await this.bills.schedule(id, at);
    }
  }

  private goOn(): void {
    if (this.isStopping) throw new Stopped();
  }
}
