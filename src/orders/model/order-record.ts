import type { NewId } from '../../database/batching/rows.js';
import type { Fen } from '../../kernel/money.js';
import type { OrderState } from './order-states.js';
import type { Shipment } from './shipment-record.js';

/** The native API, or the old front end through which an order came. */
export const STOREFRONTS = ['native', 'dadashop', 'meiduo', 'luffy'] as const;

export type Storefront = (typeof STOREFRONTS)[number];

/** Where goods go, as it was when the order was made; later edits of the address change no order. */
export interface AddressSnapshot {
  readonly tag: string;
  readonly receiver: string;
  readonly mobile: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly detail: string;
}

/** An order's row. Times are instants; a null time has not come. */
export interface OrderRecord {
  readonly id: string;
  readonly orderNo: string;
  readonly userId: number;
  readonly state: OrderState;
  readonly storefront: Storefront;
  readonly goodsAmount: Fen;
  readonly freight: Fen;
  /** What the shop took off before it was paid. */
  readonly discount: Fen;
  /** Goods and freight without the discount. */
  readonly payable: Fen;
  readonly totalCount: number;
  readonly requiresShipping: boolean;
  /** Null when nothing is shipped. */
  readonly address: AddressSnapshot | null;
  readonly remark: string;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly cancelRequestedAt: Date | null;
  readonly cancelRequestedBy: CancelledBy | null;
  /** Since when a paid order is not to be shipped, because it is being refunded. */
  readonly shippingStoppedAt: Date | null;
  /** What Alipay has sent back of the money that paid it. */
  readonly refundedAmount: Fen;
  /** What is sent back of it, or is about to be. */
  readonly refundReserved: Fen;
  /** Since when a customer's request to refund all that is left waits for a decision. */
  readonly refundRequestedAt: Date | null;
  readonly paidAt: Date | null;
  /** When the first of its parcels left. */
  readonly shippedAt: Date | null;
  readonly receivedAt: Date | null;
  readonly completedAt: Date | null;
  readonly closedAt: Date | null;
  readonly refundedAt: Date | null;
  /** When the worker must look at it; null when nothing is due. */
  readonly nextCheckAt: Date | null;
  readonly checkAttempts: number;
}

/** Who asked for an order's cancel. */
export type CancelledBy = 'customer' | 'operator';

/** One line of an order: the SKU as it was when the order was made. */
export interface OrderLine {
  readonly skuId: number;
  readonly name: string;
  readonly picture: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly requiresShipping: boolean;
  readonly price: Fen;
  readonly count: number;
  readonly amount: Fen;
}

/** What has become of a line's pieces since they were paid. Money and pieces count while a refund is under way, too. */
export interface LineProgress {
  /** Pieces that have left the shop. */
  readonly shippedCount: number;
  /** Pieces whose money went back, or is about to. */
  readonly refundedCount: number;
  /** Those of them that had not left, and never will. */
  readonly refundedUnshippedCount: number;
  /** Those of them that are in the stock again. */
  readonly restockedCount: number;
  /** What went back for `refundedCount`, or is about to; free sums are bound to no line. */
  readonly refundedAmount: Fen;
}

/** A line of an order, and what has become of its pieces. */
export type OrderedLine = OrderLine & LineProgress;

/** A line that has a row. */
export type BookedLine = OrderedLine & { readonly id: string };

/** What refunds make of a line. */
export type LineRefunds = Omit<LineProgress, 'shippedCount'> & Pick<BookedLine, 'id'>;

/** An order with its lines, in the order in which they were made: `lineId` on the wire is a line's place, from 1. */
export type FullOrder = OrderRecord & {
  readonly lines: readonly OrderedLine[];
  /** Its parcels, oldest first. */
  readonly shipments: readonly Shipment[];
};

/** An order that has no row yet. `requestId` tells the same request, expressed again. */
export type NewOrder = Omit<OrderRecord, 'id'> & { readonly requestId: string };

/** A new order on its way to the database, with its lines. */
export type MadeOrder = NewOrder & {
  readonly id: NewId;
  /** Pieces of those SKUs whose stock ends. */
  readonly limited: readonly { readonly skuId: number; readonly count: number }[];
  readonly lines: readonly OrderedLine[];
  readonly shipments: readonly Shipment[];
};
