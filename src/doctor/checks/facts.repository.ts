import type { DataSource } from 'typeorm';
import type { Sighting } from '../sightings.js';

/**
 * What the doctor reads over a connection of its own, which knows no entities: the database's server may be set up
 * wrongly, or another version's.
 */

/** The variables with these names, as the session has them; what a server does not know is absent. */
export async function readVariables(
  source: DataSource,
  names: readonly string[],
): Promise<Record<string, string>> {
  // Raw: variables of a server are no table.
  const rows: { Variable_name: string; Value: string }[] = await source.query(
    'SHOW VARIABLES WHERE variable_name IN (?)',
    [names],
  );
  return Object.fromEntries(rows.map((row) => [row.Variable_name, row.Value]));
}

/** A server's version and its clock, in seconds since 1970. */
export async function readServer(source: DataSource): Promise<{ version: string; at: number }> {
  // Raw: it reads no table.
  const [told]: { version: string; at: string }[] = await source.query(
    'SELECT VERSION() AS version, UNIX_TIMESTAMP(NOW(3)) AS at',
  );
  return { version: told?.version ?? '', at: Number(told?.at ?? 0) };
}

/** The names of the migrations that were applied; throws when there never was one. */
export async function readMigrations(source: DataSource): Promise<string[]> {
  // Raw: TypeORM keeps this table for itself, and gives it no entity.
  const rows: { name: string }[] = await source.query('SELECT name FROM migrations');
  return rows.map(({ name }) => name);
}

/** How many of the last 500 payments were paid since an instant, and for how many of those a notify has come. */
export async function readNotifyHistory(
  source: DataSource,
  since: Date,
): Promise<{ readonly paid: number; readonly notified: number }> {
  // Raw: the connection knows no entities, and the query builder sums no EXISTS.
  const [row]: { paid: string; notified: string }[] = await source.query(
    `SELECT COUNT(*) AS paid,
       COALESCE(SUM(EXISTS (SELECT 1 FROM payment_evidence e
         WHERE e.payment_id = p.id AND e.source = 'notify')), 0) AS notified
     FROM (SELECT id, paid_at FROM payments ORDER BY id DESC LIMIT 500) p
     WHERE p.paid_at > ?`,
    [since],
  );
  return { paid: Number(row?.paid ?? 0), notified: Number(row?.notified ?? 0) };
}

/** The processes that were seen since an instant, the latest first. */
export async function readSightings(source: DataSource, since: Date): Promise<Sighting[]> {
  // Raw: the connection knows no entities.
  const rows: { kind: Sighting['kind']; facts: string }[] = await source.query(
    'SELECT kind, facts FROM process_sightings WHERE seen_at > ? ORDER BY seen_at DESC LIMIT 200',
    [since],
  );
  return rows.map(({ kind, facts }) => ({ kind, facts: JSON.parse(facts) }));
}
