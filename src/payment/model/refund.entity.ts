import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn, MoneyColumn } from '../../database/columns.js';
import type { Fen } from '../../kernel/money.js';
import type { ClosedReason } from './refund-rules.js';
import type { RefundState } from './refund-states.js';

/** Why a refund came to be. `alipay-console`: made by the merchant on Alipay's own pages and found here. */
export const REFUND_ORIGINS = [
  'operator',
  'customer',
  'cancel',
  'after-sale',
  'late-payment',
  'incident',
  'alipay-console',
] as const;

export type RefundOrigin = (typeof REFUND_ORIGINS)[number];

/** Certain pieces with or without freight, all that is left, or a free sum that is bound to no piece. */
export const REFUND_SCOPES = ['lines', 'everything', 'amount'] as const;

export type RefundScope = (typeof REFUND_SCOPES)[number];

/** Money sent back, whole or in part, under its own `out_request_no`. */
@Entity('refunds')
export class RefundEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  @Column({ name: 'order_id', type: 'bigint', unsigned: true, nullable: true })
  orderId!: string | null;

  @Column({ name: 'payment_id', type: 'bigint', unsigned: true, nullable: true })
  paymentId!: string | null;

  @Column({ name: 'incident_id', type: 'bigint', unsigned: true, nullable: true })
  incidentId!: string | null;

  @Column({ name: 'out_trade_no', type: 'varchar', length: 64 })
  outTradeNo!: string;

  @Column({ name: 'out_request_no', type: 'varchar', length: 64 })
  outRequestNo!: string;

  @MoneyColumn()
  amount!: Fen;

  /** The part of it that is freight. */
  @MoneyColumn({ name: 'freight_amount' })
  freightAmount!: Fen;

  /** What was asked for. */
  @Column({ type: 'varchar', length: 12 })
  scope!: RefundScope;

  @Column({ type: 'varchar', length: 200 })
  reason!: string;

  @Column({ type: 'varchar', length: 20 })
  origin!: RefundOrigin;

  @Column({ type: 'boolean' })
  restock!: boolean;

  @Column({ type: 'varchar', length: 20 })
  state!: RefundState;

  @Column({ name: 'requested_by', type: 'int', unsigned: true, nullable: true })
  requestedBy!: number | null;

  @Column({ name: 'decided_by', type: 'int', unsigned: true, nullable: true })
  decidedBy!: number | null;

  /** Who of the staff approved it first, where that waits for a second one. */
  @Column({ name: 'first_approved_by', type: 'int', unsigned: true, nullable: true })
  firstApprovedBy!: number | null;

  @InstantColumn({ name: 'first_approved_at', nullable: true })
  firstApprovedAt!: Date | null;

  @InstantColumn({ name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  /** Why a request that waited ended without a decision. */
  @Column({ name: 'closed_reason', type: 'varchar', length: 40, nullable: true })
  closedReason!: ClosedReason | null;

  @Column({ type: 'varchar', length: 120, nullable: true })
  fault!: string | null;

  @Column({ type: 'int', unsigned: true })
  attempts!: number;

  /** The code in no table of Alipay's with which its last sending was refused; null when that was not refused so. */
  @Column({ type: 'varchar', length: 120, nullable: true })
  refusal!: string | null;

  /** How often in a row. */
  @Column({ type: 'int', unsigned: true })
  refusals!: number;

  @InstantColumn({ name: 'next_check_at', nullable: true })
  nextCheckAt!: Date | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  /** When Alipay told that the buyer's bank did not take it. */
  @InstantColumn({ name: 'bounced_at', nullable: true })
  bouncedAt!: Date | null;

  /** When Alipay is asked how the bank took it; null: nothing more is to be heard. */
  @InstantColumn({ name: 'deposit_back_check_at', nullable: true })
  depositBackCheckAt!: Date | null;
}
