import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** The note that a handler has handled an event. */
@Entity('event_inbox')
export class EventInboxEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  handler!: string;

  @PrimaryColumn({ name: 'event_id', type: 'char', length: 26 })
  eventId!: string;

  @InstantColumn({ name: 'handled_at' })
  handledAt!: Date;
}
