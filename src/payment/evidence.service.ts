import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TradeReport } from '../alipay/trade-report.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { EvidenceEntity } from './evidence.entity.js';

/** Members that differ each time Alipay says the same thing again. */
const VOLATILE = new Set(['notify_time', 'notify_id', 'timestamp', 'sign', 'sign_type']);

/** What a genuine return address says; `totalAmount` in yuan. */
export interface Visit {
  readonly outTradeNo: string;
  readonly tradeNo: string;
  readonly totalAmount: string;
}

type Statement = Omit<EvidenceEntity, 'id' | 'repeats' | 'receivedAt' | 'lastReceivedAt'>;

/** Keeps what Alipay said, so that each state of a payment can be explained. */
@Injectable()
export class Evidence {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /**
   * Records a report with its verdict and what it changed. A report that says and changes nothing new is counted on
   * the newest row instead, so that polling does not fill the table. Answers the row's id.
   */
  async record(
    tx: EntityManager,
    paymentId: string | null,
    report: TradeReport,
    verdict: string,
    changed: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const digest = digestOf(report, verdict);
    const isNews = Object.keys(changed).length > 0;
    const repeated = isNews ? null : await this.countRepeat(tx, report.outTradeNo, digest);
    if (repeated !== null) return repeated;
    return this.insert(tx, {
      paymentId,
      outTradeNo: report.outTradeNo,
      source: report.source,
      status: report.status,
      verdict,
      changed: { ...changed },
      report: { ...report.evidence },
      digest,
    });
  }

  /**
   * Records that a buyer came back with a genuine return address. Such an address can be opened for ever (alipay.md
   * 1.4), so the same visit again is counted on its row, whatever was recorded since.
   */
  async recordVisit(
    tx: EntityManager,
    paymentId: string | null,
    visit: Visit,
    verdict: 'known' | 'asked' | 'unknown-trade',
  ): Promise<void> {
    const { outTradeNo, tradeNo, totalAmount } = visit;
    const source = 'return';
    const digest = sha256([source, verdict, outTradeNo, tradeNo, totalAmount]);
    const before = await tx.findOne(EvidenceEntity, {
      select: { id: true },
      where: { outTradeNo, source, digest },
    });
    if (before !== null) return this.raiseRepeats(tx, before.id);
    const report = { out_trade_no: outTradeNo, trade_no: tradeNo, total_amount: totalAmount };
    const said = { source, status: 'RETURN', verdict, changed: {}, report, digest };
    await this.insert(tx, { paymentId, outTradeNo, ...said });
  }

  private async countRepeat(
    tx: EntityManager,
    outTradeNo: string,
    digest: string,
  ): Promise<string | null> {
    const newest = await tx.findOne(EvidenceEntity, {
      select: { id: true, digest: true },
      where: { outTradeNo },
      order: { id: 'DESC' },
    });
    if (newest?.digest !== digest) return null;
    await this.raiseRepeats(tx, newest.id);
    return newest.id;
  }

  private async raiseRepeats(tx: EntityManager, id: string): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(EvidenceEntity)
      .set({ repeats: () => 'repeats + 1', lastReceivedAt: this.clock.now() })
      .where({ id })
      .execute();
  }

  private async insert(tx: EntityManager, statement: Statement): Promise<string> {
    const now = this.clock.now();
    const row = { ...statement, repeats: 0, receivedAt: now, lastReceivedAt: now };
    const result = await tx
      .createQueryBuilder()
      .insert()
      .into(EvidenceEntity)
      .values(row)
      .updateEntity(false)
      .execute();
    return String((result.raw as { insertId: string | number }).insertId);
  }
}

function digestOf(report: TradeReport, verdict: string): string {
  const lasting = Object.entries(report.evidence)
    .filter(([key]) => !VOLATILE.has(key))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return sha256([report.source, report.status, verdict, lasting]);
}

function sha256(content: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
