import { describe, expect, it } from '@jest/globals';
import {
  canGoBack,
  firstRecheckAt,
  isStale,
  recheckAt,
} from '../../src/payment/model/paid-schedule.js';
import type { PaymentState } from '../../src/payment/model/payment-states.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const PAID_AT = new Date('2026-11-21T04:00:00.000Z');

const after = (ms: number) => new Date(PAID_AT.getTime() + ms);
const paid = (state: PaymentState) => ({ state, paidAt: PAID_AT });

/** After how long the next question follows, in milliseconds; null: none does. */
function gapAt(ageMs: number, state: PaymentState, answered = true, random = 0): number | null {
  const now = after(ageMs);
  const at = recheckAt(paid(state), { now, refundableMs: YEAR, answered, random });
  return at === null ? null : at.getTime() - now.getTime();
}

describe('a paid payment', () => {
  it.each([
    [0, 4 * HOUR],
    [DAY - 1, 4 * HOUR],
    [DAY, DAY],
    [7 * DAY - 1, DAY],
    [7 * DAY, 7 * DAY],
    [60 * DAY - 1, 7 * DAY],
    [60 * DAY, 30 * DAY],
    [YEAR - 1, 30 * DAY],
    [YEAR, null],
  ])('of the age of %d ms is asked about again in %p ms', (age, gap) => {
    expect(gapAt(age, 'SUCCEEDED')).toBe(gap);
    expect(gapAt(age, 'PARTLY_REFUNDED')).toBe(gap);
  });

  it.each(['REFUNDED', 'FINISHED', 'CLOSED', 'AWAITING', 'CREATED'] as const)(
    'is not asked about when it is %s',
    (state) => {
      expect(gapAt(HOUR, state)).toBe(null);
      expect(canGoBack(paid(state), { now: after(HOUR), refundableMs: YEAR })).toBe(false);
    },
  );

  it('is asked about in ten minutes when Alipay did not answer', () => {
    expect(gapAt(HOUR, 'SUCCEEDED', false)).toBe(10 * MINUTE);
    expect(gapAt(200 * DAY, 'SUCCEEDED', false)).toBe(10 * MINUTE);
  });

  it('is asked about a little earlier by chance, so that payments do not stay together', () => {
    expect(gapAt(HOUR, 'SUCCEEDED', true, 0.5)).toBe(3.6 * HOUR);
  });

  it('costs some thirty questions in a year', () => {
    let at: Date | null = firstRecheckAt(PAID_AT);
    let questions = 0;
    while (at !== null) {
      questions += 1;
      const grounds = { now: at, refundableMs: YEAR, answered: true, random: 0.5 };
      const due: Date | null = recheckAt(paid('SUCCEEDED'), grounds);
      at = due !== null && due.getTime() < PAID_AT.getTime() + YEAR ? due : null;
    }
    expect(questions).toBeGreaterThan(25);
    expect(questions).toBeLessThan(37);
  });

  it.each([
    [null, 5 * MINUTE, false],
    [null, 5 * MINUTE + 1, true],
    [HOUR, HOUR + 5 * MINUTE, false],
    [HOUR, HOUR + 5 * MINUTE + 1, true],
    [-HOUR, 5 * MINUTE, false],
  ])('last answered about at %p ms is stale at %d ms: %p', (answeredMs, nowMs, stale) => {
    const answeredAt = answeredMs === null ? null : after(answeredMs);
    expect(isStale({ paidAt: PAID_AT, answeredAt }, after(nowMs), 5 * MINUTE)).toBe(stale);
  });
});
