import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn, MoneyColumn } from '../../database/columns.js';
import type { Fen } from '../../kernel/money.js';
import type { Storefront } from '../../orders/model/order-record.js';
import type { PayMethod } from './pay-method.js';
import type { PaymentState } from './payment-states.js';

/** One attempt to collect an order's sum; owns the `out_trade_no` that Alipay knows. */
@Entity('payments')
export class PaymentEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  @Column({ name: 'order_id', type: 'bigint', unsigned: true })
  orderId!: string;

  @Column({ type: 'smallint', unsigned: true })
  attempt!: number;

  @Column({ type: 'varchar', length: 16 })
  provider!: 'alipay';

  @Column({ name: 'out_trade_no', type: 'varchar', length: 64 })
  outTradeNo!: string;

  @Column({ name: 'trade_no', type: 'varchar', length: 64, nullable: true })
  tradeNo!: string | null;

  @Column({ type: 'varchar', length: 8 })
  method!: PayMethod;

  @Column({ type: 'varchar', length: 20 })
  storefront!: Storefront;

  @Column({ type: 'varchar', length: 256 })
  subject!: string;

  @Column({ type: 'varchar', length: 20 })
  state!: PaymentState;

  @MoneyColumn()
  amount!: Fen;

  @MoneyColumn({ name: 'refunded_amount' })
  refundedAmount!: Fen;

  /** Sum of the refunds that are asked for, under way or done. */
  @MoneyColumn({ name: 'refund_reserved' })
  refundReserved!: Fen;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'expires_at' })
  expiresAt!: Date;

  @InstantColumn({ name: 'link_given_at', nullable: true })
  linkGivenAt!: Date | null;

  @InstantColumn({ name: 'paid_at', nullable: true })
  paidAt!: Date | null;

  @InstantColumn({ name: 'recorded_at', nullable: true })
  recordedAt!: Date | null;

  @InstantColumn({ name: 'applied_at', nullable: true })
  appliedAt!: Date | null;

  @InstantColumn({ name: 'asked_at', nullable: true })
  askedAt!: Date | null;

  /** When the last question about it was asked that Alipay answered after it was paid. */
  @InstantColumn({ name: 'answered_at', nullable: true })
  answeredAt!: Date | null;

  /** When a paid payment is asked about again; null: not any more. */
  @InstantColumn({ name: 'recheck_at', nullable: true })
  recheckAt!: Date | null;

  /** Why what Alipay last said to a question decided nothing: `unverified`, or its `sub_code`; silence is not noted. */
  @Column({ name: 'no_answer_why', type: 'varchar', length: 100, nullable: true })
  noAnswerWhy!: string | null;

  /** When that was. Later evidence of the trade is the answer. */
  @InstantColumn({ name: 'no_answer_at', nullable: true })
  noAnswerAt!: Date | null;

  @InstantColumn({ name: 'closed_at', nullable: true })
  closedAt!: Date | null;
}
