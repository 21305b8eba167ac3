import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TradeReport } from '../alipay/trade-report.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { EvidenceEntity } from './evidence.entity.js';

/** Members that differ each time Alipay says the same thing again. */
const VOLATILE = new Set(['notify_time', 'notify_id', 'timestamp', 'sign', 'sign_type']);

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
    const now = this.clock.now();
    const row = {
      paymentId,
      outTradeNo: report.outTradeNo,
      source: report.source,
      status: report.status,
      verdict,
      changed: { ...changed },
      report: { ...report.evidence },
      digest,
      repeats: 0,
      receivedAt: now,
      lastReceivedAt: now,
    };
    const result = await tx
      .createQueryBuilder()
      .insert()
      .into(EvidenceEntity)
      .values(row)
      .updateEntity(false)
      .execute();
    return String((result.raw as { insertId: string | number }).insertId);
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
    await tx
      .createQueryBuilder()
      .update(EvidenceEntity)
      .set({ repeats: () => 'repeats + 1', lastReceivedAt: this.clock.now() })
      .where({ id: newest.id })
      .execute();
    return newest.id;
  }
}

function digestOf(report: TradeReport, verdict: string): string {
  const lasting = Object.entries(report.evidence)
    .filter(([key]) => !VOLATILE.has(key))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const text = JSON.stringify([report.source, report.status, verdict, lasting]);
  return createHash('sha256').update(text).digest('hex');
}
