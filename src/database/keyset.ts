import type { DataSource } from 'typeorm';

/** A condition, and the values of its places. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Where in a list a part of it ends. `at` is null where the list goes by ids alone. */
export interface Position {
  readonly at: Date | null;
  readonly id: string;
}

/** A list that is read backwards along an index. */
export interface KeysetList {
  /** The table as `k`, with the index that is meant. */
  readonly from: string;
  /** What `rest` needs beside it, e.g. `JOIN orders o ON o.id = k.order_id`. */
  readonly joins: string;
  /** The time by which it goes, before the id: `k.created_at`. Null: by the id alone. */
  readonly at: string | null;
  /** The id of what is listed, e.g. `k.order_id`. */
  readonly pick: string;
  /** Stretches of the index, each in the order of the list: one for each value of the index's first column. At least one. */
  readonly branches: readonly Condition[];
  /** What the index does not answer by itself: each entry is looked at for it. */
  readonly rest: readonly Condition[];
}

/** A part of a list. */
export interface KeysetPart {
  /** Ids of what is listed, the newest first. */
  readonly ids: readonly string[];
  /** The place of each of them: who shows fewer goes on behind the last one shown. */
  readonly places: readonly Position[];
  /** Where the next part goes on; null: nothing is left. A part may be short, or empty, and yet not the last. */
  readonly next: Position | null;
}

/** Sends a statement with the values of its places. */
export type Ask = <Row>(sql: string, values: readonly unknown[]) => Promise<Row[]>;

/** The statements of a repository of lists. */
export function askOf(dataSource: DataSource): Ask {
  return (sql, values) => dataSource.query(sql, [...values]);
}

/** The ids of rows that a statement picks as `id`. */
export async function idsBy(ask: Ask, sql: string, values: readonly unknown[]): Promise<string[]> {
  const rows = await ask<{ id: string }>(sql, values);
  return rows.map(({ id }) => id);
}

interface Entry {
  readonly pick: string;
  readonly id: string;
  readonly at: Date | null;
}

/** So many entries of an index are looked at together for what it does not answer. */
const STRETCH = 20_000;
/** A part of a list looks at so many stretches at most: who wants more asks for the next part. */
const STRETCHES = 2;

/**
 * Reads a part of at most `limit` rows behind `after`. What no index answers is looked for in stretches of the index that
 * is the best for it, a few of them a part, so that no question reads a whole table: a part that is not full, and not the
 * last, tells so by its `next`.
 */
export async function readKeyset(
  ask: Ask,
  list: KeysetList,
  after: Position | null,
  limit: number,
): Promise<KeysetPart> {
  const found: Entry[] = [];
  let last = after;
  for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
    const end = await endOfStretch(ask, list, last);
    found.push(...(await entriesOf(ask, list, { after: last, end }, limit + 1 - found.length)));
    if (found.length > limit || end === null) return partOf(found, limit, null);
    last = end;
  }
  return partOf(found, limit, last);
}

function partOf(found: readonly Entry[], limit: number, next: Position | null): KeysetPart {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const ids = shown.map(({ pick }) => pick);
  const places = shown.map(({ at, id }) => ({ at, id }));
  const isMore = found.length > limit && last !== undefined;
  return { ids, places, next: isMore ? { at: last.at, id: last.id } : next };
}

/** The last entry of the next stretch; null when the rest of the list is shorter, or its index answers everything. */
async function endOfStretch(
  ask: Ask,
  list: KeysetList,
  after: Position | null,
): Promise<Position | null> {
  if (list.rest.length === 0) return null;
  const parts = list.branches.map((branch) => {
    const where = allOf([branch, ...behind(list, after)]);
    const sql = `SELECT k.id, ${list.at ?? 'NULL'} AS at FROM ${list.from} WHERE ${where.sql}
      ORDER BY ${orderOf(list)} LIMIT 1 OFFSET ${STRETCH - 1}`;
    return { sql, values: where.values };
  });
  const ends = await ask<Position>(union(parts), valuesOf(parts));
  // Each branch is looked at as far as the one that is looked at least far.
  return ends.toSorted(newestFirst)[0] ?? null;
}

/** Entries behind `after` and up to `end`, itself included, that are listed. */
function entriesOf(
  ask: Ask,
  list: KeysetList,
  { after, end }: { readonly after: Position | null; readonly end: Position | null },
  limit: number,
): Promise<Entry[]> {
  const parts = list.branches.map((branch) => {
    const where = allOf([branch, ...behind(list, after), ...upTo(list, end), ...list.rest]);
    // The join's order is the list's: any other one would have to be sorted.
    const sql = `SELECT STRAIGHT_JOIN ${list.pick} AS pick, k.id, ${list.at ?? 'NULL'} AS at
      FROM ${list.from} ${list.joins} WHERE ${where.sql} ORDER BY ${orderOf(list)} LIMIT ${limit}`;
    return { sql, values: where.values };
  });
  const order = list.at === null ? 'id DESC' : 'at DESC, id DESC';
  const sql =
    parts.length === 1 ? union(parts) : `${union(parts)} ORDER BY ${order} LIMIT ${limit}`;
  return ask<Entry>(sql, valuesOf(parts));
}

function orderOf({ at }: KeysetList): string {
  return at === null ? 'k.id DESC' : `${at} DESC, k.id DESC`;
}

/** Written so that the index is entered at the place: servers do not do so for `(at, id) < (?, ?)`. */
function behind({ at }: KeysetList, after: Position | null): Condition[] {
  if (after === null) return [];
  if (at === null) return [{ sql: 'k.id < ?', values: [after.id] }];
  const values = [after.at, after.at, after.id];
  return [{ sql: `${at} <= ? AND (${at} < ? OR k.id < ?)`, values }];
}

function upTo({ at }: KeysetList, end: Position | null): Condition[] {
  if (end === null) return [];
  if (at === null) return [{ sql: 'k.id >= ?', values: [end.id] }];
  return [{ sql: `${at} >= ? AND (${at} > ? OR k.id >= ?)`, values: [end.at, end.at, end.id] }];
}

function allOf(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '),
    values: valuesOf(conditions),
  };
}

function union(parts: readonly Condition[]): string {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only.sql;
  return parts.map(({ sql }) => `(${sql})`).join(' UNION ALL ');
}

function valuesOf(parts: readonly Condition[]): unknown[] {
  return parts.flatMap(({ values }) => [...values]);
}

function newestFirst(one: Position, other: Position): number {
  const times = (other.at?.getTime() ?? 0) - (one.at?.getTime() ?? 0);
  return times === 0 ? Number(BigInt(other.id) - BigInt(one.id)) : times;
}
