import type { EntityManager } from 'typeorm';

/** What a column takes: the driver writes dates in UTC. */
export type Value = string | number | boolean | Date | null;

/** The columns of a row by name. */
export type Row = Readonly<Record<string, Value>>;

/**
 * Inserts rows of the same columns by one statement and answers the first row's id. Columns that are left out get their
 * default. Hot tables are written this way: a row costs a fraction of what an entity costs.
 */
export async function insertRows(
  tx: EntityManager,
  table: string,
  rows: readonly Row[],
): Promise<string> {
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => columns.map((column) => row[column]));
  const statement = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`;
  const { insertId }: { insertId: string | number } = await tx.query(statement, [values]);
  return String(insertId);
}

/** A value for each key, as an SQL expression and its parameters: `CASE id WHEN ? THEN ? … END`. */
export function caseOf(
  column: string,
  values: readonly (readonly [Value, Value])[],
): { readonly sql: string; readonly params: Value[] } {
  const branches = values.map(() => 'WHEN ? THEN ?').join(' ');
  return { sql: `CASE ${column} ${branches} END`, params: values.flat() };
}
