import { Inject, Injectable, Logger } from '@nestjs/common';
import { Claims } from '../../database/claims.js';
import { Transactions } from '../../database/transactions.js';
import { DueWork } from '../../events/waking/due-work.js';
import { CHANCE, type Chance } from '../../kernel/chance.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { AfterSaleDecisions } from './after-sale-decisions.service.js';

/** Cases of one process that are ended at the same time. */
const MOST_UNDER_WAY = 20;

const DUE_CASES = { table: 'after_sales', dueAt: 'next_check_at' } as const;

/** Ends cases whose goods were not sent back in time. */
@Injectable()
export class AfterSalePoller {
  readonly claims: Claims;
  readonly work: DueWork<{ readonly id: string }>;
  private readonly logger = new Logger(AfterSalePoller.name);

  constructor(
    transactions: Transactions,
    decisions: AfterSaleDecisions,
    @Inject(CLOCK) clock: Clock,
    @Inject(CHANCE) chance: Chance,
  ) {
    this.claims = new Claims(transactions, clock, chance, DUE_CASES);
    this.work = new DueWork({
      claims: this.claims,
      most: MOST_UNDER_WAY,
      take: (limit) => this.claims.claim({ columns: 'id', limit }),
      handle: ({ id }) => decisions.expire(id),
      stumbled: ({ id }, error) => {
        this.logger.error({ err: error, afterSaleId: id }, 'a due case could not be ended');
      },
    });
  }
}
