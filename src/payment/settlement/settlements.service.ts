import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TradeReport } from '../../alipay/trade-report.js';
import { isDuplicateKey } from '../../database/database-trouble.js';
import { Transactions } from '../../database/transactions.js';
import type { Batcher, BatchOutcome } from '../../database/batching/batcher.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { valueOf } from '../../kernel/outcome.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { Evidence, type StatementChange } from './evidence.service.js';
import { RefundPieces } from './refund-pieces.service.js';
import { RefundSums } from './refund-sums.service.js';
import { Incidents } from './incidents.service.js';
import { OrderEffects } from './order-effects.service.js';
import { LatePaymentService } from './late-payment.service.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import {
  type ChangedTrade,
  concernsRefunds,
  eventsOf,
  paysOrder,
  settledPayment,
  statementChangeOf,
} from './settlement-writes.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { factsOf, incidentFacts, settle, type Settlement } from './settlement.js';

/** How a report ended here. */
export interface Settled {
  readonly verdict: Settlement['verdict'] | 'unknown-trade';
  readonly orderNo: string | null;
}

interface Trade {
  readonly order: OrderRecord;
  readonly payment: PaymentEntity;
}

/** What nearly all reports mean, to be written down for many trades by a few statements. */
interface Usual {
  readonly now: Date;
  readonly paid: ChangedTrade[];
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
    private readonly late: LatePaymentService,
    private readonly effects: OrderEffects,
    private readonly sums: RefundSums,
    private readonly pieces: RefundPieces,
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
    const usual: Usual = { now: this.clock.now(), paid: [], unchanged: [] };
    const outcomes: BatchOutcome<Settled>[] = [];
    for (const [index, report] of reports.entries()) {
      const trade = trades[index];
      outcomes.push(
        trade === undefined || trade === 'held'
          ? 'alone'
          : { ok: true, value: await this.applyOne(tx, report, trade, usual) },
      );
    }
    if (usual.paid.length > 0) await this.write(tx, usual.paid);
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
    const settlement = settle(factsOf(payment), order, report);
    const { verdict } = settlement;
    if (verdict === 'mismatch') {
      await this.hold(tx, trade, report, `${settlement.what}-mismatch`);
    } else if (verdict === 'unchanged') {
      usual.unchanged.push({ payment, report, verdict, changed: {} });
    } else {
      const { now } = usual;
      const paidAt = report.paidAt ?? now;
      const written = { paidAt, now, revives: false, refund: null };
      const changed = { ...trade, report, change: settlement, ...written };
      if (isPlainlyPaid(changed)) usual.paid.push(changed);
      else await this.writeWithEffects(tx, changed);
    }
    return { verdict, orderNo: order.orderNo };
  }

  /**
   * The one way in which reports change payments: their rows, the orders that they pay, the evidence and the events, by
   * a few statements however many they are. Answers the first one's evidence.
   */
  private async write(tx: EntityManager, trades: readonly ChangedTrade[]): Promise<string> {
    // A revived order is paid already, and the payment's events were written with that.
    const events = trades.filter(({ revives }) => !revives).flatMap(eventsOf);
    const [arePaid, , evidenceId] = await Promise.all([
      this.orders.markPaidAll(tx, trades.filter(paysOrder), events),
      this.payments.writeSettled(tx, trades.map(settledPayment)),
      this.evidence.recordChanged(tx, trades.map(statementChangeOf)),
    ]);
    if (!arePaid) throw new Error('an order refused to be paid');
    return evidenceId;
  }

  private async writeWithEffects(tx: EntityManager, changed: ChangedTrade): Promise<void> {
    const told = { ...changed, refund: await this.pieces.toldBy(tx, changed) };
    const trade = { ...told, revives: await this.late.revive(tx, told) };
    const evidenceId = await this.write(tx, [trade]);
    // First what others have sent back already, so that what is sent back now is known to be the rest.
    if (concernsRefunds(trade)) await this.sums.bookElsewhere(tx, trade.payment.id);
    await this.effects.carryOut(tx, trade, evidenceId);
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
    await this.hold(tx, trade, report, 'trade-no-mismatch');
    return { verdict: 'mismatch', orderNo: trade.order.orderNo };
  }

  private async hold(
    tx: EntityManager,
    { order, payment }: Trade,
    report: TradeReport,
    kind: Parameters<Incidents['open']>[1],
  ): Promise<void> {
    const evidenceId = await this.evidence.record(tx, payment, report, kind);
    const { orderNo } = order;
    const subject = { orderId: order.id, orderNo, paymentId: payment.id, amount: payment.amount };
    await this.incidents.open(tx, kind, incidentFacts(report), subject, evidenceId);
  }
}

/** Whether money came that pays its order, and nothing else happened. A payment that was closed may be replaced. */
function isPlainlyPaid({ change, payment }: ChangedTrade): boolean {
  if (change.verdict !== 'paid' || payment.state === 'CLOSED') return false;
  return change.order === 'pay' && change.refunded === payment.refundedAmount;
}

function vanished({ outTradeNo }: TradeReport): Error {
  return new Error(`the order of payment ${outTradeNo} has vanished`);
}
