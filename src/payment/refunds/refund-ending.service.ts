import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ANSWER_CHECKS, type TradeReport } from '../../alipay/trade-report.js';
import { Transactions } from '../../database/transactions.js';
import { Outbox } from '../../events/outbox.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { type Fen, fen, fenToYuan } from '../../kernel/money.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { RefundPieces } from '../settlement/refund-pieces.service.js';
import { RefundSums } from '../settlement/refund-sums.service.js';
import { IncidentEntity } from '../model/incident.entity.js';
import { Incidents } from '../settlement/incidents.service.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { RefundEntity } from '../model/refund.entity.js';
import { RefundRepository } from '../model/refund.repository.js';
import { sumDone } from '../model/refund-rules.js';
import { firstDepositBackCheckAt } from './deposit-back-schedule.js';
import { Settlements } from '../settlement/settlements.service.js';

/** A refund with the payment to which it was booked, all of them locked. */
interface Locked {
  readonly refund: RefundEntity;
  readonly payment: PaymentEntity | null;
  readonly order: OrderRecord | null;
}

/** Ends refunds, once Alipay has said how, each in one transaction. */
@Injectable()
export class RefundEnding {
  constructor(
    private readonly transactions: Transactions,
    private readonly transitions: OrderTransitions,
    private readonly payments: PaymentRepository,
    private readonly refunds: RefundRepository,
    private readonly settlements: Settlements,
    private readonly sums: RefundSums,
    private readonly pieces: RefundPieces,
    private readonly incidents: Incidents,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The money went back; `refundedTotal` is what Alipay says of the whole trade, in fen, when it does. */
  succeed(
    refundId: string,
    refundedTotal: Fen | null,
    evidence: Readonly<Record<string, string>>,
  ): Promise<void> {
    return this.transactions.run(async (tx) => {
      const locked = await this.lock(tx, refundId);
      const { refund, payment, order } = locked;
      const now = this.clock.now();
      const depositBackCheckAt = firstDepositBackCheckAt(now);
      const done = { endedAt: now, nextCheckAt: null, fault: null, depositBackCheckAt };
      if (!(await this.refunds.move(tx, refund, 'succeed', done))) return;
      if (refund.incidentId !== null) await this.resolveIncident(tx, refund.incidentId);
      if (payment === null || order === null) {
        return this.recordUnbooked(tx, refund, order?.orderNo ?? null);
      }
      await this.pieces.restock(tx, order, refund);
      const report = await this.reportOf(tx, { payment, refund }, refundedTotal, evidence);
      await this.settlements.applyIn(tx, report);
      await this.sums.bookElsewhere(tx, payment.id);
    });
  }

  /**
   * Alipay refused for good what was sent at `sentAt`: the sum is free again, and somebody hears of it. False, and
   * undecided, when it was sent once more since, for that may be done.
   */
  fail(refundId: string, why: string, sentAt: Date | null): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const locked = await this.lock(tx, refundId);
      if (locked.refund.sentAt?.getTime() !== sentAt?.getTime()) return false;
      await this.failLocked(tx, locked, why);
      return true;
    });
  }

  private async failLocked(
    tx: EntityManager,
    { refund, payment, order }: Locked,
    why: string,
  ): Promise<void> {
    const done = { endedAt: this.clock.now(), nextCheckAt: null, fault: why };
    if (!(await this.refunds.move(tx, refund, 'fail', done))) return;
    const { id: refundId, outRequestNo, orderId } = refund;
    const orderNo = order?.orderNo ?? null;
    const amount = fenToYuan(refund.amount);
    const told = await this.pieces.told(tx, refund);
    const data = { orderNo, refundId, outRequestNo, amount, ...told, reason: why };
    const about = { orderId, ...(payment === null ? {} : { paymentId: payment.id }) };
    await this.outbox.write(tx, { type: 'payment.refund_failed', ...about, data });
    if (payment === null) return;
    await this.sums.bookElsewhere(tx, payment.id);
    if (refund.origin === 'late-payment') await this.hold(tx, refund, payment, orderNo);
  }

  /** Locks order, payment and refund, in the order that holds everywhere. */
  private async lock(tx: EntityManager, refundId: string): Promise<Locked> {
    const known = await tx.findOneByOrFail(RefundEntity, { id: refundId });
    const { orderId, paymentId } = known;
    const order = orderId === null ? null : await this.transitions.lockById(tx, orderId);
    const payment =
      paymentId === null ? null : await this.payments.lockByOutTradeNo(tx, known.outTradeNo);
    const refund = await this.refunds.lock(tx, refundId);
    if (refund === null) throw new Error(`refund ${refundId} has vanished`);
    return { refund, payment, order };
  }

  /** What a refund's answer says of the trade, in the words in which all of Alipay's statements are settled. */
  private async reportOf(
    tx: EntityManager,
    { payment, refund }: Pick<Locked, 'refund'> & { readonly payment: PaymentEntity },
    refundedTotal: Fen | null,
    evidence: Readonly<Record<string, string>>,
  ): Promise<TradeReport> {
    const counted = await this.refunds.counted(tx, payment.id);
    const refundedAmount = fen(Math.max(sumDone(counted), refundedTotal ?? 0));
    return {
      source: 'refund',
      outTradeNo: payment.outTradeNo,
      tradeNo: payment.tradeNo,
      status: refundedAmount === payment.amount ? 'TRADE_CLOSED' : 'TRADE_SUCCESS',
      totalAmount: payment.amount,
      refundedAmount,
      paidAt: payment.paidAt,
      outRequestNo: refund.outRequestNo,
      // The sum and the number above are ours.
      checks: { ...ANSWER_CHECKS, total_amount: 'not-said', trade_no: 'not-said' },
      evidence,
    };
  }

  /** Money that was never booked to a payment has gone back. */
  private recordUnbooked(
    tx: EntityManager,
    { orderId, outTradeNo, outRequestNo, ...refund }: RefundEntity,
    orderNo: string | null,
  ): Promise<void> {
    const amount = fenToYuan(refund.amount);
    const sums = { amount, refunded: amount, refundedTotal: amount };
    const data = { orderNo, outTradeNo, outRequestNo, ...sums };
    return this.outbox.write(tx, { type: 'payment.refunded', orderId, data });
  }

  private async resolveIncident(tx: EntityManager, id: string): Promise<void> {
    const resolved = { state: 'RESOLVED', resolvedAt: this.clock.now() } as const;
    await tx.update(IncidentEntity, { id }, resolved);
  }

  private async hold(
    tx: EntityManager,
    refund: RefundEntity,
    payment: PaymentEntity,
    orderNo: string | null,
  ): Promise<void> {
    const { outTradeNo, tradeNo } = payment;
    const facts = { outTradeNo, tradeNo, totalAmount: refund.amount, claimsPaid: true };
    const subject = {
      orderId: payment.orderId,
      orderNo: orderNo ?? '',
      paymentId: payment.id,
      amount: payment.amount,
    };
    await this.incidents.open(tx, 'refund-failed', facts, subject, null);
  }
}
