import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Misdirected } from '../../alipay/message-verifier.js';
import { Transactions } from '../../database/transactions.js';
import { Outbox } from '../../events/outbox.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { yuanOrNull } from '../../kernel/money.js';
import { Evidence } from '../settlement/evidence.service.js';

/**
 * So many are looked at in an hour by one process, and the rest are only counted and logged: Alipay signed them, but
 * whoever has an application there can have it sign as many as he likes, and send them here.
 */
const MOST_PER_HOUR = 100;
const HOUR_MS = 3_600_000;

/** Leaves a trace of notifies that Alipay has signed for another application or seller. They change nothing here. */
@Injectable()
export class MisdirectedReports {
  private readonly logger = new Logger(MisdirectedReports.name);
  private hour = { since: 0, taken: 0 };

  constructor(
    private readonly transactions: Transactions,
    private readonly evidence: Evidence,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Records the report with its checks and, the first time, `payment.report_rejected`. It belongs to no order, even when
   * it bears the number of one: another merchant may choose his numbers freely. Never throws, for the message is
   * refused anyway.
   */
  async keep(message: Misdirected): Promise<void> {
    const { report, reason } = message;
    const { outTradeNo, tradeNo } = report;
    this.logger.warn({ outTradeNo, tradeNo, reason }, "a notify was another merchant's");
    if (!this.isWithinLimit()) return;
    try {
      await this.transactions.run((tx) => this.write(tx, message));
    } catch (error) {
      this.logger.warn({ err: error }, "another merchant's notify could not be recorded");
    }
  }

  private async write(tx: EntityManager, { report, reason }: Misdirected): Promise<void> {
    const verdict = `${reason}-mismatch`;
    const evidenceId = await this.evidence.recordOnce(tx, report, verdict);
    if (evidenceId === null) return;
    const { outTradeNo, tradeNo, totalAmount } = report;
    const data = {
      orderNo: null,
      outTradeNo,
      tradeNo,
      reason: verdict,
      action: 'refused',
      reportedAmount: yuanOrNull(totalAmount),
      evidenceId,
    } as const;
    await this.outbox.write(tx, { type: 'payment.report_rejected', orderId: null, data });
  }

  private isWithinLimit(): boolean {
    const now = this.clock.now().getTime();
    if (now - this.hour.since >= HOUR_MS) this.hour = { since: now, taken: 0 };
    this.hour.taken += 1;
    return this.hour.taken <= MOST_PER_HOUR;
  }
}
