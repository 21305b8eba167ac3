import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.service.js';
import { requirePermission } from '../../auth/permission-required.js';
import { may } from '../../auth/permissions.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import { Problem } from '../../kernel/problem.js';
import { OrdersService } from '../../orders/lifecycle/orders.service.js';
import { alipayTrouble } from '../settlement/alipay-trouble.js';
import { AskingLimit } from './asking-limit.js';
import { ConsoleRefunds } from '../settlement/console-refunds.service.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { isPaid } from '../model/payment-states.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { type PaymentView, paymentView } from './payment-view.js';
import { TradeInquiry } from '../settlement/trade-inquiry.service.js';

/** Shows payments to those who may see their order. */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly orders: OrdersService,
    private readonly payments: PaymentRepository,
    private readonly inquiry: TradeInquiry,
    private readonly consoleRefunds: ConsoleRefunds,
    private readonly limit: AskingLimit,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** The order's payment: the one that paid it, or the newest. Throws Problem `no-such-order`, `no-payment-yet`. */
  async view(user: SignedInUser, orderNo: string): Promise<PaymentView> {
    const order = await this.orders.record(user, orderNo);
    return paymentView(await this.current(order.id), order);
  }

  /**
   * Asks Alipay now and answers the payment as it stands then, with the refunds on Alipay's pages that can be found by
   * asking; the worker asks again soon. Throws Problem `no-such-order`, `permission-required` (for others' orders:
   * `payments.sync`), `no-payment-yet`, `too-many-questions`, and when
   * Alipay says nothing to rely on `alipay-unavailable`, `alipay-answer-unverified` or `alipay-refused`.
   */
  async sync(user: SignedInUser, orderNo: string): Promise<PaymentView> {
    const { id, userId } = await this.orders.record(user, orderNo);
    if (userId !== user.id) requirePermission(user, 'payments.sync');
    const payment = await this.current(id);
    await this.limit.spend(user);
    if (may(user, 'payments.sync')) await this.writeEntry(user, orderNo, payment);
    const inquiry = await this.inquiry.askFor(payment);
    if (!inquiry.answered) throw alipayTrouble(inquiry.because);
    await this.consoleRefunds.look(payment.outTradeNo);
    return this.view(user, orderNo);
  }

  /** That it was asked for; what Alipay answers stands in the order's timeline. */
  private writeEntry(
    staff: SignedInUser,
    orderNo: string,
    { state, outTradeNo }: PaymentEntity,
  ): Promise<void> {
    const object = { kind: 'payment', id: outTradeNo };
    const entry = { action: 'payment.sync', object, before: { orderNo, state } } as const;
    return this.transactions.run((tx) => this.audit.write(tx, staff, entry));
  }

  private async current(orderId: string): Promise<PaymentEntity> {
    const payments = await this.payments.ofOrder(orderId);
    const payment =
      payments.find(({ appliedAt }) => appliedAt !== null) ??
      payments.find(({ state }) => isPaid(state)) ??
      payments.at(-1);
    if (payment !== undefined) return payment;
    throw new Problem('no-payment-yet');
  }
}
