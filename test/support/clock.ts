import type { Clock } from '../../src/kernel/clock.js';

/** A clock that runs with the real one, ahead of it by as much as a test says, until it is stopped. */
export class MovableClock implements Clock {
  private aheadMs = 0;
  private stoppedAt: number | null = null;

  now(): Date {
    return new Date((this.stoppedAt ?? Date.now()) + this.aheadMs);
  }

  /** From now on only {@link advance} moves the clock: what a test does takes no time, however slow the machine is. */
  stop(): void {
    this.stoppedAt ??= Date.now();
  }

  /** Moves the clock forward, in milliseconds. */
  advance(ms: number): void {
    this.aheadMs += ms;
  }
}
