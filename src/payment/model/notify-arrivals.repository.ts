import type { DataSource } from 'typeorm';
import type { Arrivals } from './check-schedule.js';

/** Statements that are looked through, the newest ones. */
const LOOKED_THROUGH = 2_000;

/** A notify that has not come so long after the money is taken to be lost; those on their way are not counted. */
const LATE_SECONDS = 4;

/** How the payments after `since` became known as paid. */
export async function readArrivals(source: DataSource, since: Date): Promise<Arrivals> {
  // Raw: sums over the end of the primary key, whatever the table's size.
  const [row]: { told: string | null; asked: string | null }[] = await source.query(
    `SELECT SUM(e.source = 'notify') AS told,
       SUM(e.source = 'query' AND e.received_at >= p.paid_at + INTERVAL ${LATE_SECONDS} SECOND) AS asked
     FROM payment_evidence e JOIN payments p ON p.id = e.payment_id
     WHERE e.id > (SELECT GREATEST(MAX(id), ${LOOKED_THROUGH}) - ${LOOKED_THROUGH} FROM payment_evidence)
       AND e.verdict = 'paid' AND e.received_at > ?`,
    [since],
  );
  return { told: Number(row?.told ?? 0), asked: Number(row?.asked ?? 0) };
}
