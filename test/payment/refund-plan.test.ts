import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import {
  booksAfter,
  planRefund,
  type PlanRefusal,
  type RefundBooks,
  type RefundContent,
} from '../../src/payment/model/refund-plan.js';
import { books, EVERYTHING, line, linesOf } from './some-books.js';

/** The plan in a line of figures: sum, freight, then of each line pieces, unshipped ones, restocked ones, paid, sent back. */
function figures(of: RefundBooks, content: RefundContent): unknown {
  const outcome = planRefund(of, content);
  if (!outcome.ok) return outcome.refusal;
  const { amount, freight, lines } = outcome.plan;
  const pieces = lines.map((one) => [
    one.count,
    one.unshippedCount,
    one.restockCount,
    one.paidAmount,
    one.amount,
  ]);
  return [amount, freight, ...pieces];
}

describe('a refund of lines that takes what is left', () => {
  const lines = [line(), line({ id: '8' })];
  const both = [1, 2].map((lineId) => ({ lineId, count: 3 }));
  const content: RefundContent = { scope: 'lines', lines: both, freight: fen(0), upToLeft: true };

  it.each<[string, number, unknown]>([
    ['all of it where nothing is missing', 210, [200, 0, [3, 3, 3, 100, 100], [3, 3, 3, 100, 100]]],
    ['less of the last lines', 120, [120, 0, [3, 3, 3, 100, 100], [3, 3, 3, 100, 20]]],
    ['nothing of them at the worst', 7, [7, 0, [3, 3, 3, 100, 7], [3, 3, 3, 100, 0]]],
    ['nothing at all', 0, { why: 'nothing' }],
  ])('sends back %s', (_, left, expected) => {
    expect(figures(books(lines, left), content)).toEqual(expected);
  });
});

describe('a refund of lines', () => {
  it.each<[string, RefundBooks, RefundContent, unknown]>([
    [
      'one piece: its share, rounded down',
      books(),
      linesOf([{ lineId: 1, count: 1 }]),
      [33, 0, [1, 1, 1, 33, 33]],
    ],
    ['two pieces', books(), linesOf([{ lineId: 1, count: 2 }]), [66, 0, [2, 2, 2, 66, 66]]],
    [
      'all pieces and the freight: the payable',
      books(),
      linesOf([{ lineId: 1, count: 3 }], 10),
      [110, 10, [3, 3, 3, 100, 100]],
    ],
    [
      'the last piece takes the rounding',
      books([line({ refundedCount: 2, refundedUnshippedCount: 2, charged: fen(66) })], 44),
      linesOf([{ lineId: 1, count: 1 }]),
      [34, 0, [1, 1, 1, 34, 34]],
    ],
    ['freight alone', books(), linesOf([], 4), [4, 4]],
    [
      'pieces that stay out of the stock',
      books(),
      linesOf([{ lineId: 1, count: 1, restock: false }]),
      [33, 0, [1, 1, 0, 33, 33]],
    ],
    [
      'pieces that are shipped',
      books([line({ shippedCount: 3 })]),
      linesOf([{ lineId: 1, count: 1 }]),
      [33, 0, [1, 0, 0, 33, 33]],
    ],
    [
      'those that are not shipped first',
      books([line({ shippedCount: 2 })]),
      linesOf([{ lineId: 1, count: 2 }]),
      [66, 0, [2, 1, 1, 66, 66]],
    ],
    [
      'shipped ones alone, which stay out of the stock',
      books([line({ shippedCount: 2 })]),
      linesOf([{ lineId: 1, count: 2, from: 'shipped' }]),
      [66, 0, [2, 0, 0, 66, 66]],
    ],
    [
      'what came back, into the stock',
      books([line({ shippedCount: 2 })]),
      linesOf([{ lineId: 1, count: 1, from: 'returned', restock: true }]),
      [33, 0, [1, 0, 1, 33, 33]],
    ],
    [
      'what never left the shop, into the stock as is said',
      books(),
      linesOf([{ lineId: 1, count: 1, restock: true }]),
      [33, 0, [1, 1, 1, 33, 33]],
    ],
    [
      'less than was paid: what was withheld is not for the other pieces',
      books(),
      linesOf([{ lineId: 1, count: 1, atMost: fen(20) }]),
      [20, 0, [1, 1, 1, 33, 20]],
    ],
    [
      'two lines',
      books([line(), line({ id: '8', count: 1, paid: fen(50) })]),
      linesOf(
        [
          { lineId: 2, count: 1 },
          { lineId: 1, count: 1 },
        ],
        10,
      ),
      [93, 10, [1, 1, 1, 50, 50], [1, 1, 1, 33, 33]],
    ],
  ])('%s', (_, of, content, expected) => {
    expect(figures(of, content)).toEqual(expected);
  });

  it.each<[string, RefundBooks, RefundContent, PlanRefusal]>([
    [
      'a line that the order has not',
      books(),
      linesOf([{ lineId: 2, count: 1 }]),
      { why: 'no-such-line', lineId: 2 },
    ],
    [
      'more pieces than are left',
      books([line({ refundedCount: 2 })]),
      linesOf([{ lineId: 1, count: 2 }]),
      { why: 'pieces', lineId: 1, left: 1 },
    ],
    [
      'more shipped pieces than were shipped',
      books([line({ shippedCount: 1 })]),
      linesOf([{ lineId: 1, count: 2, from: 'shipped' }]),
      { why: 'pieces', lineId: 1, left: 1 },
    ],
    ['more freight than is left', books(), linesOf([], 11), { why: 'freight', left: fen(10) }],
    [
      'more than free sums have left',
      books([line()], 99),
      linesOf([{ lineId: 1, count: 3 }]),
      { why: 'payment', left: fen(99) },
    ],
    [
      'to put shipped pieces into the stock',
      books([line({ shippedCount: 2 })]),
      linesOf([{ lineId: 1, count: 2, restock: true }]),
      { why: 'restock', lineId: 1 },
    ],
    [
      'to put pieces that are with the buyer into the stock',
      books([line({ shippedCount: 2 })]),
      linesOf([{ lineId: 1, count: 1, from: 'shipped', restock: true }]),
      { why: 'restock', lineId: 1 },
    ],
    [
      'pieces for which nothing was paid',
      books([line({ paid: fen(2) })]),
      linesOf([{ lineId: 1, count: 1 }]),
      { why: 'nothing' },
    ],
    ['nothing', books(), linesOf([]), { why: 'nothing' }],
  ])('refuses %s', (_, of, content, refusal) => {
    expect(figures(of, content)).toEqual(refusal);
  });
});

describe('a refund of everything', () => {
  const half = line({ refundedCount: 1, refundedUnshippedCount: 1, charged: fen(33) });

  it.each<[string, RefundBooks, RefundContent, unknown]>([
    ['is the payable', books(), EVERYTHING, [110, 10, [3, 3, 3, 100, 100]]],
    ['is what other refunds left', books([half], 77), EVERYTHING, [77, 10, [2, 2, 2, 67, 67]]],
    [
      'takes what free sums sent back off the freight first',
      books([line()], 104),
      EVERYTHING,
      [104, 4, [3, 3, 3, 100, 100]],
    ],
    [
      'then off the last lines',
      books([line(), line({ id: '8', count: 1, paid: fen(50) })], 120),
      EVERYTHING,
      [120, 0, [3, 3, 3, 100, 100], [1, 1, 1, 50, 20]],
    ],
    [
      'leaves shipped pieces out of the stock',
      books([line({ shippedCount: 2 })]),
      EVERYTHING,
      [110, 10, [3, 1, 1, 100, 100]],
    ],
    [
      'brings what was withheld before as well',
      books([line({ refundedCount: 3, refundedUnshippedCount: 3, charged: fen(100) })], 30),
      EVERYTHING,
      [30, 10],
    ],
    [
      'is no more than was shown',
      books(),
      { scope: 'everything', atMost: fen(105) },
      [105, 5, [3, 3, 3, 100, 100]],
    ],
    ['is nothing when nothing is left', books([line()], 0), EVERYTHING, { why: 'nothing' }],
  ])('%s', (_, of, content, expected) => {
    expect(figures(of, content)).toEqual(expected);
  });
});

describe('a free sum', () => {
  it('moves no piece, be it all that was paid', () => {
    expect(figures(books(), { scope: 'amount', amount: fen(1) })).toEqual([1, 0]);
    expect(figures(books(), { scope: 'amount', amount: fen(110) })).toEqual([110, 0]);
  });

  it('is no more than is left', () => {
    const content: RefundContent = { scope: 'amount', amount: fen(111) };
    expect(figures(books(), content)).toEqual({ why: 'payment', left: fen(110) });
  });
});

describe('booksAfter', () => {
  it('holds sum, freight and pieces of a refund', () => {
    const before = books([line({ shippedCount: 1 })]);
    const outcome = planRefund(before, linesOf([{ lineId: 1, count: 3 }], 4));
    if (!outcome.ok) throw new Error('refused');
    expect(booksAfter(before, outcome.plan)).toEqual({
      left: 6,
      freightLeft: 6,
      lines: [{ ...before.lines[0], refundedCount: 3, refundedUnshippedCount: 2, charged: 100 }],
    });
  });

  it('leaves the lines that a refund is not for', () => {
    const before = books([line(), line({ id: '8' })]);
    const outcome = planRefund(before, linesOf([{ lineId: 2, count: 1 }]));
    if (!outcome.ok) throw new Error('refused');
    const [first, second] = before.lines;
    expect(booksAfter(before, outcome.plan).lines).toEqual([
      first,
      { ...second, refundedCount: 1, refundedUnshippedCount: 1, charged: 33 },
    ]);
  });
});
