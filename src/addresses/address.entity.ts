import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** Where a user has things sent. */
@Entity('addresses')
export class AddressEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true })
  id!: number;

  @Column({ name: 'user_id', type: 'int', unsigned: true })
  userId!: number;

  @Column({ type: 'varchar', length: 20 })
  tag!: string;

  @Column({ type: 'varchar', length: 50 })
  receiver!: string;

  @Column({ type: 'varchar', length: 20 })
  mobile!: string;

  @Column({ type: 'varchar', length: 50 })
  province!: string;

  @Column({ type: 'varchar', length: 50 })
  city!: string;

  @Column({ type: 'varchar', length: 50 })
  district!: string;

  @Column({ type: 'varchar', length: 200 })
  detail!: string;

  @Column({ name: 'is_default', type: 'boolean' })
  isDefault!: boolean;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}
