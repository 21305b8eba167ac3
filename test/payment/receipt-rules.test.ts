import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addFen, fen, type Fen } from '../../src/kernel/money.js';
import {
  receiptContent,
  receivedLines,
  shareAtMost,
} from '../../src/payment/after-sales/receipt-rules.js';

describe('what came back', () => {
  const asked = [1, 2].map((lineId) => ({
    afterSaleId: '5',
    rowId: `1${lineId}`,
    lineId,
    skuId: lineId,
    name: '灯',
    count: 2,
    receivedCount: null,
    restock: null,
  }));

  it('is told of every line, and refunded with its pieces in the stock or not', () => {
    const lines = receivedLines(asked, [
      { lineId: 2, count: 1, restock: true },
      { lineId: 1, count: 0 },
    ]);
    expect(lines).toMatchObject([
      { receivedCount: 0, restock: false },
      { receivedCount: 1, restock: true },
    ]);
    expect(receiptContent(lines)).toEqual({
      scope: 'lines',
      lines: [{ lineId: 2, count: 1, restock: true, from: 'returned' }],
      freight: 0,
      upToLeft: true,
    });
  });

  it('is all that was asked for, and some of it is not for the stock', () => {
    const lines = receivedLines(asked, [
      { lineId: 1, count: 2, restock: false },
      { lineId: 2, count: 2, restock: true },
    ]);
    expect(receiptContent(lines).lines).toEqual([
      { lineId: 1, count: 2, restock: false, from: 'returned' },
      { lineId: 2, count: 2, restock: true, from: 'returned' },
    ]);
  });

  it.each([
    ['a line is missing', [{ lineId: 1, count: 1 }], 'receipt-lines'],
    ['a line is of no case', [1, 2, 3].map((lineId) => ({ lineId, count: 1 })), 'receipt-lines'],
    [
      'more came of one line',
      [
        { lineId: 1, count: 2 },
        { lineId: 2, count: 3 },
      ],
      'receipt-lines',
    ],
    ['more came', [1, 2].map((lineId) => ({ lineId, count: 3 })), 'receipt-lines'],
    ['nothing came', [1, 2].map((lineId) => ({ lineId, count: 0 })), 'nothing-received'],
  ])('is refused when %s', (_, received, slug) => {
    expect(() => receivedLines(asked, received)).toThrow(expect.objectContaining({ slug }));
  });

  it.each([
    ['what it is', [100, 50], 150, [100, 50]],
    ['half of it, to the fen', [3, 3], 3, [1, 2]],
    ['nothing', [100, 50], 0, [0, 0]],
    ['nothing of nothing', [0, 0], 0, [0, 0]],
    [
      'a sum beyond what a double multiplies',
      [9_999_999_999, 1],
      9_999_999_999,
      [9_999_999_998, 1],
    ],
  ])('shares %s', (_, parts, atMost, shares) => {
    expect(shareAtMost(parts.map(fen), fen(atMost))).toEqual(shares);
  });

  it('shares less money among the lines to the fen, none above what it was', () => {
    const sums = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sums, fc.double({ min: 0, max: 1, noNaN: true }), (parts, part) => {
        const all = parts as Fen[];
        const atMost = fen(Math.floor(addFen(...all) * part));
        const shares = shareAtMost(all, atMost);
        expect(addFen(...shares)).toBe(atMost);
        shares.forEach((share, i) => expect(share).toBeLessThanOrEqual(parts[i] ?? 0));
      }),
      { numRuns: 2_000 },
    );
  });
});
