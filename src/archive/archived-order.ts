import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { fen, fenToYuan, yuanToFen } from '../kernel/money.js';
import { toChinaDay } from '../kernel/shanghai-time.js';
import { type KeptRow, type KeptRows, MOVED_TABLES, type MovedTable } from './moved-tables.js';

/** An order as it lies in the archive. */
export interface ArchivedOrder {
  readonly orderId: string;
  readonly orderNo: string;
  readonly userId: string;
  readonly createdAt: string;
  /** Yuan. */
  readonly paidAmount: string;
  /** Yuan. */
  readonly refundedAmount: string;
  readonly rowCount: number;
  /** SHA-256 of the contents, in hexadecimal. */
  readonly digest: string;
  readonly contents: Buffer;
  /** What it is looked for by, each once. */
  readonly names: readonly string[];
}

/** Orders out of their rows, each with what belongs to it. Throws Error for a row that belongs to none of them. Pure. */
export function archivedOrders(rows: KeptRows): ArchivedOrder[] {
  return rowsByOrder(rows).map(archivedOrder);
}

/** The rows of an order, parents first. Throws Error when the contents are not what was put there. Pure. */
export function rowsOf({
  orderId,
  digest,
  contents,
}: Pick<ArchivedOrder, 'orderId' | 'digest' | 'contents'>): KeptRows {
  if (digestOf(contents) !== digest) throw new Error(`archived order ${orderId} is damaged`);
  const tables = JSON.parse(gunzipSync(contents).toString('utf8')) as Record<string, KeptRow[]>;
  const known = new Set(MOVED_TABLES.map(({ table }) => table));
  const odd = Object.keys(tables).find((table) => !known.has(table));
  if (odd !== undefined) throw new Error(`archived order ${orderId} has rows of ${odd}`);
  return new Map(MOVED_TABLES.map(({ table }) => [table, tables[table] ?? []]));
}

function rowsByOrder(rows: KeptRows): Map<string, KeptRow[]>[] {
  const orders = new Map<string, Map<string, KeptRow[]>>();
  const owners = new Map<string, string>();
  const all = MOVED_TABLES.flatMap((moved) =>
    (rows.get(moved.table) ?? []).map((row) => ({ moved, row })),
  );
  for (const { moved, row } of all) {
    const { table } = moved;
    const owner = ownerOf(moved, row, owners);
    owners.set(`${table} ${row['id'] ?? ''}`, owner);
    const own = orders.get(owner) ?? new Map<string, KeptRow[]>();
    orders.set(owner, own.set(table, [...(own.get(table) ?? []), row]));
  }
  return [...orders.values()];
}

/** The order of a row, by those of the rows before it. */
function ownerOf(
  { table, key, parent }: MovedTable,
  row: KeptRow,
  owners: ReadonlyMap<string, string>,
): string {
  const owner = parent === null ? row['id'] : owners.get(`${parent} ${row[key] ?? ''}`);
  if (owner == null) throw new Error(`a row of ${table} belongs to no order`);
  return owner;
}

function archivedOrder(rows: ReadonlyMap<string, readonly KeptRow[]>): ArchivedOrder {
  const [order] = rows.get('orders') ?? [];
  const { id, order_no: orderNo, user_id: userId, created_at: createdAt } = order ?? {};
  if (id == null || orderNo == null || userId == null || createdAt == null) {
    throw new Error('an order without number, user or time');
  }
  const contents = gzipSync(JSON.stringify(Object.fromEntries(rows)));
  const payments = rows.get('payments') ?? [];
  const rowCount = [...rows.values()].reduce((all, { length }) => all + length, 0);
  const sums = {
    paidAmount: sum(
      payments.filter(({ paid_at: paidAt }) => paidAt !== null),
      'amount',
    ),
    refundedAmount: sum(payments, 'refunded_amount'),
  };
  const named = { orderId: id, orderNo, userId, createdAt, names: namesOf(rows) };
  return { ...named, ...sums, rowCount, digest: digestOf(contents), contents };
}

/** Numbers of the order, its payments, refunds and parcels, and the days on which its money came or went. */
function namesOf(rows: ReadonlyMap<string, readonly KeptRow[]>): string[] {
  const all = (table: string, ...columns: readonly string[]) =>
    (rows.get(table) ?? []).flatMap((row) => columns.flatMap((column) => row[column] ?? []));
  const paid = (rows.get('payments') ?? []).flatMap(({ paid_at: paidAt }) => paidAt ?? []);
  const times = [...paid, ...all('refunds', 'ended_at')];
  const names = [
    ...all('orders', 'order_no'),
    ...all('payments', 'out_trade_no', 'trade_no'),
    ...all('refunds', 'out_request_no'),
    ...all('shipments', 'tracking_number'),
    ...times.map(dayOf),
  ];
  return [...new Set(names.filter((name) => name !== ''))];
}

/** The day in China of a time as the database writes it, in UTC: `2026-11-30`. */
function dayOf(time: string): string {
  return toChinaDay(new Date(`${time.replace(' ', 'T')}Z`));
}

/** Yuan. */
function sum(rows: readonly KeptRow[], column: string): string {
  return fenToYuan(fen(rows.reduce((all, row) => all + yuanToFen(row[column] ?? '0'), 0)));
}

function digestOf(contents: Buffer): string {
  return createHash('sha256').update(contents).digest('hex');
}
