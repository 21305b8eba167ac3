import type { NewId } from '../database/rows.js';

/** Every type of event that this backend writes. */
export const EVENT_TYPES = [
  'order.created',
  'order.paid',
  'order.shipped',
  'order.received',
  'order.completed',
  'order.cancelled',
  'order.expired',
  'order.refunded',
  'payment.initiated',
  'payment.succeeded',
  'payment.closed',
  'payment.finished',
  'payment.refund_requested',
  'payment.refunded',
  'payment.refund_failed',
  'payment.unexpected',
  'payment.report_rejected',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** The form of `data`; a change that a subscriber could stumble over raises it. */
export const EVENT_VERSION = 1;

/** What an event says, as the state change that causes it writes it. Money in `data` is a string in yuan. */
export interface NewEvent {
  readonly type: EventType;
  /** Null for money that belongs to no order here. */
  readonly orderId: string | NewId | null;
  readonly paymentId?: string | NewId;
  /** Always names the order (`orderNo`) where there is one. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event as subscribers get it, at least once, in order per order; `id` tells repeats. */
export interface DomainEvent {
  readonly id: string;
  readonly type: EventType;
  readonly occurredAt: Date;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
}
