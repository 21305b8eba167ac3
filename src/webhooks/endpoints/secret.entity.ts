import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** A key that an endpoint's deliveries are signed with. */
@Entity('webhook_secrets')
export class SecretEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  @Column({ name: 'endpoint_id', type: 'int', unsigned: true })
  endpointId!: number;

  @Column({ type: 'varchar', length: 100 })
  secret!: string;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  /** Null: the current one. */
  @InstantColumn({ name: 'expires_at', nullable: true })
  expiresAt!: Date | null;
}
