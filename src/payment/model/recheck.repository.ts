import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
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

  /**
   * Sets when a payment that was claimed until `claimedUntil` is asked about again (null: not any more), unless
   * somebody has decided that since.
   */
  async postpone(id: string, claimedUntil: Date, recheckAt: Date | null): Promise<void> {
    const update = this.dataSource.createQueryBuilder().update(PaymentEntity).set({ recheckAt });
    await update.where({ id, recheckAt: claimedUntil }).execute();
  }
}
