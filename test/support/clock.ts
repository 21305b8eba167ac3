import type { Clock } from '../../src/kernel/clock.js';

/** A clock that runs with the real one, ahead of it by as much as a test says. */
export class MovableClock implements Clock {
  private aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  /** Moves the clock forward, in milliseconds. */
  advance(ms: number): void {
    this.aheadMs += ms;
  }
}
