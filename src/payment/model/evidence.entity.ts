import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Checks } from '../../alipay/trade-report.js';
import { InstantColumn } from '../../database/columns.js';

/** One statement of Alipay about a trade, as it came, and what it changed here. */
@Entity('payment_evidence')
export class EvidenceEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  @Column({ name: 'payment_id', type: 'bigint', unsigned: true, nullable: true })
  paymentId!: string | null;

  @Column({ name: 'out_trade_no', type: 'varchar', length: 64 })
  outTradeNo!: string;

  @Column({ type: 'varchar', length: 16 })
  source!: string;

  @Column({ type: 'varchar', length: 20 })
  status!: string;

  @Column({ type: 'varchar', length: 32 })
  verdict!: string;

  @Column({ type: 'simple-json' })
  checks!: Checks;

  @Column({ type: 'simple-json' })
  changed!: Record<string, string>;

  @Column({ type: 'simple-json' })
  report!: Record<string, string>;

  @Column({ type: 'char', length: 64 })
  digest!: string;

  @Column({ type: 'int', unsigned: true })
  repeats!: number;

  @InstantColumn({ name: 'received_at' })
  receivedAt!: Date;

  @InstantColumn({ name: 'last_received_at' })
  lastReceivedAt!: Date;
}
