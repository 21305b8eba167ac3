/** Where the time comes from. Injected, so that tests decide what time it is. */
export interface Clock {
  now(): Date;
}

/** Injection token of the {@link Clock}. */
export const CLOCK = Symbol('Clock');

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** `instant` moved by `ms` milliseconds (negative: earlier). */
export function plusMs(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}

/** Seconds from an instant until now; 0 when there is none. */
export function ageSeconds(since: Date | null | undefined, now: Date): number {
  return since == null ? 0 : (now.getTime() - since.getTime()) / 1_000;
}
