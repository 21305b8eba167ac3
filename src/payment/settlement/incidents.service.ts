import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Outbox } from '../../events/outbox.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { type Fen, yuanOrNull } from '../../kernel/money.js';
import { IncidentEntity, type IncidentKind } from '../model/incident.entity.js';
import { INCIDENT_DETAILS } from '../model/incident-words.js';

/** What Alipay said that led to the incident. */
export interface IncidentFacts {
  readonly outTradeNo: string;
  readonly tradeNo: string | null;
  /** Fen. */
  readonly totalAmount: Fen | null;
  /** Whether money is said to have been received. */
  readonly claimsPaid: boolean;
  /** The refund that it is about; of one trade there may be several of the same sum. */
  readonly outRequestNo?: string;
}

/** Whom the incident is about; null where nobody here knows the trade. */
export interface IncidentSubject {
  readonly orderId: string;
  readonly orderNo: string;
  readonly paymentId: string;
  readonly amount: Fen;
}

/** Opens incidents: what is neither applied nor refunded is never dropped. */
@Injectable()
export class Incidents {
  constructor(
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Records a report that nobody may act on, once however often it is repeated, with its events: `payment.unexpected`
   * when it claims money, and `payment.report_rejected` when a check failed. Answers whether it is a new one.
   */
  async open(
    tx: EntityManager,
    kind: IncidentKind,
    report: IncidentFacts,
    subject: IncidentSubject | null,
    evidenceId: string | null,
  ): Promise<boolean> {
    const isNew = await this.insert(tx, kind, report, subject, evidenceId);
    if (isNew) await this.writeEvents(tx, kind, report, subject);
    return isNew;
  }

  private async insert(
    tx: EntityManager,
    kind: IncidentKind,
    report: IncidentFacts,
    subject: IncidentSubject | null,
    evidenceId: string | null,
  ): Promise<boolean> {
    const row = {
      kind,
      fingerprint: fingerprintOf(kind, report),
      state: 'OPEN' as const,
      outTradeNo: report.outTradeNo,
      tradeNo: report.tradeNo,
      orderId: subject?.orderId ?? null,
      paymentId: subject?.paymentId ?? null,
      expectedAmount: subject?.amount ?? null,
      reportedAmount: report.totalAmount,
      evidenceId,
      detail: INCIDENT_DETAILS[kind].en,
      createdAt: this.clock.now(),
      resolvedAt: null,
      resolution: null,
      proposedDecision: null,
      proposedBy: null,
      proposedAt: null,
      proposedReason: null,
    };
    const insert = tx.createQueryBuilder().insert().into(IncidentEntity).values(row);
    const { raw } = await insert.orIgnore().updateEntity(false).execute();
    return (raw as { affectedRows: number }).affectedRows === 1;
  }

  private async writeEvents(
    tx: EntityManager,
    kind: IncidentKind,
    report: IncidentFacts,
    subject: IncidentSubject | null,
  ): Promise<void> {
    const about = aboutOf(kind, report, subject);
    if (kind.endsWith('mismatch')) {
      await this.outbox.write(tx, { type: 'payment.report_rejected', ...about });
    }
    if (report.claimsPaid) await this.outbox.write(tx, { type: 'payment.unexpected', ...about });
  }
}

/** Whether what led to an incident says that money was received. */
export function claimsMoney({ fingerprint }: Pick<IncidentEntity, 'fingerprint'>): boolean {
  return fingerprint.includes('|paid|');
}

function aboutOf(kind: IncidentKind, report: IncidentFacts, subject: IncidentSubject | null) {
  const { outTradeNo, tradeNo } = report;
  const sums = { reportedAmount: yuanOrNull(report.totalAmount) };
  const data = { outTradeNo, tradeNo, reason: kind, action: 'held', ...sums } as const;
  if (subject === null) return { orderId: null, data: { ...data, orderNo: null } };
  const { orderId, paymentId, orderNo, amount } = subject;
  return { orderId, paymentId, data: { ...data, orderNo, expectedAmount: yuanOrNull(amount) } };
}

function fingerprintOf(kind: IncidentKind, report: IncidentFacts): string {
  const sum = yuanOrNull(report.totalAmount) ?? '';
  const claim = report.claimsPaid ? 'paid' : 'unpaid';
  const refund = report.outRequestNo === undefined ? [] : [report.outRequestNo];
  return [kind, claim, report.outTradeNo, report.tradeNo ?? '', sum, ...refund].join('|');
}
