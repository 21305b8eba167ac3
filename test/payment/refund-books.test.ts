import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import type { BookedLine } from '../../src/orders/model/order-record.js';
import {
  booksOf,
  lineRefundsOf,
  onlyDone,
  type RefundedOrder,
} from '../../src/payment/model/refund-books.js';

function line(id: string, amount: number): BookedLine {
  const counts = { count: 3, shippedCount: 1, refundedCount: 9, refundedUnshippedCount: 9 };
  return { id, amount: fen(amount), requiresShipping: id === '11', ...counts } as BookedLine;
}

const counts = (count: number, unshippedCount: number, restockCount: number) => {
  return { count, unshippedCount, restockCount };
};

/** Two lines of 60.00 and 40.00, 10.00 of freight, 1.00 less: one refund is done, one under way. */
const ORDER: RefundedOrder = {
  order: { freight: fen(1_000), discount: fen(100) },
  lines: [line('11', 6_000), line('12', 4_000)],
  paid: fen(10_900),
  refunds: [
    { id: '1', state: 'SUCCEEDED', amount: fen(2_100), freightAmount: fen(120) },
    { id: '2', state: 'PROCESSING', amount: fen(1_000), freightAmount: fen(30) },
  ],
  refundLines: [
    { refundId: '1', lineId: '11', ...counts(1, 1, 1), paidAmount: fen(1_980), amount: fen(1_900) },
    { refundId: '2', lineId: '11', ...counts(1, 0, 1), paidAmount: fen(1_980), amount: fen(900) },
  ],
};

describe('what is left of a paid order', () => {
  it('is what was paid for it without all refunds that count, line by line', () => {
    expect(booksOf(ORDER)).toEqual({
      left: 7_800,
      freightLeft: 850,
      lines: [
        {
          id: '11',
          requiresShipping: true,
          count: 3,
          shippedCount: 1,
          refundedCount: 2,
          refundedUnshippedCount: 1,
          paid: 5_940,
          charged: 3_960,
        },
        {
          id: '12',
          requiresShipping: false,
          count: 3,
          shippedCount: 1,
          refundedCount: 0,
          refundedUnshippedCount: 0,
          paid: 3_960,
          charged: 0,
        },
      ],
    });
  });

  it("is nothing where Alipay's own pages sent back more than that", () => {
    expect(booksOf({ ...ORDER, paid: fen(3_000) }).left).toBe(0);
  });
});

describe('what refunds make of lines', () => {
  it('counts pieces and money while they are under way, and the stock once they are done', () => {
    expect(lineRefundsOf(ORDER)).toEqual([
      {
        id: '11',
        refundedCount: 2,
        refundedUnshippedCount: 1,
        restockedCount: 1,
        refundedAmount: 2_800,
      },
      {
        id: '12',
        refundedCount: 0,
        refundedUnshippedCount: 0,
        restockedCount: 0,
        refundedAmount: 0,
      },
    ]);
  });

  it('is that of those alone that are done, when nothing else is known', () => {
    const done = onlyDone(ORDER);
    expect(done.refunds.map(({ id }) => id)).toEqual(['1']);
    expect(done.refundLines.map(({ refundId }) => refundId)).toEqual(['1']);
    expect(lineRefundsOf(done)[0]).toMatchObject({ refundedCount: 1, refundedAmount: 1_900 });
    expect(done.lines).toBe(ORDER.lines);
  });
});
