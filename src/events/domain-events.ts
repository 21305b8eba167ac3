import type { NewId } from '../database/batching/rows.js';
import { EVENT_MEMBERS, type EventData, type EventType } from './event-data.js';

export type { EventData, EventType } from './event-data.js';

/** Every type of event that this backend writes. */
export const EVENT_TYPES = Object.keys(EVENT_MEMBERS) as readonly EventType[];

/** The form of `data`; a change that a subscriber could stumble over raises it. */
export const EVENT_VERSION = 1;

/** A new event of one type, or of one of some types whose data is alike. */
export interface NewEventOf<Type extends EventType> {
  readonly type: Type;
  /** Null for money that belongs to no order here. */
  readonly orderId: string | NewId | null;
  readonly paymentId?: string | NewId;
  /** Always names the order (`orderNo`) where there is one. */
  readonly data: EventData[Type];
  /** The trace that it belongs to, where its writer knows; null: none. */
  readonly traceparent?: string | null;
}

/** What an event says, as the state change that causes it writes it. Money in `data` is a string in yuan. */
export type NewEvent = { readonly [Type in EventType]: NewEventOf<Type> }[EventType];

interface DomainEventOf<Type extends EventType> {
  readonly id: string;
  readonly type: Type;
  readonly occurredAt: Date;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly version: number;
  readonly data: EventData[Type];
}

/** An event as subscribers get it, at least once, in order per order; `id` tells repeats. */
export type DomainEvent = { readonly [Type in EventType]: DomainEventOf<Type> }[EventType];

/** An event as its row keeps it: the compiler cannot know that `data` is what its type was written with. */
export type StoredEvent = Omit<DomainEvent, 'data'> & { readonly data: unknown };

/** A stored event for its subscribers; it was written from a {@link NewEvent}. Pure. */
export function domainEventOf(stored: StoredEvent): DomainEvent {
  return stored as DomainEvent;
}
