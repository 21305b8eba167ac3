import { Inject, Injectable } from '@nestjs/common';
import { ReconciliationConfig } from '../../../config/reconciliation.config.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { toChinaDay } from '../../kernel/shanghai-time.js';
import { AccountLinesRepository } from './account-lines.repository.js';
import { BillLinesRepository } from './bill-lines.repository.js';

/** Forgets the lines of old bills. Their sums and differences are never removed. */
@Injectable()
export class BillRetention {
  constructor(
    private readonly lines: BillLinesRepository,
    private readonly accountLines: AccountLinesRepository,
    private readonly config: ReconciliationConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Removes one batch of what is old enough; answers how many lines went. */
  async prune(): Promise<number> {
    const day = toChinaDay(plusMs(this.clock.now(), -this.config.linesMs));
    return (await this.lines.prune(day)) || this.accountLines.prune(day);
  }
}
