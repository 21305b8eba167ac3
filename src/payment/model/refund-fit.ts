import { addFen, type Fen, fenToYuan } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import type { PaymentState } from './payment-states.js';
import { sumOf } from './refund-sum.js';

interface Sum {
  readonly amount: Fen;
}

/** A payment as far as refunds have to fit into it. */
export interface RefundablePayment extends Sum {
  readonly state: PaymentState;
}

/** Why a request that waits ends without a decision. */
export type ClosedReason = 'more-than-is-left' | 'not-refundable';

/** Alipay takes refunds of paid trades that are not finished; a refund of the rest follows a partial one. Pure. */
export function isRefundable({ state }: Pick<RefundablePayment, 'state'>): boolean {
  return state === 'SUCCEEDED' || state === 'PARTLY_REFUNDED';
}

/** Whether `more` fen beside the refunds that are under way or done would be more than was paid. Pure. */
export function exceedsPaid(payment: Sum, counted: readonly Sum[], more: Fen): boolean {
  return addFen(sumOf(counted), more) > payment.amount;
}

/** Why a request of `amount` can never be granted any more; null: it can. Pure. */
export function reasonToClose(
  payment: RefundablePayment,
  counted: readonly Sum[],
  { amount }: Sum,
): ClosedReason | null {
  if (exceedsPaid(payment, counted, amount)) return 'more-than-is-left';
  return isRefundable(payment) ? null : 'not-refundable';
}

/** More would go back than was paid. */
export function exceedsPayment(payment: Sum, counted: readonly Sum[]): Problem {
  const detail = 'The refunds of this order would add up to more than was paid.';
  return new Problem('conflict', 'refund-exceeds-payment', detail, {
    members: { paid: fenToYuan(payment.amount), refunds: fenToYuan(sumOf(counted)) },
  });
}

/** A customer's request waits for a decision, and what is asked for now cannot stand beside it. */
export function requestWaits({ id, amount }: Sum & { readonly id: string }): Problem {
  const sum = fenToYuan(amount);
  const detail = `The customer's request ${id} for a refund of ${sum} yuan waits for a decision.`;
  const members = { refundId: id, amount: sum };
  return new Problem('conflict', 'refund-request-waits', detail, { members });
}
