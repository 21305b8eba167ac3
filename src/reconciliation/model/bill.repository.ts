import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { BillType } from '../../alipay/alipay-bills.js';
import { nextState } from '../../kernel/state-table.js';
import type { AccountSums } from '../bill-file/account-line.js';
import type { BillSums } from '../bill-file/sums.js';
import { BILL_TABLE, type BillEvent, type BillState, isDone } from './bill-states.js';
import { dayPlus } from './day.js';

/** Counts and sums of lines that are passed over, in fen. */
export interface Ignored {
  readonly count: number;
  readonly amount: number;
}

/** One day's bill. */
export interface Bill {
  readonly id: string;
  readonly day: string;
  readonly type: BillType;
  readonly state: BillState;
  readonly nextCheckAt: Date | null;
  readonly attempts: number;
  readonly account: string | null;
  readonly fileSha256: string | null;
  readonly linesDigest: string | null;
  /** Of a `trade` bill. */
  readonly sums: BillSums | null;
  /** Of a `signcustomer` bill. */
  readonly accountSums: AccountSums | null;
  readonly ignored: Ignored | null;
  readonly fault: string | null;
  readonly fetchedAt: Date | null;
  readonly matchedAt: Date | null;
}

type BillRow = Omit<Bill, 'sums' | 'accountSums' | 'ignored'> & {
  readonly sums: string | null;
  readonly accountSums: string | null;
  readonly ignored: string | null;
};

/** Which bills are listed; null and empty members do not restrict the list. Days are as `2026-11-20`. */
export interface BillFilter {
  readonly states: readonly BillState[];
  readonly type: BillType | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** That a bill comes behind another one in a list. */
// Raw: bills have no entity.
const BEHIND = '(day, id) < (SELECT a.day, a.id FROM bills a WHERE a.id = ?)';

/** What a step may write beside the state. */
export type BillChange = Partial<Omit<Bill, 'id' | 'day' | 'type' | 'state'>>;

const COLUMNS = `id, day, type, state, next_check_at AS nextCheckAt, attempts, account,
  file_sha256 AS fileSha256, lines_digest AS linesDigest, sums,
  account_sums AS accountSums, ignored, fault,
  fetched_at AS fetchedAt, matched_at AS matchedAt`;

const NAMES: Readonly<Record<keyof BillChange, string>> = {
  nextCheckAt: 'next_check_at',
  attempts: 'attempts',
  account: 'account',
  fileSha256: 'file_sha256',
  linesDigest: 'lines_digest',
  sums: 'sums',
  accountSums: 'account_sums',
  ignored: 'ignored',
  fault: 'fault',
  fetchedAt: 'fetched_at',
  matchedAt: 'matched_at',
};

const JSON_COLUMNS: ReadonlySet<keyof BillChange> = new Set(['sums', 'accountSums', 'ignored']);

/** Keeps the bills' rows: what is due, who works on it, and what became of it. */
@Injectable()
export class BillRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** A day's bill; null: nobody has asked for it yet. */
  async find(type: BillType, day: string): Promise<Bill | null> {
    const [bill] = await this.read('type = ? AND day = ?', [type, day]);
    return bill ?? null;
  }

  /** Of a bill's day and the one before it, those whose next day's bill is done as well: money near midnight may stand there. */
  async wholeDays({ type, day }: Pick<Bill, 'type' | 'day'>): Promise<string[]> {
    const [before, after] = [dayPlus(day, -1), dayPlus(day, 1)];
    const isBeforeWhole = await this.isDone(type, before);
    const isDayWhole = await this.isDone(type, after);
    return [...(isBeforeWhole ? [before] : []), ...(isDayWhole ? [day] : [])];
  }

  private async isDone(type: BillType, day: string): Promise<boolean> {
    const bill = await this.find(type, day);
    return bill !== null && isDone(bill.state);
  }

  /** A day's bill by its id. Throws Error when it is not there. */
  async byId(id: string): Promise<Bill> {
    const [bill] = await this.read('id = ?', [id]);
    if (bill === undefined) throw new Error(`bill ${id} has vanished`);
    return bill;
  }

  /** The newest days first: at most `limit` before the bill with the id `after` (null: the newest). */
  page(filter: BillFilter, after: string | null, limit: number): Promise<Bill[]> {
    const { states, type, from, to } = filter;
    const conditions: (readonly [string, unknown])[] = [
      ...(after === null ? [] : [[BEHIND, after] as const]),
      ...(states.length === 0 ? [] : [['state IN (?)', states] as const]),
      ...(type === null ? [] : [['type = ?', type] as const]),
      ...(from === null ? [] : [['day >= ?', from] as const]),
      ...(to === null ? [] : [['day <= ?', to] as const]),
    ];
    const where = conditions.map(([sql]) => sql).join(' AND ') || 'id > 0';
    const values = conditions.map(([, value]) => value);
    return this.read(`${where} ORDER BY day DESC, id DESC LIMIT ?`, [...values, limit]);
  }

  /** The last day that was ever asked for. */
  // Raw: it compares and sets, on a state and a hold.
  async lastDay(type: BillType): Promise<string | null> {
    const [row]: { day: string | null }[] = await this.dataSource.query(
      'SELECT MAX(day) AS day FROM bills WHERE type = ?',
      [type],
    );
    return row?.day ?? null;
  }

  /** Makes a day's row unless it is there, due at `nextCheckAt`, and answers it. */
  // Raw: it compares and sets, on a state and a hold.
  async ensure(type: BillType, day: string, nextCheckAt: Date | null, now: Date): Promise<Bill> {
    const known = await this.find(type, day);
    if (known !== null) return known;
    await this.dataSource.query(
      `INSERT IGNORE INTO bills (day, type, state, next_check_at, created_at)
       VALUES (?, ?, ?, ?, ?)`,
      [day, type, 'DUE', nextCheckAt, now],
    );
    const made = await this.find(type, day);
    if (made === null) throw new Error(`the bill of ${day} has vanished`);
    return made;
  }

  /** Makes a day's bill due now, known or not. */
  // Raw: one statement for what is there and what is not.
  async request(tx: EntityManager, type: BillType, day: string, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO bills (day, type, state, next_check_at, created_at)
       VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE next_check_at = VALUES(next_check_at)`,
      [day, type, 'DUE', now, now],
    );
  }

  /** Sets when a bill is looked at next; null: not by itself. */
  // Raw: it compares and sets, on a state and a hold.
  async schedule(id: string, at: Date | null): Promise<void> {
    await this.dataSource.query('UPDATE bills SET next_check_at = ? WHERE id = ?', [at, id]);
  }

  /** Whether {@link nextDue} would find one, in SQL; each `?` is the time that it is. */
  // Raw: a part of the statement that asks for all pollers at once.
  isDue(types: readonly BillType[]): string {
    const names = types.map((type) => `'${type}'`).join(', ');
    return `EXISTS (SELECT 1 FROM bills WHERE type IN (${names}) AND next_check_at <= ?
      AND (held_until IS NULL OR held_until < ?))`;
  }

  /** The earliest day of these types that is due and that nobody works on. */
  async nextDue(types: readonly BillType[], now: Date): Promise<Bill | null> {
    const where = 'type IN (?) AND next_check_at <= ? AND (held_until IS NULL OR held_until < ?)';
    const [bill] = await this.read(`${where} ORDER BY day, id LIMIT 1`, [types, now, now]);
    return bill ?? null;
  }

  /** Takes a bill for one process until then; false when another one is at work on it. */
  // Raw: it compares and sets, on a state and a hold.
  async hold(id: string, now: Date, until: Date): Promise<boolean> {
    const result: { affectedRows: number } = await this.dataSource.query(
      'UPDATE bills SET held_until = ? WHERE id = ? AND (held_until IS NULL OR held_until < ?)',
      [until, id, now],
    );
    return result.affectedRows === 1;
  }

  /** Moves the end of a hold; null lets the bill go. */
  // Raw: it compares and sets, on a state and a hold.
  async holdOn(id: string, until: Date | null): Promise<void> {
    await this.dataSource.query('UPDATE bills SET held_until = ? WHERE id = ?', [until, id]);
  }

  /** Moves a bill along its table; false when its state accepts no such event, or is another one by now. */
  // Raw: it compares and sets, on a state and a hold.
  async move(
    tx: EntityManager,
    { id, state }: Pick<Bill, 'id' | 'state'>,
    event: BillEvent,
    change: BillChange,
  ): Promise<boolean> {
    const next = nextState(BILL_TABLE, state, event);
    if (next === null) return false;
    const { sql, values } = assignmentsOf(change);
    const result: { affectedRows: number } = await tx.query(
      `UPDATE bills SET state = ?${sql} WHERE id = ? AND state = ?`,
      [next, ...values, id, state],
    );
    return result.affectedRows === 1;
  }

  // Raw: it compares and sets, on a state and a hold.
  private async read(where: string, values: readonly unknown[]): Promise<Bill[]> {
    const statement = `SELECT ${COLUMNS} FROM bills WHERE ${where}`;
    const rows: BillRow[] = await this.dataSource.query(statement, [...values]);
    return rows.map(billOf);
  }
}

function billOf({ sums, accountSums, ignored, ...row }: BillRow): Bill {
  return {
    ...row,
    sums: sums === null ? null : (JSON.parse(sums) as BillSums),
    accountSums: accountSums === null ? null : (JSON.parse(accountSums) as AccountSums),
    ignored: ignored === null ? null : (JSON.parse(ignored) as Ignored),
  };
}

function assignmentsOf(change: BillChange): { sql: string; values: unknown[] } {
  const entries = Object.entries(change) as [keyof BillChange, unknown][];
  const isJson = (name: keyof BillChange) => JSON_COLUMNS.has(name);
  return {
    sql: entries.map(([name]) => `, ${NAMES[name]} = ?`).join(''),
    values: entries.map(([name, value]) =>
      isJson(name) && value !== null ? JSON.stringify(value) : value,
    ),
  };
}
