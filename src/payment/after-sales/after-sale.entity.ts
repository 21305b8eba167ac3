import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn, MoneyColumn } from '../../database/columns.js';
import type { Fen } from '../../kernel/money.js';
import type { AfterSaleState, AfterSaleType } from './after-sale-states.js';

/** Where goods are sent back to. */
export interface ReturnAddress {
  readonly receiver: string;
  readonly mobile: string;
  readonly address: string;
}

/** A buyer's case after the sale: what is to be refunded, why, and how far it has come. */
@Entity('after_sales')
export class AfterSaleEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  @Column({ name: 'order_id', type: 'bigint', unsigned: true })
  orderId!: string;

  @Column({ name: 'user_id', type: 'int', unsigned: true })
  userId!: number;

  @Column({ type: 'varchar', length: 20 })
  type!: AfterSaleType;

  @Column({ type: 'varchar', length: 20 })
  state!: AfterSaleState;

  @Column({ type: 'varchar', length: 200 })
  reason!: string;

  @Column({ type: 'varchar', length: 1000 })
  description!: string;

  /** What would go back for it as it was asked for. */
  @MoneyColumn()
  amount!: Fen;

  /** The refund that it waits for or that it came to; of money alone also while it waits for an answer. */
  @Column({ name: 'refund_id', type: 'bigint', unsigned: true, nullable: true })
  refundId!: string | null;

  @Column({ name: 'return_address', type: 'simple-json', nullable: true })
  returnAddress!: ReturnAddress | null;

  @Column({ type: 'varchar', length: 50, nullable: true })
  carrier!: string | null;

  @Column({ name: 'tracking_number', type: 'varchar', length: 64, nullable: true })
  trackingNumber!: string | null;

  /** What goes back at most for the pieces that came, when it is less than was paid for them. */
  @MoneyColumn({ name: 'refund_at_most', nullable: true })
  refundAtMost!: Fen | null;

  /** Why it is less. */
  @Column({ name: 'refund_reason', type: 'varchar', length: 200, nullable: true })
  refundReason!: string | null;

  @Column({ name: 'reject_reason', type: 'varchar', length: 200, nullable: true })
  rejectReason!: string | null;

  /** By whom it was agreed to or rejected last. */
  @Column({ name: 'decided_by', type: 'int', unsigned: true, nullable: true })
  decidedBy!: number | null;

  @InstantColumn({ name: 'answer_due_at' })
  answerDueAt!: Date;

  /** When goods have to be sent back at the latest, while that is waited for. */
  @InstantColumn({ name: 'next_check_at', nullable: true })
  nextCheckAt!: Date | null;

  @InstantColumn({ name: 'send_back_by', nullable: true })
  sendBackBy!: Date | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'agreed_at', nullable: true })
  agreedAt!: Date | null;

  @InstantColumn({ name: 'sent_back_at', nullable: true })
  sentBackAt!: Date | null;

  @InstantColumn({ name: 'received_back_at', nullable: true })
  receivedBackAt!: Date | null;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}

/** Pieces of an order's line that a case is about. */
@Entity('after_sale_lines')
export class AfterSaleLineEntity {
  @PrimaryColumn({ name: 'after_sale_id', type: 'bigint', unsigned: true })
  afterSaleId!: string;

  @PrimaryColumn({ name: 'line_id', type: 'bigint', unsigned: true })
  lineId!: string;

  @Column({ type: 'int', unsigned: true })
  count!: number;

  /** Those that really came back. */
  @Column({ name: 'received_count', type: 'int', unsigned: true, nullable: true })
  receivedCount!: number | null;

  /** Whether they go into the stock. */
  @Column({ type: 'boolean', nullable: true })
  restock!: boolean | null;
}
