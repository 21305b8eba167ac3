import { setTimeout as pause } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AgreedClock, CLOCK, type Clock, systemClock } from '../kernel/clock.js';

const CLOCK_OF_DATABASE = 'SELECT UNIX_TIMESTAMP(NOW(3)) AS at';
const LOOK_EVERY_MS = 5_000;
/** While the database has never told it yet. */
const LOOK_AGAIN_MS = 250;
/** So often a process that starts looks before it goes on by the machine's clock. */
const FIRST_LOOKS = 12;
/** Time synchronisation keeps machines far closer than that: what is nearer is left to it. */
const TOLERATED_MS = 1_000;

/** What one look at the database's clock has told, in milliseconds. */
export interface ClockSight {
  /** How far it is ahead of the machine's. */
  readonly aheadMs: number;
  /** So far that may be from the truth. */
  readonly errorMs: number;
}

/**
 * Where a clock that is `currentMs` ahead of the machine's has to be moved; null: as far as one can see it is near enough
 * to the database's. Pure.
 */
export function correction(currentMs: number, { aheadMs, errorMs }: ClockSight): number | null {
  if (Math.abs(aheadMs - currentMs) <= TOLERATED_MS + errorMs) return null;
  return Math.abs(aheadMs) <= TOLERATED_MS ? 0 : Math.round(aheadMs);
}

/**
 * Keeps this process to the database's time where the machine's clock is wrong: deadlines and claims of processes
 * whose clocks differ would hold up or end each other's work. Looks before anything else is done, and every few seconds.
 */
@Injectable()
export class ClockFollower implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Clock');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    const { clock } = this;
    // Another clock was given: it is not ours to move.
    if (!(clock instanceof AgreedClock)) return;
    for (let looks = 1; !(await this.look(clock)) && looks < FIRST_LOOKS; looks += 1) {
      await pause(LOOK_AGAIN_MS);
    }
    this.timer = setInterval(() => void this.look(clock), LOOK_EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Answers whether the database told its time: while it is away nothing is agreed on anew. Never rejects. */
  private async look(clock: AgreedClock): Promise<boolean> {
    const seen = await this.see().catch(() => null);
    if (seen === null) return false;
    const moved = correction(clock.aheadMs, seen);
    if (moved !== null) this.move(clock, moved);
    return true;
  }

  private move(clock: AgreedClock, moved: number): void {
    clock.aheadMs = moved;
    const words = moved === 0 ? 'agrees with' : 'differs from';
    this.logger.warn(
      { aheadMs: -moved },
      `this machine's clock ${words} the database's, which all processes go by`,
    );
  }

  private async see(): Promise<ClockSight | null> {
    const [began, at] = [performance.now(), systemClock.now().getTime()];
    const [row]: { at: string }[] = await this.dataSource.query(CLOCK_OF_DATABASE);
    // It was told at some moment of the trip.
    const errorMs = (performance.now() - began) / 2;
    return row === undefined ? null : { aheadMs: Number(row.at) * 1_000 - (at + errorMs), errorMs };
  }
}
