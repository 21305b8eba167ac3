import type { NewId, Row } from '../../database/batching/rows.js';
import { fenToYuan, yuanToFen } from '../../kernel/money.js';
import type { PaymentEntity } from './payment.entity.js';

/** The columns of a payment under the names of its members. Reads are plain SQL: they are hot, and entities cost. */
export const PAYMENT_COLUMNS = `id, order_id AS orderId, attempt, provider, out_trade_no AS outTradeNo,
  trade_no AS tradeNo, method, storefront, subject, state, amount, refunded_amount AS refundedAmount,
  refund_reserved AS refundReserved, created_at AS createdAt, expires_at AS expiresAt,
  link_given_at AS linkGivenAt, paid_at AS paidAt, recorded_at AS recordedAt, applied_at AS appliedAt,
  asked_at AS askedAt, answered_at AS answeredAt, recheck_at AS recheckAt,
  no_answer_why AS noAnswerWhy, no_answer_at AS noAnswerAt, closed_at AS closedAt`;

type Money = 'amount' | 'refundedAmount' | 'refundReserved';

/** A payment as the driver gives it: money as text. */
export type PaymentRow = Omit<PaymentEntity, Money> & Readonly<Record<Money, string>>;

/** The payment of a row. Pure. */
export function paymentOf(row: PaymentRow): PaymentEntity {
  return {
    ...row,
    amount: yuanToFen(row.amount),
    refundedAmount: yuanToFen(row.refundedAmount),
    refundReserved: yuanToFen(row.refundReserved),
  };
}

/** A payment that is to be made; its order may be one that is being made itself. */
export type NewPayment = Omit<PaymentEntity, 'id' | 'orderId'> & {
  readonly orderId: string | NewId;
};

/** The columns of a payment that nothing has happened to; the others get their defaults. Pure. */
export function newPaymentRow(payment: NewPayment): Row {
  return {
    order_id: payment.orderId,
    attempt: payment.attempt,
    provider: payment.provider,
    out_trade_no: payment.outTradeNo,
    method: payment.method,
    storefront: payment.storefront,
    subject: payment.subject,
    state: payment.state,
    amount: fenToYuan(payment.amount),
    created_at: payment.createdAt,
    expires_at: payment.expiresAt,
    link_given_at: payment.linkGivenAt,
  };
}
