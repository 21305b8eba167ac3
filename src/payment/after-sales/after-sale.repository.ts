import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThanOrEqual } from 'typeorm';
import { moveRow } from '../../database/compare-and-set.js';
import { insertRows } from '../../database/batching/rows.js';
import { ID_PLACE as COUNT_PLACE } from '../../database/places.js';
import { fenToYuan } from '../../kernel/money.js';
import { nextState } from '../../kernel/state-table.js';
import type { CasePieces } from './after-sale-rules.js';
import { AFTER_SALE_TABLE, type AfterSaleEvent, holdsPieces } from './after-sale-states.js';
import { AfterSaleEntity, AfterSaleLineEntity } from './after-sale.entity.js';

/** A case that is to be opened. */
export type NewAfterSale = Pick<
  AfterSaleEntity,
  | 'orderId'
  | 'userId'
  | 'type'
  | 'reason'
  | 'description'
  | 'amount'
  | 'refundId'
  | 'answerDueAt'
  | 'createdAt'
> & { readonly lines: readonly CasePieces[] };

/** Members of a case that change with its moves. */
export type AfterSaleChange = Partial<
  Omit<AfterSaleEntity, 'id' | 'orderId' | 'userId' | 'type' | 'state' | 'createdAt'>
>;

/** A case's line, and what it is. */
export interface AfterSaleLine {
  readonly afterSaleId: string;
  /** The line's row. */
  readonly rowId: string;
  /** The line's place in its order, from 1. */
  readonly lineId: number;
  readonly skuId: number;
  readonly name: string;
  readonly count: number;
  readonly receivedCount: number | null;
  readonly restock: boolean | null;
}

type LineRow = Omit<AfterSaleLine, 'lineId' | 'restock'> & {
  readonly lineId: string;
  readonly restock: 0 | 1 | null;
};

/** Pieces of a case's line that it holds. */
const HELD_PIECES = 'COALESCE(a.received_count, a.count)';

/** States of which some cases need attention. */
const CASES = { entity: AfterSaleEntity, table: AFTER_SALE_TABLE };

/** Reads and compare-and-set writes of cases; whatever moves a case, its pieces are held or let go with it. */
@Injectable()
export class AfterSaleRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** A case by its id. */
  byId(id: string, tx: EntityManager = this.dataSource.manager): Promise<AfterSaleEntity | null> {
    return tx.findOneBy(AfterSaleEntity, { id });
  }

  /** The case of a refund, locked; the order's row is locked before it. */
  lockOfRefund(tx: EntityManager, refundId: string): Promise<AfterSaleEntity | null> {
    const lock = { mode: 'pessimistic_write' } as const;
    return tx.findOne(AfterSaleEntity, { where: { refundId }, lock });
  }

  /** A case, locked; the order's row is locked before it. */
  lock(tx: EntityManager, id: string): Promise<AfterSaleEntity | null> {
    const lock = { mode: 'pessimistic_write' } as const;
    return tx.findOne(AfterSaleEntity, { where: { id }, lock });
  }

  /** The lines of cases, in the order of the orders' lines. */
  async linesOf(
    ids: readonly string[],
    tx: EntityManager = this.dataSource.manager,
  ): Promise<AfterSaleLine[]> {
    if (ids.length === 0) return [];
    // Raw: a join of two tables whose rows name each other by id alone.
    const rows: LineRow[] = await tx.query(
      `SELECT a.after_sale_id AS afterSaleId, a.line_id AS rowId, l.sku_id AS skuId, l.name, a.count,
         a.received_count AS receivedCount, a.restock,
         (SELECT COUNT(*) FROM order_lines o WHERE o.order_id = l.order_id AND o.id <= l.id) AS lineId
       FROM after_sale_lines a JOIN order_lines l ON l.id = a.line_id
       WHERE a.after_sale_id IN (?) ORDER BY a.line_id`,
      [ids],
    );
    return rows.map((row) => ({
      ...row,
      lineId: Number(row.lineId),
      restock: row.restock === null ? null : row.restock === 1,
    }));
  }

  /** How many pieces of an order's lines open cases hold, by the line's row; the order's row is locked. */
  async heldOf(tx: EntityManager, orderId: string): Promise<Map<string, number>> {
    // Raw: one column of a table that belongs to orders, which know nothing of cases.
    const rows: { id: string; held: number }[] = await tx.query(
      'SELECT id, in_case_count AS held FROM order_lines WHERE order_id = ?',
      [orderId],
    );
    return new Map(rows.map(({ id, held }) => [id, held]));
  }

  /** Opens a case. False, and nothing written, when one of its pieces is refunded or in another case by now. */
  async insert(tx: EntityManager, { lines, ...members }: NewAfterSale): Promise<string | null> {
    for (const { rowId, count } of lines) {
      if (!(await this.claimPieces(tx, rowId, count))) return null;
    }
    const id = await insertRows(tx, 'after_sales', [
      {
        order_id: members.orderId,
        user_id: members.userId,
        type: members.type,
        state: 'APPLIED',
        reason: members.reason,
        description: members.description,
        amount: fenToYuan(members.amount),
        refund_id: members.refundId,
        answer_due_at: members.answerDueAt,
        created_at: members.createdAt,
      },
    ]);
    const rows = lines.map(({ rowId, count }) => ({ after_sale_id: id, line_id: rowId, count }));
    if (rows.length > 0) await insertRows(tx, 'after_sale_lines', rows);
    return id;
  }

  /**
   * Moves a case along its table, with its pieces; false when it is not in the state it was read in any more. A case whose
   * refund waits for a second person holds them on.
   */
  async move(
    tx: EntityManager,
    found: Pick<AfterSaleEntity, 'id' | 'state'>,
    event: AfterSaleEvent,
    change: AfterSaleChange = {},
    isRefundWaiting = false,
  ): Promise<boolean> {
    const { id, state } = found;
    const moved = await moveRow(tx, CASES, { id, state }, event, change);
    const after = nextState(AFTER_SALE_TABLE, state, event);
    if (!moved || after === null) return moved;
    const isHeld = holdsPieces(after, isRefundWaiting);
    if (holdsPieces(state, isRefundWaiting) === isHeld) return true;
    await this.changeHeld(tx, id, `${isHeld ? '+' : '-'} ${HELD_PIECES}`);
    return true;
  }

  /** Lets go of the pieces of a case whose refund waited for a second person and holds them itself now. */
  async letGo(tx: EntityManager, id: string): Promise<void> {
    await this.changeHeld(tx, id, `- ${HELD_PIECES}`);
  }

  /** Changes members of a case that stays in its state; its row is locked. */
  async change(tx: EntityManager, id: string, change: AfterSaleChange): Promise<void> {
    await tx.createQueryBuilder().update(AfterSaleEntity).set(change).where({ id }).execute();
  }

  /** Notes why a case that waits for its answer is about to be rejected. */
  async noteReason(tx: EntityManager, id: string, rejectReason: string): Promise<void> {
    await tx.update(AfterSaleEntity, { id, state: 'APPLIED' }, { rejectReason });
  }

  /** Notes which pieces of a case, whose row is locked, came back, and lets go of those that did not. */
  async noteReceived(
    tx: EntityManager,
    id: string,
    lines: readonly Pick<AfterSaleLineEntity, 'lineId' | 'receivedCount' | 'restock'>[],
  ): Promise<void> {
    for (const { lineId, receivedCount, restock } of lines) {
      await tx.update(AfterSaleLineEntity, { afterSaleId: id, lineId }, { receivedCount, restock });
    }
    // From here on another case may be about those.
    await this.changeHeld(tx, id, '- (a.count - a.received_count)');
  }

  /** How many cases are in a state since before, by their due answer. */
  countOverdue(now: Date): Promise<number> {
    const where = { state: 'APPLIED', answerDueAt: LessThanOrEqual(now) } as const;
    return this.dataSource.manager.countBy(AfterSaleEntity, where);
  }

  private async changeHeld(tx: EntityManager, id: string, change: string): Promise<void> {
    // Raw: two tables at once; the database sees to it that no more pieces are held than there are.
    await tx.query(
      `UPDATE order_lines l JOIN after_sale_lines a ON a.line_id = l.id
       SET l.in_case_count = l.in_case_count ${change} WHERE a.after_sale_id = ?`,
      [id],
    );
  }

  private async claimPieces(tx: EntityManager, rowId: string, count: number): Promise<boolean> {
    // Raw: the condition is on columns of the row; two cases of one piece meet in it.
    const { affectedRows }: { affectedRows: number } = await tx.query(
      `UPDATE order_lines SET in_case_count = in_case_count + ${COUNT_PLACE}
       WHERE id = ? AND in_case_count + refunded_count + ${COUNT_PLACE} <= count`,
      [count, rowId, count],
    );
    return affectedRows === 1;
  }
}
