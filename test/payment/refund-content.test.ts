import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import type { BookedLine } from '../../src/orders/model/order-record.js';
import {
  contentOf,
  partsData,
  partsOf,
  type RefundPiece,
} from '../../src/payment/model/refund-content.js';
import type { RefundLineEntity } from '../../src/payment/model/refund-line.entity.js';

const LINES = [
  { id: '11', skuId: 4, name: '灯' },
  { id: '12', skuId: 5, name: '课' },
] as BookedLine[];

const ROW = { id: '8', scope: 'lines', amount: fen(1_000), freightAmount: fen(150) } as const;

const PIECES = {
  count: 2,
  unshippedCount: 2,
  restockCount: 2,
  paidAmount: fen(800),
  amount: fen(800),
};

function row(changes: Partial<RefundLineEntity> = {}): RefundLineEntity {
  return { refundId: '8', lineId: '12', ...PIECES, ...changes };
}

function piece(changes: Partial<RefundPiece> = {}): RefundPiece {
  return { lineId: 2, skuId: 5, name: '课', ...PIECES, ...changes };
}

describe('what a refund is for', () => {
  it('is told by the place of each line, and what is bound to nothing is the rest', () => {
    expect(partsOf(ROW, LINES, [row()])).toEqual({
      lines: [piece()],
      freight: 150,
      free: 50,
    });
  });

  it.each([
    ['another refund', row({ refundId: '9' })],
    ['a line of another order', row({ lineId: '99' })],
  ])('is nothing of %s', (_, other) => {
    expect(partsOf(ROW, LINES, [other])).toEqual({ lines: [], freight: 150, free: 850 });
  });

  it('is told to subscribers in yuan', () => {
    expect(partsData({ lines: [piece()], freight: fen(150), free: fen(50) })).toEqual({
      lines: [{ lineId: 2, skuId: 5, name: '课', count: 2, amount: '8.00' }],
      freight: '1.50',
      freeAmount: '0.50',
    });
  });
});

describe('a request that is planned anew', () => {
  const parts = { lines: [piece()], freight: fen(150), free: fen(50) };

  it('is for its sum', () => {
    expect(contentOf({ ...ROW, scope: 'amount' }, parts)).toEqual({
      scope: 'amount',
      amount: 1_000,
    });
  });

  it('is for all that is left, up to what was shown', () => {
    expect(contentOf({ ...ROW, scope: 'everything' }, parts)).toEqual({
      scope: 'everything',
      atMost: 1_000,
    });
  });

  it.each<[string, Partial<RefundPiece>, object]>([
    ['what had not left, into the stock as is usual', {}, {}],
    ['what had not left, not into the stock', { restockCount: 0 }, { restock: false }],
    ['some of which had left, all into the stock', { unshippedCount: 1 }, { restock: true }],
    [
      'some of which had left, as is usual',
      { unshippedCount: 1, restockCount: 1 },
      { restock: undefined },
    ],
    ['what had left', { unshippedCount: 0, restockCount: 0 }, { from: 'shipped' }],
    ['what came back', { unshippedCount: 0 }, { from: 'returned', restock: true }],
    ['for less than was paid', { amount: fen(799) }, { atMost: 799 }],
  ])('is for the pieces: %s', (_, changes, more) => {
    const content = contentOf(ROW, { ...parts, lines: [piece(changes)] });
    expect(content).toEqual({
      scope: 'lines',
      freight: 150,
      lines: [{ lineId: 2, count: 2, restock: undefined, atMost: undefined, ...more }],
    });
  });
});
