import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import {
  endsShipping,
  paidForPieces,
  planRefund,
  type RefundBooks,
  type RefundContent,
  stillFits,
} from '../../src/payment/model/refund-plan.js';
import { books, EVERYTHING, line, linesOf } from './some-books.js';

describe('a plan', () => {
  it.each<[RefundContent['scope'], RefundContent, readonly (readonly [string, number])[]]>([
    [
      'everything',
      EVERYTHING,
      [
        ['7', 1],
        ['8', 2],
      ],
    ],
    ['lines', linesOf([{ lineId: 2, count: 1 }]), [['8', 2]]],
    ['amount', { scope: 'amount', amount: fen(1) }, []],
  ])('for %s says so, and names the lines', (scope, content, named) => {
    const outcome = planRefund(books([line(), line({ id: '8' })]), content);
    if (!outcome.ok) throw new Error('refused');
    expect(outcome.plan.scope).toBe(scope);
    expect(outcome.plan.lines.map(({ id, lineId }) => [id, lineId])).toEqual(named);
  });
});

describe('what was paid for no piece of a line that is refunded whole', () => {
  it('is nothing', () => {
    expect(paidForPieces(line({ refundedCount: 3, charged: fen(90) }), 0)).toBe(0);
  });
});

describe('stillFits', () => {
  const whole = [{ lineId: 1, count: 3 }];
  const upToLeft: RefundContent = {
    scope: 'lines',
    lines: whole,
    freight: fen(0),
    upToLeft: true,
  };

  it.each<[boolean, string, RefundBooks, RefundContent, number]>([
    [true, 'all that is left is asked for', books(), EVERYTHING, 110],
    [true, 'a part is', books(), linesOf([{ lineId: 1, count: 1 }]), 33],
    [true, 'less would go back than can', books([line()], 99), upToLeft, 99],
    [false, 'less is left than was asked for', books([line()], 99), upToLeft, 100],
    [false, 'its pieces are gone', books([line({ refundedCount: 1 })]), linesOf(whole), 100],
  ])('is %s when %s', (fits, _, of, content, amount) => {
    expect(stillFits(of, content, fen(amount))).toBe(fits);
  });
});

describe('endsShipping', () => {
  const sent = line({ id: '8', shippedCount: 3 });
  const both = books([line(), line({ id: '8' })]);

  it.each<[boolean, string, RefundBooks, RefundContent]>([
    [true, 'nothing is left that waits', books(), EVERYTHING],
    [true, 'the other line is sent', books([line(), sent]), linesOf([{ lineId: 1, count: 3 }])],
    [true, 'the other line is sent, and stands first', books([sent, line()]), EVERYTHING],
    [false, 'a piece waits still', books(), linesOf([{ lineId: 1, count: 2 }])],
    [false, 'another line waits', both, linesOf([{ lineId: 1, count: 3 }])],
    [false, 'no piece goes back', books(), { scope: 'amount', amount: fen(1) }],
    [false, 'nothing waited', books([line({ shippedCount: 3 })]), EVERYTHING],
    [false, 'it cannot be made', books(), linesOf([{ lineId: 1, count: 4 }])],
  ])('is %s when %s', (ends, _, of, content) => {
    expect(endsShipping(of, content)).toBe(ends);
  });
});
