import type { AddressText } from '../../addresses/address-view.js';
import type { NewEvent, NewEventOf } from '../../events/domain-events.js';
import { type Fen, fen, fenToYuan } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import { orderEvent } from '../model/order-events.js';
import type {
  AddressSnapshot,
  LineProgress,
  MadeOrder,
  NewOrder,
  OrderRecord,
  Storefront,
} from '../model/order-record.js';
import { takenEvents } from '../model/stock-events.js';
import type { Pricing, WantedLine } from '../quote/pricing.js';
import type { SignedQuote } from '../quote/quote-token.js';

/** What an address is at this moment, without what ties it to its row. Pure. */
export function addressSnapshot(address: AddressText): AddressSnapshot {
  const { tag, receiver, mobile, province, city, district, detail } = address;
  return { tag, receiver, mobile, province, city, district, detail };
}

/** What the buyer agreed to: whatever the catalogue says, a quote of ours, or (in fen) a sum for things that nobody ships. */
export type Agreement =
  | { readonly kind: 'any-price' }
  | { readonly kind: 'quote'; readonly quote: SignedQuote }
  | { readonly kind: 'sum'; readonly payable: Fen };

/** The request for an order. */
export interface OrderRequest {
  /**
   * Made before the transaction (`ids.sortable`): the same request again, be it a retry after a commit whose answer was
   * lost or a quote that is used twice, is the same order.
   */
  readonly requestId: string;
  readonly userId: number;
  readonly storefront: Storefront;
  readonly lines: readonly WantedLine[];
  /** Of no meaning when nothing is shipped. */
  readonly addressId: number | null;
  readonly remark: string;
  readonly agreement: Agreement;
  /** So many milliseconds after its making the worker looks at the order; null: at its deadline. */
  readonly checkAfterMs: number | null;
  /** Order numbers that were drawn for this very call: an order under one of them was made by it, in whichever try. */
  readonly drawnNumbers: Set<string>;
}

/** What becomes of the pieces of a new order's lines is still to come. */
export const NOTHING_MOVED: LineProgress = {
  shippedCount: 0,
  refundedCount: 0,
  refundedUnshippedCount: 0,
  restockedCount: 0,
  refundedAmount: fen(0),
};

/** The row of an order that waits for its money. Pure. */
export function newOrder(
  request: OrderRequest,
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
  discount: fen(0),
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

/** What an order's creation is told by, in one insert with those of others. Pure. */
export function placedEvents(order: MadeOrder): NewEvent[] {
  return [createdEvent(order), ...takenEvents(order, order.limited)];
}

/** The event of an order's creation. Pure. */
function createdEvent(order: MadeOrder): NewEventOf<'order.created'> {
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
