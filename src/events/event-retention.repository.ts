import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, LessThan, Not } from 'typeorm';
import { deleteBatch } from '../database/delete-batch.js';
import type { SqlBoolean } from '../database/sql-boolean.js';
import { EventInboxEntity } from './event-inbox.entity.js';
import { OutboxEntity } from './outbox.entity.js';

/** An event that ended an order. */
export interface Ending {
  readonly eventId: string;
  readonly orderId: string;
  /** Nothing happened to the order since, and nothing of it is pending. */
  readonly isOver: SqlBoolean;
}

/** Which endings are looked at: those with ids between the two. */
export interface EndingRange {
  readonly after: string;
  readonly before: string;
  readonly limit: number;
}

/** Finds and removes what is kept of old events. */
@Injectable()
export class EventRetentionRepository {
  /** Everybody who has handled an event. */
  async handlers(tx: EntityManager): Promise<string[]> {
    const notes = tx.getRepository(EventInboxEntity).createQueryBuilder('note');
    const rows = await notes
      .select('note.handler', 'handler')
      .distinct(true)
      .getRawMany<{ readonly handler: string }>();
    return rows.map(({ handler }) => handler);
  }

  /** Removes a handler's oldest notes of events with ids before this one; answers how many. */
  deleteNotes(tx: EntityManager, handler: string, before: string, limit: number): Promise<number> {
    const where = { handler, eventId: LessThan(before) };
    return deleteBatch(tx, EventInboxEntity, where, { orderBy: 'event_id', limit });
  }

  /** The first endings of a range, in the order of their ids. */
  endings(tx: EntityManager, { after, before, limit }: EndingRange): Promise<Ending[]> {
    // Raw: the query builder has no EXISTS among what it selects.
    return tx.query(
      `SELECT e.event_id AS eventId, e.order_id AS orderId, NOT EXISTS (SELECT 1 FROM outbox o
           WHERE o.order_id = e.order_id AND (o.pending = 1 OR o.event_id >= ?
             OR (o.id > e.id AND o.type LIKE 'order.%'))) AS isOver
       FROM outbox e
       WHERE e.event_id > ? AND e.event_id < ? AND e.order_id IS NOT NULL
         AND e.type IN ('order.completed', 'order.cancelled', 'order.expired', 'order.refunded')
       ORDER BY e.event_id LIMIT ?`,
      [before, after, before, limit],
    );
  }

  /** The orders of these events, without the events of no order. */
  async ordersOf(tx: EntityManager, eventIds: readonly string[]): Promise<string[]> {
    const rows = await tx.getRepository(OutboxEntity).find({
      select: { id: true, orderId: true },
      where: { eventId: In(eventIds), orderId: Not(IsNull()) },
    });
    return rows.flatMap(({ orderId }) => (orderId === null ? [] : [orderId]));
  }

  /** Removes all relayed events of these orders. */
  async deleteEvents(tx: EntityManager, orderIds: readonly string[]): Promise<void> {
    const where = { orderId: In(orderIds), relayedAt: Not(IsNull()) };
    await tx.getRepository(OutboxEntity).delete(where);
  }
}
