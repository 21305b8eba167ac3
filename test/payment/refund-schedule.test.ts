import { describe, expect, it } from '@jest/globals';
import { refundGapMs } from '../../src/payment/refunds/refund-schedule.js';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

describe('the next look at a refund without an end', () => {
  it.each([
    ['just decided', 0, 10 * SECOND],
    ['a clock that went back', -5 * SECOND, 10 * SECOND],
    ['a minute and a half old', 90 * SECOND, 10 * SECOND],
    ['five minutes old', 300 * SECOND, 30 * SECOND],
    ['five hours old', 5 * HOUR, HOUR / 2],
    ['a week old', 168 * HOUR, HOUR],
  ])('comes for one that is %s after a tenth of its age, 10 s at least', (_, age, gap) => {
    expect(refundGapMs(age)).toBe(gap);
  });

  it('asks some 70 times in the first ten hours', () => {
    let [age, asked] = [0, 0];
    for (; age < 10 * HOUR; asked += 1) age += refundGapMs(age);
    expect(asked).toBeGreaterThan(50);
    expect(asked).toBeLessThan(80);
  });
});
