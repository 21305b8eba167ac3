import { Inject, Injectable, Logger } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { RefundRunner } from './refund-runner.service.js';
import { RefundStore } from './refund-store.js';

const BATCH = 50;
const LEASE_MS = 60_000;

/** Takes up refunds that are due: not sent yet, without an answer, or to be tried again. */
@Injectable()
export class RefundSweep {
  private readonly logger = new Logger(RefundSweep.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly refunds: RefundStore,
    private readonly runner: RefundRunner,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Claims and handles one batch; answers how many refunds were due. */
  async round(): Promise<number> {
    const ids = await this.transactions.run((tx) => {
      const now = this.clock.now();
      return this.refunds.claimDue(tx, now, plusMs(now, LEASE_MS), BATCH);
    });
    await Promise.all(ids.map((id) => this.runSafely(id)));
    return ids.length;
  }

  private async runSafely(id: string): Promise<void> {
    try {
      await this.runner.run(id);
    } catch (error) {
      this.logger.error({ err: error, refundId: id }, 'a due refund could not be handled');
    }
  }
}
