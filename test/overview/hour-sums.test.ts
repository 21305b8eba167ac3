import { describe, expect, it } from '@jest/globals';
import {
  addSums,
  DAYS_SHOWN,
  delaysOf,
  hourOf,
  hoursDue,
  NO_SUMS,
  shownSince,
} from '../../src/overview/hour-sums.js';
import { addFunnels, NO_FUNNEL, topReasons } from '../../src/overview/trends.js';

const NOW = new Date('2026-11-21T12:34:56+08:00');
const HOUR = 3_600_000;
const HOURS = (DAYS_SHOWN - 1) * 24 + 13;
const at = (text: string) => new Date(`${text}+08:00`);

describe('the hours that are due', () => {
  it('are all that are shown where none is known, the newest first, some at a time', () => {
    expect(shownSince(NOW)).toEqual(at('2026-10-23T00:00:00'));
    const all = hoursDue(NOW, new Map(), 10_000);
    expect(all).toHaveLength(HOURS);
    expect([all[0], all.at(-1)]).toEqual([at('2026-11-21T12:00:00'), at('2026-10-23T00:00:00')]);
    expect(hoursDue(NOW, new Map(), 3)).toEqual(all.slice(0, 3));
  });

  it.each([
    ['the present one after 15 s', '2026-11-21T12:00:00', 14_000, 15_000],
    ['one that ended just now after a minute', '2026-11-21T11:00:00', 59_000, 60_000],
    ["one of yesterday's after ten minutes", '2026-11-20T11:00:00', 599_000, 600_000],
    ['one of the week before after half a day', '2026-11-14T11:00:00', 12 * HOUR - 1, 12 * HOUR],
  ])('are made anew: %s', (_what, hour, fresh, old) => {
    const all = hoursDue(NOW, new Map(), 10_000);
    const known = new Map(all.map((one) => [one.getTime(), NOW]));
    const isDue = (age: number) => {
      known.set(at(hour).getTime(), new Date(NOW.getTime() - age));
      return hoursDue(NOW, known, 10).length === 1;
    };
    expect([isDue(fresh), isDue(old)]).toEqual([false, true]);
  });

  it('are those that had not ended when they were made', () => {
    const all = hoursDue(NOW, new Map(), 10_000);
    const known = new Map(all.map((one) => [one.getTime(), NOW]));
    const eleven = at('2026-11-21T11:00:00');
    const soon = new Date(at('2026-11-21T12:00:00').getTime() + 5_000);
    known.set(eleven.getTime(), at('2026-11-21T11:59:59'));
    for (const [hour] of known) if (hour > soon.getTime()) known.delete(hour);
    known.set(hourOf(soon).getTime(), soon);
    expect(hoursDue(soon, known, 10)).toEqual([eleven]);
  });
});

describe('sums', () => {
  it('add up', () => {
    const one = { orders: 1, paidCount: 2, paidAmount: 300, refundedCount: 4, refundedAmount: 5 };
    expect(addSums([one, NO_SUMS, one])).toEqual({
      orders: 2,
      paidCount: 4,
      paidAmount: 600,
      refundedCount: 8,
      refundedAmount: 10,
    });
  });
});

describe('how long it took to learn of payments', () => {
  it.each([
    ['none', [], [0, null, null]],
    ['one within a second', [{ notify: { 0: 1 } }], [1, 1, 1]],
    [
      '99 quick ones and a slow one',
      [{ notify: { 0: 60 } }, { notify: { 0: 39, 5: 1 } }],
      [100, 1, 1],
    ],
    ['98 quick ones and two slow ones', [{ notify: { 0: 98, 5: 2 } }], [100, 1, 13]],
    ['half of them slow', [{ notify: { 1: 50, 8: 50 } }], [100, 2, 60]],
    ['longer than a day', [{ notify: { 16: 3 } }], [3, null, null]],
  ])('of %s', (_what, hours, [count, p50Seconds, p99Seconds]) => {
    expect(delaysOf(hours)[0]).toEqual({ way: 'notify', count, p50Seconds, p99Seconds });
  });
});

describe('what charts show', () => {
  const reason = (text: string | null, amount: number, count = 1) => ({
    reason: text,
    count,
    amount,
  });

  it('tells the reasons for which most went back, and all others as one', () => {
    const all = [
      reason('small', 1),
      reason('big', 300),
      reason(null, 20, 2),
      reason('middle', 50),
      reason('big', 100, 4),
    ];
    expect(topReasons(all, 2)).toEqual([
      reason('big', 400, 5),
      reason('middle', 50),
      reason(null, 21, 3),
    ]);
    expect(topReasons(all.slice(0, 2), 2)).toEqual([reason('big', 300), reason('small', 1)]);
    expect(topReasons([], 2)).toEqual([]);
  });

  it('adds up how far orders came', () => {
    const one = { made: 4, linked: 3, atAlipay: 2, paid: 1 };
    expect(addFunnels([one, NO_FUNNEL, one])).toEqual({ made: 8, linked: 6, atAlipay: 4, paid: 2 });
  });
});
