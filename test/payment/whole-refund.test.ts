import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import type { RefundState } from '../../src/payment/refund-states.js';
import { goesBackWhole } from '../../src/payment/whole-refund.js';

type Part = readonly [number, RefundState];

const PAID = 100;

/** What was paid is 100 fen; so much Alipay says was sent back, and these are our refunds. */
const CASES: readonly (readonly [boolean, string, number, readonly Part[]])[] = [
  [false, 'nothing', 0, []],
  [true, 'one that is to be sent', 0, [[100, 'PROCESSING']]],
  [true, 'one of which nobody knows', 0, [[100, 'UNKNOWN']]],
  [true, 'one that is done', 100, [[100, 'SUCCEEDED']]],
  [true, 'one that is done and that Alipay does not tell of', 0, [[100, 'SUCCEEDED']]],
  [false, 'a wish', 0, [[100, 'REQUESTED']]],
  [false, 'one that failed', 0, [[100, 'FAILED']]],
  [false, 'a wish that was turned down', 0, [[100, 'REJECTED']]],
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
    'parts, one of which is a wish',
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
