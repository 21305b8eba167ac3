import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { subtractFen } from '../../kernel/money.js';
import { PaymentEntity } from '../model/payment.entity.js';
import { UNSENT } from '../model/refund.entity.js';
import { isUnderWay } from '../model/refund-states.js';
import { RefundRepository } from '../model/refund.repository.js';
import { sumOf } from '../model/refund-sum.js';
import { RefundSums } from './refund-sums.service.js';

/** Books refunds that the merchant made on Alipay's own pages. */
@Injectable()
export class ForeignRefunds {
  constructor(
    private readonly refunds: RefundRepository,
    private readonly sums: RefundSums,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Books what Alipay says was refunded beyond the refunds of this shop. While one of ours is under way it may be the
   * one that Alipay tells of, so nothing is booked until it is known. What follows from the refunds as they stand then is
   * written down ({@link RefundSums}). The rows of the order and the payment are locked.
   */
  async book(tx: EntityManager, paymentId: string): Promise<void> {
    await this.bookMore(tx, paymentId);
    await this.sums.follow(tx, paymentId, true);
  }

  private async bookMore(tx: EntityManager, paymentId: string): Promise<void> {
    const payment = await tx.findOneByOrFail(PaymentEntity, { id: paymentId });
    const counted = await this.refunds.counted(tx, paymentId);
    if (counted.some(({ state }) => isUnderWay(state))) return;
    const done = sumOf(counted.filter(({ state }) => state === 'SUCCEEDED'));
    if (payment.refundedAmount <= done) return;
    const now = this.clock.now();
    await this.refunds.insert(tx, {
      orderId: payment.orderId,
      paymentId,
      incidentId: null,
      outTradeNo: payment.outTradeNo,
      outRequestNo: `F${paymentId}-${payment.refundedAmount}`,
      amount: subtractFen(payment.refundedAmount, done),
      reason: '在支付宝后台退款',
      origin: 'alipay-console',
      restock: false,
      state: 'SUCCEEDED',
      requestedBy: null,
      decidedBy: null,
      decidedAt: null,
      ...UNSENT,
      nextCheckAt: null,
      createdAt: now,
      endedAt: now,
    });
  }
}
