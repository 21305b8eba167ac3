import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn, MoneyColumn } from '../database/columns.js';
import type { Fen } from '../kernel/money.js';
import type { SaleAttribute } from './sku-view.js';

/** A thing for sale. */
@Entity('skus')
export class SkuEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true })
  id!: number;

  @Column({ type: 'varchar', length: 200 })
  name!: string;

  @MoneyColumn()
  price!: Fen;

  /** Null: without limit, as courses are. */
  @Column({ type: 'int', nullable: true })
  stock!: number | null;

  @Column({ type: 'int' })
  sales!: number;

  @Column({ type: 'varchar', length: 500 })
  picture!: string;

  @Column({ type: 'simple-json' })
  attributes!: SaleAttribute[];

  @Column({ name: 'requires_shipping', type: 'boolean' })
  requiresShipping!: boolean;

  @Column({ type: 'boolean' })
  active!: boolean;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt!: Date;
}
