import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn, MoneyColumn } from '../../database/columns.js';
import type { Fen } from '../../kernel/money.js';
import type { AddressSnapshot, CancelledBy, OrderRecord, Storefront } from './order-record.js';
import type { OrderState } from './order-states.js';

@Entity('orders')
export class OrderEntity implements OrderRecord {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  @Column({ name: 'order_no', type: 'varchar', length: 32 })
  orderNo!: string;

  /** Null: an order from before there were any. */
  @Column({ name: 'request_id', type: 'char', length: 26, nullable: true })
  requestId!: string | null;

  @Column({ name: 'user_id', type: 'int', unsigned: true })
  userId!: number;

  @Column({ type: 'varchar', length: 20 })
  state!: OrderState;

  @Column({ type: 'varchar', length: 20 })
  storefront!: Storefront;

  @MoneyColumn({ name: 'goods_amount' })
  goodsAmount!: Fen;

  @MoneyColumn()
  freight!: Fen;

  @MoneyColumn()
  discount!: Fen;

  @MoneyColumn()
  payable!: Fen;

  @Column({ name: 'total_count', type: 'int', unsigned: true })
  totalCount!: number;

  @Column({ name: 'requires_shipping', type: 'boolean' })
  requiresShipping!: boolean;

  @Column({ type: 'simple-json', nullable: true })
  address!: AddressSnapshot | null;

  @Column({ type: 'varchar', length: 200 })
  remark!: string;

  @Column({ type: 'varchar', length: 50, nullable: true })
  carrier!: string | null;

  @Column({ name: 'tracking_number', type: 'varchar', length: 64, nullable: true })
  trackingNumber!: string | null;

  /** The database's own: of the address. */
  @Column({
    type: 'varchar',
    length: 20,
    nullable: true,
    insert: false,
    update: false,
    select: false,
  })
  readonly mobile!: string | null;

  /** The database's own: the last four characters of the mobile. */
  @Column({
    name: 'mobile_tail',
    type: 'varchar',
    length: 4,
    nullable: true,
    insert: false,
    update: false,
    select: false,
  })
  readonly mobileTail!: string | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'expires_at' })
  expiresAt!: Date;

  @InstantColumn({ name: 'cancel_requested_at', nullable: true })
  cancelRequestedAt!: Date | null;

  @Column({ name: 'cancel_requested_by', type: 'varchar', length: 16, nullable: true })
  cancelRequestedBy!: CancelledBy | null;

  @InstantColumn({ name: 'shipping_stopped_at', nullable: true })
  shippingStoppedAt!: Date | null;

  @MoneyColumn({ name: 'refunded_amount' })
  refundedAmount!: Fen;

  @MoneyColumn({ name: 'refund_reserved' })
  refundReserved!: Fen;

  @InstantColumn({ name: 'refund_requested_at', nullable: true })
  refundRequestedAt!: Date | null;

  @InstantColumn({ name: 'paid_at', nullable: true })
  paidAt!: Date | null;

  @InstantColumn({ name: 'shipped_at', nullable: true })
  shippedAt!: Date | null;

  @InstantColumn({ name: 'received_at', nullable: true })
  receivedAt!: Date | null;

  @InstantColumn({ name: 'completed_at', nullable: true })
  completedAt!: Date | null;

  @InstantColumn({ name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @InstantColumn({ name: 'refunded_at', nullable: true })
  refundedAt!: Date | null;

  @InstantColumn({ name: 'next_check_at', nullable: true })
  nextCheckAt!: Date | null;

  @Column({ name: 'check_attempts', type: 'int', unsigned: true })
  checkAttempts!: number;
}
