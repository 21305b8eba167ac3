import type { StateTable } from '../../kernel/state-table.js';

export const ORDER_STATES = [
  'PENDING_PAYMENT',
  'TO_SHIP',
  'PARTLY_SHIPPED',
  'SHIPPED',
  'RECEIVED',
  'COMPLETED',
  'CANCELLED',
  'EXPIRED',
  'REFUNDED',
] as const;

export type OrderState = (typeof ORDER_STATES)[number];

/**
 * What can happen to an order; paying and reviving lead to another state when nothing is to be shipped. `refundRest`: what
 * waited to be shipped is refunded, and something is left of the order.
 */
export const ORDER_EVENTS = [
  'payShipped',
  'payVirtual',
  'cancel',
  'expire',
  'shipPart',
  'ship',
  'receive',
  'complete',
  'refund',
  'refundRest',
  'reviveShipped',
  'reviveVirtual',
] as const;

export type OrderEvent = (typeof ORDER_EVENTS)[number];

/** All moves of an order (domain.md, "Order states"). What is not listed is refused. */
export const ORDER_TABLE: StateTable<OrderState, OrderEvent> = {
  PENDING_PAYMENT: {
    payShipped: 'TO_SHIP',
    payVirtual: 'RECEIVED',
    cancel: 'CANCELLED',
    expire: 'EXPIRED',
  },
  TO_SHIP: {
    shipPart: 'PARTLY_SHIPPED',
    ship: 'SHIPPED',
    refund: 'REFUNDED',
    refundRest: 'RECEIVED',
  },
  // The rest leaves in further parcels, or is refunded: `ship` is when nothing waits any more.
  PARTLY_SHIPPED: { shipPart: 'PARTLY_SHIPPED', ship: 'SHIPPED', refund: 'REFUNDED' },
  SHIPPED: { receive: 'RECEIVED', refund: 'REFUNDED' },
  RECEIVED: { complete: 'COMPLETED', refund: 'REFUNDED' },
  COMPLETED: { refund: 'REFUNDED' },
  CANCELLED: { reviveShipped: 'TO_SHIP', reviveVirtual: 'RECEIVED' },
  EXPIRED: { reviveShipped: 'TO_SHIP', reviveVirtual: 'RECEIVED' },
  REFUNDED: {},
};
