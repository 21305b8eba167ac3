import { Inject, Injectable, Logger } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
import { AlipayConfig } from '../../../config/alipay.config.js';
import { Claims } from '../../database/claims.js';
import { Transactions } from '../../database/transactions.js';
import { DueWork } from '../../events/waking/due-work.js';
import { CHANCE, type Chance } from '../../kernel/chance.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { RefundRepository } from '../model/refund.repository.js';
import { DepositBackInquiry } from '../refunds/deposit-back-inquiry.service.js';
import { nextDepositBackCheckAt } from '../refunds/deposit-back-schedule.js';

/** What is under way is asked about within so many seconds, at the configured pace: a worker that ends waits for it. */
const UNDER_WAY_SECONDS = 2;
const MOST_UNDER_WAY = 100;

const DUE_DEPOSIT_BACKS = { table: 'refunds', dueAt: 'deposit_back_check_at' } as const;

/** Asks, days after a refund was done, whether the buyer's bank has taken it: the message of that may have been lost. */
@Injectable()
export class DepositBackPoller {
  readonly claims: Claims;
  readonly work: DueWork<{ readonly id: string }>;
  private readonly logger = new Logger(DepositBackPoller.name);
  private readonly pace: RateLimiterQueue;

  constructor(
    transactions: Transactions,
    private readonly refunds: RefundRepository,
    private readonly inquiry: DepositBackInquiry,
    config: AlipayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) chance: Chance,
  ) {
    const { paidAsksPerSecond: points } = config;
    this.pace = new RateLimiterQueue(new RateLimiterMemory({ points, duration: 1 }));
    this.claims = new Claims(transactions, clock, chance, DUE_DEPOSIT_BACKS);
    this.work = new DueWork({
      claims: this.claims,
      most: Math.min(MOST_UNDER_WAY, points * UNDER_WAY_SECONDS),
      take: (limit) => this.claims.claim({ columns: 'id', limit }),
      handle: ({ id }) => this.poll(id),
      stumbled: ({ id }, error) => {
        this.logger.error({ err: error, refundId: id }, 'the bank of a refund was not asked after');
      },
    });
  }

  private async poll(id: string): Promise<void> {
    await this.pace.removeTokens(1);
    const refund = await this.refunds.byId(id);
    const at = refund === null ? null : await this.askAbout(refund);
    const until = await this.claims.settle(id);
    if (until !== null) await this.refunds.postponeDepositBack(id, until, at);
  }

  /** Answers when it is to be asked again. */
  private async askAbout(refund: RefundEntity): Promise<Date | null> {
    const news = await this.inquiry.ask(refund);
    const { endedAt } = refund;
    return endedAt === null ? null : nextDepositBackCheckAt(endedAt, this.clock.now(), news);
  }
}
