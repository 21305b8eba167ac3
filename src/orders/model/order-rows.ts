import type { NewId, Row } from '../../database/batching/rows.js';
import { fenToYuan, yuanToFen } from '../../kernel/money.js';
import type {
  AddressSnapshot,
  BookedLine,
  NewOrder,
  OrderLine,
  OrderRecord,
} from './order-record.js';

/** The columns of an order under the names of its record. Reads are plain SQL: they are hot, and entities cost. */
export const ORDER_COLUMNS = `id, order_no AS orderNo, user_id AS userId, state, storefront,
  goods_amount AS goodsAmount, freight, discount, payable, total_count AS totalCount,
  requires_shipping AS requiresShipping, address, remark, carrier, tracking_number AS trackingNumber,
  created_at AS createdAt, expires_at AS expiresAt, cancel_requested_at AS cancelRequestedAt,
  cancel_requested_by AS cancelRequestedBy, shipping_stopped_at AS shippingStoppedAt, refund_requested_at AS refundRequestedAt,
  refunded_amount AS refundedAmount, refund_reserved AS refundReserved, paid_at AS paidAt, shipped_at AS shippedAt,
  received_at AS receivedAt, completed_at AS completedAt, closed_at AS closedAt,
  refunded_at AS refundedAt, next_check_at AS nextCheckAt, check_attempts AS checkAttempts`;

/** The columns of a line under the names of its record, and the order to which it belongs. */
export const LINE_COLUMNS = `id, order_id AS orderId, sku_id AS skuId, name, picture, attributes,
  requires_shipping AS requiresShipping, price, count, amount, shipped_count AS shippedCount,
  refunded_count AS refundedCount, refunded_unshipped_count AS refundedUnshippedCount,
  restocked_count AS restockedCount, refunded_amount AS refundedAmount`;

type Raw<Whole, Money extends keyof Whole, Json extends keyof Whole> = Omit<
  Whole,
  Money | Json | 'requiresShipping'
> &
  Readonly<Record<Money, string> & Record<Json, string | null>> & {
    readonly requiresShipping: 0 | 1;
  };

type OrderMoney =
  'goodsAmount' | 'freight' | 'discount' | 'payable' | 'refundedAmount' | 'refundReserved';

/** An order as the driver gives it: money and JSON as text, booleans as numbers. */
export type OrderRow = Raw<OrderRecord, OrderMoney, 'address'>;

/** A line as the driver gives it. */
export type LineRow = Raw<BookedLine, 'price' | 'amount' | 'refundedAmount', 'attributes'> & {
  readonly orderId: string;
};

/** The record of a row. Pure. */
export function orderOf(row: OrderRow): OrderRecord {
  return {
    ...row,
    goodsAmount: yuanToFen(row.goodsAmount),
    freight: yuanToFen(row.freight),
    discount: yuanToFen(row.discount),
    payable: yuanToFen(row.payable),
    refundedAmount: yuanToFen(row.refundedAmount),
    refundReserved: yuanToFen(row.refundReserved),
    requiresShipping: row.requiresShipping === 1,
    address: row.address === null ? null : (JSON.parse(row.address) as AddressSnapshot),
  };
}

/** The line of a row. Pure. */
export function lineOf(row: LineRow): BookedLine {
  return {
    id: row.id,
    skuId: row.skuId,
    name: row.name,
    picture: row.picture,
    attributes: JSON.parse(row.attributes ?? '[]') as OrderLine['attributes'],
    requiresShipping: row.requiresShipping === 1,
    price: yuanToFen(row.price),
    count: row.count,
    amount: yuanToFen(row.amount),
    shippedCount: row.shippedCount,
    refundedCount: row.refundedCount,
    refundedUnshippedCount: row.refundedUnshippedCount,
    restockedCount: row.restockedCount,
    refundedAmount: yuanToFen(row.refundedAmount),
  };
}

/** The columns of an order that was never looked at before; the others are NULL. Pure. */
export function orderRow(order: NewOrder): Row {
  return {
    order_no: order.orderNo,
    request_id: order.requestId,
    user_id: order.userId,
    state: order.state,
    storefront: order.storefront,
    goods_amount: fenToYuan(order.goodsAmount),
    freight: fenToYuan(order.freight),
    payable: fenToYuan(order.payable),
    total_count: order.totalCount,
    requires_shipping: order.requiresShipping,
    address: order.address === null ? null : JSON.stringify(order.address),
    remark: order.remark,
    created_at: order.createdAt,
    expires_at: order.expiresAt,
    next_check_at: order.nextCheckAt,
  };
}

/** The columns of an order's line. Pure. */
export function lineRow(orderId: NewId, line: OrderLine): Row {
  return {
    order_id: orderId,
    sku_id: line.skuId,
    name: line.name,
    picture: line.picture,
    attributes: JSON.stringify(line.attributes),
    requires_shipping: line.requiresShipping,
    price: fenToYuan(line.price),
    count: line.count,
    amount: fenToYuan(line.amount),
  };
}
