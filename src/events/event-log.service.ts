import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, In, IsNull, MoreThanOrEqual, Not, Repository } from 'typeorm';
import { ulid } from 'ulid';
import type { DomainEvent, EventType } from './domain-events.js';
import { OutboxEntity } from './outbox.entity.js';
import { eventOf } from './outbox-event.js';

/** A ULID's length, and how much of it is its time. */
const ULID_LENGTH = 26;
const ULID_TIME = 10;

/** What is needed of an event to deliver it again. */
export type EventHead = Pick<DomainEvent, 'id' | 'type' | 'orderId'>;

/** Reads the events that were written, relayed or not. */
@Injectable()
export class EventLog {
  constructor(@InjectRepository(OutboxEntity) private readonly outbox: Repository<OutboxEntity>) {}

  /** The first `limit` events of an order, in the order in which they happened. */
  async ofOrder(orderId: string, limit: number): Promise<DomainEvent[]> {
    const order = { id: 'ASC' } as const;
    const rows = await this.outbox.find({ where: { orderId }, order, take: limit });
    return rows.map(eventOf);
  }

  /** The first `limit` events of no order that name one of these `out_trade_no`s. For people: it looks at them all. */
  async ofTrades(outTradeNos: readonly string[], limit: number): Promise<DomainEvent[]> {
    const rows = await this.outbox
      .createQueryBuilder('event')
      .where('event.orderId IS NULL')
      .andWhere("JSON_UNQUOTE(JSON_EXTRACT(event.data, '$.outTradeNo')) IN (:...outTradeNos)", {
        outTradeNos,
      })
      .orderBy('event.id')
      .limit(limit)
      .getMany();
    return rows.map(eventOf);
  }

  /** Events by their ids, without those that are not kept. */
  async byIds(eventIds: readonly string[]): Promise<Map<string, DomainEvent>> {
    const rows = await this.outbox.findBy({ eventId: In([...eventIds]) });
    return new Map(rows.map((row) => [row.eventId, eventOf(row)]));
  }

  /** Those of some events' ids that are kept, as a transaction sees them. */
  async keptIn(tx: EntityManager, eventIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (eventIds.length === 0) return new Set();
    const where = { eventId: In([...eventIds]) };
    const rows = await tx.getRepository(OutboxEntity).find({ select: { eventId: true }, where });
    return new Set(rows.map(({ eventId }) => eventId));
  }

  /** The id of the first event that was written at an instant or later; null: there is none. */
  async firstSince(tx: EntityManager, instant: Date): Promise<string | null> {
    // The ids begin with the time at which they were made.
    const least = ulid(instant.getTime()).slice(0, ULID_TIME).padEnd(ULID_LENGTH, '0');
    const first = await tx.getRepository(OutboxEntity).findOne({
      select: { id: true, eventId: true },
      where: { eventId: MoreThanOrEqual(least) },
      order: { eventId: 'ASC' },
    });
    return first?.eventId ?? null;
  }

  /**
   * The first `limit` relayed events of these types from an event on, itself included, in the order in which they were
   * written. Null when that event is not kept.
   */
  async relayedFrom(
    tx: EntityManager,
    eventId: string,
    types: readonly EventType[],
    limit: number,
  ): Promise<EventHead[] | null> {
    const outbox = tx.getRepository(OutboxEntity);
    const start = await outbox.findOne({ select: { id: true }, where: { eventId } });
    if (start === null) return null;
    const rows = await outbox.find({
      select: { id: true, eventId: true, type: true, orderId: true },
      where: { id: MoreThanOrEqual(start.id), relayedAt: Not(IsNull()), type: In(types) },
      order: { id: 'ASC' },
      take: limit,
    });
    return rows.map(({ eventId: id, type, orderId }) => ({ id, type, orderId }));
  }
}
