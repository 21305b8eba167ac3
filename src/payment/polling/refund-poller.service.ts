import { Inject, Injectable, Logger } from '@nestjs/common';
import { Claims } from '../../database/claims.js';
import { Transactions } from '../../database/transactions.js';
import { DueWork } from '../../events/waking/due-work.js';
import { CHANCE, type Chance } from '../../kernel/chance.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { RefundRunner } from '../refunds/refund-runner.service.js';

/** Refunds of one process that are under way at the same time. */
const MOST_UNDER_WAY = 50;

const DUE_REFUNDS = { table: 'refunds', dueAt: 'next_check_at' } as const;

/** Takes up refunds that are due: not sent yet, without an answer, or to be tried again. */
@Injectable()
export class RefundPoller {
  readonly claims: Claims;
  readonly work: DueWork<{ readonly id: string }>;
  private readonly logger = new Logger(RefundPoller.name);

  constructor(
    transactions: Transactions,
    runner: RefundRunner,
    @Inject(CLOCK) clock: Clock,
    @Inject(CHANCE) chance: Chance,
  ) {
    this.claims = new Claims(transactions, clock, chance, DUE_REFUNDS);
    this.work = new DueWork({
      claims: this.claims,
      most: MOST_UNDER_WAY,
      take: (limit) => this.claims.claim({ columns: 'id', limit }),
      handle: ({ id }) => runner.run(id),
      stumbled: ({ id }, error) => {
        this.logger.error({ err: error, refundId: id }, 'a due refund could not be handled');
      },
    });
  }
}
