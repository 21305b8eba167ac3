import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { MoneyColumn } from '../../database/columns.js';
import type { Fen } from '../../kernel/money.js';
import type { BookedLine } from './order-record.js';

/** A line's row; it names its order by id alone, so that no entity knows another. */
@Entity('order_lines')
export class OrderLineEntity implements BookedLine {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  @Column({ name: 'order_id', type: 'bigint', unsigned: true })
  orderId!: string;

  @Column({ name: 'sku_id', type: 'int', unsigned: true })
  skuId!: number;

  @Column({ type: 'varchar', length: 200 })
  name!: string;

  @Column({ type: 'varchar', length: 500 })
  picture!: string;

  @Column({ type: 'simple-json' })
  attributes!: { readonly name: string; readonly value: string }[];

  @Column({ name: 'requires_shipping', type: 'boolean' })
  requiresShipping!: boolean;

  @MoneyColumn()
  price!: Fen;

  @Column({ type: 'int', unsigned: true })
  count!: number;

  @MoneyColumn()
  amount!: Fen;

  @Column({ name: 'shipped_count', type: 'int', unsigned: true })
  shippedCount!: number;

  @Column({ name: 'refunded_count', type: 'int', unsigned: true })
  refundedCount!: number;

  @Column({ name: 'refunded_unshipped_count', type: 'int', unsigned: true })
  refundedUnshippedCount!: number;

  @Column({ name: 'restocked_count', type: 'int', unsigned: true })
  restockedCount!: number;

  @MoneyColumn({ name: 'refunded_amount' })
  refundedAmount!: Fen;
}
