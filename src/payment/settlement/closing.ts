import { plusMs } from '../../kernel/clock.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { isPaid } from '../model/payment-states.js';

/** A link can be paid until `time_expire`; Alipay's own clock and queues get this much more (domain.md). */
const AFTER_EXPIRY_MS = 10 * 60_000;

/** A trade that Alipay did not know yet when its order was closed is asked for again after this long. */
const ORPHANED_GAP_MS = 60_000;

/** How an unpaid order is to end now: asked to be cancelled, out of time, or (null) not yet. Pure. */
export function closingOf(
  order: Pick<OrderRecord, 'state' | 'cancelRequestedAt' | 'expiresAt'>,
  now: Date,
): 'cancelled' | 'expired' | null {
  if (order.state !== 'PENDING_PAYMENT') return null;
  if (order.cancelRequestedAt !== null) return 'cancelled';
  return order.expiresAt <= now ? 'expired' : null;
}

/** Whether Alipay may still know something new of a payment: it is neither paid nor closed. Pure. */
export function isOpen(payment: Pick<PaymentEntity, 'state'>): boolean {
  return payment.state !== 'CLOSED' && !isPaid(payment.state);
}

/** When to ask again for trades that Alipay did not know: their signed links are payable until `time_expire`. Pure. */
export function orphanedTradeCheckAt(
  payments: readonly Pick<PaymentEntity, 'state' | 'expiresAt'>[],
  now: Date,
): Date | null {
  // Of no trades at all the last is minus infinity: long over.
  const last = Math.max(
    ...payments.filter(isOpen).map(({ expiresAt }) => expiresAt.getTime() + AFTER_EXPIRY_MS),
  );
  if (now.getTime() >= last) return null;
  return new Date(Math.min(plusMs(now, ORPHANED_GAP_MS).getTime(), last));
}
