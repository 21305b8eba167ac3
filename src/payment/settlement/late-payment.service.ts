import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import type { TradeReport } from '../../alipay/trade-report.js';
import { Outbox } from '../../events/outbox.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { fenToYuan, subtractFen } from '../../kernel/money.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { Incidents } from './incidents.service.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import type { PaymentState } from '../model/payment-states.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { RefundRequests } from './refund-requests.service.js';
import { incidentFacts } from './settlement.js';

/** Money that came for an order which could not use it, as it was just booked. */
export interface LatePayment {
  readonly order: OrderRecord;
  /** The payment as it was before it was booked. */
  readonly payment: PaymentEntity;
  readonly state: PaymentState;
  readonly refunded: PaymentEntity['refundedAmount'];
  readonly report: TradeReport;
  readonly paidAt: Date;
  readonly evidenceId: string;
}

/** What was done about it, as `payment.unexpected` says. */
type Action = 'revived' | 'refunding' | 'refunded-already';

/** Ends money that cannot be used: an order revived, a refund, or an incident, in the transaction that books it. */
@Injectable()
export class LatePaymentService {
  constructor(
    private readonly orders: OrderTransitions,
    private readonly payments: PaymentRepository,
    private readonly refunds: RefundRequests,
    private readonly incidents: Incidents,
    private readonly outbox: Outbox,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Decides and writes what becomes of the money. The order's and the payment's rows are locked. */
  async dealWith(tx: EntityManager, late: LatePayment): Promise<void> {
    if (late.state === 'REFUNDED') return this.tell(tx, late, 'refunded-already');
    if (await this.revive(tx, late)) return this.tell(tx, late, 'revived');
    if (late.state === 'FINISHED') return this.hold(tx, late);
    await this.sendBack(tx, late);
    await this.tell(tx, late, 'refunding');
  }

  private async revive(
    tx: EntityManager,
    { order, payment, ...late }: LatePayment,
  ): Promise<boolean> {
    const isClosed = order.state === 'CANCELLED' || order.state === 'EXPIRED';
    if (this.config.latePayment !== 'revive' || !isClosed) return false;
    const revived = await this.orders.revive(tx, order, late.paidAt);
    if (!revived) return false;
    const appliedAt = this.clock.now();
    await this.payments.change(tx, { id: payment.id, state: late.state }, { appliedAt });
    return true;
  }

  private async sendBack(
    tx: EntityManager,
    { order, payment, ...late }: LatePayment,
  ): Promise<void> {
    const amount = subtractFen(payment.amount, late.refunded);
    const command = { amount, reason: '订单已关闭，款项原路退回', restock: false };
    const tradeNo = payment.tradeNo ?? late.report.tradeNo;
    await this.refunds.automatic(tx, order, payment, tradeNo, command);
  }

  private async hold(tx: EntityManager, { order, payment, ...late }: LatePayment): Promise<void> {
    const { orderNo } = order;
    const subject = { orderId: order.id, orderNo, paymentId: payment.id, amount: payment.amount };
    const facts = incidentFacts(late.report);
    await this.incidents.open(tx, 'late-payment', facts, subject, late.evidenceId);
  }

  private tell(tx: EntityManager, { order, payment, report }: LatePayment, action: Action) {
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
