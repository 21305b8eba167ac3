import { fen, type Fen, fenToYuan, subtractFen } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type {
  AddressSnapshot,
  FullOrder,
  LineProgress,
  OrderedLine,
  OrderLine,
} from './order-record.js';
import type { OrderState } from './order-states.js';

/** A line on the wire: money is text in yuan. */
export type OrderLineView = Omit<OrderLine, 'price' | 'amount'> & {
  readonly price: string;
  readonly amount: string;
};

/** A line of an order on the wire, and what has become of its pieces. */
export type OrderedLineView = OrderLineView &
  Pick<LineProgress, 'shippedCount' | 'refundedCount'> & {
    /** Names the line within its order. */
    readonly lineId: number;
    /** What went back for the refunded pieces, or is about to. */
    readonly refundedAmount: string;
  };

/** An order on the wire: money is text in yuan, times carry +08:00, null has not come. */
export interface OrderView {
  readonly orderNo: string;
  readonly state: OrderState;
  readonly goodsAmount: string;
  readonly freight: string;
  readonly payable: string;
  /** What Alipay has sent back of it. */
  readonly refundedAmount: string;
  /** What is left of what was paid, without refunds that are done or under way. */
  readonly refundableAmount: string;
  readonly totalCount: number;
  readonly address: AddressSnapshot | null;
  readonly remark: string;
  readonly lines: readonly OrderedLineView[];
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly cancelRequestedAt: string | null;
  /** Since when nobody may ship it, because all of its money is being sent back. */
  readonly shippingStoppedAt: string | null;
  /** Since when a customer's request to refund all that is left waits for a decision. */
  readonly refundRequestedAt: string | null;
  readonly paidAt: string | null;
  readonly shippedAt: string | null;
  readonly receivedAt: string | null;
  readonly completedAt: string | null;
  readonly closedAt: string | null;
  readonly refundedAt: string | null;
}

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
    payable: fenToYuan(order.payable),
    refundedAmount: fenToYuan(order.refundedAmount),
    refundableAmount: fenToYuan(refundableAmount(order)),
    totalCount: order.totalCount,
    address: order.address,
    remark: order.remark,
    lines: order.lines.map(orderedLineView),
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
