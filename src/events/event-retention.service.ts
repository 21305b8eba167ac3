import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RetentionConfig } from '../../config/retention.config.js';
import { isTrue } from '../database/sql-boolean.js';
import { Transactions } from '../database/transactions.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { sortableFrom } from '../kernel/ids.js';
import { EventRetentionRepository } from './event-retention.repository.js';

/** What somebody has still to be told: all events of some of the orders asked about, and single events of any order. */
export interface Held {
  readonly orderIds: readonly string[];
  readonly eventIds: readonly string[];
}

/** Answers what is needed still, of these orders (ids) at least. */
export type EventHold = (tx: EntityManager, orderIds: readonly string[]) => Promise<Held>;

const INBOX_BATCH = 1_000;
const ENDED_BATCH = 200;

const BEFORE_ALL = '';

/**
 * Forgets old events and the notes of who handled them: only what is relayed, and of orders that are over. Event ids
 * begin with their time, so that age is a range of the keys that exist anyway.
 */
@Injectable()
export class EventRetention {
  private readonly holds: EventHold[] = [];
  private lookedAtUpTo = BEFORE_ALL;

  constructor(
    private readonly transactions: Transactions,
    private readonly repository: EventRetentionRepository,
    private readonly config: RetentionConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Lets somebody hold back the events of orders. */
  heldBy(hold: EventHold): void {
    this.holds.push(hold);
  }

  /**
   * Removes one batch of inbox notes of each handler; answers how many. A note is committed together with its event's
   * `relayed_at`, and what is relayed is not relayed again: after that it is history.
   */
  async pruneInbox(): Promise<number> {
    const before = this.idBefore(this.config.inboxMs);
    return this.transactions.run(async (tx) => {
      let removed = 0;
      for (const handler of await this.repository.handlers(tx)) {
        removed += await this.repository.deleteNotes(tx, handler, before, INBOX_BATCH);
      }
      return removed;
    });
  }

  /**
   * Looks at one batch of old events that ended an order, and removes all events of those orders of which nothing
   * happened since, nothing is pending and nobody is still to be told; answers how many endings it looked at, 0 at the
   * end of all, after which it begins anew. An order keeps all of its events or none. Events of no order stay.
   */
  async pruneEvents(): Promise<number> {
    const before = this.idBefore(this.config.eventsMs);
    const looked = await this.transactions.run(async (tx) => {
      const range = { after: this.lookedAtUpTo, before, limit: ENDED_BATCH };
      const ended = await this.repository.endings(tx, range);
      const over = await this.withoutHeld(
        tx,
        ended.filter(({ isOver }) => isTrue(isOver)).map(({ orderId }) => orderId),
      );
      if (over.length > 0) await this.repository.deleteEvents(tx, over);
      return ended;
    });
    this.lookedAtUpTo = looked.at(-1)?.eventId ?? BEFORE_ALL;
    return looked.length;
  }

  private async withoutHeld(tx: EntityManager, orderIds: string[]): Promise<string[]> {
    if (orderIds.length === 0) return [];
    const held = new Set<string>();
    for (const hold of this.holds) {
      const needed = await hold(tx, orderIds);
      for (const orderId of needed.orderIds) held.add(orderId);
      if (needed.eventIds.length === 0) continue;
      const named = await this.repository.ordersOf(tx, needed.eventIds);
      for (const orderId of named) held.add(orderId);
    }
    return orderIds.filter((orderId) => !held.has(orderId));
  }

  private idBefore(ageMs: number): string {
    return sortableFrom(plusMs(this.clock.now(), -ageMs));
  }
}
