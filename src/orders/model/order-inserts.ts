import type { NewId, Row } from '../../database/batching/rows.js';
import { fenToYuan } from '../../kernel/money.js';
import type { NewOrder, OrderLine } from './order-record.js';

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
