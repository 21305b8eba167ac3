import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TradeReport } from '../../alipay/trade-report.js';
import { isDuplicateKey } from '../../database/database-trouble.js';
import { Transactions } from '../../database/transactions.js';
import { Outbox } from '../../events/outbox.js';
import type { Batcher, BatchOutcome } from '../../database/batching/batcher.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { valueOf } from '../../kernel/outcome.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { Evidence, type StatementChange } from './evidence.service.js';
import { ForeignRefunds } from './foreign-refunds.service.js';
import { Incidents } from './incidents.service.js';
import { OrderEffects } from './order-effects.service.js';
import { firstRecheckAt } from '../model/paid-schedule.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { changedMembers, concernsRefunds, eventsOf } from './settlement-events.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { factsOf, incidentFacts, settle, type Settlement } from './settlement.js';

/** How a report ended here. */
export interface Settled {
  readonly verdict: Settlement['verdict'] | 'unknown-trade';
  readonly orderNo: string | null;
}

type Change = Exclude<Settlement, { verdict: 'mismatch' | 'unchanged' }>;

interface Trade {
  readonly order: OrderRecord;
  readonly payment: PaymentEntity;
}

interface PaidTrade extends Trade {
  readonly report: TradeReport;
  readonly change: Change;
}

/** What nearly all reports mean, to be written down for many trades by a few statements. */
interface Usual {
  readonly paid: PaidTrade[];
  readonly unchanged: StatementChange[];
}

/** The one place where a trade report changes a payment, whatever way it came. */
@Injectable()
export class Settlements {
  private readonly batches: Batcher<TradeReport, Settled>;

  constructor(
    private readonly transactions: Transactions,
    private readonly payments: PaymentRepository,
    private readonly orders: OrderTransitions,
    private readonly evidence: Evidence,
    private readonly incidents: Incidents,
    private readonly effects: OrderEffects,
    private readonly foreign: ForeignRefunds,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.batches = transactions.shared(
      (tx, reports) => this.applyAll(tx, reports),
      ({ outTradeNo }) => outTradeNo,
    );
  }

  /**
   * Applies a genuine report in a transaction that it may share with others: evidence, payment, order, stock and events,
   * or an incident when it cannot be believed. Applying it again changes nothing. Throws Problem `unavailable` when the
   * database does not answer; then nothing was recorded.
   */
  async apply(report: TradeReport): Promise<Settled> {
    try {
      return await this.batches.run(report);
    } catch (error) {
      if (!isDuplicateKey(error, 'uq_payments_trade_no')) throw error;
      return this.transactions.run((tx) => this.holdConcurrentDuplicate(tx, report));
    }
  }

  /** {@link apply} inside a transaction that has more to do; it holds no lock but the order's and its payments'. */
  async applyIn(tx: EntityManager, report: TradeReport): Promise<Settled> {
    const [outcome] = await this.applyAll(tx, [report]);
    if (outcome === undefined || outcome === 'alone') throw vanished(report);
    return valueOf(outcome);
  }

  /** Reports of different trades; those whose order somebody else works on are left for later. */
  private async applyAll(
    tx: EntityManager,
    reports: readonly TradeReport[],
  ): Promise<BatchOutcome<Settled>[]> {
    const trades = await this.lockTrades(tx, reports);
    const usual: Usual = { paid: [], unchanged: [] };
    const outcomes: BatchOutcome<Settled>[] = [];
    for (const [index, report] of reports.entries()) {
      const trade = trades[index];
      outcomes.push(
        trade === undefined || trade === 'held'
          ? 'alone'
          : { ok: true, value: await this.applyOne(tx, report, trade, usual) },
      );
    }
    await this.payAll(tx, usual.paid);
    await this.evidence.recordUnchanged(tx, usual.unchanged);
    return outcomes;
  }

  /** What each report is about, locked: `null` is a trade that nobody here knows. */
  private async lockTrades(
    tx: EntityManager,
    reports: readonly TradeReport[],
  ): Promise<(Trade | null | 'held')[]> {
    const numbers = reports.map(({ outTradeNo }) => outTradeNo);
    const orderIds = await this.payments.orderIdsOf(tx, numbers);
    if (orderIds.size === 0) return reports.map(() => null);
    const [locked, payments] = await Promise.all([
      this.orders.lockMany(tx, 'id', [...new Set(orderIds.values())]),
      this.payments.lockByOutTradeNos(tx, [...orderIds.keys()]),
    ]);
    const orders = new Map(locked.map((order) => [order.id, order]));
    return numbers.map((number) => {
      const orderId = orderIds.get(number);
      if (orderId === undefined) return null;
      const order = orders.get(orderId);
      const payment = payments.get(number);
      // Two trades of one order: the second sees what the first has made of it, in a transaction of its own.
      orders.delete(orderId);
      return order === undefined || payment === undefined ? 'held' : { order, payment };
    });
  }

  private async applyOne(
    tx: EntityManager,
    report: TradeReport,
    trade: Trade | null,
    usual: Usual,
  ): Promise<Settled> {
    if (trade === null) return this.holdUnknown(tx, report);
    const { order, payment } = trade;
    const settlement = settle(factsOf(payment), order.state, report);
    if (isPlainlyPaid(settlement, payment)) {
      usual.paid.push({ ...trade, report, change: settlement });
    } else if (settlement.verdict === 'unchanged') {
      const { verdict } = settlement;
      usual.unchanged.push({ payment, report, verdict, changed: {} });
    } else await this.carryOut(tx, order, payment, report, settlement);
    return { verdict: settlement.verdict, orderNo: order.orderNo };
  }

  private async payAll(tx: EntityManager, trades: readonly PaidTrade[]): Promise<void> {
    if (trades.length === 0) return;
    const now = this.clock.now();
    const paid = trades.map((trade) => ({ ...trade, paidAt: trade.report.paidAt ?? now }));
    const booked = paid.map(({ payment, change, paidAt }) => ({ payment, paidAt, ...change }));
    const events = paid.flatMap((one) => eventsOf(one.order, one.payment, one.change, one.paidAt));
    const [arePaid] = await Promise.all([
      this.orders.markPaidAll(tx, paid, events),
      this.payments.bookPaid(tx, booked, now),
      this.evidence.recordChanged(tx, paid.map(statementChangeOf)),
    ]);
    if (!arePaid) throw new Error('an order refused to be paid');
  }

  private async holdUnknown(tx: EntityManager, report: TradeReport): Promise<Settled> {
    const evidenceId = await this.evidence.record(tx, null, report, 'unknown-trade');
    if (report.status !== 'NOT_EXIST') {
      await this.incidents.open(tx, 'unknown-trade', incidentFacts(report), null, evidenceId);
    }
    return { verdict: 'unknown-trade', orderNo: null };
  }

  /** Alipay's number of the trade is that of another payment already. */
  private async holdConcurrentDuplicate(tx: EntityManager, report: TradeReport): Promise<Settled> {
    const [trade] = await this.lockTrades(tx, [report]);
    if (trade === undefined || trade === null || trade === 'held') throw vanished(report);
    await this.hold(tx, trade.order, trade.payment, report, 'trade-no-mismatch');
    return { verdict: 'mismatch', orderNo: trade.order.orderNo };
  }

  private async carryOut(
    tx: EntityManager,
    order: OrderRecord,
    payment: PaymentEntity,
    report: TradeReport,
    settlement: Exclude<Settlement, { verdict: 'unchanged' }>,
  ): Promise<void> {
    if (settlement.verdict === 'mismatch') {
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
    kind: Parameters<Incidents['open']>[1],
  ): Promise<void> {
    const evidenceId = await this.evidence.record(tx, payment, report, kind);
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
      ...(change.newlyPaid ? { paidAt, recordedAt: now, recheckAt: firstRecheckAt(now) } : {}),
      ...(pays ? { appliedAt: now } : {}),
      ...(change.state === 'CLOSED' ? { closedAt: now } : {}),
    });
    const evidence = changedMembers(payment, change);
    const evidenceId = await this.evidence.record(tx, payment, report, change.verdict, evidence);
    await this.outbox.write(tx, ...eventsOf(order, payment, change, paidAt));
    // First what others have sent back already, so that what is sent back now is known to be the rest.
    if (concernsRefunds(payment, change)) await this.foreign.book(tx, payment.id);
    await this.effects.carryOut(tx, order, payment, { ...change, report, paidAt, evidenceId });
  }
}

/** Whether money came that pays its order, and nothing else happened. A payment that was closed may be replaced. */
function isPlainlyPaid(settlement: Settlement, payment: PaymentEntity): settlement is Change {
  if (settlement.verdict !== 'paid' || payment.state === 'CLOSED') return false;
  return settlement.order === 'pay' && settlement.refunded === payment.refundedAmount;
}

function statementChangeOf({ payment, report, change }: PaidTrade): StatementChange {
  const changed = changedMembers(payment, change);
  return { payment, report, verdict: change.verdict, changed };
}

function vanished({ outTradeNo }: TradeReport): Error {
  return new Error(`the order of payment ${outTradeNo} has vanished`);
}
