import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrderLedger } from '../orders/order-ledger.service.js';
import { PaymentEntity } from './payment.entity.js';
import { RefundStore } from './refund-store.js';
import { goesBackWhole } from './whole-refund.js';

/** Writes down what follows from the sums of a payment's refunds. */
@Injectable()
export class RefundSums {
  constructor(
    private readonly refunds: RefundStore,
    private readonly ledger: OrderLedger,
  ) {}

  /**
   * Brings a payment and its order after its refunds, whenever one was made, decided or ended, or Alipay told of more: so
   * much is reserved, and nobody ships what is being sent back whole. The rows of the order and the payment are locked.
   * The database refuses a sum above what was paid; `capped` is for refunds that Alipay has done already, which no
   * constraint can undo.
   */
  async follow(tx: EntityManager, paymentId: string, capped = false): Promise<void> {
    const payment = await tx.findOneByOrFail(PaymentEntity, { id: paymentId });
    const counted = await this.refunds.counted(tx, paymentId);
    await this.refunds.reserve(tx, paymentId, counted, capped);
    // What came beside the order's own money, as from a second payment, goes back while the goods leave.
    if (payment.appliedAt === null) return;
    if (goesBackWhole(payment, counted)) await this.ledger.stopShipping(tx, payment.orderId);
    else await this.ledger.resumeShipping(tx, payment.orderId);
  }
}
