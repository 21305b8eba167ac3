import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';
import type { EventType } from './domain-events.js';

/** An event that waits for its relay, or was relayed. */
@Entity('outbox')
export class OutboxEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  @Column({ name: 'event_id', type: 'char', length: 26 })
  eventId!: string;

  @Column({ type: 'varchar', length: 40 })
  type!: EventType;

  @Column({ name: 'order_id', type: 'bigint', unsigned: true, nullable: true })
  orderId!: string | null;

  @Column({ name: 'payment_id', type: 'bigint', unsigned: true, nullable: true })
  paymentId!: string | null;

  @Column({ type: 'int', unsigned: true })
  version!: number;

  @Column({ type: 'simple-json' })
  data!: object;

  @InstantColumn({ name: 'occurred_at' })
  occurredAt!: Date;

  @InstantColumn({ name: 'relayed_at', nullable: true })
  relayedAt!: Date | null;

  /** The database's own: 1 until the event is relayed. */
  @Column({ type: 'tinyint', nullable: true, insert: false, update: false, select: false })
  readonly pending!: 1 | null;

  @Column({ type: 'int', unsigned: true })
  attempts!: number;

  @InstantColumn({ name: 'next_attempt_at' })
  nextAttemptAt!: Date;

  /** The trace that the event belongs to (W3C `traceparent`); null where nobody was told of one. */
  @Column({ type: 'char', length: 55, nullable: true })
  traceparent!: string | null;

  @Column({ name: 'last_error', type: 'varchar', length: 500, nullable: true })
  lastError!: string | null;
}
