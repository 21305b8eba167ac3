import type { NewEvent } from '../../events/domain-events.js';
import { fenToYuan, subtractFen } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import type { Settlement } from './settlement.js';

type Change = Exclude<Settlement, { verdict: 'mismatch' | 'unchanged' }>;

/** The payment's own events for a change, in the order in which they happened at Alipay. Pure. */
export function eventsOf(
  order: OrderRecord,
  payment: PaymentEntity,
  change: Change,
  paidAt: Date,
): NewEvent[] {
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
    events.push({ type: 'payment.refunded', ...about, data: { ...data, ...sums } });
  }
  if (change.state !== payment.state && change.state === 'FINISHED') {
    events.push({ type: 'payment.finished', ...about, data });
  }
  if (change.verdict === 'closed') events.push({ type: 'payment.closed', ...about, data });
  return events;
}

/** Which members of the payment a change moves, as `before → after`, for the evidence. Pure. */
export function changedMembers(payment: PaymentEntity, change: Change): Record<string, string> {
  const members: [string, string, string][] = [
    ['state', payment.state, change.state],
    ['refunded', fenToYuan(payment.refundedAmount), fenToYuan(change.refunded)],
    ['trade_no', payment.tradeNo ?? '-', change.tradeNo ?? '-'],
  ];
  const moved = members.filter(([, before, after]) => before !== after);
  return Object.fromEntries(moved.map(([name, before, after]) => [name, `${before} → ${after}`]));
}

/** Whether what is known of refunds, or whether more are possible, has changed. Pure. */
export function concernsRefunds(payment: PaymentEntity, change: Change): boolean {
  return change.verdict === 'finished' || change.refunded > payment.refundedAmount;
}
