import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MoneyColumn } from '../../database/columns.js';
import type { Fen } from '../../kernel/money.js';

/** Which pieces of an order's line a refund is for. */
@Entity('refund_lines')
export class RefundLineEntity {
  @PrimaryColumn({ name: 'refund_id', type: 'bigint', unsigned: true })
  refundId!: string;

  @PrimaryColumn({ name: 'line_id', type: 'bigint', unsigned: true })
  lineId!: string;

  @Column({ type: 'int', unsigned: true })
  count!: number;

  /** Those that had not left the shop. */
  @Column({ name: 'unshipped_count', type: 'int', unsigned: true })
  unshippedCount!: number;

  /** Those that go into the stock when the money is back. */
  @Column({ name: 'restock_count', type: 'int', unsigned: true })
  restockCount!: number;

  /** What was paid for them. */
  @MoneyColumn({ name: 'paid_amount' })
  paidAmount!: Fen;

  /** What goes back for them. */
  @MoneyColumn()
  amount!: Fen;
}
