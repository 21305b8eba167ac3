import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { INSTANT_PLACE, PLAIN_PLACE } from '../../database/places.js';
import { caseOf } from '../../database/batching/rows.js';
import { Transactions } from '../../database/transactions.js';
import type { Batcher } from '../../database/batching/batcher.js';
import type { OrderRecord } from '../model/order-record.js';

/** When a claimed order is due again. */
export interface Postponement {
  /** The order as it was claimed. */
  readonly order: Pick<OrderRecord, 'id' | 'nextCheckAt' | 'checkAttempts'>;
  readonly at: Date | null;
  /** How often in a row the worker has looked in vain. */
  readonly attempts: number;
}

/** Puts claimed orders back to where they wait to be due. */
@Injectable()
export class OrderSchedule {
  private readonly batches: Batcher<Postponement, undefined>;

  constructor(private readonly transactions: Transactions) {
    this.batches = transactions.shared(postponeAll, ({ order }) => order.id);
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
    const sql =
      'UPDATE orders SET next_check_at = ? WHERE id = ? AND (next_check_at IS NULL OR next_check_at > ?)';
    await this.transactions.run((tx) => tx.query(sql, [at, orderId, at]));
  }
}

/** The claim's due time is what tells that nobody else has decided about the order meanwhile. */
async function postponeAll(tx: EntityManager, requests: readonly Postponement[]) {
  const at = caseOf(
    INSTANT_PLACE,
    requests.map((request) => [request.order.id, request.at]),
  );
  const attempts = caseOf(
    PLAIN_PLACE,
    requests.map((request) => [request.order.id, request.attempts]),
  );
  const claimed = caseOf(
    INSTANT_PLACE,
    requests.map(({ order }) => [order.id, order.nextCheckAt]),
  );
  await tx.query(
    `UPDATE orders SET next_check_at = ${at.sql}, check_attempts = ${attempts.sql}
     WHERE id IN (?) AND next_check_at = ${claimed.sql}`,
    [...at.params, ...attempts.params, requests.map(({ order }) => order.id), ...claimed.params],
  );
  return requests.map(() => ({ ok: true, value: undefined }) as const);
}
