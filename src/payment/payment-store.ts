import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PaymentEntity } from './payment.entity.js';
import type { PaymentState } from './payment-states.js';

/** Members of a payment that may change after it was made. */
export type PaymentChange = Partial<
  Pick<
    PaymentEntity,
    | 'tradeNo'
    | 'method'
    | 'storefront'
    | 'state'
    | 'refundedAmount'
    | 'linkGivenAt'
    | 'paidAt'
    | 'recordedAt'
    | 'appliedAt'
    | 'closedAt'
  >
>;

/** Reads and compare-and-set writes of payment rows. */
@Injectable()
export class PaymentStore {
  constructor(private readonly dataSource: DataSource) {}

  /** The order of an `out_trade_no`, unlocked: the order's row is locked before its payment's. */
  async orderIdOf(tx: EntityManager, outTradeNo: string): Promise<string | null> {
    const where = { outTradeNo };
    const row = await tx.findOne(PaymentEntity, { select: { id: true, orderId: true }, where });
    return row?.orderId ?? null;
  }

  /** The payment of an `out_trade_no`, locked. */
  lockByOutTradeNo(tx: EntityManager, outTradeNo: string): Promise<PaymentEntity | null> {
    const lock = { mode: 'pessimistic_write' } as const;
    return tx.findOne(PaymentEntity, { where: { outTradeNo }, lock });
  }

  /** All payments of an order, oldest first, locked. The order's row is locked already. */
  lockOfOrder(tx: EntityManager, orderId: string): Promise<PaymentEntity[]> {
    const lock = { mode: 'pessimistic_write' } as const;
    return tx.find(PaymentEntity, { where: { orderId }, order: { attempt: 'ASC' }, lock });
  }

  /** All payments of an order, oldest first. */
  ofOrder(orderId: string): Promise<PaymentEntity[]> {
    const where = { orderId };
    return this.dataSource.manager.find(PaymentEntity, { where, order: { attempt: 'ASC' } });
  }

  /** The payment of an `out_trade_no`. */
  byOutTradeNo(outTradeNo: string): Promise<PaymentEntity | null> {
    return this.dataSource.manager.findOneBy(PaymentEntity, { outTradeNo });
  }

  /** Inserts a payment and answers its id. */
  async insert(tx: EntityManager, payment: Omit<PaymentEntity, 'id'>): Promise<string> {
    const insert = tx.createQueryBuilder().insert().into(PaymentEntity).values(payment);
    const { raw } = await insert.updateEntity(false).execute();
    return String((raw as { insertId: string | number }).insertId);
  }

  /** Changes a payment that is still in the state `from`. Throws Error when it is not: the caller held its lock. */
  async change(
    tx: EntityManager,
    payment: { readonly id: string; readonly state: PaymentState },
    change: PaymentChange,
  ): Promise<void> {
    const update = tx.createQueryBuilder().update(PaymentEntity).set(change);
    const { affected } = await update.where({ id: payment.id, state: payment.state }).execute();
    if (affected !== 1) throw new Error(`payment ${payment.id} is not ${payment.state} any more`);
  }

  /**
   * Claims the right to ask Alipay on behalf of an anonymous visitor: true when nobody did within the gap. A return
   * address can be replayed for ever (alipay.md 1.4), so it must not be a lever on the gateway.
   */
  async claimAsking(outTradeNo: string, now: Date, before: Date): Promise<boolean> {
    const update = this.dataSource.createQueryBuilder().update(PaymentEntity).set({ askedAt: now });
    const { affected } = await update
      .where('out_trade_no = :outTradeNo', { outTradeNo })
      .andWhere('(asked_at IS NULL OR asked_at < :before)', { before })
      .execute();
    return affected === 1;
  }
}
