import { type DomainEvent, domainEventOf } from './domain-events.js';
import type { OutboxEntity } from './outbox.entity.js';

/** The event of a row. Pure. */
export function eventOf(row: OutboxEntity): DomainEvent {
  return domainEventOf({
    id: row.eventId,
    type: row.type,
    occurredAt: row.occurredAt,
    orderId: row.orderId,
    paymentId: row.paymentId,
    version: row.version,
    data: row.data,
  });
}
