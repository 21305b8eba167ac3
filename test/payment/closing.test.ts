import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import {
  type Arrivals,
  calmnessOf,
  checkGapMs,
  firstGapMs,
  jittered,
} from '../../src/payment/model/check-schedule.js';
import { closingOf, orphanedTradeCheckAt } from '../../src/payment/settlement/closing.js';
import { nextCheckAt, nextStep } from '../../src/payment/polling/next-step.js';

const NOW = new Date('2026-11-21T04:00:00Z');
const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
const GROUNDS = { now: NOW, completeAfterMs: WEEK, answered: true, random: 0, calmness: 0 };

function at(ms: number): Date {
  return new Date(NOW.getTime() + ms);
}

function order(changes: object = {}) {
  return {
    state: 'PENDING_PAYMENT' as const,
    cancelRequestedAt: null,
    expiresAt: at(20 * MINUTE),
    receivedAt: null,
    checkAttempts: 0,
    payable: fen(100),
    ...changes,
  };
}

function payment(state: 'CREATED' | 'AWAITING' | 'SUCCEEDED' | 'CLOSED', changes: object = {}) {
  return { state, expiresAt: at(20 * MINUTE), linkGivenAt: at(-MINUTE), askedAt: null, ...changes };
}

describe('closingOf', () => {
  it.each([
    ['a live order', {}, null],
    ['an order out of time', { expiresAt: NOW }, 'expired'],
    ['an order one millisecond before its deadline', { expiresAt: at(1) }, null],
    ['an order whose cancel was asked for', { cancelRequestedAt: NOW }, 'cancelled'],
    [
      'an order out of time whose cancel was asked for before',
      { cancelRequestedAt: at(-1), expiresAt: NOW },
      'cancelled',
    ],
    ['a paid order out of time', { state: 'TO_SHIP', expiresAt: at(-1) }, null],
    ['a cancelled order', { state: 'CANCELLED', cancelRequestedAt: NOW }, null],
  ])('%s', (_name, changes, expected) => {
    expect(closingOf(order(changes), NOW)).toBe(expected);
  });
});

describe('nextStep', () => {
  it.each([
    ['asks about a live order with a link', order(), [payment('CREATED')], 'ask'],
    ['lets a live order without a payment rest', order(), [], 'rest'],
    ['ends an order out of time', order({ expiresAt: at(-1) }), [], 'end'],
    [
      'asks about a stray trade of a closed order',
      order({ state: 'EXPIRED' }),
      [payment('CREATED')],
      'ask',
    ],
    ['lets a paid order rest', order({ state: 'TO_SHIP' }), [payment('SUCCEEDED')], 'rest'],
    ['completes after a week', order({ state: 'RECEIVED', receivedAt: at(-WEEK) }), [], 'complete'],
    [
      'does not complete before',
      order({ state: 'RECEIVED', receivedAt: at(1 - WEEK) }),
      [],
      'rest',
    ],
  ] as const)('%s', (_name, due, payments, expected) => {
    expect(nextStep(due, payments, NOW, WEEK)).toBe(expected);
  });
});

describe('nextCheckAt', () => {
  it('never lies behind the deadline of a live order', () => {
    const soon = order({ expiresAt: at(3_000) });
    expect(nextCheckAt(soon, [payment('AWAITING')], GROUNDS)).toEqual(at(3_000));
    expect(nextCheckAt(order(), [], GROUNDS)).toEqual(at(20 * MINUTE));
  });

  it('comes back soon while the buyer is likely to be paying', () => {
    const next = nextCheckAt(order(), [payment('AWAITING')], GROUNDS);
    expect(next?.getTime()).toBeLessThanOrEqual(at(8_000).getTime());
  });

  it('comes back soon for an order past its deadline, whatever has become of its payments', () => {
    const late = order({ expiresAt: at(-1) });
    for (const payments of [
      [],
      [payment('CLOSED')],
      [payment('AWAITING', { linkGivenAt: at(-WEEK) })],
    ]) {
      const first = nextCheckAt(late, payments, GROUNDS);
      expect(first?.getTime()).toBeLessThanOrEqual(at(8_000).getTime());
      const tired = nextCheckAt({ ...late, checkAttempts: 500 }, payments, GROUNDS);
      expect(tired?.getTime()).toBeLessThanOrEqual(at(65_000).getTime());
    }
  });

  it('owes nothing for paid and finished orders', () => {
    expect(nextCheckAt(order({ state: 'TO_SHIP' }), [payment('SUCCEEDED')], GROUNDS)).toBeNull();
    expect(nextCheckAt(order({ state: 'COMPLETED' }), [], GROUNDS)).toBeNull();
  });

  it('keeps asking for a trade that was unknown at the close, until time_expire and ten minutes', () => {
    const cancelled = order({ state: 'CANCELLED' });
    expect(nextCheckAt(cancelled, [payment('CREATED')], GROUNDS)).toEqual(at(MINUTE));
    const last = payment('CREATED', { expiresAt: at(-10 * MINUTE + 500) });
    expect(orphanedTradeCheckAt([last], NOW)).toEqual(at(500));
    const over = payment('CREATED', { expiresAt: at(-10 * MINUTE) });
    expect(orphanedTradeCheckAt([over], NOW)).toBeNull();
    expect(orphanedTradeCheckAt([over, last], NOW)).toEqual(at(500));
    expect(orphanedTradeCheckAt([], NOW)).toBeNull();
    expect(nextCheckAt(cancelled, [over], GROUNDS)).toBeNull();
  });

  it('asks on for a trade of a closed order after that, while Alipay says nothing of it', () => {
    const over = payment('CREATED', { expiresAt: at(-WEEK) });
    const gaps = [0, 1, 2, 30].map((checkAttempts) => {
      const cancelled = order({ state: 'CANCELLED', checkAttempts });
      return nextCheckAt(cancelled, [over], { ...GROUNDS, answered: false });
    });
    expect(gaps).toEqual([at(MINUTE), at(2 * MINUTE), at(4 * MINUTE), at(10 * MINUTE)]);
    const closed = payment('CLOSED', { expiresAt: at(-WEEK) });
    const unheard = { ...GROUNDS, answered: false };
    expect(nextCheckAt(order({ state: 'CANCELLED' }), [closed], unheard)).toBeNull();
  });

  it('counts from a return that was seen, as from a link', () => {
    const old = { linkGivenAt: at(-10 * MINUTE) };
    const gapOf = (changes: object) => {
      return nextCheckAt(order(), [payment('AWAITING', { ...old, ...changes })], GROUNDS);
    };
    expect(gapOf({})).toEqual(at(MINUTE));
    expect(gapOf({ askedAt: at(-MINUTE) })?.getTime()).toBeLessThanOrEqual(at(8_000).getTime());
  });

  it.each([
    ['a live order', order(), payment('AWAITING')],
    ['an order past its deadline', order({ expiresAt: at(-1) }), payment('AWAITING')],
    [
      'a trade of a closed order',
      order({ state: 'EXPIRED' }),
      payment('CREATED', { expiresAt: at(-WEEK) }),
    ],
  ])('leaves it to chance when exactly %s is due again', (_name, due, one) => {
    const dueAt = (random: number) => {
      const grounds = { ...GROUNDS, answered: false, random };
      return nextCheckAt(due, [one], grounds)?.getTime() ?? 0;
    };
    expect(dueAt(0.999)).toBeLessThan(dueAt(0));
    expect(dueAt(0.999) - NOW.getTime()).toBeGreaterThan((dueAt(0) - NOW.getTime()) * 0.79);
  });
});

describe('jittered', () => {
  it('takes off up to a fifth, and adds nothing', () => {
    expect([0, 0.5, 1].map((random) => jittered(7_000, random))).toEqual([7_000, 6_300, 5_600]);
  });
});

describe('calmnessOf', () => {
  it.each<[string, Arrivals, number]>([
    ['nothing is known', { told: 0, asked: 0 }, 7_180],
    ['a few notifies came', { told: 10, asked: 0 }, 8_000],
    ['all notifies came, of so few', { told: 47, asked: 0 }, 13_860],
    ['all notifies came, of hundreds', { told: 200, asked: 0 }, 25_000],
    ['one of hundreds was lost', { told: 199, asked: 1 }, 21_540],
    ['one of a hundred is lost', { told: 990, asked: 10 }, 13_370],
    ['a twentieth is lost', { told: 950, asked: 50 }, 7_780],
    ['a fifth is lost', { told: 800, asked: 200 }, 7_180],
    ['all are lost', { told: 0, asked: 100 }, 7_040],
  ])('has the first question come in time when %s', (_name, arrivals, gap) => {
    const found = firstGapMs(calmnessOf(arrivals));
    expect(Math.abs(found - gap)).toBeLessThanOrEqual(60);
  });

  it.each([0.002, 0.005, 0.01, 0.05, 0.2, 1])(
    'keeps the payments below a hundredth that are known after ten seconds, %d of the notifies lost',
    (lostShare) => {
      const payments = 100_000;
      const asked = payments * lostShare;
      const gap = firstGapMs(calmnessOf({ told: payments - asked, asked }));
      expect(lostShare * Math.max(0, 1 - 10_000 / gap)).toBeLessThan(0.01);
    },
  );
});

describe('checkGapMs', () => {
  it.each([0, 1_000, 60_000, 299_999])('is at most 8 s, %d ms after a link', (sinceLinkMs) => {
    expect(checkGapMs({ sinceLinkMs, attempts: 30, calmness: 0 })).toBeLessThanOrEqual(8_000);
  });

  it('grows afterwards, with age and with silence, up to ten minutes', () => {
    const gapMs = (minutes: number, attempts = 0) =>
      checkGapMs({ sinceLinkMs: minutes * MINUTE, attempts, calmness: 0 });
    const gaps = [6, 15, 60, 600].map((minutes) => gapMs(minutes));
    expect(gaps).toEqual(gaps.toSorted((one, other) => one - other));
    expect(gapMs(10, 3)).toBeGreaterThan(gapMs(10));
    expect(checkGapMs({ sinceLinkMs: WEEK, attempts: 50, calmness: 0 })).toBe(10 * MINUTE);
  });

  it.each([
    [0, 7_000, 25_000, 25_000],
    [7_000, 8_750, 25_000, 25_000],
    [30_000, 37_500, 30_000, 60_000],
    [MINUTE, 1.25 * MINUTE, MINUTE, 2 * MINUTE],
    [2 * MINUTE, 2.5 * MINUTE, 2 * MINUTE, 4 * MINUTE],
    [5 * MINUTE, 6.25 * MINUTE, 5 * MINUTE, 10 * MINUTE],
    [10 * MINUTE, 10 * MINUTE, 10 * MINUTE, 10 * MINUTE],
    [WEEK, 10 * MINUTE, 10 * MINUTE, 10 * MINUTE],
  ])(
    'after %i ms is %i ms for a link that nobody opened, and %i or %i ms while notifies arrive',
    (sinceLinkMs, unopened, calm, calmUnopened) => {
      const grounds = { sinceLinkMs, attempts: 0 };
      expect(checkGapMs({ ...grounds, unopened: true, calmness: 0 })).toBe(unopened);
      expect(checkGapMs({ ...grounds, calmness: 1 })).toBe(calm);
      expect(checkGapMs({ ...grounds, unopened: true, calmness: 1 })).toBe(calmUnopened);
      const between = checkGapMs({ ...grounds, calmness: 0.5 });
      expect(between).toBeGreaterThanOrEqual(checkGapMs({ ...grounds, calmness: 0 }));
      expect(between).toBeLessThanOrEqual(calm);
    },
  );

  it.each([
    ['that nobody opened, while notifies are lost', 0, true, 9],
    ['that nobody opened, while notifies arrive', 1, true, 6],
    ['that was opened, while notifies arrive', 1, false, 8],
  ])(
    'comes to few questions in the half hour of an order %s',
    (_name, calmness, unopened, most) => {
      for (const random of [0, 0.5, 1]) {
        const gapAfter = (sinceLinkMs: number) =>
          jittered(checkGapMs({ sinceLinkMs, attempts: 0, unopened, calmness }), random);
        let questions = 0;
        let age = firstGapMs(calmness);
        for (; age < 30 * MINUTE; age += gapAfter(age)) questions += 1;
        // Beside these, two or three end it.
        expect(questions).toBeLessThanOrEqual(most);
      }
    },
  );
});
