import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import { Problem } from '../../kernel/problem.js';
import { OrderEdits, type PriceReduction } from '../../orders/lifecycle/order-edits.service.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import { OrdersService } from '../../orders/lifecycle/orders.service.js';
import { adjustedPayable } from '../../orders/model/order-edits.js';
import type { OrderView } from '../../orders/model/order-view.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { refuseBuyer } from '../model/own-orders.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { alipayTrouble } from '../settlement/alipay-trouble.js';
import { CloseUnpaid } from '../settlement/close-unpaid.service.js';
import { isOpen } from '../settlement/closing.js';

/** What is to be taken off, and the payments whose trades are not open. */
interface Adjustment {
  readonly closed: ReadonlySet<string>;
  readonly reduction: PriceReduction;
}

/** Reduces the price of unpaid orders: no trade over the old sum stays open at Alipay. */
@Injectable()
export class AdjustOrder {
  constructor(
    private readonly transactions: Transactions,
    private readonly transitions: OrderTransitions,
    private readonly orders: OrdersService,
    private readonly edits: OrderEdits,
    private readonly payments: PaymentRepository,
    private readonly closing: CloseUnpaid,
  ) {}

  /**
   * Takes a discount off an unpaid order. Alipay refuses another sum under a number that it knows, so open trades are
   * closed there first, and the next link leads to a payment with another number; whoever pays by an old link that nobody
   * had opened gets his money back. The same discount again changes nothing. Throws Problem `no-such-order`,
   * `own-order` (nobody makes cheaper what they buy), `order-not-adjustable`, `discount-too-large`, `order-already-paid`, `payment-started`, or `alipay-unavailable` and its
   * like when Alipay says nothing to rely on.
   */
  async adjust(
    staff: SignedInUser,
    orderNo: string,
    reduction: PriceReduction,
  ): Promise<OrderView> {
    const order = await this.orders.record(staff, orderNo);
    refuseBuyer(staff, [order]);
    adjustedPayable(order, reduction.discount);
    if (reduction.discount !== order.discount) {
      const closed = await this.closeTrades(order.id);
      await this.transactions.run((tx) =>
        this.adjustHere(tx, staff, order.id, { closed, reduction }),
      );
    }
    return this.orders.view(staff, orderNo);
  }

  /** Answers the ids of the payments whose trades are not open any more, or were never opened. */
  private async closeTrades(orderId: string): Promise<ReadonlySet<string>> {
    const open = (await this.payments.ofOrder(orderId)).filter(isOpen);
    for (const payment of open) {
      const inquiry = await this.closing.closeTrade(payment);
      if (!inquiry.answered) throw alipayTrouble(inquiry.because);
    }
    return new Set(open.map(({ id }) => id));
  }

  private async adjustHere(
    tx: EntityManager,
    staff: SignedInUser,
    orderId: string,
    { closed, reduction }: Adjustment,
  ): Promise<void> {
    const order = await this.transitions.lockById(tx, orderId);
    if (order === null) throw new Error(`order ${orderId} has vanished`);
    const payments = await this.payments.lockOfOrder(tx, orderId);
    if (payments.some(({ appliedAt }) => appliedAt !== null))
      throw new Problem('order-already-paid');
    if (payments.some((payment) => isInTheWay(payment, closed)))
      throw new Problem('payment-started');
    await this.edits.reducePrice(tx, staff, order, reduction);
  }
}

/** Whether a trade may be open at Alipay: one of a link that was given or opened while the others were closed. Pure. */
function isInTheWay(payment: PaymentEntity, closed: ReadonlySet<string>): boolean {
  return payment.state === 'AWAITING' || (isOpen(payment) && !closed.has(payment.id));
}
