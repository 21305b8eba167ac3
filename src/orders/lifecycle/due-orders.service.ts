import { Inject, Injectable } from '@nestjs/common';
import { Claims } from '../../database/claims.js';
import { Transactions } from '../../database/transactions.js';
import { CHANCE, type Chance } from '../../kernel/chance.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import type { OrderRecord } from '../model/order-record.js';
import { ORDER_COLUMNS, orderOf, type OrderRow } from '../model/order-rows.js';

const DUE_ORDERS = {
  table: 'orders',
  dueAt: 'next_check_at',
  alsoSet: ', check_attempts = check_attempts + 1',
} as const;

/** Finds the orders that something is owed to, whoever forgot it. */
@Injectable()
export class DueOrders {
  readonly claims: Claims;

  constructor(
    transactions: Transactions,
    @Inject(CLOCK) clock: Clock,
    @Inject(CHANCE) chance: Chance,
  ) {
    this.claims = new Claims(transactions, clock, chance, DUE_ORDERS);
  }

  /** Claims up to `limit` due orders and answers them as they are then. The cost grows with what is due. */
  async claim(limit: number): Promise<OrderRecord[]> {
    const rows = await this.claims.claim<OrderRow>({ columns: ORDER_COLUMNS, limit });
    return rows.map((row) => ({
      ...orderOf(row),
      nextCheckAt: this.claims.heldUntil(row.id),
      checkAttempts: row.checkAttempts + 1,
    }));
  }
}
