import { ApiSchema } from '@nestjs/swagger';
import {
  ApiFlag,
  ApiInstant,
  ApiInteger,
  ApiOneOf,
  ApiPart,
  ApiParts,
  ApiText,
  ApiYuan,
  pageOfClass,
} from '../../http/openapi/api-members.js';
import { AddressText } from '../../addresses/address-view.js';
import { SaleAttribute } from '../../catalog/sku-view.js';
import { fen, type Fen, fenToYuan, subtractFen } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { FullOrder, OrderedLine, OrderLine } from './order-record.js';
import { ORDER_STATES, type OrderState } from './order-states.js';
import { shipmentView, ShipmentView } from './shipment-view.js';

/** A line on the wire: the SKU as it was when the order was made. */
export class OrderLineView {
  @ApiInteger() readonly skuId!: number;
  @ApiText() readonly name!: string;
  @ApiText() readonly picture!: string;
  @ApiParts(() => SaleAttribute) readonly attributes!: readonly SaleAttribute[];
  @ApiInteger() readonly count!: number;
  @ApiFlag() readonly requiresShipping!: boolean;
  @ApiYuan() readonly price!: string;
  @ApiYuan() readonly amount!: string;
}

/** A line of an order on the wire, and what has become of its pieces. */
@ApiSchema({ name: 'OrderLine' })
export class OrderedLineView extends OrderLineView {
  @ApiInteger({ description: 'Names the line within its order' }) readonly lineId!: number;
  @ApiInteger({ description: 'Pieces that have left the shop' }) readonly shippedCount!: number;
  @ApiInteger({ description: 'Pieces whose money went back, or is about to' })
  readonly refundedCount!: number;
  @ApiYuan({ description: 'What went back for the refunded pieces, or is about to' })
  readonly refundedAmount!: string;
}

/** Where an order goes, on the wire. */
@ApiSchema({ name: 'OrderAddress' })
export class OrderAddressView extends AddressText {}

/** Whose an order is, on the wire. */
@ApiSchema({ name: 'OrderCustomer' })
export class OrderCustomer {
  @ApiText() readonly id!: string;
  @ApiText() readonly username!: string;
}

/** An order on the wire: null has not come. */
@ApiSchema({ name: 'Order' })
export class OrderView {
  @ApiText() readonly orderNo!: string;
  @ApiPart(() => OrderCustomer, { optional: true, description: 'Whose it is: for staff' })
  readonly customer?: OrderCustomer;
  @ApiOneOf('OrderState', ORDER_STATES) readonly state!: OrderState;
  @ApiYuan() readonly goodsAmount!: string;
  @ApiYuan() readonly freight!: string;
  @ApiYuan({ description: 'What the shop took off before it was paid' })
  readonly discount!: string;
  @ApiYuan({ description: 'Goods and freight without the discount' })
  readonly payable!: string;
  @ApiYuan({ description: 'What Alipay has sent back of it' })
  readonly refundedAmount!: string;
  @ApiYuan({ description: 'What is left of what was paid, without refunds done or under way' })
  readonly refundableAmount!: string;
  @ApiInteger() readonly totalCount!: number;
  @ApiPart(() => OrderAddressView, { nullable: true, description: 'Null when nothing is shipped' })
  readonly address!: OrderAddressView | null;
  @ApiText() readonly remark!: string;
  @ApiParts(() => OrderedLineView) readonly lines!: readonly OrderedLineView[];
  @ApiParts(() => ShipmentView, { description: 'Its parcels, oldest first' })
  readonly shipments!: readonly ShipmentView[];
  @ApiText({ nullable: true, description: 'Of the parcel that left last' })
  readonly carrier!: string | null;
  @ApiText({ nullable: true }) readonly trackingNumber!: string | null;
  @ApiInstant() readonly createdAt!: string;
  @ApiInstant({ description: 'Until when it can be paid' }) readonly expiresAt!: string;
  @ApiInstant({ nullable: true }) readonly cancelRequestedAt!: string | null;
  @ApiInstant({
    nullable: true,
    description: 'Since when nobody may ship it, because all of its money is being sent back',
  })
  readonly shippingStoppedAt!: string | null;
  @ApiInstant({
    nullable: true,
    description: "Since when a customer's request to refund all that is left waits for a decision",
  })
  readonly refundRequestedAt!: string | null;
  @ApiInstant({ nullable: true }) readonly paidAt!: string | null;
  @ApiInstant({ nullable: true, description: 'When the first parcel left' })
  readonly shippedAt!: string | null;
  @ApiInstant({ nullable: true }) readonly receivedAt!: string | null;
  @ApiInstant({ nullable: true }) readonly completedAt!: string | null;
  @ApiInstant({ nullable: true }) readonly closedAt!: string | null;
  @ApiInstant({ nullable: true }) readonly refundedAt!: string | null;
}

/** A part of a list of orders, on the wire. */
export const OrderPage = pageOfClass('OrderPage', OrderView);

/** A line on the wire. Pure. */
export function lineView(line: OrderLine): OrderLineView {
  const { skuId, name, picture, attributes, price, count, amount, requiresShipping } = line;
  const money = { price: fenToYuan(price), amount: fenToYuan(amount) };
  return { skuId, name, picture, attributes, count, requiresShipping, ...money };
}

function orderedLineView(line: OrderedLine, index: number): OrderedLineView {
  const { shippedCount, refundedCount } = line;
  const refundedAmount = fenToYuan(line.refundedAmount);
  return { lineId: index + 1, ...lineView(line), shippedCount, refundedCount, refundedAmount };
}

/** An order on the wire. Pure. */
export function orderView(order: Omit<FullOrder, 'id'>): OrderView {
  return {
    orderNo: order.orderNo,
    state: order.state,
    goodsAmount: fenToYuan(order.goodsAmount),
    freight: fenToYuan(order.freight),
    discount: fenToYuan(order.discount),
    payable: fenToYuan(order.payable),
    refundedAmount: fenToYuan(order.refundedAmount),
    refundableAmount: fenToYuan(refundableAmount(order)),
    totalCount: order.totalCount,
    address: order.address,
    remark: order.remark,
    lines: order.lines.map(orderedLineView),
    shipments: order.shipments.map((one) => shipmentView(one, order.orderNo)),
    carrier: order.carrier,
    trackingNumber: order.trackingNumber,
    createdAt: toRfc3339(order.createdAt),
    expiresAt: toRfc3339(order.expiresAt),
    cancelRequestedAt: timeView(order.cancelRequestedAt),
    shippingStoppedAt: timeView(order.shippingStoppedAt),
    refundRequestedAt: timeView(order.refundRequestedAt),
    paidAt: timeView(order.paidAt),
    shippedAt: timeView(order.shippedAt),
    receivedAt: timeView(order.receivedAt),
    completedAt: timeView(order.completedAt),
    closedAt: timeView(order.closedAt),
    refundedAt: timeView(order.refundedAt),
  };
}

/** What could still be sent back of an order's money, in fen; nothing of one that nobody paid. Pure. */
function refundableAmount({
  paidAt,
  payable,
  refundReserved,
}: Pick<FullOrder, 'paidAt' | 'payable' | 'refundReserved'>): Fen {
  return paidAt === null ? fen(0) : subtractFen(payable, refundReserved);
}

function timeView(time: Date | null): string | null {
  return time === null ? null : toRfc3339(time);
}
