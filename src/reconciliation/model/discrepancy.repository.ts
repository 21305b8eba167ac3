import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { BillType } from '../../alipay/alipay-bills.js';
import { insertRows } from '../../database/batching/rows.js';
import { nextState } from '../../kernel/state-table.js';
import {
  canHeal,
  type Difference,
  type Discrepancy,
  DISCREPANCY_TABLE,
  type DiscrepancyEvent,
  type DiscrepancyState,
} from './discrepancy.js';

type Row = Omit<Discrepancy, 'grave'> & { readonly grave: number };

const COLUMNS = `id, day, kind, state, grave, out_trade_no AS outTradeNo, trade_no AS tradeNo,
  request_no AS requestNo, bill_amount AS billAmount, our_amount AS ourAmount, order_id AS orderId,
  payment_id AS paymentId, refund_id AS refundId, incident_id AS incidentId,
  happened_at AS happenedAt, done, attempts, created_at AS createdAt, ended_at AS endedAt,
  ended_by AS endedBy`;

/** What a step writes beside the state. */
export interface DiscrepancyChange {
  readonly done: string;
  readonly endedAt: Date | null;
  readonly endedBy?: number | null;
}

/** Which discrepancies are listed. */
export interface DiscrepancyFilter {
  readonly state: DiscrepancyState | null;
  readonly day: string | null;
}

/** How many differences of a day's bill are open. */
export interface OpenCount {
  readonly day: string;
  readonly type: BillType;
  readonly count: number;
}

/** Keeps discrepancies, one row each however often they are found. */
@Injectable()
export class DiscrepancyRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** A discrepancy; null: there is none of this id. */
  async byId(id: string, tx?: EntityManager): Promise<Discrepancy | null> {
    const lock = tx === undefined ? '' : ' FOR UPDATE';
    const [found] = await this.read(`id = ?${lock}`, [id], tx);
    return found ?? null;
  }

  /** All of a day, oldest first. */
  ofDay(day: string): Promise<Discrepancy[]> {
    return this.read('day = ? ORDER BY id', [day]);
  }

  /** The newest first: at most `limit` before the id `after` (null: the newest). */
  page(
    { state, day }: DiscrepancyFilter,
    after: string | null,
    limit: number,
  ): Promise<Discrepancy[]> {
    const conditions: (readonly [string, unknown])[] = [
      ...(state === null ? [] : [['state = ?', state] as const]),
      ...(day === null ? [] : [['day = ?', day] as const]),
      ...(after === null ? [] : [['id < ?', after] as const]),
    ];
    const where = conditions.map(([sql]) => sql).join(' AND ') || 'id > 0';
    const values = conditions.map(([, value]) => value);
    return this.read(`${where} ORDER BY id DESC LIMIT ?`, [...values, limit]);
  }

  /** How many of these days are open, by day and type of bill; those of which none is open are not there. */
  // Raw: discrepancies have no entity, and are counted by the index of their day.
  async openOf(days: readonly string[]): Promise<readonly OpenCount[]> {
    if (days.length === 0) return [];
    const rows: (Omit<OpenCount, 'count'> & { readonly count: string })[] =
      await this.dataSource.query(
        `SELECT day, type, COUNT(*) AS count FROM discrepancies WHERE day IN (?) AND state = 'OPEN'
         GROUP BY day, type`,
        [days],
      );
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }

  /** Those whose healing is due, oldest first. */
  due(now: Date, limit: number): Promise<Discrepancy[]> {
    return this.read("state = 'OPEN' AND next_check_at <= ? ORDER BY id LIMIT ?", [now, limit]);
  }

  /** Writes those that are not known yet, and answers them; those that were thought healed are open again. */
  // Raw: differences are written by sets, and moved by compare-and-set.
  async add(
    tx: EntityManager,
    type: string,
    differences: readonly Difference[],
    now: Date,
  ): Promise<Discrepancy[]> {
    if (differences.length === 0) return [];
    const prints = differences.map((one) => fingerprintOf(type, one));
    const known: { fingerprint: string; state: DiscrepancyState }[] = await tx.query(
      'SELECT fingerprint, state FROM discrepancies WHERE fingerprint IN (?)',
      [prints],
    );
    const seen = new Set(known.map(({ fingerprint }) => fingerprint));
    const fresh = differences.filter((_, i) => {
      const print = prints[i] ?? '';
      const isNew = !seen.has(print);
      seen.add(print);
      return isNew;
    });
    const again = known.filter(({ state }) => state === 'HEALED');
    await this.reopen(
      tx,
      again.map(({ fingerprint }) => fingerprint),
      now,
    );
    if (fresh.length > 0) await insertRows(tx, 'discrepancies', fresh.map(rowOf(type, now)));
    const added = fresh.map((one) => fingerprintOf(type, one));
    const shown = [...added, ...again.map(({ fingerprint }) => fingerprint)];
    return shown.length === 0 ? [] : this.read('fingerprint IN (?) ORDER BY id', [shown], tx);
  }

  /** Moves a discrepancy along its table; false when its state accepts no such event. */
  // Raw: differences are written by sets, and moved by compare-and-set.
  async move(
    tx: EntityManager,
    { id, state }: Pick<Discrepancy, 'id' | 'state'>,
    event: DiscrepancyEvent,
    { done, endedAt, endedBy = null }: DiscrepancyChange,
  ): Promise<boolean> {
    const next = nextState(DISCREPANCY_TABLE, state, event);
    if (next === null) return false;
    const result: { affectedRows: number } = await tx.query(
      `UPDATE discrepancies SET state = ?, done = ?, ended_at = ?, ended_by = ?,
         next_check_at = NULL WHERE id = ? AND state = ?`,
      [next, done, endedAt, endedBy, id, state],
    );
    return result.affectedRows === 1;
  }

  /** Notes how a try to heal ended, and when the next one is due (null: a person decides). */
  // Raw: differences are written by sets, and moved by compare-and-set.
  async note(
    tx: EntityManager,
    id: string,
    note: {
      readonly done: string;
      readonly nextCheckAt: Date | null;
      readonly grave?: boolean;
      readonly incidentId?: string | null;
    },
  ): Promise<void> {
    const { done, nextCheckAt, grave = false, incidentId = null } = note;
    await tx.query(
      `UPDATE discrepancies SET done = ?, next_check_at = ?, grave = ?, incident_id = ?,
         attempts = attempts + 1 WHERE id = ? AND state = 'OPEN'`,
      [done, nextCheckAt, grave, incidentId, id],
    );
  }

  // Raw: differences are written by sets, and moved by compare-and-set.
  private async reopen(tx: EntityManager, prints: readonly string[], now: Date): Promise<void> {
    if (prints.length === 0) return;
    await tx.query(
      `UPDATE discrepancies SET state = 'OPEN', ended_at = NULL, next_check_at = ?
       WHERE state = 'HEALED' AND fingerprint IN (?)`,
      [now, prints],
    );
  }

  // Raw: differences are written by sets, and moved by compare-and-set.
  private async read(
    where: string,
    values: readonly unknown[],
    tx: EntityManager = this.dataSource.manager,
  ): Promise<Discrepancy[]> {
    const statement = `SELECT ${COLUMNS} FROM discrepancies WHERE ${where}`;
    const rows: Row[] = await tx.query(statement, [...values]);
    return rows.map((row) => ({ ...row, grave: row.grave === 1 }));
  }
}

function fingerprintOf(type: string, one: Difference): string {
  const { kind, day, outTradeNo, tradeNo, requestNo, billAmount } = one;
  // A line that stands in two bills is one difference, whichever of them is looked at.
  const when = kind === 'duplicate-line' ? '' : day;
  const parts = [type, kind, when, outTradeNo, tradeNo ?? '', requestNo ?? '', billAmount ?? ''];
  return createHash('sha256').update(parts.join('|')).digest('hex');
}

function rowOf(type: string, now: Date) {
  return (one: Difference) => ({
    day: one.day,
    type,
    kind: one.kind,
    fingerprint: fingerprintOf(type, one),
    state: 'OPEN',
    out_trade_no: one.outTradeNo,
    trade_no: one.tradeNo,
    request_no: one.requestNo,
    bill_amount: one.billAmount,
    our_amount: one.ourAmount,
    order_id: one.orderId,
    payment_id: one.paymentId,
    refund_id: one.refundId,
    happened_at: one.happenedAt,
    next_check_at: canHeal(one) ? now : null,
    created_at: now,
  });
}
