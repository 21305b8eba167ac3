import { ApiSchema } from '@nestjs/swagger';
import {
  ApiInstant,
  ApiOneOf,
  ApiText,
  ApiYuan,
  unionClass,
} from '../../http/openapi/api-members.js';
import { fenToYuan } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import { ORDER_STATES, type OrderState } from '../../orders/model/order-states.js';
import type { PayLink } from './pay-links.service.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PAY_METHODS, type PayMethod } from '../model/pay-method.js';
import { PAYMENT_STATES, type PaymentState } from '../model/payment-states.js';

/** A payment on the wire. */
@ApiSchema({ name: 'Payment' })
export class PaymentView {
  @ApiText() readonly paymentId!: string;
  @ApiText() readonly orderNo!: string;
  @ApiOneOf('OrderState', ORDER_STATES) readonly orderState!: OrderState;
  @ApiText() readonly outTradeNo!: string;
  @ApiText({ nullable: true, description: "Alipay's number; null until Alipay has said it" })
  readonly tradeNo!: string | null;
  @ApiOneOf('PayMethod', PAY_METHODS) readonly method!: PayMethod;
  @ApiOneOf('PaymentState', PAYMENT_STATES) readonly state!: PaymentState;
  @ApiYuan() readonly amount!: string;
  @ApiYuan() readonly refundedAmount!: string;
  @ApiInstant({ nullable: true }) readonly paidAt!: string | null;
  @ApiInstant() readonly expiresAt!: string;
}

/** A link for a browser, on the wire. */
@ApiSchema({ name: 'BrowserPayLink' })
class BrowserPayLinkView {
  @ApiText() readonly paymentId!: string;
  @ApiOneOf('BrowserPayMethod', ['page', 'wap']) readonly method!: 'page' | 'wap';
  @ApiText({ description: 'Where the browser goes: to Alipay' }) readonly payUrl!: string;
  @ApiInstant() readonly expiresAt!: string;
}

/** A link for a phone application, on the wire. */
@ApiSchema({ name: 'AppPayLink' })
class AppPayLinkView {
  @ApiText() readonly paymentId!: string;
  @ApiOneOf('AppPayMethod', ['app']) readonly method!: 'app';
  @ApiText({ description: "For Alipay's SDK on the phone" }) readonly orderString!: string;
  @ApiInstant() readonly expiresAt!: string;
}

/** A link to be scanned, on the wire. */
@ApiSchema({ name: 'QrPayLink' })
class QrPayLinkView {
  @ApiText() readonly paymentId!: string;
  @ApiOneOf('QrPayMethod', ['qr']) readonly method!: 'qr';
  @ApiText({ description: 'What the code says' }) readonly qrCode!: string;
  @ApiText({ description: 'The code as a PNG picture in a data URL' }) readonly qrImage!: string;
  @ApiInstant({ description: 'When the code ends; a fresh one can be asked for then' })
  readonly expiresAt!: string;
}

/** A pay link on the wire; what leads to Alipay depends on the method. */
export const PayLinkView = unionClass('PayLink', 'method', {
  page: BrowserPayLinkView,
  wap: BrowserPayLinkView,
  app: AppPayLinkView,
  qr: QrPayLinkView,
});

export type PayLinkView = InstanceType<typeof PayLinkView>;

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

/** A pay link on the wire. Pure. */
export function payLinkView(link: PayLink): PayLinkView {
  const { paymentId } = link;
  const expiresAt = toRfc3339(link.expiresAt);
  switch (link.method) {
    case 'page':
    case 'wap':
      return { paymentId, method: link.method, payUrl: link.payUrl, expiresAt };
    case 'app':
      return { paymentId, method: link.method, orderString: link.orderString, expiresAt };
    case 'qr': {
      const { method, qrCode, qrImage } = link;
      return { paymentId, method, qrCode, qrImage, expiresAt };
    }
  }
}
