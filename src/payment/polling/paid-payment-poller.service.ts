import { Inject, Injectable, Logger } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
import { AlipayConfig } from '../../../config/alipay.config.js';
import { Claims } from '../../database/claims.js';
import { Transactions } from '../../database/transactions.js';
import { DueWork } from '../../events/waking/due-work.js';
import { CHANCE, type Chance } from '../../kernel/chance.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { canGoBack, recheckAt } from '../model/paid-schedule.js';
import { PAYMENT_COLUMNS, paymentOf, type PaymentRow } from '../model/payment-rows.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { RecheckRepository } from '../model/recheck.repository.js';
import { TradeInquiry } from '../settlement/trade-inquiry.service.js';

/** What is under way is asked about within so many seconds, at the configured pace: a worker that ends waits for it. */
const UNDER_WAY_SECONDS = 2;
const MOST_UNDER_WAY = 100;

const DUE_PAYMENTS = { table: 'payments', dueAt: 'recheck_at' } as const;

/** Asks about paid payments again, slowly: a refund on Alipay's own pages may have lost its notify. */
@Injectable()
export class PaidPaymentPoller {
  readonly claims: Claims;
  readonly work: DueWork<PaymentEntity>;
  private readonly logger = new Logger(PaidPaymentPoller.name);
  private readonly pace: RateLimiterQueue;

  constructor(
    transactions: Transactions,
    private readonly payments: PaymentRepository,
    private readonly rechecks: RecheckRepository,
    private readonly inquiry: TradeInquiry,
    private readonly config: AlipayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {
    const { paidAsksPerSecond: points } = config;
    this.pace = new RateLimiterQueue(new RateLimiterMemory({ points, duration: 1 }));
    this.claims = new Claims(transactions, clock, chance, DUE_PAYMENTS);
    this.work = new DueWork<PaymentEntity>({
      claims: this.claims,
      most: Math.min(MOST_UNDER_WAY, points * UNDER_WAY_SECONDS),
      take: (limit) => this.takeDue(limit),
      handle: (payment) => this.poll(payment),
      stumbled: ({ outTradeNo }, error) => {
        this.logger.error({ err: error, outTradeNo }, 'a paid payment could not be asked about');
      },
    });
  }

  private async takeDue(limit: number): Promise<PaymentEntity[]> {
    const rows = await this.claims.claim<PaymentRow>({ columns: PAYMENT_COLUMNS, limit });
    return rows.map(paymentOf);
  }

  /** What is over is let go without a question. */
  private async poll(payment: PaymentEntity): Promise<void> {
    const { refundableMs } = this.config;
    if (!canGoBack(payment, { now: this.clock.now(), refundableMs })) {
      return this.postpone(payment, null);
    }
    await this.pace.removeTokens(1);
    const { answered } = await this.inquiry.ask(payment.outTradeNo);
    const now = this.clock.now();
    const known = (await this.payments.byOutTradeNo(payment.outTradeNo)) ?? payment;
    const random = this.chance.fraction();
    return this.postpone(payment, recheckAt(known, { now, refundableMs, answered, random }));
  }

  private async postpone({ id }: PaymentEntity, at: Date | null): Promise<void> {
    const until = await this.claims.settle(id);
    if (until !== null) await this.rechecks.postpone(id, until, at);
  }
}
