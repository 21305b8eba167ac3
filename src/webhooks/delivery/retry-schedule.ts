const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Gaps after the first, second … failed try: about three days in all. */
const GAPS_MS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** Up to a fifth more, so that what failed together does not come back together. */
const JITTER = 0.2;

/** A delivery is tried so often. */
export const MOST_ATTEMPTS = GAPS_MS.length + 1;

/** An endpoint that has taken nothing for this long, over at least so many tries, is dead. */
const DEAD_AFTER_MS = 72 * HOUR;
const DEAD_AFTER_FAILURES = 10;

/** Milliseconds until the next try after `attempts` failed ones; null: there is none. `random` is in [0, 1). Pure. */
export function gapAfterMs(attempts: number, random: number): number | null {
  const gap = GAPS_MS[attempts - 1];
  return gap === undefined ? null : Math.round(gap * (1 + JITTER * random));
}

/** How an endpoint has been lately. */
export interface Health {
  /** Tries without a success since the last one. */
  readonly failures: number;
  readonly failingSince: Date | null;
}

/** An endpoint's health after one more failed try. Pure. */
export function afterFailure({ failures, failingSince }: Health, now: Date): Health {
  return { failures: failures + 1, failingSince: failingSince ?? now };
}

/** Whether an endpoint has failed so often and for so long that nothing more is sent to it. Pure. */
export function isDead({ failures, failingSince }: Health, now: Date): boolean {
  if (failingSince === null || failures < DEAD_AFTER_FAILURES) return false;
  return now.getTime() - failingSince.getTime() >= DEAD_AFTER_MS;
}
