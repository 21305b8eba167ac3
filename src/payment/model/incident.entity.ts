import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn, MoneyColumn } from '../../database/columns.js';
import type { Fen } from '../../kernel/money.js';

/** Why a report or its money is held for a person. */
export const INCIDENT_KINDS = [
  'unknown-trade',
  'amount-mismatch',
  'trade-no-mismatch',
  'refund-exceeds-payment-mismatch',
  'late-payment',
  'refund-failed',
  'refund-bounced',
] as const;

export type IncidentKind = (typeof INCIDENT_KINDS)[number];

export const INCIDENT_STATES = ['OPEN', 'RESOLVED'] as const;

export type IncidentState = (typeof INCIDENT_STATES)[number];

/** What a person can decide about one: the money is sent back, or the matter was settled elsewhere. */
export const INCIDENT_DECISIONS = ['refund', 'dismiss'] as const;

export type IncidentDecision = (typeof INCIDENT_DECISIONS)[number];

/** Money or a claim of money that was neither applied nor refunded: it waits for a person. */
@Entity('incidents')
export class IncidentEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  @Column({ type: 'varchar', length: 32 })
  kind!: IncidentKind;

  @Column({ type: 'varchar', length: 200 })
  fingerprint!: string;

  @Column({ type: 'varchar', length: 16 })
  state!: IncidentState;

  @Column({ name: 'out_trade_no', type: 'varchar', length: 64 })
  outTradeNo!: string;

  @Column({ name: 'trade_no', type: 'varchar', length: 64, nullable: true })
  tradeNo!: string | null;

  @Column({ name: 'order_id', type: 'bigint', unsigned: true, nullable: true })
  orderId!: string | null;

  @Column({ name: 'payment_id', type: 'bigint', unsigned: true, nullable: true })
  paymentId!: string | null;

  @MoneyColumn({ name: 'expected_amount', nullable: true })
  expectedAmount!: Fen | null;

  @MoneyColumn({ name: 'reported_amount', nullable: true })
  reportedAmount!: Fen | null;

  @Column({ name: 'evidence_id', type: 'bigint', unsigned: true, nullable: true })
  evidenceId!: string | null;

  @Column({ type: 'varchar', length: 500 })
  detail!: string;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'resolved_at', nullable: true })
  resolvedAt!: Date | null;

  @Column({ type: 'varchar', length: 500, nullable: true })
  resolution!: string | null;

  /** What waits for the consent of a second person. */
  @Column({ name: 'proposed_decision', type: 'varchar', length: 16, nullable: true })
  proposedDecision!: IncidentDecision | null;

  @Column({ name: 'proposed_by', type: 'int', unsigned: true, nullable: true })
  proposedBy!: number | null;

  @InstantColumn({ name: 'proposed_at', nullable: true })
  proposedAt!: Date | null;

  @Column({ name: 'proposed_reason', type: 'varchar', length: 500, nullable: true })
  proposedReason!: string | null;
}
