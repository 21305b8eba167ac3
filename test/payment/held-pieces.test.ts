import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import { fitTogether, takesHeld } from '../../src/payment/model/held-pieces.js';
import type { RefundContent } from '../../src/payment/model/refund-plan.js';
import { books, line, linesOf } from './some-books.js';

const REFUNDED = { refundedCount: 1, refundedUnshippedCount: 1, charged: fen(100) };
/** Three pieces for 100 fen each are left of four, and no freight. */
const LEFT = {
  ...books([line({ ...REFUNDED, count: 4, paid: fen(400) })], 300),
  freightLeft: fen(0),
};

describe('requests for pieces', () => {
  const request = (count: number, origin: 'customer' | 'operator' = 'customer') => {
    const content: RefundContent = {
      scope: 'lines',
      lines: [{ lineId: 1, count }],
      freight: fen(0),
    };
    return { request: { origin, amount: fen(count * 100) }, content };
  };
  const everything = {
    request: { origin: 'customer' as const, amount: fen(300) },
    content: { scope: 'everything' as const },
  };

  it.each([
    ['beside one another', 0, [request(2), request(1)], [true, true]],
    ['the oldest first', 0, [request(2), request(2)], [true, false]],
    ['beside what cases hold', 2, [request(2), request(1)], [false, true]],
    ['of the staff beside those of customers', 3, [request(3, 'operator')], [true]],
    ['for all that is left', 3, [everything], [true]],
    ['for more than there is', 0, [request(4), request(3)], [false, true]],
  ])('fit %s', (_, held, waiting, expected) => {
    expect(fitTogether(LEFT, new Map([['7', held]]), waiting)).toEqual(expected);
  });
});

describe('a request for pieces for which too little money is left', () => {
  it('does not fit', () => {
    const request = { origin: 'customer' as const, amount: fen(100) };
    const content = linesOf([{ lineId: 1, count: 1 }]);
    expect(fitTogether({ ...LEFT, left: fen(99) }, new Map(), [{ request, content }])).toEqual([
      false,
    ]);
  });
});

describe('requests for pieces of several lines', () => {
  const two = books([line(), line({ id: '8' })]);
  const waits = (content: RefundContent) => {
    return { request: { origin: 'customer' as const, amount: fen(1) }, content };
  };
  const both = linesOf([1, 2].map((lineId) => ({ lineId, count: 2 })));
  const second = linesOf([{ lineId: 2, count: 1 }]);

  it('take nothing where one line has too few, and all of them where it fits', () => {
    expect(fitTogether(two, new Map([['7', 2]]), [waits(both), waits(second)])).toEqual([
      false,
      true,
    ]);
    expect(fitTogether(two, new Map(), [waits(both), waits(second), waits(second)])).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('a refund beside the cases of its order', () => {
  const piecesOf = (count: number, id: string) => ({
    id,
    lineId: 1,
    count,
    unshippedCount: count,
    restockCount: count,
    paidAmount: fen(count * 100),
    amount: fen(count * 100),
  });
  const planOf = (...lines: ReturnType<typeof piecesOf>[]) => {
    return { scope: 'lines' as const, amount: fen(100), freight: fen(0), lines };
  };
  const plan = (count: number, id = '7') => planOf(piecesOf(count, id));

  it.each([
    [false, 'all that no case holds', 1, plan(2)],
    [true, 'a piece more', 1, plan(3)],
    [false, 'all where no case is', 0, plan(3)],
    [true, 'more than is left', 0, plan(4)],
    [false, 'pieces of a line that is not there', 3, plan(1, '9')],
  ])('takes held pieces (%s) when it takes %s', (takes, _, held, of) => {
    expect(takesHeld(LEFT, new Map([['7', held]]), of)).toBe(takes);
    if (held === 0) expect(takesHeld(LEFT, new Map(), of)).toBe(takes);
  });

  it.each([
    [true, 'of the second line', planOf(piecesOf(3, '7'), piecesOf(5, '8'))],
    [false, 'of neither line', planOf(piecesOf(3, '7'), piecesOf(4, '8'))],
  ])('takes held pieces (%s) %s', (takes, _, of) => {
    const two = books([line(), line({ id: '8', count: 5 })]);
    expect(takesHeld(two, new Map([['8', 1]]), of)).toBe(takes);
  });
});
