import type { EntityManager } from 'typeorm';
import type { Chance } from '../kernel/chance.js';
import { type Clock, plusMs } from '../kernel/clock.js';
import type { Transactions } from './transactions.js';

/** A dead worker's rows are due again this long after its last sign of life. */
export const LEASE_MS = 4_000;

/** How often a living worker gives one. */
const RENEW_EVERY_MS = 1_000;

const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 60_000;
const MOST_FAILURES_KNOWN = 10_000;

/** Rows that are due at a time, and how they are claimed. The names are written by us. */
export interface DueRows {
  readonly table: string;
  /** The column of the due time; NULL: never. */
  readonly dueAt: string;
  /** What else a claim changes: `, attempts = attempts + 1`. */
  readonly alsoSet?: string;
}

/** Which due rows are wanted. */
export interface Wanted {
  readonly columns: string;
  /** A condition beside the due time, with its parameters. */
  readonly where?: string;
  readonly parameters?: readonly unknown[];
  readonly limit: number;
}

/**
 * Claims due rows for this process: their due time moves on by a lease of seconds, which is renewed while the work on
 * them lasts. So those of a dead worker are due again soon, and who else decides about a row meanwhile sets its due time
 * and thereby ends the claim. The only way to claim anything.
 */
export class Claims {
  private readonly held = new Map<string, Date>();
  private readonly failures = new Map<string, number>();
  private renewing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly rows: DueRows,
  ) {}

  /** Whether any row is due, in SQL: a condition with one `?`, the time that it is. */
  get isDue(): string {
    const { table, dueAt } = this.rows;
    return `EXISTS (SELECT 1 FROM ${table} WHERE ${dueAt} <= ?)`;
  }

  /**
   * Claims up to `limit` due rows and answers them as they were. Half of them are those that are due for longest, the
   * other half those that became due last: neither a backlog nor what comes meanwhile waits for the other. Rows that
   * somebody else is claiming are passed over. Each is to be ended by {@link done} or {@link free}.
   */
  async claim<Row extends { readonly id: string }>(wanted: Wanted): Promise<Row[]> {
    const now = this.clock.now();
    const until = plusMs(now, LEASE_MS);
    const rows = await this.transactions.run((tx) => this.claimIn<Row>(tx, wanted, now, until));
    for (const { id } of rows) this.held.set(id, until);
    if (rows.length > 0) this.keepAlive();
    return rows;
  }

  /** Until when a row is claimed by this process; null: it is not. */
  heldUntil(id: string): Date | null {
    return this.held.get(id) ?? null;
  }

  /** Ends a claim's renewal and answers until when it holds: whoever decides about the row compares with that. */
  async settle(id: string): Promise<Date | null> {
    const renewing = this.held.has(id) ? this.renewing : Promise.resolve();
    await renewing;
    const until = this.heldUntil(id);
    this.held.delete(id);
    return until;
  }

  /** The work on a row is done, whatever its due time is now. */
  done(id: string): void {
    this.held.delete(id);
    this.failures.delete(id);
  }

  /** The work on a row failed: it is due again soon, and later each time, unless somebody has decided about it since. */
  async free(id: string): Promise<void> {
    const until = await this.settle(id);
    const failures = this.failures.get(id) ?? 0;
    if (this.failures.size >= MOST_FAILURES_KNOWN) this.failures.clear();
    this.failures.set(id, failures + 1);
    if (until === null) return;
    const { table, dueAt } = this.rows;
    const at = plusMs(this.clock.now(), backoffMs(failures, this.chance.fraction()));
    const sql = `UPDATE ${table} SET ${dueAt} = ? WHERE id = ? AND ${dueAt} = ?`;
    // When that cannot be written either, the claim ends by itself.
    await this.transactions.run((tx) => tx.query(sql, [at, id, until])).catch(() => undefined);
  }

  private async claimIn<Row extends { readonly id: string }>(
    tx: EntityManager,
    wanted: Wanted,
    now: Date,
    until: Date,
  ): Promise<Row[]> {
    const rows = await this.due<Row>(tx, wanted, now, Math.ceil(wanted.limit / 2), 'ASC');
    if (rows.length === Math.ceil(wanted.limit / 2)) {
      const last = await this.due<Row>(tx, wanted, now, wanted.limit, 'DESC');
      const known = new Set(rows.map(({ id }) => id));
      const more = last.filter(({ id }) => !known.has(id)).slice(0, wanted.limit - rows.length);
      rows.push(...more);
    }
    // This process is still at work on those whose lease it could not renew in time.
    const free = rows.filter(({ id }) => !this.held.has(id));
    if (free.length === 0) return free;
    const { table, dueAt, alsoSet = '' } = this.rows;
    const move = `UPDATE ${table} SET ${dueAt} = ?${alsoSet} WHERE id IN (?)`;
    await tx.query(move, [until, free.map(({ id }) => id)]);
    return free;
  }

  private due<Row>(
    tx: EntityManager,
    { columns, where, parameters = [] }: Wanted,
    now: Date,
    limit: number,
    order: 'ASC' | 'DESC',
  ): Promise<Row[]> {
    const { table, dueAt } = this.rows;
    const also = where === undefined ? '' : `${where} AND `;
    return tx.query(
      `SELECT ${columns} FROM ${table} WHERE ${also}${dueAt} <= ?
       ORDER BY ${dueAt} ${order}, id ${order} LIMIT ? FOR UPDATE SKIP LOCKED`,
      [...parameters, now, limit],
    );
  }

  private keepAlive(): void {
    if (this.timer !== undefined) return;
    this.timer = setInterval(() => {
      if (this.held.size > 0) {
        this.renewing = this.renewing.then(() => this.renew());
        return;
      }
      clearInterval(this.timer);
      this.timer = undefined;
    }, RENEW_EVERY_MS);
    this.timer.unref();
  }

  /** Those that cannot be renewed are due again when their lease ends. */
  private async renew(): Promise<void> {
    const until = plusMs(this.clock.now(), LEASE_MS);
    const groups = new Map<number, string[]>();
    for (const [id, at] of this.held) {
      groups.set(at.getTime(), [...(groups.get(at.getTime()) ?? []), id]);
    }
    const { table, dueAt } = this.rows;
    const sql = `UPDATE ${table} SET ${dueAt} = ? WHERE id IN (?) AND ${dueAt} = ?`;
    for (const [at, ids] of groups) {
      const renew = (tx: EntityManager) => tx.query(sql, [until, ids, new Date(at)]);
      const isRenewed = await this.transactions.run(renew).then(
        () => true,
        () => false,
      );
      if (isRenewed)
        ids.filter((id) => this.held.has(id)).forEach((id) => this.held.set(id, until));
    }
  }
}

/** Milliseconds until work that failed so often before is tried again; `random` is in [0, 1). Pure. */
export function backoffMs(failures: number, random: number): number {
  const longest = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures, 8));
  return Math.round(longest * (1 - random / 2));
}
