import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { plusMs } from '../kernel/clock.js';
import { waitingCaseSql } from '../payment/model/waiting-cases.js';

/** Counting ends here: whether a thousand or a million wait, somebody has to look. */
export const MOST_COUNTED = 1_000;

/** An unpaid order is overdue this long after its deadline. */
const OVERDUE_MS = 60_000;

/** What waits for somebody, each counted along an index of what is open. */
// Raw: counts that end, which the query builder cannot write.
const OPEN = {
  'overdue-orders': `SELECT id FROM orders FORCE INDEX (ix_orders_state)
    WHERE state = 'PENDING_PAYMENT' AND expires_at < ?`,
  incidents: "SELECT id FROM incidents WHERE state = 'OPEN'",
  'refund-approvals': "SELECT id FROM refunds WHERE state = 'REQUESTED'",
  'refunds-without-balance': `SELECT id FROM refunds
    WHERE state = 'PROCESSING' AND fault = 'ACQ.SELLER_BALANCE_NOT_ENOUGH'`,
  'refunds-unknown': "SELECT id FROM refunds WHERE state = 'UNKNOWN'",
  'after-sales': `SELECT id FROM after_sales FORCE INDEX (ix_after_sales_state)
    WHERE ${waitingCaseSql()}`,
  discrepancies: "SELECT id FROM discrepancies WHERE state = 'OPEN'",
  bills: "SELECT id FROM bills WHERE state IN ('BROKEN', 'NOT_READY')",
  'paused-webhooks': "SELECT id FROM webhook_endpoints WHERE state = 'PAUSED'",
} as const;

/** The instants that a statement compares with. */
const DEADLINES: Partial<Record<OpenKind, (now: Date) => Date[]>> = {
  'overdue-orders': (now) => [plusMs(now, -OVERDUE_MS)],
  'after-sales': (now) => [now],
};

/** A kind of work that waits in the database. */
export type OpenKind = keyof typeof OPEN;

export const OPEN_KINDS = Object.keys(OPEN) as OpenKind[];

/** Counts what waits for somebody. Reads alone. */
@Injectable()
export class OpenWorkRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** How much of a kind waits; more than {@link MOST_COUNTED} is not counted. */
  // Raw: as above.
  async count(kind: OpenKind, now: Date): Promise<number> {
    const [row]: { count: string }[] = await this.dataSource.query(
      `SELECT COUNT(*) AS count FROM (${OPEN[kind]} LIMIT ${MOST_COUNTED + 1}) waiting`,
      DEADLINES[kind]?.(now) ?? [],
    );
    return Number(row?.count ?? 0);
  }

  /** How many workers were seen since an instant, and when one was last. */
  // Raw: two figures of a small table.
  async workers(since: Date): Promise<{ readonly seen: number; readonly lastAt: Date | null }> {
    const [row]: { seen: string; lastAt: Date | null }[] = await this.dataSource.query(
      `SELECT (SELECT COUNT(*) FROM process_sightings WHERE kind = 'worker' AND seen_at > ?) AS seen,
         MAX(seen_at) AS lastAt
       FROM process_sightings WHERE kind = 'worker'`,
      [since],
    );
    return { seen: Number(row?.seen ?? 0), lastAt: row?.lastAt ?? null };
  }
}
