import { Problem } from '../../kernel/problem.js';
import type { BookedLine } from './order-record.js';
import type { PieceCount, ShippedLine } from './shipment-record.js';

/** Pieces that are to leave, and the line's row. */
export interface PlannedLine extends ShippedLine {
  readonly rowId: string;
}

/** A line of an order as far as parcels are concerned. */
export type ShippableLine = Pick<
  BookedLine,
  'id' | 'skuId' | 'name' | 'requiresShipping' | 'count' | 'shippedCount' | 'refundedUnshippedCount'
>;

/** How many pieces of a line may be put into a parcel now: neither shipped, nor refunded, nor held by a refund. Pure. */
export function waitingCount(line: Omit<ShippableLine, 'id' | 'skuId' | 'name'>): number {
  if (!line.requiresShipping) return 0;
  return line.count - line.shippedCount - line.refundedUnshippedCount;
}

/** Whether nothing of an order waits to be put into a parcel. Pure. */
export function isNothingWaiting(lines: readonly ShippableLine[]): boolean {
  return lines.every((line) => waitingCount(line) === 0);
}

/**
 * The pieces of a parcel: those that are wanted, or (null) all that wait. `lines` are all of the order's, in their order.
 * Throws Problem `nothing-to-ship`, `no-such-order-line`, `more-than-waits`. Pure.
 */
export function planShipment(
  lines: readonly ShippableLine[],
  wanted: readonly PieceCount[] | null,
): PlannedLine[] {
  if (wanted !== null) return mergePieces(wanted).map((one) => plannedLine(lines, one));
  const planned = lines.flatMap((line, index) => {
    const count = waitingCount(line);
    return count > 0 ? [plannedOf(line, { lineId: index + 1, count })] : [];
  });
  if (planned.length > 0) return planned;
  throw new Problem('nothing-to-ship');
}

/** The lines as they are once a parcel has left. Pure. */
export function linesAfter<Line extends ShippableLine>(
  lines: readonly Line[],
  parcel: readonly PieceCount[],
): Line[] {
  const sent = new Map(parcel.map(({ lineId, count }) => [lineId, count]));
  return lines.map((line, index) => {
    return { ...line, shippedCount: line.shippedCount + (sent.get(index + 1) ?? 0) };
  });
}

/** A line that is named twice is meant with both counts. Pure. */
export function mergePieces(wanted: readonly PieceCount[]): PieceCount[] {
  const counts = new Map<number, number>();
  for (const { lineId, count } of wanted) counts.set(lineId, (counts.get(lineId) ?? 0) + count);
  return [...counts].map(([lineId, count]) => ({ lineId, count }));
}

function plannedLine(lines: readonly ShippableLine[], wanted: PieceCount): PlannedLine {
  const { lineId, count } = wanted;
  const line = lines[lineId - 1];
  if (line?.requiresShipping !== true) throw new Problem('no-such-order-line', { lineId });
  const waits = waitingCount(line);
  if (count <= waits) return plannedOf(line, wanted);
  throw new Problem('more-than-waits', { lineId, wanted: count, waits });
}

function plannedOf({ id: rowId, skuId, name }: ShippableLine, pieces: PieceCount): PlannedLine {
  return { rowId, skuId, name, ...pieces };
}
