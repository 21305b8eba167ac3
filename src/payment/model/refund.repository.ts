import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull, MoreThan } from 'typeorm';
import { changeAsRead, moveRow } from '../../database/compare-and-set.js';
import { MONEY_PLACE } from '../../database/places.js';
import { fenToYuan } from '../../kernel/money.js';
import { IncidentEntity } from './incident.entity.js';
import type { NewRefund } from './new-refund.js';
import { RefundMoves } from './refund-moves.js';
import { RefundEntity } from './refund.entity.js';
import { REFUND_TABLE, type RefundEvent, type RefundState } from './refund-states.js';
import { sumOf } from './refund-rules.js';

/** Refunds whose money is sent back or may be: they count against what was paid. A request that waits holds nothing. */
const COUNTED: readonly RefundState[] = ['PROCESSING', 'UNKNOWN', 'SUCCEEDED'];

/** What decides nothing about a refund. */
const PASSING: readonly RefundEvent[] = ['lose', 'resend'];

const REFUNDS = { entity: RefundEntity, table: REFUND_TABLE };

/** A refund as it was read, with the time at which it was sent then. */
type AsRead = Pick<RefundEntity, 'id' | 'state' | 'sentAt'>;

type Change = Partial<
  Pick<
    RefundEntity,
    | 'fault'
    | 'attempts'
    | 'refusal'
    | 'refusals'
    | 'nextCheckAt'
    | 'endedAt'
    | 'decidedBy'
    | 'decidedAt'
    | 'firstApprovedBy'
    | 'firstApprovedAt'
    | 'closedReason'
    | 'restock'
    | 'depositBackCheckAt'
    | 'amount'
    | 'freightAmount'
  >
>;

/** Reads and compare-and-set writes of refund rows. */
@Injectable()
export class RefundRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly moves: RefundMoves,
  ) {}

  /** A refund by its id. */
  byId(id: string): Promise<RefundEntity | null> {
    return this.dataSource.manager.findOneBy(RefundEntity, { id });
  }

  /** A refund by its id, locked; its order and payment are locked before it. */
  lock(tx: EntityManager, id: string): Promise<RefundEntity | null> {
    const lock = { mode: 'pessimistic_write' } as const;
    return tx.findOne(RefundEntity, { where: { id }, lock });
  }

  /** A part of an order's refunds, oldest first: at most `limit` after the one with the id `after` (null: the first). */
  pageOfOrder(orderId: string, after: string | null, limit: number): Promise<RefundEntity[]> {
    const where = { orderId, ...(after === null ? {} : { id: MoreThan(after) }) };
    return this.dataSource.manager.find(RefundEntity, { where, order: { id: 'ASC' }, take: limit });
  }

  /** An order's refunds, oldest first. */
  ofOrder(orderId: string, tx?: EntityManager): Promise<RefundEntity[]> {
    const manager = tx ?? this.dataSource.manager;
    return manager.find(RefundEntity, { where: { orderId }, order: { id: 'ASC' } });
  }

  /** The refunds of what was paid under a number of ours, oldest first. */
  ofOutTradeNo(tx: EntityManager, outTradeNo: string): Promise<RefundEntity[]> {
    return tx.find(RefundEntity, { where: { outTradeNo }, order: { id: 'ASC' } });
  }

  /** The refunds by which an operator sent an incident's money back, oldest first. */
  ofIncident(
    tx: EntityManager,
    { id, outTradeNo }: { readonly id: string; readonly outTradeNo: string },
  ): Promise<RefundEntity[]> {
    return tx.find(RefundEntity, { where: { outTradeNo, incidentId: id }, order: { id: 'ASC' } });
  }

  /** The refunds of an incident's trade that are not over or were done, and are charged to no payment. */
  unchargedOfTrade(
    tx: EntityManager,
    { outTradeNo, tradeNo }: { readonly outTradeNo: string; readonly tradeNo: string | null },
  ): Promise<RefundEntity[]> {
    return tx
      .createQueryBuilder(RefundEntity, 'r')
      .innerJoin(IncidentEntity, 'i', 'i.id = r.incident_id')
      .where({ outTradeNo, paymentId: IsNull(), state: In([...COUNTED]) })
      .andWhere('i.trade_no <=> :tradeNo', { tradeNo })
      .getMany();
  }

  /** How many refunds of a trade's held money were made, whatever became of them. */
  countHeld(
    tx: EntityManager,
    { outTradeNo, tradeNo }: { readonly outTradeNo: string; readonly tradeNo: string | null },
  ): Promise<number> {
    return tx
      .createQueryBuilder(RefundEntity, 'r')
      .innerJoin(IncidentEntity, 'i', 'i.id = r.incident_id')
      .where({ outTradeNo })
      .andWhere('i.trade_no <=> :tradeNo', { tradeNo })
      .getCount();
  }

  /** A refund by its number; null when there is none. */
  byNumber(tx: EntityManager, outRequestNo: string): Promise<RefundEntity | null> {
    return tx.findOneBy(RefundEntity, { outRequestNo });
  }

  /** A payment's refunds that are not over or were done; the payment's row is locked. */
  counted(tx: EntityManager, paymentId: string): Promise<RefundEntity[]> {
    const where = { paymentId, state: In([...COUNTED]) };
    return tx.find(RefundEntity, { where, order: { id: 'ASC' } });
  }

  /** A payment's requests that wait for a decision, oldest first; the payment's row is locked. */
  waiting(tx: EntityManager, paymentId: string): Promise<RefundEntity[]> {
    const where = { paymentId, state: 'REQUESTED' } as const;
    return tx.find(RefundEntity, { where, order: { id: 'ASC' } });
  }

  /** Inserts a refund; null when its `out_request_no` exists, which for automatic refunds means: asked for before. */
  async insert(tx: EntityManager, refund: NewRefund): Promise<string | null> {
    const insert = tx.createQueryBuilder().insert().into(RefundEntity).values(refund);
    const { raw } = await insert.orIgnore().updateEntity(false).execute();
    const result = raw as { insertId: number | string; affectedRows: number };
    return result.affectedRows === 1 ? String(result.insertId) : null;
  }

  /** Moves a refund along its table; false when it is not in the state it was read in any more. */
  async move(
    tx: EntityManager,
    refund: Pick<RefundEntity, 'id' | 'state'>,
    event: RefundEvent,
    change: Change,
  ): Promise<boolean> {
    const { id, state } = refund;
    const moved = await moveRow(tx, REFUNDS, { id, state }, event, change);
    if (moved && !PASSING.includes(event)) await this.moves.tell(tx, id, event);
    return moved;
  }

  /** Notes that the buyer's bank did not take a refund, whatever its state. */
  async markBounced(tx: EntityManager, id: string, bouncedAt: Date): Promise<void> {
    await tx.update(RefundEntity, { id }, { bouncedAt });
  }

  /** The bank has answered: nobody need ask after it. */
  async endDepositBackChecks(tx: EntityManager, id: string): Promise<void> {
    await tx.update(RefundEntity, { id }, { depositBackCheckAt: null });
  }

  /**
   * Sets when the bank of a refund that was claimed until `claimedUntil` is asked after again (null: not any more), unless
   * somebody has decided that since.
   */
  async postponeDepositBack(id: string, claimedUntil: Date, at: Date | null): Promise<void> {
    const claimed = { id, depositBackCheckAt: claimedUntil };
    await this.dataSource.manager.update(RefundEntity, claimed, { depositBackCheckAt: at });
  }

  /** Changes a refund that stays in its state; false, and unchanged, when it has moved on since it was read. */
  touch(
    tx: EntityManager,
    { id, state }: Pick<RefundEntity, 'id' | 'state'>,
    change: Change,
  ): Promise<boolean> {
    return changeAsRead(tx, RefundEntity, { id, state }, change);
  }

  /**
   * Claims the right to send a refund, as it was read; false when somebody else has sent it or ended it since. Two who
   * send at once must know of each other: the refusal of one says nothing of what the other's request does.
   */
  claimSending(tx: EntityManager, refund: AsRead, now: Date): Promise<boolean> {
    return changeAsRead(tx, RefundEntity, asRead(refund), { sentAt: now });
  }

  /**
   * Lets a refund of which Alipay does not know be sent as if for the first time; false when it was sent once more since
   * it was read, for that may be done by now.
   */
  resend(tx: EntityManager, refund: AsRead, now: Date): Promise<boolean> {
    return moveRow(tx, REFUNDS, asRead(refund), 'resend', { nextCheckAt: now, sentAt: null });
  }

  /**
   * Writes the sum of a payment's counted refunds to its row, whose lock the caller holds; `capped`: no more than was
   * paid.
   */
  async reserve(
    tx: EntityManager,
    paymentId: string,
    counted: readonly Pick<RefundEntity, 'amount'>[],
    capped: boolean,
  ): Promise<void> {
    const value = capped ? `LEAST(amount, ${MONEY_PLACE})` : MONEY_PLACE;
    // Raw: the sum meets a column in LEAST, where only a place of its kind compares it as money.
    const statement = `UPDATE payments SET refund_reserved = ${value} WHERE id = ?`;
    await tx.query(statement, [fenToYuan(sumOf(counted)), paymentId]);
  }
}

function asRead({ id, state, sentAt }: AsRead): AsRead {
  return { id, state, sentAt };
}
