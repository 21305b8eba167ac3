/** Where the time comes from. Injected, so that tests decide what time it is. */
export interface Clock {
  now(): Date;
}

/** Injection token of the {@link Clock}. */
export const CLOCK = Symbol('Clock');

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** The machine's clock, moved to where all processes of a shop agree that it is. */
export class AgreedClock implements Clock {
  /** How far what is agreed on is ahead of the machine's clock, in milliseconds. */
  aheadMs = 0;

  now(): Date {
    return plusMs(systemClock.now(), this.aheadMs);
  }
}

/** `instant` moved by `ms` milliseconds (negative: earlier). */
export function plusMs(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}

/** Seconds from an instant until now; 0 when there is none. */
export function ageSeconds(since: Date | null | undefined, now: Date): number {
  return since == null ? 0 : (now.getTime() - since.getTime()) / 1_000;
}
