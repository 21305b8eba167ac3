import { describe, expect, it } from '@jest/globals';
import {
  checkGapMs,
  jittered,
  overdueGapMs,
  unansweredGapMs,
} from '../../src/payment/model/check-schedule.js';
import { type LookGrounds, nextCheckAt, nextStep } from '../../src/payment/polling/next-step.js';

const NOW = new Date('2026-11-21T04:00:00.000Z');
const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

const at = (ms: number) => new Date(NOW.getTime() + ms);

type Order = Parameters<typeof nextStep>[0];
type Payment = Parameters<typeof nextStep>[1][number];

const order = (changes: Partial<Order> = {}): Order => ({
  state: 'PENDING_PAYMENT',
  cancelRequestedAt: null,
  expiresAt: at(20 * MINUTE),
  receivedAt: null,
  checkAttempts: 0,
  ...changes,
});

const payment = (changes: Partial<Payment> = {}): Payment => ({
  state: 'CREATED',
  expiresAt: at(20 * MINUTE),
  linkGivenAt: at(-2 * MINUTE),
  askedAt: null,
  ...changes,
});

describe('a received order', () => {
  const received = (agoMs: number) => order({ state: 'RECEIVED', receivedAt: at(-agoMs) });

  it.each<[string, Order, string]>([
    ['of its whole time', received(WEEK), 'complete'],
    ['of a millisecond less', received(WEEK - 1), 'rest'],
    ['that does not say since when', order({ state: 'RECEIVED' }), 'rest'],
    ['that is completed', order({ state: 'COMPLETED', receivedAt: at(-WEEK) }), 'rest'],
    ['that was refunded', order({ state: 'REFUNDED', receivedAt: at(-WEEK) }), 'rest'],
  ])('%s', (_, one, step) => {
    expect(nextStep(one, [], NOW, WEEK)).toBe(step);
    expect(nextStep(one, [payment({ state: 'SUCCEEDED' })], NOW, WEEK)).toBe(step);
  });

  it('is asked about while one of its trades is open', () => {
    expect(nextStep(received(1), [payment({ state: 'CLOSED' }), payment()], NOW, WEEK)).toBe('ask');
  });
});

const GROUNDS: LookGrounds = {
  now: NOW,
  completeAfterMs: WEEK,
  answered: true,
  random: 0.5,
  calmness: 0,
};
const soon = (gapMs: number) => at(jittered(gapMs, GROUNDS.random));

describe('the next look at an order that is over', () => {
  const over = order({ state: 'EXPIRED', expiresAt: at(-40 * MINUTE), checkAttempts: 2 });
  const old = payment({ expiresAt: at(-40 * MINUTE) });
  const received = order({ state: 'RECEIVED', receivedAt: at(-MINUTE), checkAttempts: 2 });

  it.each<[string, Order, readonly Payment[], boolean, Date | null]>([
    ['none, when nothing is open', over, [payment({ state: 'CLOSED' })], false, null],
    ['none, when Alipay has answered since the last link ended', over, [old], true, null],
    ['soon, when it has not', over, [old], false, soon(unansweredGapMs(2))],
    ['a minute later while a link may be paid', over, [payment()], false, at(MINUTE)],
    ['its completion', received, [], true, at(WEEK - MINUTE)],
    ['an open trade before its completion', received, [payment()], true, at(MINUTE)],
    ['one without an answer before it', received, [old], false, soon(unansweredGapMs(2))],
    [
      'its completion before an open trade',
      order({ state: 'RECEIVED', receivedAt: at(-WEEK + 1_000) }),
      [payment()],
      true,
      at(1_000),
    ],
    ['none, when it does not say since when', order({ state: 'RECEIVED' }), [], true, null],
    ['none, when it is shipped', order({ state: 'SHIPPED', receivedAt: NOW }), [], true, null],
  ])('is %s', (_, one, payments, answered, expected) => {
    expect(nextCheckAt(one, payments, { ...GROUNDS, answered })).toEqual(expected);
  });
});

describe('the next look at an unpaid order', () => {
  const gap = (sinceLinkMs: number, attempts: number, unopened: boolean) =>
    soon(checkGapMs({ sinceLinkMs, attempts, unopened, calmness: 0 }));
  const linkedLongAgo = { linkGivenAt: at(-15 * MINUTE) };

  it.each<[string, Partial<Order>, readonly Payment[], Date]>([
    ['its end, when it has no payment', {}, [], at(20 * MINUTE)],
    ['its end, when none is open', {}, [payment({ state: 'CLOSED' })], at(20 * MINUTE)],
    [
      'soon, when its time is over',
      { expiresAt: NOW, checkAttempts: 3 },
      [payment()],
      soon(overdueGapMs(3)),
    ],
    [
      'soon, when its buyer wants it cancelled',
      { cancelRequestedAt: NOW, checkAttempts: 1 },
      [],
      soon(overdueGapMs(1)),
    ],
    ['by the age of its link', {}, [payment(linkedLongAgo)], gap(15 * MINUTE, 0, true)],
    [
      'by the age of its youngest link',
      {},
      [payment(linkedLongAgo), payment()],
      gap(2 * MINUTE, 0, true),
    ],
    [
      'by how often there was no answer',
      { checkAttempts: 2 },
      [payment({ ...linkedLongAgo, state: 'AWAITING' })],
      gap(15 * MINUTE, 2, false),
    ],
    [
      'as of an opened link, when Alipay knows one of its trades',
      {},
      [payment(linkedLongAgo), payment({ ...linkedLongAgo, state: 'AWAITING' })],
      gap(15 * MINUTE, 0, false),
    ],
    [
      'as of an opened link, from when its buyer came back',
      {},
      [payment({ ...linkedLongAgo, askedAt: at(-10 * MINUTE) })],
      gap(10 * MINUTE, 0, false),
    ],
    [
      'by links that are open alone',
      {},
      [payment({ state: 'CLOSED', linkGivenAt: NOW }), payment(linkedLongAgo)],
      gap(15 * MINUTE, 0, true),
    ],
    ['never after its end', { expiresAt: at(3_000) }, [payment({ state: 'AWAITING' })], at(3_000)],
  ])('is %s', (_, changes, payments, expected) => {
    expect(nextCheckAt(order(changes), payments, GROUNDS)).toEqual(expected);
  });

  it.each([
    ['waits for a notify while they arrive', null, 1],
    ['asks as if notifies were lost, once its buyer came back', at(-2 * MINUTE), 0],
  ])('%s', (_, askedAt, calmness) => {
    const opened = payment({ ...linkedLongAgo, state: 'AWAITING', askedAt });
    const sinceLinkMs = askedAt === null ? 15 * MINUTE : 2 * MINUTE;
    const expected = soon(checkGapMs({ sinceLinkMs, attempts: 0, unopened: false, calmness }));
    expect(nextCheckAt(order({}), [opened], { ...GROUNDS, calmness: 1 })).toEqual(expected);
  });
});
