import { Inject, Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { RetentionConfig } from '../../../config/retention.config.js';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { IdempotencyKeyEntity } from './idempotency-key.entity.js';

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
      const keys = tx.getRepository(IdempotencyKeyEntity);
      const old = await keys.find({
        select: { id: true },
        where: { createdAt: LessThan(before) },
        order: { createdAt: 'ASC' },
        take: BATCH,
        lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
      });
      const ids = old.map(({ id }) => id);
      if (ids.length > 0) await keys.delete({ id: In(ids) });
      return ids.length;
    });
  }
}
