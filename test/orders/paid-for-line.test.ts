import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addFen, fen, shareFen } from '../../src/kernel/money.js';
import { paidForLines } from '../../src/orders/model/paid-for-line.js';
import {
  type PaidLine,
  shippingEnd,
  unshippedCount,
} from '../../src/orders/model/line-progress.js';

describe('paidForLines', () => {
  it.each<[string, number[], number, number, number[], number]>([
    ['nothing off', [19_900, 5_000], 1_000, 0, [19_900, 5_000], 1_000],
    ['a share off each line', [20_000, 10_000], 1_000, 3_000, [18_000, 9_000], 1_000],
    ['a fen off one of three', [100, 100, 100], 0, 1, [100, 100, 99], 0],
    ['two fen off three', [100, 100, 100], 0, 2, [100, 99, 99], 0],
    ['all of the goods off', [300, 700], 1_000, 1_000, [0, 0], 1_000],
    ['more than the goods off', [300, 700], 1_000, 1_400, [0, 0], 600],
    ['something off the freight of free goods', [0, 0], 1_000, 300, [0, 0], 700],
    [
      'a sum beyond what a double multiplies',
      [9_999_999_999, 1],
      0,
      5_000_000_000,
      [5_000_000_000, 0],
      0,
    ],
  ])('takes %s', (_, lines, freight, discount, paid, paidFreight) => {
    const parts = { lines: lines.map(fen), freight: fen(freight) };
    expect(paidForLines(parts, fen(discount))).toEqual({ lines: paid, freight: paidFreight });
  });

  it('refuses more than the order costs', () => {
    expect(() => paidForLines({ lines: [fen(5)], freight: fen(1) }, fen(7))).toThrow(RangeError);
  });

  it('adds up to the payable, and no line bears more than it costs', () => {
    const order = fc.record({
      lines: fc.array(fc.integer({ min: 1, max: 10_000_000_000 }), { minLength: 1, maxLength: 9 }),
      freight: fc.nat({ max: 5_000 }),
      off: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(order, ({ lines, freight, off }) => {
        const parts = { lines: lines.map(fen), freight: fen(freight) };
        const whole = addFen(...parts.lines, parts.freight);
        const discount = fen(Math.floor(whole * off));
        const paid = paidForLines(parts, discount);
        expect(addFen(...paid.lines, paid.freight) + discount).toBe(whole);
        paid.lines.forEach((sum, index) => expect(sum).toBeLessThanOrEqual(lines[index] ?? 0));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('shareFen', () => {
  it.each([
    [100, 1, 3, 33],
    [100, 2, 3, 66],
    [100, 3, 3, 100],
    [0, 1, 3, 0],
    [9_999_999_999, 999_999_999, 1_000_000_000, 9_999_999_989],
  ])('%d fen, %d of %d parts: %d', (amount, part, whole, share) => {
    expect(shareFen(fen(amount), part, whole)).toBe(share);
  });
});

/** Whether it is shipped, pieces, of them shipped, of them refunded before that. */
type Told = readonly [boolean, number, number, number];

function lineOf([requiresShipping, count, shippedCount, refundedUnshippedCount]: Told): PaidLine {
  return { requiresShipping, count, shippedCount, refundedUnshippedCount };
}

describe('unshippedCount', () => {
  it.each<[number, Told]>([
    [3, [true, 3, 0, 0]],
    [1, [true, 5, 3, 1]],
    [2, [false, 2, 0, 0]],
    [0, [true, 3, 1, 2]],
  ])('is %d of %j', (left, told) => {
    expect(unshippedCount(lineOf(told))).toBe(left);
  });
});

describe('shippingEnd', () => {
  it.each<[ReturnType<typeof shippingEnd>, string, readonly Told[]]>([
    [null, 'a piece waits', [[true, 2, 1, 0]]],
    [
      null,
      'one line is refunded, and another waits',
      [
        [true, 1, 0, 1],
        [true, 1, 0, 0],
      ],
    ],
    ['shipped', 'the rest is refunded while some is on its way', [[true, 3, 1, 2]]],
    [
      'shipped',
      'one line is on its way, the other is refunded',
      [
        [true, 1, 1, 0],
        [true, 1, 0, 1],
      ],
    ],
    [
      'received',
      'the goods are refunded, and a course is kept',
      [
        [true, 2, 0, 2],
        [false, 1, 0, 0],
      ],
    ],
    [
      'refunded',
      'nothing is left',
      [
        [true, 2, 0, 2],
        [false, 1, 0, 1],
      ],
    ],
  ])('is %j when %s', (end, _, lines) => {
    expect(shippingEnd(lines.map(lineOf))).toBe(end);
  });
});
