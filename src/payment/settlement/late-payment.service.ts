import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import { Outbox } from '../../events/outbox.js';
import { fenToYuan, subtractFen } from '../../kernel/money.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import { Incidents } from './incidents.service.js';
import { RefundRequests } from './refund-requests.service.js';
import { incidentFacts } from './settlement.js';
import { type ChangedTrade, eventsOf } from './settlement-writes.js';

/** What was done about it, as `payment.unexpected` says. */
type Action = 'revived' | 'refunding' | 'refunded-already';

/** Ends money that cannot be used: an order revived, a refund, or an incident, in the transaction that books it. */
@Injectable()
export class LatePaymentService {
  constructor(
    private readonly orders: OrderTransitions,
    private readonly refunds: RefundRequests,
    private readonly incidents: Incidents,
    private readonly outbox: Outbox,
    private readonly config: OrdersConfig,
  ) {}

  /**
   * Has late money pay a closed order after all, where that is wanted and its stock can be taken again: the order moves,
   * with the payment's events before its own. False, and nothing changed, otherwise. The payment itself is still to be
   * written.
   */
  async revive(tx: EntityManager, trade: ChangedTrade): Promise<boolean> {
    const { order, payment, change } = trade;
    if (change.order !== 'late' || change.state === 'REFUNDED') return false;
    const isClosed = order.state === 'CANCELLED' || order.state === 'EXPIRED';
    // A link from before the price was changed: no order is paid with another sum than its own.
    if (payment.amount !== order.payable) return false;
    if (this.config.latePayment !== 'revive' || !isClosed) return false;
    return this.orders.revive(tx, order, trade.paidAt, eventsOf(trade));
  }

  /** Ends late money that was written down just now. The order's and the payment's rows are locked. */
  async end(tx: EntityManager, trade: ChangedTrade, evidenceId: string): Promise<void> {
    const { state } = trade.change;
    if (state === 'REFUNDED') return this.tell(tx, trade, 'refunded-already');
    if (trade.revives) return this.tell(tx, trade, 'revived');
    if (state === 'FINISHED') return this.hold(tx, trade, evidenceId);
    await this.sendBack(tx, trade);
    await this.tell(tx, trade, 'refunding');
  }

  private async sendBack(
    tx: EntityManager,
    { order, payment, report, change }: ChangedTrade,
  ): Promise<void> {
    const amount = subtractFen(payment.amount, change.refunded);
    const isReplaced = order.state === 'PENDING_PAYMENT';
    const why = isReplaced ? '订单已改价' : '订单已关闭';
    const command = { amount, reason: `${why}，款项原路退回` };
    const tradeNo = payment.tradeNo ?? report.tradeNo;
    await this.refunds.automatic(tx, order, payment, tradeNo, command);
  }

  private async hold(
    tx: EntityManager,
    { order, payment, report }: ChangedTrade,
    evidenceId: string,
  ): Promise<void> {
    const { orderNo } = order;
    const subject = { orderId: order.id, orderNo, paymentId: payment.id, amount: payment.amount };
    const facts = incidentFacts(report);
    await this.incidents.open(tx, 'late-payment', facts, subject, evidenceId);
  }

  private tell(tx: EntityManager, { order, payment, report }: ChangedTrade, action: Action) {
    const data = {
      orderNo: order.orderNo,
      orderState: order.state,
      outTradeNo: payment.outTradeNo,
      tradeNo: payment.tradeNo ?? report.tradeNo,
      amount: fenToYuan(payment.amount),
      reason: 'late-payment',
      action,
    };
    const about = { orderId: order.id, paymentId: payment.id };
    return this.outbox.write(tx, { type: 'payment.unexpected', ...about, data });
  }
}
