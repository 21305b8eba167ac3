import type { OrderRecord } from '../orders/order-record.js';

/** How an unpaid order is to end now: asked to be cancelled, out of time, or (null) not yet. Pure. */
export function closingOf(
  order: Pick<OrderRecord, 'state' | 'cancelRequestedAt' | 'expiresAt'>,
  now: Date,
): 'cancelled' | 'expired' | null {
  if (order.state !== 'PENDING_PAYMENT') return null;
  if (order.cancelRequestedAt !== null) return 'cancelled';
  return order.expiresAt <= now ? 'expired' : null;
}
