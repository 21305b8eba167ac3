import type { OrderRecord } from './order-record.js';
import type { OrderEvent } from './order-states.js';

/** Members of an order that may change after it was made. */
export type OrderChange = Partial<
  Pick<
    OrderRecord,
    | 'address'
    | 'remark'
    | 'discount'
    | 'payable'
    | 'carrier'
    | 'trackingNumber'
    | 'cancelRequestedAt'
    | 'cancelRequestedBy'
    | 'shippedAt'
    | 'receivedAt'
    | 'completedAt'
    | 'closedAt'
    | 'refundedAt'
    | 'nextCheckAt'
    | 'checkAttempts'
  >
>;

/** A payment's effect on an order. */
export interface PaidMove {
  readonly order: Pick<OrderRecord, 'id' | 'state'>;
  readonly event: OrderEvent;
  readonly paidAt: Date;
  readonly receivedAt: Date | null;
  readonly nextCheckAt: Date | null;
}
