import { Problem } from '../../kernel/problem.js';
import type { BookedLine, OrderRecord } from '../../orders/model/order-record.js';
import { waitingCount } from '../../orders/model/shipment.js';
import type { PieceCount } from '../../orders/model/shipment-record.js';
import type { AfterSaleType } from './after-sale-states.js';

/** What decides whether a buyer may open a case now. */
export type CaseOrder = Pick<OrderRecord, 'state' | 'paidAt' | 'receivedAt'>;

/** A line of an order, and how many of its pieces open cases hold. */
export type CaseLine = Pick<
  BookedLine,
  'id' | 'requiresShipping' | 'count' | 'shippedCount' | 'refundedCount' | 'refundedUnshippedCount'
> & { readonly inCaseCount: number };

/** Pieces of a case, and the line's row. */
export interface CasePieces extends PieceCount {
  readonly rowId: string;
}

/**
 * Throws Problem `after-sale-not-possible` when no case of this type may be opened: before the goods were received, money
 * alone can be asked for of what was not sent, and some time after it nothing can be any more. Pure.
 */
export function refuseTooEarlyOrLate(
  order: CaseOrder,
  type: AfterSaleType,
  { now, lastsMs }: { readonly now: Date; readonly lastsMs: number },
): void {
  const { state, paidAt, receivedAt } = order;
  const refused = (why: 'not-paid' | 'not-received' | 'too-late') =>
    new Problem('after-sale-not-possible', { state, why });
  if (paidAt === null || state === 'REFUNDED') throw refused('not-paid');
  if (receivedAt === null) {
    if (type === 'returnAndRefund' || state === 'SHIPPED') throw refused('not-received');
    return;
  }
  if (now.getTime() > receivedAt.getTime() + lastsMs) throw refused('too-late');
}

/**
 * How many pieces of a line a case of this type can be about: none that is refunded or in another case. What goes back was
 * shipped; before the order was received, money alone is for what was not. Pure.
 */
export function claimablePieces(line: CaseLine, type: AfterSaleType, isReceived: boolean): number {
  const refundedShipped = line.refundedCount - line.refundedUnshippedCount;
  const free = line.count - line.refundedCount - line.inCaseCount;
  const of = {
    returnAndRefund: line.shippedCount - refundedShipped,
    refundOnly: isReceived ? free : waitingCount(line),
  }[type];
  return Math.max(0, Math.min(of, free));
}

/**
 * The pieces that a case is opened for; `lines` are all of the order's, in their order. Throws Problem `no-such-order-line`,
 * `after-sale-pieces`. Pure.
 */
export function casePieces(
  lines: readonly CaseLine[],
  wanted: readonly PieceCount[],
  { type, isReceived }: { readonly type: AfterSaleType; readonly isReceived: boolean },
): CasePieces[] {
  return wanted.map(({ lineId, count }) => {
    const line = lines[lineId - 1];
    if (line === undefined) throw new Problem('no-such-order-line', { lineId });
    const left = claimablePieces(line, type, isReceived);
    if (count > left) throw new Problem('after-sale-pieces', { lineId, wanted: count, left });
    return { lineId, count, rowId: line.id };
  });
}
