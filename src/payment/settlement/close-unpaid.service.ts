import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import { closingOf, isOpen, orphanedTradeCheckAt } from './closing.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { type Inquiry, TradeInquiry } from './trade-inquiry.service.js';

/** How the attempt to end an unpaid order went. */
export type Ending = 'closed' | 'paid' | 'unanswered' | 'open';

/** Ends an unpaid order on both sides: at Alipay first, then here, and never on a guess. */
@Injectable()
export class CloseUnpaid {
  constructor(
    private readonly transactions: Transactions,
    private readonly transitions: OrderTransitions,
    private readonly payments: PaymentRepository,
    private readonly inquiry: TradeInquiry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Closes an order that was asked to be cancelled or is out of time. `paid`: Alipay says that it was paid, and that
   * stands. `silent`: Alipay does not answer, so nothing was decided. `open`: the order is not to be closed now.
   */
  async end(orderId: string): Promise<Ending> {
    const unpaid = (await this.payments.ofOrder(orderId)).filter(isOpen);
    for (const payment of unpaid) {
      const inquiry = await this.closeTrade(payment);
      if (!inquiry.answered) return 'unanswered';
    }
    return this.transactions.run((tx) => this.closeHere(tx, orderId, unpaid));
  }

  /** Closes a payment's trade at Alipay, unless it is over or was never opened; only what Alipay says of it is believed. */
  async closeTrade(payment: PaymentEntity): Promise<Inquiry> {
    const asked = await this.inquiry.ask(payment.outTradeNo);
    if (!asked.answered || isOver(asked)) return asked;
    const closed = await this.inquiry.close(payment.outTradeNo);
    if (closed.answered) return closed;
    // The close may have been done and its answer lost, or been refused because of a payment: the trade itself tells.
    const after = await this.inquiry.ask(payment.outTradeNo);
    return !after.answered || isOver(after) ? after : closed;
  }

  private async closeHere(
    tx: EntityManager,
    orderId: string,
    asked: readonly PaymentEntity[],
  ): Promise<Ending> {
    const order = await this.transitions.lockById(tx, orderId);
    if (order === null) throw new Error(`order ${orderId} has vanished`);
    const now = this.clock.now();
    const payments = await this.payments.lockOfOrder(tx, orderId);
    if (payments.some((payment) => payment.appliedAt !== null)) return 'paid';
    const settledIds = new Set(asked.map((payment) => payment.id));
    // A payment that was started while Alipay was asked is asked for in the next poll.
    if (payments.some((payment) => isOpen(payment) && !settledIds.has(payment.id))) return 'open';
    const how = closingOf(order, now);
    if (how !== null) await this.transitions.close(tx, order, how);
    if (how === null && order.state === 'PENDING_PAYMENT') return 'open';
    await this.transitions.schedule(tx, orderId, orphanedTradeCheckAt(payments, now), 0);
    return 'closed';
  }
}

/** Whether a trade waits for its buyer no more: closed, paid, or paid by a sum that an operator has to decide about. */
function isOver({ status, paid, held }: Inquiry & { readonly answered: true }): boolean {
  return paid || held || status === 'TRADE_CLOSED';
}
