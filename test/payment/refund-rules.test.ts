import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import {
  isUnderWay,
  REFUND_STATES,
  REFUND_TABLE,
  type RefundState,
} from '../../src/payment/model/refund-states.js';
import { goesBackWhole, orderSums, sumElsewhere } from '../../src/payment/model/refund-rules.js';
import { faultsOfTable } from '../support/table-faults.js';

type Part = readonly [number, RefundState];

const PAID = 100;

/** What was paid is 100 fen; so much Alipay says was sent back, and these are our refunds. */
const CASES: readonly (readonly [boolean, string, number, readonly Part[]])[] = [
  [false, 'nothing', 0, []],
  [true, 'one that is to be sent', 0, [[100, 'PROCESSING']]],
  [true, 'one of which nobody knows', 0, [[100, 'UNKNOWN']]],
  [true, 'one that is done', 100, [[100, 'SUCCEEDED']]],
  [true, 'one that is done and that Alipay does not tell of', 0, [[100, 'SUCCEEDED']]],
  [false, 'a request', 0, [[100, 'REQUESTED']]],
  [false, 'one that failed', 0, [[100, 'FAILED']]],
  [false, 'a request that was turned down', 0, [[100, 'REJECTED']]],
  [false, 'all but a fen', 0, [[99, 'UNKNOWN']]],
  [
    true,
    'parts',
    30,
    [
      [30, 'SUCCEEDED'],
      [30, 'UNKNOWN'],
      [40, 'PROCESSING'],
    ],
  ],
  [
    false,
    'parts, one of which is a request',
    0,
    [
      [60, 'UNKNOWN'],
      [40, 'REQUESTED'],
    ],
  ],
  [
    false,
    'parts, one of which failed',
    0,
    [
      [60, 'UNKNOWN'],
      [40, 'FAILED'],
    ],
  ],
  [true, "a part, and the rest on Alipay's pages, told of since", 40, [[60, 'UNKNOWN']]],
  [false, 'a part, told of before it is known to be done', 60, [[60, 'UNKNOWN']]],
  [false, "a part, told of with another on Alipay's pages", 80, [[60, 'UNKNOWN']]],
  [
    true,
    "parts, and the rest on Alipay's pages",
    50,
    [
      [30, 'SUCCEEDED'],
      [50, 'UNKNOWN'],
    ],
  ],
  [true, "everything on Alipay's pages", 100, []],
];

describe('goesBackWhole', () => {
  it.each(CASES)('is %j of %s', (isWhole, _, told, parts) => {
    const payment = { amount: fen(PAID), refundedAmount: fen(told) };
    const refunds = parts.map(([amount, state]) => ({ amount: fen(amount), state }));
    expect(goesBackWhole(payment, refunds)).toBe(isWhole);
  });
});

/** So much Alipay says was sent back of 100 fen, these are our refunds; so much was sent back elsewhere. */
const ELSEWHERE: readonly (readonly [number, string, number, readonly Part[]])[] = [
  [0, 'nothing', 0, []],
  [40, 'a part, and none is ours', 40, []],
  [0, 'a part, and that is ours', 40, [[40, 'SUCCEEDED']]],
  [10, 'more than ours', 50, [[40, 'SUCCEEDED']]],
  [0, 'less than ours, for it tells of an earlier time', 30, [[40, 'SUCCEEDED']]],
  [0, 'more, while one of ours is under way', 50, [[50, 'UNKNOWN']]],
  [
    0,
    'more than ours, while another is to be sent',
    90,
    [
      [40, 'SUCCEEDED'],
      [50, 'PROCESSING'],
    ],
  ],
];

const refundsOf = (parts: readonly Part[]) =>
  parts.map(([sum, state]) => ({ amount: fen(sum), state }));

describe('sumElsewhere', () => {
  it.each(ELSEWHERE)('is %d when Alipay tells of %s', (elsewhere, _, told, parts) => {
    const payment = { amount: fen(PAID), refundedAmount: fen(told) };
    expect(sumElsewhere(payment, refundsOf(parts))).toBe(elsewhere);
  });
});

describe('orderSums', () => {
  it.each<[number, string, number, readonly Part[]]>([
    [0, 'nothing', 0, []],
    [60, 'what is under way', 0, [[60, 'PROCESSING']]],
    [60, 'what Alipay tells of, which may be ours', 60, [[50, 'UNKNOWN']]],
    [
      100,
      'no more than was paid',
      60,
      [
        [60, 'SUCCEEDED'],
        [60, 'UNKNOWN'],
      ],
    ],
  ])('reserve %d: %s', (refundReserved, _, told, parts) => {
    const payment = { amount: fen(PAID), refundedAmount: fen(told) };
    const sums = { refundedAmount: told, refundReserved };
    expect(orderSums(payment, refundsOf(parts))).toEqual(sums);
  });
});

describe('the refund table', () => {
  it('has no unreachable and no unknown state', () => {
    expect(faultsOfTable(REFUND_TABLE, 'REQUESTED')).toEqual({ unreachable: [], unknown: [] });
  });

  it('tells of which Alipay was, or is about to be, asked', () => {
    expect(REFUND_STATES.filter(isUnderWay)).toEqual(['PROCESSING', 'UNKNOWN']);
  });
});
