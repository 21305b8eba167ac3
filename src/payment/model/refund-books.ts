import { addFen, fen, type Fen, subtractFen } from '../../kernel/money.js';
import type { BookedLine, LineRefunds, OrderRecord } from '../../orders/model/order-record.js';
import { paidForLines } from '../../orders/model/paid-for-line.js';
import type { RefundBooks } from './refund-plan.js';
import type { RefundEntity } from './refund.entity.js';
import type { RefundLineEntity } from './refund-line.entity.js';
import { sumOf } from './refund-rules.js';

/** A refund that is done or under way, as far as it counts against what was paid. */
type Counted = Pick<RefundEntity, 'id' | 'state' | 'amount' | 'freightAmount'>;

/** A paid order with all refunds of its payment that are done or under way. */
export interface RefundedOrder {
  readonly order: Pick<OrderRecord, 'freight' | 'discount'>;
  readonly lines: readonly BookedLine[];
  /** What was paid. */
  readonly paid: Fen;
  readonly refunds: readonly Counted[];
  readonly refundLines: readonly RefundLineEntity[];
}

/** What is left of a paid order. What Alipay's own pages sent back on top of a refund of ours leaves nothing. Pure. */
export function booksOf({ order, lines, paid, refunds, refundLines }: RefundedOrder): RefundBooks {
  const { freight, discount } = order;
  const shares = paidForLines({ lines: lines.map(({ amount }) => amount), freight }, discount);
  const charged = groupByLine(refundLines);
  return {
    left: fen(Math.max(0, paid - sumOf(refunds))),
    freightLeft: subtractFen(
      shares.freight,
      addFen(...refunds.map(({ freightAmount }) => freightAmount)),
    ),
    lines: lines.map((line, index) => {
      const of = charged.get(line.id) ?? [];
      return {
        id: line.id,
        requiresShipping: line.requiresShipping,
        count: line.count,
        shippedCount: line.shippedCount,
        refundedCount: sum(of, 'count'),
        refundedUnshippedCount: sum(of, 'unshippedCount'),
        paid: shares.lines[index] ?? fen(0),
        charged: addFen(...of.map(({ paidAmount }) => paidAmount)),
      };
    }),
  };
}

/** What the refunds of an order make of its lines: pieces are in the stock again once the money is back. Pure. */
export function lineRefundsOf({ lines, refunds, refundLines }: RefundedOrder): LineRefunds[] {
  const doneIds = new Set(doneOf(refunds).map(({ id }) => id));
  const byLine = groupByLine(refundLines);
  return lines.map(({ id }) => {
    const of = byLine.get(id) ?? [];
    const done = of.filter(({ refundId }) => doneIds.has(refundId));
    return {
      id,
      refundedCount: sum(of, 'count'),
      refundedUnshippedCount: sum(of, 'unshippedCount'),
      restockedCount: sum(done, 'restockCount'),
      refundedAmount: addFen(...of.map(({ amount }) => amount)),
    };
  });
}

/** The order as it is when every refund that is under way fails: what is known to be done. Pure. */
export function onlyDone(order: RefundedOrder): RefundedOrder {
  const refunds = doneOf(order.refunds);
  const ids = new Set(refunds.map(({ id }) => id));
  const refundLines = order.refundLines.filter(({ refundId }) => ids.has(refundId));
  return { ...order, refunds, refundLines };
}

function doneOf(refunds: readonly Counted[]): Counted[] {
  return refunds.filter(({ state }) => state === 'SUCCEEDED');
}

function groupByLine(lines: readonly RefundLineEntity[]): Map<string, RefundLineEntity[]> {
  const groups = new Map<string, RefundLineEntity[]>();
  for (const line of lines) groups.set(line.lineId, [...(groups.get(line.lineId) ?? []), line]);
  return groups;
}

function sum(
  lines: readonly RefundLineEntity[],
  member: 'count' | 'unshippedCount' | 'restockCount',
): number {
  return lines.reduce((total, line) => total + line[member], 0);
}
