import { type Fen, fen, fenToYuan, subtractFen } from '../../kernel/money.js';
import type { BookedLine } from '../../orders/model/order-record.js';
import type { RefundLineEntity } from './refund-line.entity.js';
import type { RefundContent, RefundedPieces } from './refund-plan.js';
import type { RefundEntity } from './refund.entity.js';

/** A refund's row as far as it says what the refund is for. */
type Row = Pick<RefundEntity, 'id' | 'scope' | 'amount' | 'freightAmount'>;

/** Pieces of a line that a refund is for. */
export interface RefundPiece {
  /** The line's place in its order, from 1. */
  readonly lineId: number;
  readonly skuId: number;
  readonly name: string;
  readonly count: number;
  /** Those that had not left the shop. */
  readonly unshippedCount: number;
  /** Those that go into the stock when the money is back. */
  readonly restockCount: number;
  /** What was paid for them. */
  readonly paidAmount: Fen;
  readonly amount: Fen;
}

/** How a refund's sum comes about. */
export interface RefundParts {
  readonly lines: readonly RefundPiece[];
  readonly freight: Fen;
  /** What is bound to nothing. */
  readonly free: Fen;
}

/** What a refund is for, with the lines of its order in their order and those of (at least) the refund. Pure. */
export function partsOf(
  { id, amount, freightAmount: freight }: Row,
  orderLines: readonly BookedLine[],
  refundLines: readonly RefundLineEntity[],
): RefundParts {
  const lines = orderLines.flatMap((line, index) => {
    const of = refundLines.find(({ refundId, lineId }) => refundId === id && lineId === line.id);
    return of === undefined ? [] : [pieceOf(line, index + 1, of)];
  });
  const forLines = lines.reduce((sum, line) => sum + line.amount, 0);
  return { lines, freight, free: subtractFen(amount, fen(forLines + freight)) };
}

function pieceOf({ skuId, name }: BookedLine, lineId: number, of: RefundLineEntity): RefundPiece {
  const { count, unshippedCount, restockCount, paidAmount, amount } = of;
  return { lineId, skuId, name, count, unshippedCount, restockCount, paidAmount, amount };
}

/** What a request that waits asks for, to be planned anew: what is left may have changed. Pure. */
export function contentOf(request: Row, { lines, freight }: RefundParts): RefundContent {
  switch (request.scope) {
    case 'amount':
      return { scope: 'amount', amount: request.amount };
    case 'everything':
      return { scope: 'everything', atMost: request.amount };
    case 'lines': {
      return { scope: 'lines', lines: lines.map(piecesOf), freight };
    }
  }
}

/** As it was asked for: of what had left the shop, or of what comes first; into the stock, or as is usual; for less. */
function piecesOf(piece: RefundPiece): RefundedPieces {
  const { lineId, count, unshippedCount, restockCount, paidAmount, amount } = piece;
  const restock = restockCount === unshippedCount ? undefined : restockCount > 0;
  const atMost = amount < paidAmount ? amount : undefined;
  if (unshippedCount > 0) return { lineId, count, restock, atMost };
  return { lineId, count, restock, atMost, from: restock === true ? 'returned' : 'shipped' };
}

/** How a refund's sum comes about, as events tell it. Pure. */
export function partsData({ lines, freight, free }: RefundParts) {
  return {
    lines: lines.map(({ lineId, skuId, name, count, amount }) => {
      return { lineId, skuId, name, count, amount: fenToYuan(amount) };
    }),
    freight: fenToYuan(freight),
    freeAmount: fenToYuan(free),
  };
}
