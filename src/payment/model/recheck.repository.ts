import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { readPayments } from './payment-rows.js';
import { PaymentEntity } from './payment.entity.js';

/** Keeps how questions about payments ended, and when paid ones are asked about again. */
@Injectable()
export class RecheckRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Notes that a question about a paid payment, asked at `askedAt`, was answered. */
  async noteAnswer(outTradeNo: string, askedAt: Date): Promise<void> {
    const update = this.dataSource.createQueryBuilder().update(PaymentEntity);
    await update.set({ answeredAt: askedAt }).where({ outTradeNo }).execute();
  }

  /** Notes why what Alipay said to a question at `at` decided nothing. */
  async noteNoAnswer(outTradeNo: string, why: string, at: Date): Promise<void> {
    const update = this.dataSource.createQueryBuilder().update(PaymentEntity);
    await update.set({ noAnswerWhy: why, noAnswerAt: at }).where({ outTradeNo }).execute();
  }

  /** Claims paid payments that are to be asked about again, by moving that on: when the worker dies, they are due then. */
  async claimDue(
    tx: EntityManager,
    now: Date,
    until: Date,
    limit: number,
  ): Promise<PaymentEntity[]> {
    const due = `recheck_at <= ? ORDER BY recheck_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
    const payments = await readPayments(tx, due, [now]);
    if (payments.length === 0) return [];
    const ids = payments.map(({ id }) => id);
    await tx.query('UPDATE payments SET recheck_at = ? WHERE id IN (?)', [until, ids]);
    return payments.map((payment) => ({ ...payment, recheckAt: until }));
  }

  /** Sets when a claimed payment is asked about again (null: not any more), unless somebody has claimed it since. */
  async postpone(
    { id, recheckAt: claimed }: Pick<PaymentEntity, 'id' | 'recheckAt'>,
    recheckAt: Date | null,
  ): Promise<void> {
    const update = this.dataSource.createQueryBuilder().update(PaymentEntity).set({ recheckAt });
    await update.where({ id, recheckAt: claimed }).execute();
  }
}
