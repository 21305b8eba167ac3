import { Inject, Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import type { OrderRecord } from './order-record.js';
import { ORDER_COLUMNS, orderOf, type OrderRow } from './order-rows.js';

/** Finds the orders that something is owed to, whoever forgot it. */
@Injectable()
export class DueOrders {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Claims up to `limit` due orders for this worker and answers them as they are then, the longest due first. The claim
   * moves their due time on by `leaseMs`: when the worker dies, they are due again then. Rows that another worker is
   * claiming are passed over. The cost grows with what is due, not with the table.
   */
  claim(limit: number, leaseMs: number): Promise<OrderRecord[]> {
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const rows: OrderRow[] = await tx.query(
        `SELECT ${ORDER_COLUMNS} FROM orders WHERE next_check_at <= ?
         ORDER BY next_check_at LIMIT ? FOR UPDATE SKIP LOCKED`,
        [now, limit],
      );
      if (rows.length === 0) return [];
      const lease = plusMs(now, leaseMs);
      await tx.query(
        'UPDATE orders SET next_check_at = ?, check_attempts = check_attempts + 1 WHERE id IN (?)',
        [lease, rows.map(({ id }) => id)],
      );
      return rows.map((row) => ({
        ...orderOf(row),
        nextCheckAt: lease,
        checkAttempts: row.checkAttempts + 1,
      }));
    });
  }
}
