/** What a worker has seen of an endpoint lately. */
export interface Pace {
  /** Tries without a success since the last one, whoever made them. */
  readonly failures: number;
  /** How long its last answer to this worker took; null: there was none yet. */
  readonly answerMs: number | null;
}

/** An answer is quick within so many milliseconds. */
const QUICK_MS = 500;

const TO_QUICK = 32;
const TO_UNKNOWN = 8;
const TO_SLOW = 4;

/** One at a time, so that dead ones hold up nobody. */
const TO_FAILING = 1;

/** How many deliveries of one worker to an endpoint may be under way at the same time. Pure. */
export function mostUnderWay({ failures, answerMs }: Pace): number {
  if (failures > 0) return TO_FAILING;
  if (answerMs === null) return TO_UNKNOWN;
  return answerMs <= QUICK_MS ? TO_QUICK : TO_SLOW;
}
