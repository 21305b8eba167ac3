import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';
import type { EventType } from '../../events/domain-events.js';

/** Why nothing is sent to an endpoint: an operator said so, it answered nothing good for days, or it said 410. */
export const PAUSE_REASONS = ['operator', 'failing', 'gone'] as const;

export type PauseReason = (typeof PAUSE_REASONS)[number];

export const ENDPOINT_STATES = ['ACTIVE', 'PAUSED'] as const;

export type EndpointState = (typeof ENDPOINT_STATES)[number];

/** An address of another system that wants to hear of events. */
@Entity('webhook_endpoints')
export class EndpointEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true })
  id!: number;

  @Column({ type: 'varchar', length: 500 })
  url!: string;

  @Column({ type: 'simple-json' })
  types!: EventType[];

  @Column({ type: 'varchar', length: 200 })
  description!: string;

  @Column({ type: 'varchar', length: 16 })
  state!: EndpointState;

  @Column({ name: 'pause_reason', type: 'varchar', length: 16, nullable: true })
  pauseReason!: PauseReason | null;

  @InstantColumn({ name: 'paused_at', nullable: true })
  pausedAt!: Date | null;

  /** Tries without a success since the last one. */
  @Column({ type: 'int', unsigned: true })
  failures!: number;

  @InstantColumn({ name: 'failing_since', nullable: true })
  failingSince!: Date | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;
}
