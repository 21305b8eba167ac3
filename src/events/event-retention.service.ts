import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RetentionConfig } from '../../config/retention.config.js';
import { Transactions } from '../database/transactions.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { sortableFrom } from '../kernel/ids.js';

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
      const handlers: { handler: string }[] = await tx.query(
        'SELECT DISTINCT handler FROM event_inbox',
      );
      let removed = 0;
      for (const { handler } of handlers) {
        const result: { affectedRows: number } = await tx.query(
          `DELETE FROM event_inbox WHERE handler = ? AND event_id < ?
           ORDER BY event_id LIMIT ${INBOX_BATCH}`,
          [handler, before],
        );
        removed += result.affectedRows;
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
      const ended = await this.endedOrders(tx, this.lookedAtUpTo, before);
      const over = await this.withoutHeld(
        tx,
        ended.filter(({ isOver }) => Number(isOver) === 1).map(({ orderId }) => orderId),
      );
      if (over.length > 0) {
        const sql = 'DELETE FROM outbox WHERE order_id IN (?) AND relayed_at IS NOT NULL';
        await tx.query(sql, [over]);
      }
      return ended;
    });
    this.lookedAtUpTo = looked.at(-1)?.eventId ?? BEFORE_ALL;
    return looked.length;
  }

  private endedOrders(
    tx: EntityManager,
    after: string,
    before: string,
  ): Promise<{ eventId: string; orderId: string; isOver: number | string }[]> {
    return tx.query(
      `SELECT e.event_id AS eventId, e.order_id AS orderId, NOT EXISTS (SELECT 1 FROM outbox o
           WHERE o.order_id = e.order_id AND (o.pending = 1 OR o.event_id >= ?
             OR (o.id > e.id AND o.type LIKE 'order.%'))) AS isOver
       FROM outbox e
       WHERE e.event_id > ? AND e.event_id < ? AND e.order_id IS NOT NULL
         AND e.type IN ('order.completed', 'order.cancelled', 'order.expired', 'order.refunded')
       ORDER BY e.event_id LIMIT ${ENDED_BATCH}`,
      [before, after, before],
    );
  }

  private async withoutHeld(tx: EntityManager, orderIds: string[]): Promise<string[]> {
    if (orderIds.length === 0) return [];
    const held = new Set<string>();
    for (const hold of this.holds) {
      const needed = await hold(tx, orderIds);
      for (const orderId of needed.orderIds) held.add(orderId);
      for (const orderId of await this.ordersOf(tx, needed.eventIds)) held.add(orderId);
    }
    return orderIds.filter((orderId) => !held.has(orderId));
  }

  private async ordersOf(tx: EntityManager, eventIds: readonly string[]): Promise<string[]> {
    if (eventIds.length === 0) return [];
    const rows: { orderId: string }[] = await tx.query(
      'SELECT order_id AS orderId FROM outbox WHERE event_id IN (?) AND order_id IS NOT NULL',
      [eventIds],
    );
    return rows.map(({ orderId }) => orderId);
  }

  private idBefore(ageMs: number): string {
    return sortableFrom(plusMs(this.clock.now(), -ageMs));
  }
}
