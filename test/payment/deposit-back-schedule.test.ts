import { describe, expect, it } from '@jest/globals';
import {
  type DepositBackNews,
  firstDepositBackCheckAt,
  nextDepositBackCheckAt,
} from '../../src/payment/refunds/deposit-back-schedule.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DONE_AT = new Date('2026-11-21T02:00:00.000Z');

const after = (ms: number) => new Date(DONE_AT.getTime() + ms);

describe('when it is asked how the bank took a refund', () => {
  it('is two days after the refund for the first time', () => {
    expect(firstDepositBackCheckAt(DONE_AT)).toEqual(after(2 * DAY));
  });

  it.each<[DepositBackNews, number, number | null]>([
    ['under-way', 2 * DAY, 8 * DAY],
    ['under-way', 8 * DAY - 1, 8 * DAY],
    ['under-way', 8 * DAY, 16 * DAY],
    ['under-way', 16 * DAY - 1, 16 * DAY],
    ['under-way', 16 * DAY, null],
    ['under-way', 40 * DAY, null],
    ['no-answer', 2 * DAY, 2 * DAY + HOUR],
    ['no-answer', 30 * DAY - 1, 30 * DAY - 1 + HOUR],
    ['no-answer', 30 * DAY, null],
    ['over', 2 * DAY, null],
    ['over', 8 * DAY, null],
  ])('after %s at the age of %d ms is at that of %p', (news, age, next) => {
    const expected = next === null ? null : after(next);
    expect(nextDepositBackCheckAt(DONE_AT, after(age), news)).toEqual(expected);
  });
});
