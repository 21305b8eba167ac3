import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Counting ends here: a chart need not tell more. */
const MOST_COUNTED = 100_000;

/** What waits for the worker or the relay by now, each counted along an index. */
// Raw: counts that end, which the query builder cannot write.
const WAITING = {
  orders: 'SELECT id FROM orders FORCE INDEX (ix_orders_due) WHERE next_check_at <= ?',
  refunds: 'SELECT id FROM refunds FORCE INDEX (ix_refunds_due) WHERE next_check_at <= ?',
  'after-sales':
    'SELECT id FROM after_sales FORCE INDEX (ix_after_sales_due) WHERE next_check_at <= ?',
  events: 'SELECT id FROM outbox FORCE INDEX (ix_outbox_pending) WHERE pending = 1',
  webhooks: `SELECT id FROM webhook_deliveries FORCE INDEX (ix_webhook_deliveries_state)
    WHERE state = 'PENDING'`,
} as const;

/** Work that waits in the database; the queues in Redis are only hints of it. */
export type QueueName = keyof typeof WAITING;

export const QUEUES = Object.keys(WAITING) as QueueName[];

/** How much waited in a queue in a quarter of an hour, at most. */
export interface QueueDepth {
  readonly at: Date;
  readonly queue: QueueName;
  readonly depth: number;
}

/** How much work waits, and how much waited. */
@Injectable()
export class QueueDepthsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** How much waits in each queue at an instant, 100,000 at most, in the order of {@link QUEUES}; one statement. */
  // Raw: as above.
  async waiting(now: Date): Promise<number[]> {
    const counts = QUEUES.map(
      (queue) =>
        `(SELECT COUNT(*) FROM (${WAITING[queue]} LIMIT ${MOST_COUNTED}) q) AS \`${queue}\``,
    );
    const statement = `SELECT ${counts.join(', ')}`;
    const values = Array.from(statement.matchAll(/\?/g), () => now);
    const [row]: Record<string, string>[] = await this.dataSource.query(statement, values);
    return QUEUES.map((queue) => Number(row?.[queue] ?? 0));
  }

  /** Keeps depths, unless deeper ones of the same time are kept. */
  // Raw: the table has no entity; one statement, whichever worker is first.
  async keep(depths: readonly QueueDepth[]): Promise<void> {
    const rows = depths.map(({ at, queue, depth }) => [at, queue, depth]);
    await this.dataSource.query(
      `INSERT INTO queue_depths (at, queue, depth) VALUES ?
       ON DUPLICATE KEY UPDATE depth = GREATEST(depth, VALUES(depth))`,
      [rows],
    );
  }

  /** The depths from an instant on, by time. */
  // Raw: the table has no entity.
  async kept(since: Date): Promise<QueueDepth[]> {
    return this.dataSource.query(
      'SELECT at, queue, depth FROM queue_depths WHERE at >= ? ORDER BY at',
      [since],
    );
  }

  /** Removes what is older. */
  // Raw: the table has no entity.
  async removeBefore(instant: Date): Promise<void> {
    await this.dataSource.query('DELETE FROM queue_depths WHERE at < ?', [instant]);
  }
}
