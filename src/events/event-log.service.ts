import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type DomainEvent, domainEventOf, type EventType } from './domain-events.js';

const COLUMNS = `event_id AS id, type, occurred_at AS occurredAt, order_id AS orderId,
  payment_id AS paymentId, version, data`;

type Row = Omit<DomainEvent, 'data'> & { readonly data: string };

/** What is needed of an event to deliver it again. */
export type EventHead = Pick<DomainEvent, 'id' | 'type' | 'orderId'>;

/** Reads the events that were written, relayed or not. */
@Injectable()
export class EventLog {
  constructor(private readonly dataSource: DataSource) {}

  /** The first `limit` events of an order, in the order in which they happened. */
  async ofOrder(orderId: string, limit: number): Promise<DomainEvent[]> {
    const rows: Row[] = await this.dataSource.query(
      `SELECT ${COLUMNS} FROM outbox WHERE order_id = ? ORDER BY id LIMIT ?`,
      [orderId, limit],
    );
    return rows.map(eventOf);
  }

  /** The first `limit` events of no order that name one of these `out_trade_no`s. For people: it looks at them all. */
  async ofTrades(outTradeNos: readonly string[], limit: number): Promise<DomainEvent[]> {
    const rows: Row[] = await this.dataSource.query(
      `SELECT ${COLUMNS} FROM outbox
       WHERE order_id IS NULL AND JSON_UNQUOTE(JSON_EXTRACT(data, '$.outTradeNo')) IN (?)
       ORDER BY id LIMIT ?`,
      [outTradeNos, limit],
    );
    return rows.map(eventOf);
  }

  /** An event; null when it is not kept. */
  async byId(eventId: string): Promise<DomainEvent | null> {
    const [row]: Row[] = await this.dataSource.query(
      `SELECT ${COLUMNS} FROM outbox WHERE event_id = ?`,
      [eventId],
    );
    return row === undefined ? null : eventOf(row);
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
    const [start]: { id: string }[] = await tx.query('SELECT id FROM outbox WHERE event_id = ?', [
      eventId,
    ]);
    if (start === undefined) return null;
    return tx.query(
      `SELECT event_id AS id, type, order_id AS orderId FROM outbox
       WHERE id >= ? AND relayed_at IS NOT NULL AND type IN (?) ORDER BY id LIMIT ?`,
      [start.id, types, limit],
    );
  }
}

function eventOf(row: Row): DomainEvent {
  return domainEventOf({ ...row, data: JSON.parse(row.data) });
}
