import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Checks, TradeReport } from '../../alipay/trade-report.js';
import { insertRows } from '../../database/batching/rows.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { fenToYuan } from '../../kernel/money.js';
import { countRepeats, readNewest } from './evidence.repository.js';
import { checksOf, checksOfVisit, type Visit } from './checks.js';
import { EvidenceEntity } from '../model/evidence.entity.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { factsOf } from './settlement.js';

/** Members that differ each time Alipay says the same thing again. */
const VOLATILE = new Set(['notify_time', 'notify_id', 'timestamp', 'sign', 'sign_type']);

/** What is kept of a statement by Alipay. */
type Said = Pick<TradeReport, 'source' | 'outTradeNo' | 'evidence'> & {
  /** The trade's state that it tells of, or REFUND: it is about a refund alone. */
  readonly status: TradeReport['status'] | 'REFUND';
};

/** An answer of Alipay about a refund that says nothing of its trade. */
export interface RefundAnswer extends Pick<TradeReport, 'outTradeNo' | 'evidence'> {
  /** Null: of money that was never booked to a payment. */
  readonly paymentId: string | null;
  readonly checks: Checks;
}

/** A report that changed members of a payment, each as `before → after`. */
export interface StatementChange {
  /** The payment as it was before; null: no payment here has the report's number. */
  readonly payment: PaymentEntity | null;
  readonly report: TradeReport;
  readonly verdict: string;
  readonly changed: Readonly<Record<string, string>>;
}

type Statement = Omit<EvidenceEntity, 'id' | 'repeats' | 'receivedAt' | 'lastReceivedAt'>;

/** Keeps what Alipay said, so that each state of a payment can be explained. */
@Injectable()
export class Evidence {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /**
   * Records a report that changed nothing, with its verdict and that of each check. One that says nothing new is counted
   * on the newest row instead, so that polling does not fill the table. Answers the row's id.
   */
  record(
    tx: EntityManager,
    payment: PaymentEntity | null,
    report: TradeReport,
    verdict: string,
  ): Promise<string> {
    return this.keepOrCount(tx, statementOf({ payment, report, verdict, changed: {} }));
  }

  /** Records an answer about a refund alone, as {@link record} does. */
  async recordRefund(tx: EntityManager, answer: RefundAnswer, verdict: string): Promise<void> {
    const { paymentId, outTradeNo, evidence: report, checks } = answer;
    const said = { source: 'refund', status: 'REFUND', outTradeNo, evidence: report } as const;
    const digest = digestOf(said, verdict);
    const { source, status } = said;
    const kept = { paymentId, outTradeNo, source, status, verdict, checks, report, digest };
    await this.keepOrCount(tx, { ...kept, changed: {} });
  }

  /** Records reports that each changed something, at least one. Answers the first one's id. */
  recordChanged(tx: EntityManager, changes: readonly StatementChange[]): Promise<string> {
    return this.insert(tx, changes.map(statementOf));
  }

  /** Records reports of different trades that changed nothing, as {@link record} does. */
  async recordUnchanged(tx: EntityManager, changes: readonly StatementChange[]): Promise<void> {
    if (changes.length === 0) return;
    const statements = changes.map(statementOf);
    const newest = await readNewest(
      tx,
      statements.map(({ outTradeNo }) => outTradeNo),
    );
    const isRepeat = ({ outTradeNo, digest }: Statement) =>
      newest.get(outTradeNo)?.digest === digest;
    const repeated = statements
      .filter(isRepeat)
      .flatMap(({ outTradeNo }) => newest.get(outTradeNo)?.id ?? []);
    if (repeated.length > 0) await countRepeats(tx, repeated, this.clock.now());
    const fresh = statements.filter((one) => !isRepeat(one));
    if (fresh.length > 0) await this.insert(tx, fresh);
  }

  /**
   * Records a report that is about no payment of ours. The same one again is counted on its row, whatever was recorded
   * of its number since, and answers null.
   */
  async recordOnce(
    tx: EntityManager,
    report: TradeReport,
    verdict: string,
  ): Promise<string | null> {
    const base = statementOf({ payment: null, report, verdict, changed: {} });
    // Nothing was looked up for it.
    const statement = { ...base, checks: report.checks };
    return (await this.countSame(tx, statement)) ? null : this.insert(tx, [statement]);
  }

  /**
   * Records that a buyer came back with a genuine return address. Such an address can be opened for ever (alipay.md
   * 1.4), so the same visit again is counted on its row, whatever was recorded since.
   */
  async recordVisit(
    tx: EntityManager,
    payment: PaymentEntity | null,
    visit: Visit,
    verdict: 'known' | 'asked' | 'unknown-trade',
  ): Promise<void> {
    const { outTradeNo, tradeNo } = visit;
    const totalAmount = fenToYuan(visit.totalAmount);
    const source = 'return';
    const digest = sha256([source, verdict, outTradeNo, tradeNo, totalAmount]);
    if (await this.countSame(tx, { outTradeNo, source, digest })) return;
    const report = { out_trade_no: outTradeNo, trade_no: tradeNo, total_amount: totalAmount };
    const said = { source, status: 'RETURN', verdict, changed: {}, report, digest };
    const checks = checksOfVisit(visit, payment);
    await this.insert(tx, [{ paymentId: payment?.id ?? null, outTradeNo, checks, ...said }]);
  }

  private async keepOrCount(tx: EntityManager, statement: Statement): Promise<string> {
    const { outTradeNo, digest } = statement;
    const newest = await tx.findOne(EvidenceEntity, {
      select: { id: true, digest: true },
      where: { outTradeNo },
      order: { id: 'DESC' },
    });
    if (newest?.digest !== digest) return this.insert(tx, [statement]);
    await this.raiseRepeats(tx, newest.id);
    return newest.id;
  }

  private async countSame(
    tx: EntityManager,
    { outTradeNo, source, digest }: Pick<Statement, 'outTradeNo' | 'source' | 'digest'>,
  ): Promise<boolean> {
    const where = { outTradeNo, source, digest };
    const before = await tx.findOne(EvidenceEntity, { select: { id: true }, where });
    if (before !== null) await this.raiseRepeats(tx, before.id);
    return before !== null;
  }

  private async raiseRepeats(tx: EntityManager, id: string): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(EvidenceEntity)
      .set({ repeats: () => 'repeats + 1', lastReceivedAt: this.clock.now() })
      .where({ id })
      .execute();
  }

  /** Answers the first one's id. */
  private insert(tx: EntityManager, statements: readonly Statement[]): Promise<string> {
    const now = this.clock.now();
    const rows = statements.map((statement) => ({
      payment_id: statement.paymentId,
      out_trade_no: statement.outTradeNo,
      source: statement.source,
      status: statement.status,
      verdict: statement.verdict,
      checks: JSON.stringify(statement.checks),
      changed: JSON.stringify(statement.changed),
      report: JSON.stringify(statement.report),
      digest: statement.digest,
      received_at: now,
      last_received_at: now,
    }));
    return insertRows(tx, 'payment_evidence', rows);
  }
}

function statementOf({ payment, report, verdict, changed }: StatementChange): Statement {
  const { outTradeNo, source, status, evidence } = report;
  return {
    paymentId: payment?.id ?? null,
    outTradeNo,
    source,
    status,
    verdict,
    checks: checksOf(report, payment === null ? null : factsOf(payment), verdict),
    changed: { ...changed },
    report: { ...evidence },
    digest: digestOf(report, verdict),
  };
}

function digestOf(report: Said, verdict: string): string {
  const lasting = Object.entries(report.evidence)
    .filter(([key]) => !VOLATILE.has(key))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return sha256([report.source, report.status, verdict, lasting]);
}

function sha256(content: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
