import { fen } from '../../kernel/money.js';
import type { PaymentEntity } from './payment.entity.js';
import type { RefundEntity } from './refund.entity.js';

/** A refund that is to be inserted. */
export type NewRefund = Omit<RefundEntity, 'id'>;

/** What every refund begins with; the rest begins as that of one which nobody has asked, decided or sent. */
type Beginning = Pick<
  NewRefund,
  | 'orderId'
  | 'paymentId'
  | 'outTradeNo'
  | 'outRequestNo'
  | 'amount'
  | 'reason'
  | 'origin'
  | 'state'
  | 'createdAt'
>;

const UNTOUCHED = {
  scope: 'amount',
  freightAmount: fen(0),
  incidentId: null,
  restock: false,
  requestedBy: null,
  decidedBy: null,
  decidedAt: null,
  firstApprovedBy: null,
  firstApprovedAt: null,
  closedReason: null,
  fault: null,
  attempts: 0,
  refusal: null,
  refusals: 0,
  nextCheckAt: null,
  sentAt: null,
  endedAt: null,
  bouncedAt: null,
  depositBackCheckAt: null,
} as const satisfies Omit<NewRefund, keyof Beginning>;

/** A new refund's row. Pure. */
export function newRefund(begun: Beginning & Partial<NewRefund>): NewRefund {
  return { ...UNTOUCHED, ...begun };
}

/** Whose money a refund sends back, when it is booked to a payment. Pure. */
export function chargedTo({ id, orderId, outTradeNo }: PaymentEntity) {
  return { orderId, paymentId: id, outTradeNo };
}
