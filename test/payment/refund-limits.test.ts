import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import { PAYMENT_STATES, type PaymentState } from '../../src/payment/model/payment-states.js';
import {
  exceedsPaid,
  exceedsPayment,
  isRefundable,
  reasonToClose,
  requestWaits,
  sumDone,
  sumOf,
} from '../../src/payment/model/refund-rules.js';

const sums = (...amounts: readonly number[]) => amounts.map((amount) => ({ amount: fen(amount) }));
const paid = (state: PaymentState) => ({ amount: fen(100), state });

describe('the sum of refunds', () => {
  it('is that of all, or of those that are done', () => {
    const refunds = [
      { amount: fen(30), state: 'SUCCEEDED' },
      { amount: fen(20), state: 'UNKNOWN' },
      { amount: fen(7), state: 'SUCCEEDED' },
      { amount: fen(9), state: 'FAILED' },
    ] as const;
    expect([sumOf(refunds), sumDone(refunds)]).toEqual([66, 37]);
    expect([sumOf([]), sumDone([])]).toEqual([0, 0]);
  });
});

describe('a payment', () => {
  it('can be refunded while it is paid and not finished', () => {
    const refundable = PAYMENT_STATES.filter((state) => isRefundable({ state }));
    expect(refundable.toSorted()).toEqual(['PARTLY_REFUNDED', 'SUCCEEDED']);
  });

  it.each<[readonly number[], number, boolean]>([
    [[], 100, false],
    [[], 101, true],
    [[60, 30], 10, false],
    [[60, 30], 11, true],
  ])('of 100 with refunds of %j and %d more: is that more than was paid? %p', (known, more, is) => {
    expect(exceedsPaid({ amount: fen(100) }, sums(...known), fen(more))).toBe(is);
  });

  it.each<[PaymentState, readonly number[], number, ReturnType<typeof reasonToClose>]>([
    ['SUCCEEDED', [60], 40, null],
    ['PARTLY_REFUNDED', [60], 40, null],
    ['SUCCEEDED', [60], 41, 'more-than-is-left'],
    ['FINISHED', [60], 40, 'not-refundable'],
    ['FINISHED', [60], 41, 'more-than-is-left'],
    ['REFUNDED', [], 40, 'not-refundable'],
  ])('that is %s with refunds of %j has a request of %d closed because of %p', (...one) => {
    const [state, known, amount, reason] = one;
    expect(reasonToClose(paid(state), sums(...known), { amount: fen(amount) })).toBe(reason);
  });
});

describe('a refusal', () => {
  it('says what was paid and what goes back already', () => {
    const { slug, members } = exceedsPayment({ amount: fen(20_900) }, sums(6_000, 50));
    const said = { paid: '209.00', refunds: '60.50' };
    expect([slug, members]).toEqual(['refund-exceeds-payment', said]);
  });

  it('names the request that waits, and its sum', () => {
    const { slug, members } = requestWaits({ id: '77', amount: fen(6_050) });
    const said = { refundId: '77', amount: '60.50' };
    expect([slug, members]).toEqual(['refund-request-waits', said]);
  });
});
