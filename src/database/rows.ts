import type { EntityManager } from 'typeorm';

/** What a column takes: the driver writes dates in UTC. */
export type Value = string | number | boolean | Date | null;

/** The columns of a row by name. */
export type Row = Readonly<Record<string, Value>>;

/** So many rows always share a statement: a batch of requests is inserted as a whole or not at all. */
const ALWAYS_TOGETHER = 64;
/** A quarter of what servers take at once (`max_allowed_packet`) as they come. */
const MAX_STATEMENT_BYTES = 4 * 1024 * 1024;
/** UTF-8 needs no more for a unit of a string, and an escaped character two. */
const BYTES_OF_A_UNIT = 3;
const BYTES_OF_OTHERS = 32;

/**
 * Inserts rows of the same columns and answers the first row's id. Columns that are left out get their default. Hot
 * tables are written this way: a row costs a fraction of what an entity costs. One statement takes them all, but for
 * more than 64 rows that would be too long for the server together.
 */
export async function insertRows(
  tx: EntityManager,
  table: string,
  rows: readonly Row[],
): Promise<string> {
  const columns = Object.keys(rows[0] ?? {});
  const statement = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`;
  const ids: string[] = [];
  for (const part of rows.length > ALWAYS_TOGETHER ? partsOf(rows) : [rows]) {
    const values = part.map((row) => columns.map((column) => row[column]));
    const { insertId }: { insertId: string | number } = await tx.query(statement, [values]);
    ids.push(String(insertId));
  }
  return ids[0] ?? '';
}

/** The rows in their order, in parts that a server takes. */
function partsOf(rows: readonly Row[]): Row[][] {
  const parts: Row[][] = [];
  let part: Row[] = [];
  let bytes = MAX_STATEMENT_BYTES;
  for (const row of rows) {
    bytes += bytesOf(row);
    if (bytes > MAX_STATEMENT_BYTES) {
      part = [];
      parts.push(part);
      bytes = bytesOf(row);
    }
    part.push(row);
  }
  return parts;
}

/** At most so many bytes stand for a row in a statement. */
function bytesOf(row: Row): number {
  const lengths = Object.values(row).map((value) =>
    typeof value === 'string' ? value.length * BYTES_OF_A_UNIT : BYTES_OF_OTHERS,
  );
  return lengths.reduce((sum, length) => sum + length, 0);
}

/**
 * Inserts rows as {@link insertRows} does, and answers their ids by the values of a unique column, which are texts. The
 * ids of rows that one statement inserts need not follow each other, so they are read, in the same trip.
 */
export async function insertNamed(
  tx: EntityManager,
  table: string,
  rows: readonly Row[],
  column: string,
): Promise<Map<string, string>> {
  const names = rows.map((row) => row[column] as string);
  const statement = `SELECT id, ${column} AS name FROM ${table} WHERE ${column} IN (?)`;
  const read = (): Promise<{ id: string; name: string }[]> => tx.query(statement, [names]);
  const [name] = names;
  const [firstId, found] = await Promise.all([
    insertRows(tx, table, rows),
    names.length > 1 ? read() : null,
  ]);
  if (found === null) return new Map(name === undefined ? [] : [[name, firstId]]);
  return new Map(found.map((row) => [row.name, row.id]));
}

/** A value for each key, as an SQL expression and its parameters: `CASE id WHEN ? THEN ? … END`. */
export function caseOf(
  column: string,
  values: readonly (readonly [Value, Value])[],
): { readonly sql: string; readonly params: Value[] } {
  const branches = values.map(() => 'WHEN ? THEN ?').join(' ');
  return { sql: `CASE ${column} ${branches} END`, params: values.flat() };
}
