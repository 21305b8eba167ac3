import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DomainEvent, EventType } from './domain-events.js';

/** Reacts to an event with effects in the database, in the transaction that marks the event as relayed. */
export type EventHandler = (tx: EntityManager, event: DomainEvent) => Promise<void>;

const MAX_NAME_LENGTH = 64;

interface Subscription {
  readonly name: string;
  readonly types: readonly EventType[] | 'all';
  readonly handle: EventHandler;
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

  /** The handlers of a type, in the order of their subscription. */
  of(type: EventType): readonly Pick<Subscription, 'name' | 'handle'>[] {
    return this.subscriptions.filter(({ types }) => types === 'all' || types.includes(type));
  }
}
