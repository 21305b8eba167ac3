import { Inject, Injectable } from '@nestjs/common';
import { RetentionConfig } from '../../../config/retention.config.js';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';

const BATCH = 500;

/** Forgets the answers to old idempotency keys. */
@Injectable()
export class IdempotencyRetention {
  constructor(
    private readonly transactions: Transactions,
    private readonly config: RetentionConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Removes one batch of what is old enough, the oldest first; answers how many keys went. */
  prune(): Promise<number> {
    const before = plusMs(this.clock.now(), -this.config.idempotencyMs);
    return this.transactions.run(async (tx) => {
      // No claim: the rows go in this very transaction. What another worker is removing is passed over.
      const rows: { id: string }[] = await tx.query(
        `SELECT id FROM idempotency_keys WHERE created_at < ?
         ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
        [before],
      );
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) await tx.query('DELETE FROM idempotency_keys WHERE id IN (?)', [ids]);
      return ids.length;
    });
  }
}
