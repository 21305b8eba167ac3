import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** A key that came with a request, and what was answered. */
@Entity('idempotency_keys')
export class IdempotencyKeyEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  /** Whose key it is. */
  @Column({ type: 'varchar', length: 64 })
  scope!: string;

  @Column({ name: 'idempotency_key', type: 'varchar', length: 255 })
  key!: string;

  @Column({ type: 'varchar', length: 120 })
  route!: string;

  @Column({ name: 'body_hash', type: 'char', length: 64 })
  bodyHash!: string;

  @Column({ type: 'smallint', unsigned: true })
  status!: number;

  /** JSON. */
  @Column({ type: 'longtext' })
  answer!: string;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;
}
