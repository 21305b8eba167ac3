import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import type { Batcher } from '../../database/batching/batcher.js';
import { OrderScheduleRepository, type Postponement } from './order-schedule.repository.js';

/** Puts claimed orders back to where they wait to be due. */
@Injectable()
export class OrderSchedule {
  private readonly batches: Batcher<Postponement, undefined>;

  constructor(
    private readonly transactions: Transactions,
    private readonly repository: OrderScheduleRepository,
  ) {
    const done = { ok: true, value: undefined } as const;
    this.batches = transactions.shared(
      async (tx, requests) => {
        await repository.postponeAll(tx, requests);
        return requests.map(() => done);
      },
      ({ order }) => order.id,
    );
  }

  /**
   * Sets when a claimed order is due again (null: nothing is owed any more), unless somebody has set that since it was
   * claimed: they knew more. Orders that are put back at the same time share a statement.
   */
  async postpone(request: Postponement): Promise<void> {
    await this.batches.run(request);
  }

  /** Somebody wants to know: the order is due at `at` at the latest, whatever was decided before. */
  async bringForward(orderId: string, at: Date): Promise<void> {
    await this.transactions.run((tx) => this.repository.bringForward(tx, orderId, at));
  }
}
