import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import {
  canPay,
  firstCheckAfter,
  isNoted,
  linkRefusal,
} from '../../src/payment/links/link-rules.js';
import { firstGapMs } from '../../src/payment/model/check-schedule.js';

const NOW = new Date('2026-11-29T10:00:00.000Z');
const MINUTE = 60_000;
/** An order gets no link when less than this is left of its time. */
const LAST_LINK_MS = 2 * MINUTE;

const after = (ms: number) => new Date(NOW.getTime() + ms);

describe('why an order gets no pay link', () => {
  type Order = Parameters<typeof linkRefusal>[0];
  const payable: Order = {
    state: 'PENDING_PAYMENT',
    cancelRequestedAt: null,
    expiresAt: after(30 * MINUTE),
  };

  it.each<[string, Partial<Order>, ReturnType<typeof linkRefusal>]>([
    ['nothing', {}, null],
    ['nothing, to the last millisecond', { expiresAt: after(LAST_LINK_MS) }, null],
    ['its time is nearly over', { expiresAt: after(LAST_LINK_MS - 1) }, 'order-about-to-expire'],
    ['its time is over', { expiresAt: after(-1) }, 'order-about-to-expire'],
    ['its buyer wants it cancelled', { cancelRequestedAt: after(-1) }, 'order-not-payable'],
    ['it is paid', { state: 'TO_SHIP' }, 'order-not-payable'],
    ['it is cancelled', { state: 'CANCELLED' }, 'order-not-payable'],
    [
      'it is paid, and its time was over',
      { state: 'TO_SHIP', expiresAt: NOW },
      'order-not-payable',
    ],
  ])('%s', (_, change, refusal) => {
    expect(linkRefusal({ ...payable, ...change }, NOW, LAST_LINK_MS)).toBe(refusal);
  });
});

describe('a payment that can still pay its order', () => {
  it.each([
    ['AWAITING', 900, true],
    ['SUCCEEDED', 900, true],
    ['FINISHED', 900, true],
    ['CLOSED', 900, false],
    ['AWAITING', 899, false],
    ['AWAITING', 901, false],
  ] as const)('%s, of %d fen, one of 900: %p', (state, amount, can) => {
    expect(canPay({ state, amount: fen(amount) }, { payable: fen(900) })).toBe(can);
  });
});

describe('the first look at an order after its link', () => {
  it.each([0, 0.5, 1])('comes after the first gap, calm as %d', (calmness) => {
    const gapMs = firstGapMs(calmness);
    expect(gapMs).toBeGreaterThan(0);
    expect(firstCheckAfter({ now: NOW, calmness })).toEqual(after(gapMs));
  });
});

describe('a link that is given out again', () => {
  type Payment = Parameters<typeof isNoted>[1];
  const request = { method: 'page', storefront: 'native' } as const;
  const given: Payment = { ...request, linkGivenAt: after(-1_000) };
  const grounds = { now: NOW, calmness: 0 };
  const soon = firstCheckAfter(grounds);

  it.each<[string, Partial<Payment>, Date | null, boolean]>([
    ['as it was a second ago', {}, soon, true],
    ['as it was a second ago, and the worker looks sooner', {}, NOW, true],
    ['as it was just within half a minute', { linkGivenAt: after(-29_999) }, soon, true],
    ['as it was half a minute ago', { linkGivenAt: after(-30_000) }, soon, false],
    ['as it was a minute ago', { linkGivenAt: after(-MINUTE) }, soon, false],
    ['for the first time', { linkGivenAt: null }, soon, false],
    ['another way to pay', { method: 'wap' }, soon, false],
    ['from another storefront', { storefront: 'meiduo' }, soon, false],
    ['that the worker does not look after', {}, null, false],
    ['that the worker looks after too late', {}, new Date(soon.getTime() + 1), false],
  ])('%s: is it noted already?', (_, change, nextCheckAt, expected) => {
    expect(isNoted(request, { ...given, ...change }, { nextCheckAt }, grounds)).toBe(expected);
  });
});
