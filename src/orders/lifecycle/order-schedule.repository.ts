import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { caseOf } from '../../database/batching/set-clauses.js';
import { INSTANT_PLACE, PLAIN_PLACE } from '../../database/places.js';
import type { OrderRecord } from '../model/order-record.js';

/** When a claimed order is due again. */
export interface Postponement {
  /** The order as it was claimed. */
  readonly order: Pick<OrderRecord, 'id' | 'nextCheckAt' | 'checkAttempts'>;
  readonly at: Date | null;
  /** How often in a row the worker has looked in vain. */
  readonly attempts: number;
}

/** Writes when orders are due. */
@Injectable()
export class OrderScheduleRepository {
  /** Puts claimed orders back, except those whose due time is another than their claim's: somebody else has decided. */
  async postponeAll(tx: EntityManager, requests: readonly Postponement[]): Promise<void> {
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
    // Raw: hot; every unpaid order is put back by it again and again, a whole batch by one statement.
    await tx.query(
      `UPDATE orders SET next_check_at = ${at.sql}, check_attempts = ${attempts.sql}
       WHERE id IN (?) AND next_check_at = ${claimed.sql}`,
      [...at.params, ...attempts.params, requests.map(({ order }) => order.id), ...claimed.params],
    );
  }

  /** Makes an order due at `at` at the latest. */
  async bringForward(tx: EntityManager, orderId: string, at: Date): Promise<void> {
    // Raw: hot; each look at the result of a payment may ask it.
    await tx.query(
      `UPDATE orders SET next_check_at = ?
       WHERE id = ? AND (next_check_at IS NULL OR next_check_at > ?)`,
      [at, orderId, at],
    );
  }
}
