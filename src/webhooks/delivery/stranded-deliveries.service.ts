import { Inject, Injectable, Logger } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { EndpointRepository } from '../endpoints/endpoint.repository.js';
import { groupsByEndpoint } from './delivery-queue.service.js';
import { DeliveryRepository } from './delivery.repository.js';

/** A transaction that began before this is over. */
const SETTLED_MS = 10_000;
const MOST_AT_ONCE = 500;

/**
 * Finds deliveries that wait for an earlier one of their order which has ended. The lock on the endpoint's row lets none
 * come about on one server. On a cluster that lock is of one node alone: where one node ends a delivery in the moment in
 * which another adds the next of its order, as while a new writer takes over, neither sees the other, no row is
 * changed by both, and both commit.
 */
@Injectable()
export class StrandedDeliveries {
  private readonly logger = new Logger(StrandedDeliveries.name);

  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly endpoints: EndpointRepository,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes those due that were added since an instant. Throws Problem `unavailable`. */
  async free(since: Date): Promise<void> {
    const now = this.clock.now();
    const range = { since, until: plusMs(now, -SETTLED_MS), limit: MOST_AT_ONCE };
    const found = await this.transactions.run(async (tx) => {
      const stranded = await this.deliveries.stranded(tx, range);
      const groups = groupsByEndpoint(stranded);
      if (groups.length === 0) return stranded;
      await this.endpoints.lockAll(
        tx,
        groups.map(([id]) => id),
      );
      for (const [id, orderIds] of groups) {
        await this.deliveries.makeHeadsDue(tx, id, orderIds, now);
      }
      return stranded;
    });
    if (found.length > 0) {
      this.logger.warn({ deliveries: found.length }, 'deliveries that nobody waited for are due');
    }
  }
}
