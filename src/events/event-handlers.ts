import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DomainEvent, EventType } from './domain-events.js';

/**
 * Reacts to events with effects in the database, in the transaction that marks them as relayed. They are of different
 * orders, or of none. What it throws concerns all of them: each is then handed to it alone.
 */
export type EventHandler = (tx: EntityManager, events: readonly DomainEvent[]) => Promise<void>;

const MAX_NAME_LENGTH = 64;

interface Subscription {
  readonly name: string;
  readonly types: readonly EventType[] | 'all';
  readonly handle: EventHandler;
}

/** A handler with the events that it is to handle. */
export interface HandlerShare {
  readonly name: string;
  readonly handle: EventHandler;
  readonly events: readonly DomainEvent[];
}

/** Who reacts to which events in this process. */
@Injectable()
export class EventHandlers {
  private readonly subscriptions: Subscription[] = [];

  /**
   * Subscribes a handler under a lasting name: the name tells which events it has handled, also after a restart.
   * Throws Error when the name is taken, or longer than the 64 characters that the inbox keeps.
   */
  on(name: string, types: readonly EventType[] | 'all', handle: EventHandler): void {
    if (this.subscriptions.some((known) => known.name === name)) {
      throw new Error(`two event handlers are named ${name}`);
    }
    if (name.length > MAX_NAME_LENGTH) throw new Error(`too long for a handler's name: ${name}`);
    this.subscriptions.push({ name, types, handle });
  }

  /** The handlers of some events, in the order of their subscription, each with those that it wants. */
  sharesOf(events: readonly DomainEvent[]): readonly HandlerShare[] {
    return this.subscriptions
      .map(({ name, types, handle }) => {
        const wanted = events.filter(({ type }) => types === 'all' || types.includes(type));
        return { name, handle, events: wanted };
      })
      .filter((share) => share.events.length > 0);
  }
}
