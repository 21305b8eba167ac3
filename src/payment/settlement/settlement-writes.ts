import type { TradeReport } from '../../alipay/trade-report.js';
import type { NewEvent } from '../../events/domain-events.js';
import { fenToYuan, subtractFen } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { firstRecheckAt } from '../model/paid-schedule.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import type { partsData } from '../model/refund-content.js';
import type { SettledPayment } from '../model/payment.repository.js';
import type { StatementChange } from './evidence.service.js';
import type { Settlement } from './settlement.js';

/** A settlement that changes the payment. */
export type Change = Exclude<Settlement, { verdict: 'mismatch' | 'unchanged' }>;

/** A trade that a report changes: its order and payment as they were read and locked, and what is to be made of them. */
export interface ChangedTrade {
  readonly order: OrderRecord;
  readonly payment: PaymentEntity;
  readonly report: TradeReport;
  readonly change: Change;
  readonly paidAt: Date;
  /** When it is written down. */
  readonly now: Date;
  /** Whether its money has come too late and has revived the order. */
  readonly revives: boolean;
  /** The refund of ours that the report tells of, and of no other money beside. */
  readonly refund: ToldRefund | null;
}

/** A refund as events tell of it. */
export type ToldRefund = ReturnType<typeof partsData> & { readonly refundId: string };

/** Whether the money pays an order that waits for it. Pure. */
export function paysOrder({ change }: Pick<ChangedTrade, 'change'>): boolean {
  return change.order === 'pay' || change.order === 'pay-and-refund';
}

/**
 * What becomes of the payment's row: the only place that says when a payment is paid (`paidAt`), and that its money is
 * its order's (`appliedAt`). Pure.
 */
export function settledPayment(trade: ChangedTrade): SettledPayment {
  const { payment, change, paidAt, now, revives } = trade;
  const { state, tradeNo, refunded: refundedAmount } = change;
  const { recordedAt, recheckAt, appliedAt, closedAt } = payment;
  const paid = change.newlyPaid
    ? { paidAt, recordedAt: now, recheckAt: firstRecheckAt(now) }
    : { paidAt: payment.paidAt, recordedAt, recheckAt };
  const after = {
    state,
    tradeNo,
    refundedAmount,
    ...paid,
    appliedAt: paysOrder(trade) || revives ? now : appliedAt,
    closedAt: state === 'CLOSED' ? now : closedAt,
  };
  return { payment, after };
}

/** What the evidence keeps of it. Pure. */
export function statementChangeOf({ payment, report, change }: ChangedTrade): StatementChange {
  const changed = changedMembers(payment, change);
  return { payment, report, verdict: change.verdict, changed };
}

/** The payment's own events, in the order in which they happened at Alipay. Pure. */
export function eventsOf({ order, payment, change, paidAt, refund }: ChangedTrade): NewEvent[] {
  const data = {
    orderNo: order.orderNo,
    outTradeNo: payment.outTradeNo,
    tradeNo: change.tradeNo,
    amount: fenToYuan(payment.amount),
  };
  const about = { orderId: order.id, paymentId: payment.id };
  const events: NewEvent[] = [];
  if (change.newlyPaid) {
    const paid = { ...data, paidAt: toRfc3339(paidAt) };
    events.push({ type: 'payment.succeeded', ...about, data: paid });
  }
  if (change.refunded > payment.refundedAmount) {
    const refunded = fenToYuan(subtractFen(change.refunded, payment.refundedAmount));
    const sums = { refunded, refundedTotal: fenToYuan(change.refunded) };
    events.push({ type: 'payment.refunded', ...about, data: { ...data, ...sums, ...refund } });
  }
  if (change.state !== payment.state && change.state === 'FINISHED') {
    events.push({ type: 'payment.finished', ...about, data });
  }
  if (change.verdict === 'closed') events.push({ type: 'payment.closed', ...about, data });
  return events;
}

/** Which members of the payment a change moves, as `before → after`, for the evidence. Pure. */
function changedMembers(payment: PaymentEntity, change: Change): Record<string, string> {
  const members: [string, string, string][] = [
    ['state', payment.state, change.state],
    ['refunded', fenToYuan(payment.refundedAmount), fenToYuan(change.refunded)],
    ['trade_no', payment.tradeNo ?? '-', change.tradeNo ?? '-'],
  ];
  const moved = members.filter(([, before, after]) => before !== after);
  return Object.fromEntries(moved.map(([name, before, after]) => [name, `${before} → ${after}`]));
}

/** Whether what is known of refunds, or whether more are possible, has changed. Pure. */
export function concernsRefunds({ payment, change }: ChangedTrade): boolean {
  return change.verdict === 'finished' || change.refunded > payment.refundedAmount;
}
