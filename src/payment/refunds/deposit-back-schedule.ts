import { plusMs } from '../../kernel/clock.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The ages since a refund was done at which its bank is asked after: most answer within two days, the last within weeks. */
const AGES_MS = [2 * DAY_MS, 8 * DAY_MS, 16 * DAY_MS] as const;
const UNANSWERED_GAP_MS = HOUR_MS;
const GIVEN_UP_MS = 30 * DAY_MS;

/** What a question brought: nothing, that the bank has not answered yet, or that nothing more is to be heard. */
export type DepositBackNews = 'no-answer' | 'under-way' | 'over';

/** When it is asked for the first time how the buyer's bank took a refund that is done now. Pure. */
export function firstDepositBackCheckAt(now: Date): Date {
  return plusMs(now, AGES_MS[0]);
}

/** When it is asked again; null: not any more. Three times at most, but for questions that were not answered. Pure. */
export function nextDepositBackCheckAt(
  endedAt: Date,
  now: Date,
  news: DepositBackNews,
): Date | null {
  if (news === 'over') return null;
  const ageMs = now.getTime() - endedAt.getTime();
  if (news === 'no-answer') return ageMs < GIVEN_UP_MS ? plusMs(now, UNANSWERED_GAP_MS) : null;
  const next = AGES_MS.find((age) => age > ageMs);
  return next === undefined ? null : plusMs(endedAt, next);
}
