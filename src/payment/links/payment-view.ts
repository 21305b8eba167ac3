import { fenToYuan } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { OrderState } from '../../orders/model/order-states.js';
import type { PayLink } from './pay-links.service.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import type { PaymentState } from '../model/payment-states.js';

/** A payment on the wire. */
export interface PaymentView {
  readonly paymentId: string;
  readonly orderNo: string;
  readonly orderState: OrderState;
  readonly outTradeNo: string;
  readonly tradeNo: string | null;
  readonly method: string;
  readonly state: PaymentState;
  readonly amount: string;
  readonly refundedAmount: string;
  readonly paidAt: string | null;
  readonly expiresAt: string;
}

/** A payment with its order's number and state, for REST clients. Pure. */
export function paymentView(
  payment: PaymentEntity,
  order: { readonly orderNo: string; readonly state: OrderState },
): PaymentView {
  return {
    paymentId: payment.id,
    orderNo: order.orderNo,
    orderState: order.state,
    outTradeNo: payment.outTradeNo,
    tradeNo: payment.tradeNo,
    method: payment.method,
    state: payment.state,
    amount: fenToYuan(payment.amount),
    refundedAmount: fenToYuan(payment.refundedAmount),
    paidAt: payment.paidAt === null ? null : toRfc3339(payment.paidAt),
    expiresAt: toRfc3339(payment.expiresAt),
  };
}

/** A pay link on the wire; which member leads to Alipay depends on the method. */
export type PayLinkView = ReturnType<typeof payLinkView>;

/** A pay link on the wire. Pure. */
export function payLinkView(link: PayLink) {
  const { paymentId, method, payUrl, orderString, qrCode, qrImage } = link;
  const way = { payUrl, orderString, qrCode, qrImage };
  return { paymentId, method, expiresAt: toRfc3339(link.expiresAt), ...way };
}
