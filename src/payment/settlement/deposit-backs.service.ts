import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DepositBack } from '../../alipay/deposit-back.js';
import type { Checks } from '../../alipay/trade-report.js';
import { Transactions } from '../../database/transactions.js';
import type { NewEvent } from '../../events/domain-events.js';
import { Outbox } from '../../events/outbox.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { yuanOrNull } from '../../kernel/money.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import { Evidence } from './evidence.service.js';
import { type IncidentSubject, Incidents } from './incidents.service.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { RefundRepository } from '../model/refund.repository.js';

const MESSAGE_CHECKS: Checks = { signature: 'passed', app_id: 'passed' };

/** What a message of the bank's answer is about, locked; null: unknown here. */
interface Subject {
  readonly orderNo: string | null;
  readonly payment: PaymentEntity | null;
  readonly refund: RefundEntity | null;
}

/** Takes what Alipay tells of refunds to bank cards. One that bounced has left the shop, and waits for a person. */
@Injectable()
export class DepositBacks {
  private readonly logger = new Logger(DepositBacks.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly transitions: OrderTransitions,
    private readonly payments: PaymentRepository,
    private readonly refunds: RefundRepository,
    private readonly evidence: Evidence,
    private readonly incidents: Incidents,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Records the message, or Alipay's answer to a question. A refund that bounced keeps its state, for the money is not the shop's, and opens an incident
   * with `payment.refund_bounced`, once however often it is told.
   */
  take(message: DepositBack, checks: Checks = MESSAGE_CHECKS): Promise<void> {
    return this.transactions.run(async (tx) => {
      const subject = await this.lock(tx, message);
      const { outTradeNo, evidence } = message;
      const said = { paymentId: subject.payment?.id ?? null, outTradeNo, evidence };
      await this.evidence.recordRefund(tx, { ...said, checks }, `deposit-back-${message.status}`);
      const { refund } = subject;
      if (refund !== null) await this.refunds.endDepositBackChecks(tx, refund.id);
      if (message.status === 'bounced') await this.hold(tx, message, subject);
    });
  }

  /** Locks order, payment and refund, in the order that holds everywhere. */
  private async lock(tx: EntityManager, message: DepositBack): Promise<Subject> {
    const { outTradeNo, outRequestNo } = message;
    const orderId = (await this.payments.orderIdsOf(tx, [outTradeNo])).get(outTradeNo);
    const order = orderId === undefined ? null : await this.transitions.lockById(tx, orderId);
    const payment = await this.payments.lockByOutTradeNo(tx, outTradeNo);
    const known = await this.refunds.byNumber(tx, outRequestNo);
    const isIts = known !== null && known.outTradeNo === outTradeNo;
    const refund = isIts ? await this.refunds.lock(tx, known.id) : null;
    return { orderNo: order?.orderNo ?? null, payment, refund };
  }

  private async hold(tx: EntityManager, message: DepositBack, subject: Subject): Promise<void> {
    const { outTradeNo, tradeNo, outRequestNo } = message;
    const { refund } = subject;
    const totalAmount = refund?.amount ?? null;
    const facts = { outTradeNo, tradeNo, totalAmount, claimsPaid: false, outRequestNo };
    const isNew = await this.incidents.open(
      tx,
      'refund-bounced',
      facts,
      incidentSubject(subject),
      null,
    );
    if (!isNew) return;
    this.logger.warn({ outTradeNo, outRequestNo }, "a refund bounced at the buyer's bank");
    if (refund !== null) await this.refunds.markBounced(tx, refund.id, this.clock.now());
    await this.outbox.write(tx, bounceEvent(message, subject));
  }
}

function incidentSubject({ orderNo, payment }: Subject): IncidentSubject | null {
  if (payment === null) return null;
  const { id: paymentId, orderId, amount } = payment;
  return { paymentId, orderId, orderNo: orderNo ?? '', amount };
}

function bounceEvent(
  { outTradeNo, outRequestNo }: DepositBack,
  { orderNo, payment, refund }: Subject,
): NewEvent {
  const about =
    payment === null ? { orderId: null } : { orderId: payment.orderId, paymentId: payment.id };
  const of = { refundId: refund?.id ?? null, amount: yuanOrNull(refund?.amount ?? null) };
  const data = { orderNo, outTradeNo, outRequestNo, ...of };
  return { type: 'payment.refund_bounced', ...about, data };
}
