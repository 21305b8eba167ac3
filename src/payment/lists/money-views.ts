import { ApiSchema, OmitType } from '@nestjs/swagger';
import {
  ApiInstant,
  ApiOneOf,
  ApiPart,
  ApiText,
  pageOfClass,
} from '../../http/openapi/api-members.js';
import { addFen, fenToYuan, subtractFen } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import { STOREFRONTS, type Storefront } from '../../orders/model/order-record.js';
import { OrderCustomer } from '../../orders/model/order-view.js';
import { paymentView, PaymentView } from '../links/payment-view.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { refundLineView, refundSummary, RefundView } from '../refunds/refund-view.js';
import type { ListedRefundLine, OrderOfMoney } from './money-lists.repository.js';

/** A refund in a list over all orders, on the wire. */
@ApiSchema({ name: 'ListedRefund' })
export class ListedRefundView extends OmitType(RefundView, ['orderNo']) {
  @ApiText({ nullable: true, description: 'Null: of a trade that nobody here knows' })
  readonly orderNo!: string | null;
  @ApiText() readonly outTradeNo!: string;
  @ApiPart(() => OrderCustomer, { nullable: true, description: 'Whose order it is' })
  readonly customer!: OrderCustomer | null;
}

/** A payment in a list over all orders, on the wire. */
@ApiSchema({ name: 'ListedPayment' })
export class ListedPaymentView extends PaymentView {
  @ApiOneOf('Storefront', STOREFRONTS) readonly storefront!: Storefront;
  @ApiPart(() => OrderCustomer, { description: 'Whose order it is' })
  readonly customer!: OrderCustomer;
  @ApiInstant() readonly createdAt!: string;
  @ApiInstant({ nullable: true, description: 'When the money was booked here' })
  readonly recordedAt!: string | null;
}

/** A part of a list of refunds, on the wire. */
export const ListedRefundPage = pageOfClass('ListedRefundPage', ListedRefundView);

/** A part of a list of payments, on the wire. */
export const ListedPaymentPage = pageOfClass('ListedPaymentPage', ListedPaymentView);

/** A refund in a list over all orders, with what it is for. Pure. */
export function listedRefund(
  refund: RefundEntity,
  lines: readonly ListedRefundLine[],
  order: OrderOfMoney | undefined,
  names: ReadonlyMap<number, string>,
): ListedRefundView {
  const view = refundSummary(refund, true, names);
  const { outTradeNo, amount, freightAmount } = refund;
  const bound = addFen(freightAmount, ...lines.map((line) => line.amount));
  return {
    ...view,
    orderNo: order?.orderNo ?? null,
    outTradeNo,
    lines: lines.map(refundLineView),
    freeAmount: fenToYuan(subtractFen(amount, bound)),
    customer: order?.customer ?? null,
  };
}

/** A payment in a list over all orders. Pure. */
export function listedPayment(payment: PaymentEntity, order: OrderOfMoney): ListedPaymentView {
  const { storefront, createdAt, recordedAt } = payment;
  return {
    ...paymentView(payment, order),
    storefront,
    customer: order.customer,
    createdAt: toRfc3339(createdAt),
    recordedAt: recordedAt === null ? null : toRfc3339(recordedAt),
  };
}
