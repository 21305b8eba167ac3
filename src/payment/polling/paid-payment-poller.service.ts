import { Inject, Injectable, Logger } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
import { AlipayConfig } from '../../../config/alipay.config.js';
import { Transactions } from '../../database/transactions.js';
import { CHANCE, type Chance } from '../../kernel/chance.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { canGoBack, recheckAt } from '../model/paid-schedule.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentStore } from '../model/payment-store.js';
import { RecheckRepository } from '../model/recheck.repository.js';
import { TradeInquiry } from '../settlement/trade-inquiry.service.js';

/** A batch is asked about within so many seconds, at the pace that is configured: a worker that ends waits for it. */
const BATCH_SECONDS = 2;
const MOST_AT_ONCE = 100;

/** Nobody waits for these answers: when the worker dies, they are asked for a little later. */
const LEASE_MS = 120_000;

/** Asks about paid payments again, slowly: a refund on Alipay's own pages may have lost its notify. */
@Injectable()
export class PaidPaymentPoller {
  private readonly logger = new Logger(PaidPaymentPoller.name);
  private readonly pace: RateLimiterQueue;
  private readonly batch: number;

  constructor(
    private readonly transactions: Transactions,
    private readonly payments: PaymentStore,
    private readonly rechecks: RecheckRepository,
    private readonly inquiry: TradeInquiry,
    private readonly config: AlipayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {
    const { paidAsksPerSecond: points } = config;
    this.pace = new RateLimiterQueue(new RateLimiterMemory({ points, duration: 1 }));
    this.batch = Math.min(MOST_AT_ONCE, points * BATCH_SECONDS);
  }

  /** Claims and asks about one batch; answers how many payments were due. */
  async pollBatch(): Promise<number> {
    const claimed = await this.transactions.run((tx) => {
      const now = this.clock.now();
      return this.rechecks.claimDue(tx, now, plusMs(now, LEASE_MS), this.batch);
    });
    await Promise.all(claimed.map((payment) => this.pollSafely(payment)));
    return claimed.length;
  }

  private async pollSafely(payment: PaymentEntity): Promise<void> {
    try {
      await this.poll(payment);
    } catch (error) {
      const { outTradeNo } = payment;
      this.logger.error({ err: error, outTradeNo }, 'a paid payment could not be asked about');
    }
  }

  /** What is over is let go without a question. */
  private async poll(payment: PaymentEntity): Promise<void> {
    const { refundableMs } = this.config;
    if (!canGoBack(payment, { now: this.clock.now(), refundableMs })) {
      return this.rechecks.postpone(payment, null);
    }
    await this.pace.removeTokens(1);
    const { heard: answered } = await this.inquiry.ask(payment.outTradeNo);
    const now = this.clock.now();
    const known = (await this.payments.byOutTradeNo(payment.outTradeNo)) ?? payment;
    const random = this.chance.fraction();
    const at = recheckAt(known, { now, refundableMs, answered, random });
    await this.rechecks.postpone(payment, at);
  }
}
