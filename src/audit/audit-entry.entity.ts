import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';
import type { Via } from './request-origin.js';

/** What a member of the staff did. Rows are added and never changed. */
@Entity('audit_log')
export class AuditEntryEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  @InstantColumn()
  at!: Date;

  @Column({ name: 'user_id', type: 'int', unsigned: true, nullable: true })
  userId!: number | null;

  @Column({ type: 'varchar', length: 64 })
  username!: string;

  @Column({ type: 'varchar', length: 16 })
  role!: string;

  @Column({ type: 'varchar', length: 8 })
  via!: Via;

  @Column({ type: 'varchar', length: 64, nullable: true })
  address!: string | null;

  @Column({ name: 'request_id', type: 'varchar', length: 64, nullable: true })
  requestId!: string | null;

  /** `refund.approve`: what was done, kind of object first. */
  @Column({ type: 'varchar', length: 40 })
  action!: string;

  @Column({ name: 'object_kind', type: 'varchar', length: 24 })
  objectKind!: string;

  @Column({ name: 'object_id', type: 'varchar', length: 128 })
  objectId!: string;

  @Column({ name: 'state_before', type: 'simple-json', nullable: true })
  before!: object | null;

  @Column({ name: 'state_after', type: 'simple-json', nullable: true })
  after!: object | null;

  @Column({ type: 'varchar', length: 500, nullable: true })
  reason!: string | null;
}
