import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import { PAYMENT_STATES, type PaymentState } from '../../src/payment/model/payment-states.js';
import {
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

  it.each<[PaymentState, boolean, ReturnType<typeof reasonToClose>]>([
    ['SUCCEEDED', true, null],
    ['PARTLY_REFUNDED', true, null],
    ['SUCCEEDED', false, 'more-than-is-left'],
    ['FINISHED', true, 'not-refundable'],
    ['FINISHED', false, 'more-than-is-left'],
    ['REFUNDED', true, 'not-refundable'],
  ])('that is %s has a request that fits (%p) closed because of %p', (state, fits, reason) => {
    expect(reasonToClose(paid(state), fits)).toBe(reason);
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
