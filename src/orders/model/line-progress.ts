import { type ShippableLine, waitingCount } from './shipment.js';

/** What the rules of refunds look at in a line. */
export type PaidLine = Omit<ShippableLine, 'id' | 'skuId' | 'name'>;

/** Pieces of a line that have neither left the shop nor been refunded before that. Pure. */
export function unshippedCount(line: Omit<PaidLine, 'requiresShipping'>): number {
  return line.count - line.shippedCount - line.refundedUnshippedCount;
}

/** How a paid order goes on once nothing of it waits to be shipped: what is on its way, what needs none, or nothing is left. */
export type ShippingEnd = 'shipped' | 'received' | 'refunded';

/**
 * How an order goes on when a refund has left nothing of it to ship; null while pieces wait. Of `lines`, only refunds
 * that are done count: one that is under way may fail. Pure.
 */
export function shippingEnd(lines: readonly PaidLine[]): ShippingEnd | null {
  if (lines.some((line) => waitingCount(line) > 0)) return null;
  if (lines.some(({ shippedCount }) => shippedCount > 0)) return 'shipped';
  return lines.some((line) => unshippedCount(line) > 0) ? 'received' : 'refunded';
}
