import type { StateTable } from '../../kernel/state-table.js';

/** What a buyer asks for: money alone, or to send goods back for it. */
export const AFTER_SALE_TYPES = ['refundOnly', 'returnAndRefund'] as const;

export type AfterSaleType = (typeof AFTER_SALE_TYPES)[number];

export const AFTER_SALE_STATES = [
  'APPLIED',
  'AGREED',
  'SENT_BACK',
  'RECEIVED_BACK',
  'REFUNDING',
  'REFUNDED',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
] as const;

export type AfterSaleState = (typeof AFTER_SALE_STATES)[number];

/** What can happen to a case; a refund that fails leads back to where it can be tried again, which depends on the type. */
export const AFTER_SALE_EVENTS = [
  'agree',
  'reject',
  'withdraw',
  'sendBack',
  'expire',
  'receiveBack',
  'refund',
  'refunded',
  'failUnreturned',
  'failReturned',
] as const;

export type AfterSaleEvent = (typeof AFTER_SALE_EVENTS)[number];

/** All moves of a case (after-sale.md). What is not listed is refused. */
export const AFTER_SALE_TABLE: StateTable<AfterSaleState, AfterSaleEvent> = {
  APPLIED: { agree: 'AGREED', reject: 'REJECTED', withdraw: 'WITHDRAWN' },
  AGREED: {
    sendBack: 'SENT_BACK',
    refund: 'REFUNDING',
    reject: 'REJECTED',
    withdraw: 'WITHDRAWN',
    expire: 'EXPIRED',
  },
  SENT_BACK: { receiveBack: 'RECEIVED_BACK', reject: 'REJECTED' },
  RECEIVED_BACK: { refund: 'REFUNDING', reject: 'REJECTED' },
  REFUNDING: {
    refunded: 'REFUNDED',
    failUnreturned: 'AGREED',
    failReturned: 'RECEIVED_BACK',
  },
  REFUNDED: {},
  REJECTED: {},
  WITHDRAWN: {},
  EXPIRED: {},
};

const HOLDING: readonly AfterSaleState[] = ['APPLIED', 'AGREED', 'SENT_BACK', 'RECEIVED_BACK'];

/**
 * Whether a case holds its pieces, so that nothing else is about them. While it is refunding, the refund holds them, except
 * one that waits for a second person: as any request, that holds nothing. Pure.
 */
export function holdsPieces(state: AfterSaleState, isRefundWaiting = false): boolean {
  return HOLDING.includes(state) || (isRefundWaiting && state === 'REFUNDING');
}

/** The event by which a case whose refund failed goes back to where it can be tried again. Pure. */
export function failEvent(type: AfterSaleType): AfterSaleEvent {
  return type === 'refundOnly' ? 'failUnreturned' : 'failReturned';
}
