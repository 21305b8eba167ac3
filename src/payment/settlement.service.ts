import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TradeReport } from '../alipay/trade-report.js';
import { Transactions } from '../database/transactions.js';
import { Outbox } from '../events/outbox.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { OrderLedger } from '../orders/order-ledger.service.js';
import type { OrderRecord } from '../orders/order-record.js';
import { Evidence } from './evidence.service.js';
import { ForeignRefunds } from './foreign-refunds.service.js';
import { Incidents, type IncidentKind } from './incidents.service.js';
import { OrderEffects } from './order-effects.service.js';
import type { PaymentEntity } from './payment.entity.js';
import { changedMembers, eventsOf } from './settlement-events.js';
import { PaymentStore } from './payment-store.js';
import { incidentFacts, settle, type Settlement } from './settlement.js';

/** How a report ended here. */
export interface Settled {
  readonly verdict: Settlement['verdict'] | 'unknown-trade';
  readonly orderNo: string | null;
}

type Change = Exclude<Settlement, { verdict: 'mismatch' | 'unchanged' }>;

/** The one place where a trade report changes a payment, whatever way it came. */
@Injectable()
export class SettlementService {
  constructor(
    private readonly transactions: Transactions,
    private readonly payments: PaymentStore,
    private readonly orders: OrderLedger,
    private readonly evidence: Evidence,
    private readonly incidents: Incidents,
    private readonly effects: OrderEffects,
    private readonly foreign: ForeignRefunds,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Applies a genuine report in one transaction: evidence, payment, order, stock and events, or an incident when it
   * cannot be believed. Applying it again changes nothing. Throws Problem `unavailable` when the database does not
   * answer; then nothing was recorded.
   */
  apply(report: TradeReport): Promise<Settled> {
    return this.transactions.run((tx) => this.applyIn(tx, report));
  }

  /** {@link apply} inside a transaction that has more to do; it holds no lock but the order's and its payments'. */
  async applyIn(tx: EntityManager, report: TradeReport): Promise<Settled> {
    const orderId = await this.payments.orderIdOf(tx, report.outTradeNo);
    const order = orderId === null ? null : await this.orders.lockById(tx, orderId);
    if (order === null) return this.holdUnknown(tx, report);
    const payment = await this.payments.lockByOutTradeNo(tx, report.outTradeNo);
    if (payment === null) throw new Error(`payment ${report.outTradeNo} has vanished`);
    const settlement = settle(factsOf(payment), order.state, report);
    await this.carryOut(tx, order, payment, report, settlement);
    return { verdict: settlement.verdict, orderNo: order.orderNo };
  }

  private async holdUnknown(tx: EntityManager, report: TradeReport): Promise<Settled> {
    const evidenceId = await this.evidence.record(tx, null, report, 'unknown-trade');
    if (report.status !== 'NOT_EXIST') {
      await this.incidents.open(tx, 'unknown-trade', incidentFacts(report), null, evidenceId);
    }
    return { verdict: 'unknown-trade', orderNo: null };
  }

  private async carryOut(
    tx: EntityManager,
    order: OrderRecord,
    payment: PaymentEntity,
    report: TradeReport,
    settlement: Settlement,
  ): Promise<void> {
    if (settlement.verdict === 'unchanged') {
      await this.evidence.record(tx, payment.id, report, 'unchanged');
    } else if (settlement.verdict === 'mismatch') {
      await this.hold(tx, order, payment, report, `${settlement.what}-mismatch`);
    } else {
      await this.change(tx, order, payment, report, settlement);
    }
  }

  private async hold(
    tx: EntityManager,
    order: OrderRecord,
    payment: PaymentEntity,
    report: TradeReport,
    kind: IncidentKind,
  ): Promise<void> {
    const evidenceId = await this.evidence.record(tx, payment.id, report, kind);
    const { orderNo } = order;
    const subject = { orderId: order.id, orderNo, paymentId: payment.id, amount: payment.amount };
    await this.incidents.open(tx, kind, incidentFacts(report), subject, evidenceId);
  }

  private async change(
    tx: EntityManager,
    order: OrderRecord,
    payment: PaymentEntity,
    report: TradeReport,
    change: Change,
  ): Promise<void> {
    const now = this.clock.now();
    const paidAt = report.paidAt ?? now;
    const pays = change.order === 'pay' || change.order === 'pay-and-refund';
    await this.payments.change(tx, payment, {
      state: change.state,
      refundedAmount: change.refunded,
      tradeNo: change.tradeNo,
      ...(change.newlyPaid ? { paidAt, recordedAt: now } : {}),
      ...(pays ? { appliedAt: now } : {}),
      ...(change.state === 'CLOSED' ? { closedAt: now } : {}),
    });
    const evidence = changedMembers(payment, change);
    const evidenceId = await this.evidence.record(tx, payment.id, report, change.verdict, evidence);
    await this.outbox.write(tx, ...eventsOf(order, payment, change, paidAt));
    await this.effects.carryOut(tx, order, payment, { ...change, report, paidAt, evidenceId });
    if (change.refunded > payment.refundedAmount) await this.foreign.book(tx, payment.id);
  }
}

function factsOf(payment: PaymentEntity) {
  return {
    state: payment.state,
    amount: payment.amount,
    refunded: payment.refundedAmount,
    tradeNo: payment.tradeNo,
    applied: payment.appliedAt !== null,
  };
}
