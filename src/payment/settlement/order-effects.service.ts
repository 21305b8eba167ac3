import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { closingOf, orphanedTradeCheckAt } from './closing.js';
import { LatePaymentService } from './late-payment.service.js';
import { PaymentRepository } from '../model/payment.repository.js';
import type { ChangedTrade } from './settlement-writes.js';

/** What else a payment's change means for its order, in the payment's transaction. */
@Injectable()
export class OrderEffects {
  constructor(
    private readonly orders: OrderTransitions,
    private readonly payments: PaymentRepository,
    private readonly late: LatePaymentService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Carries out what follows from a change that is written down; an order that waited for the money is paid already. */
  async carryOut(tx: EntityManager, trade: ChangedTrade, evidenceId: string): Promise<void> {
    const { order, payment, change } = trade;
    switch (change.order) {
      case 'none':
        return;
      case 'pay':
        if (payment.state === 'CLOSED') await this.watchOthers(tx, order.id);
        return;
      case 'pay-and-refund':
      case 'refund':
        return this.refund(tx, order.id);
      case 'late':
        return this.endLate(tx, trade, evidenceId);
      case 'unpaid-closed':
        return this.unpaidClosed(tx, order);
    }
  }

  private async endLate(tx: EntityManager, trade: ChangedTrade, evidenceId: string): Promise<void> {
    await this.late.end(tx, trade, evidenceId);
    // An order that still waits, at another price, is asked about anyway.
    if (trade.order.state !== 'PENDING_PAYMENT') await this.watchOthers(tx, trade.order.id);
  }

  /** A payment that was thought to be closed may have been replaced, and that one's link can still be paid. */
  private async watchOthers(tx: EntityManager, orderId: string): Promise<void> {
    const payments = await this.payments.lockOfOrder(tx, orderId);
    const at = orphanedTradeCheckAt(payments, this.clock.now());
    if (at !== null) await this.orders.schedule(tx, orderId, at);
  }

  private async refund(tx: EntityManager, orderId: string): Promise<void> {
    const order = await this.orders.lockById(tx, orderId);
    if (order !== null) await this.orders.markRefunded(tx, order);
    await this.watchOthers(tx, orderId);
  }

  /** A trade that Alipay closed finishes an order that only waited for that: its close's answer may have been lost. */
  private async unpaidClosed(tx: EntityManager, order: OrderRecord): Promise<void> {
    const how = closingOf(order, this.clock.now());
    if (how !== null) await this.orders.close(tx, order, how);
  }
}
