import type { EntityManager } from 'typeorm';
import { ID_PLACE } from '../places.js';
import { takesSeveral } from './multi-statements.js';

/** What a column takes: the driver writes dates in UTC. */
export type Value = string | number | boolean | Date | NewId | null;

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
 * The id of a row that is on its way to the server, which gives it. In the statements behind the row's own it stands for
 * the id that it will be, so that nobody waits for the answer in order to name the row.
 */
export class NewId {
  private id: string | null = null;

  /** @param expression what stands for it before it is known; none: nothing does */
  constructor(private readonly expression: string | null) {}

  /** What the driver writes into a statement. Throws for what is not known and has no expression. */
  toSqlString(): string {
    return this.id ?? this.expression ?? this.known;
  }

  /** Says what the server has answered. */
  resolve(id: string): void {
    this.id = id;
  }

  /** The id. Throws before the server has answered. */
  get known(): string {
    if (this.id === null) throw new Error('the row has no id yet');
    return this.id;
  }
}

/** How rows of a table are made, and a column of texts that tells them apart. */
export interface RowPlan<Item> {
  readonly table: string;
  readonly unique: string;
  readonly rowOf: (item: Item) => Row;
}

/** Rows on their way to the server. */
export interface Insertion<Item> {
  readonly made: readonly (Item & { readonly id: NewId })[];
  /** Ends when the rows are there and their ids are known. */
  readonly done: Promise<void>;
}

/** The code of the error of rows whose ids do not follow each other, as when a cluster changes their distance meanwhile. */
export const IDS_SCATTERED = 'DATABASE_IDS_SCATTERED';

/**
 * Inserts rows whose ids are wanted, at least one and at most 64. The ids that one statement gives to several rows follow
 * each other at the session's distance, which MySQL and MariaDB promise for rows whose number is known beforehand
 * (`innodb_autoinc_lock_mode`). Galera changes the distance whenever a node comes or goes, between any two statements.
 * So it is looked at in the same trip: `done` rejects when the ids are others, and the transaction must then end without
 * a trace and be tried again. Where each statement has a trip of its own the ids are known before the next one leaves,
 * and no variable of the session is needed, which proxies do not always know.
 */
export function insertWithIds<Item>(
  tx: EntityManager,
  plan: RowPlan<Item>,
  items: readonly Item[],
): Insertion<Item> {
  if (!takesSeveral(tx)) {
    const made = items.map((item) => ({ ...item, id: new NewId(null) }));
    return { made, done: insertAndWait(tx, plan, made) };
  }
  const names = variablesFor(tx);
  const made = items.map((item, index) => ({ ...item, id: new NewId(idAt(names, index)) }));
  return { made, done: insertAndResolve(tx, plan, made, names) };
}

/** How many insertions of a transaction have variables: each has its own, however many travel together. */
const insertions = new WeakMap<EntityManager, number>();

/** Where the server keeps the id of an insertion's first row, and how far apart its ids are. */
interface Variables {
  readonly first: string;
  readonly distance: string;
}

function variablesFor(tx: EntityManager): Variables {
  const number = (insertions.get(tx) ?? 0) + 1;
  insertions.set(tx, number);
  return { first: `@first_id_${number}`, distance: `@id_distance_${number}` };
}

function idAt({ first, distance }: Variables, index: number): string {
  return `${first} + ${index} * ${distance}`;
}

async function insertAndResolve<Item extends { readonly id: NewId }>(
  tx: EntityManager,
  { table, unique, rowOf }: RowPlan<Item>,
  made: readonly Item[],
  names: Variables,
): Promise<void> {
  const rows = made.map(rowOf);
  const { first, distance } = names;
  const [, , [found]] = await Promise.all([
    insertRows(tx, table, rows),
    tx.query(`SET ${first} = LAST_INSERT_ID(), ${distance} = @@auto_increment_increment`),
    // Where the last row has the id of this rule, those between the first one and it have theirs.
    tx.query<Found[]>(
      `SELECT ${first} AS first, ${distance} AS distance, ${unique} AS name
       FROM ${table} WHERE id = ${idAt(names, rows.length - 1)}`,
    ),
  ]);
  if (found === undefined || found.name !== rows.at(-1)?.[unique]) throw doNotFollow(table, rows);
  resolveAll(made, found);
}

async function insertAndWait<Item extends { readonly id: NewId }>(
  tx: EntityManager,
  { table, unique, rowOf }: RowPlan<Item>,
  made: readonly Item[],
): Promise<void> {
  const rows = made.map(rowOf);
  const named = async (): Promise<void> => {
    const [[setting], first] = await Promise.all([
      tx.query<{ distance: string | number }[]>('SELECT @@auto_increment_increment AS distance'),
      insertRows(tx, table, rows),
    ]);
    resolveAll(made, { first, distance: setting?.distance ?? 1 });
  };
  const [, [found]] = await Promise.all([
    named(),
    tx.query<{ name: string }[]>(`SELECT ${unique} AS name FROM ${table} WHERE id = ${ID_PLACE}`, [
      made.at(-1)?.id,
    ]),
  ]);
  if (found?.name !== rows.at(-1)?.[unique]) throw doNotFollow(table, rows);
}

function doNotFollow(table: string, { length }: readonly Row[]): Error {
  const message = `the ids of ${length} new rows of ${table} do not follow each other`;
  return Object.assign(new Error(message), { code: IDS_SCATTERED });
}

function resolveAll(
  made: readonly { readonly id: NewId }[],
  { first, distance }: Pick<Found, 'first' | 'distance'>,
): void {
  const [start, step] = [BigInt(first), BigInt(distance)];
  made.forEach(({ id }, index) => id.resolve(String(start + BigInt(index) * step)));
}

interface Found {
  readonly first: string | number;
  readonly distance: string | number;
  readonly name: string;
}
