import type { AddressText } from '../../addresses/address-view.js';
import type { NewEventOf } from '../../events/domain-events.js';
import { fen, fenToYuan } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import { orderEvent } from '../model/order-events.js';
import type {
  AddressSnapshot,
  MadeOrder,
  NewOrder,
  OrderRecord,
  Storefront,
} from '../model/order-record.js';
import type { Pricing } from '../quote/pricing.js';

/** What an address is at this moment, without what ties it to its row. Pure. */
export function addressSnapshot(address: AddressText): AddressSnapshot {
  const { tag, receiver, mobile, province, city, district, detail } = address;
  return { tag, receiver, mobile, province, city, district, detail };
}

/** What a request says of its order. */
export interface OrderText {
  readonly requestId: string;
  readonly userId: number;
  readonly storefront: Storefront;
  readonly remark: string;
}

/** The row of an order that waits for its money. Pure. */
export function newOrder(
  request: OrderText,
  pricing: Pricing,
  address: AddressSnapshot | null,
  numbered: Pick<OrderRecord, 'orderNo' | 'createdAt' | 'expiresAt' | 'nextCheckAt'>,
): NewOrder {
  return {
    requestId: request.requestId,
    userId: request.userId,
    storefront: request.storefront,
    remark: request.remark,
    goodsAmount: pricing.goodsAmount,
    freight: pricing.freight,
    payable: pricing.payable,
    totalCount: pricing.totalCount,
    requiresShipping: pricing.requiresShipping,
    ...numbered,
    state: 'PENDING_PAYMENT',
    address,
    checkAttempts: 0,
    ...NOT_YET,
  };
}

const NOT_YET = {
  carrier: null,
  trackingNumber: null,
  cancelRequestedAt: null,
  cancelRequestedBy: null,
  shippingStoppedAt: null,
  refundedAmount: fen(0),
  refundReserved: fen(0),
  refundRequestedAt: null,
  paidAt: null,
  shippedAt: null,
  receivedAt: null,
  completedAt: null,
  closedAt: null,
  refundedAt: null,
} as const;

/** The event of an order's creation. Pure. */
export function createdEvent(order: MadeOrder): NewEventOf<'order.created'> {
  const data = {
    storefront: order.storefront,
    goodsAmount: fenToYuan(order.goodsAmount),
    freight: fenToYuan(order.freight),
    payable: fenToYuan(order.payable),
    expiresAt: toRfc3339(order.expiresAt),
    lines: order.lines.map(({ skuId, count, price }) => ({
      skuId,
      count,
      price: fenToYuan(price),
    })),
  };
  return orderEvent(order, 'order.created', data);
}
