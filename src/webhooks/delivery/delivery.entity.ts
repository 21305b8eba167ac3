import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';
import type { EventType } from '../../events/domain-events.js';

export const DELIVERY_STATES = ['PENDING', 'DELIVERED', 'FAILED'] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why a delivery exists: the event happened, an operator wants it again, or a whole row of events again. */
export const DELIVERY_ORIGINS = ['event', 'resend', 'replay'] as const;

export type DeliveryOrigin = (typeof DELIVERY_ORIGINS)[number];

/** One try to deliver, and how it went. */
export interface Try {
  readonly at: string;
  readonly ms: number;
  /** Null: there was no answer. */
  readonly status: number | null;
  /** What went wrong, when it is not the status that tells. */
  readonly error: string | null;
  /** The beginning of the answer's body. */
  readonly answer: string;
}

/** The obligation to tell one endpoint of one event. */
@Entity('webhook_deliveries')
export class DeliveryEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  @Column({ name: 'endpoint_id', type: 'int', unsigned: true })
  endpointId!: number;

  @Column({ name: 'event_id', type: 'char', length: 26 })
  eventId!: string;

  @Column({ type: 'varchar', length: 40 })
  type!: EventType;

  /** Earlier pending deliveries of this order come first; null: it waits for none. */
  @Column({ name: 'order_id', type: 'bigint', unsigned: true, nullable: true })
  orderId!: string | null;

  @Column({ type: 'varchar', length: 16 })
  origin!: DeliveryOrigin;

  @Column({ type: 'varchar', length: 16 })
  state!: DeliveryState;

  /** The database's own: 1 in the state PENDING. */
  @Column({ type: 'tinyint', nullable: true, insert: false, update: false, select: false })
  readonly pending!: 1 | null;

  @Column({ type: 'int', unsigned: true })
  attempts!: number;

  /** Null on a pending one: it waits for an earlier one of its order. */
  @InstantColumn({ name: 'next_attempt_at', nullable: true })
  nextAttemptAt!: Date | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column({ type: 'simple-json' })
  tries!: Try[];
}
