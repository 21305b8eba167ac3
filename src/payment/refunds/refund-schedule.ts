/** Alipay's own advice: ask for a refund no sooner than this after sending it (alipay.md 4.1). */
const SHORTEST_GAP_MS = 10_000;
const LONGEST_GAP_MS = 60 * 60_000;
/** A gap is this share of the refund's age: a trouble of some minutes is over here soon after it is over at Alipay. */
const SHARE_OF_AGE = 0.1;

/** Milliseconds until a refund without an end is sent or asked for again, by its age since it was decided. Pure. */
export function refundGapMs(ageMs: number): number {
  return Math.min(LONGEST_GAP_MS, Math.max(SHORTEST_GAP_MS, ageMs * SHARE_OF_AGE));
}
