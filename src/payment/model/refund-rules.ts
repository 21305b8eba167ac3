import { addFen, type Fen, fen, fenToYuan } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import type { PaymentState } from './payment-states.js';
import { isUnderWay, type RefundState } from './refund-states.js';

interface Sum {
  readonly amount: Fen;
}

/** A refund as far as it counts against what was paid. */
interface Refund extends Sum {
  readonly state: RefundState;
}

/** A payment as far as refunds have to fit into it. */
export interface RefundablePayment extends Sum {
  readonly state: PaymentState;
}

/** A payment of which Alipay has told what went back, by whomever. */
interface RefundedPayment extends Sum {
  readonly refundedAmount: Fen;
}

/** The sum of refunds, in fen. Pure. */
export function sumOf(refunds: readonly Sum[]): Fen {
  return addFen(...refunds.map(({ amount }) => amount));
}

/** The sum of those that are done, in fen. Pure. */
export function sumDone(refunds: readonly Refund[]): Fen {
  return sumOf(refunds.filter(({ state }) => state === 'SUCCEEDED'));
}

/** Why a request that waits ends without a decision. */
export const CLOSED_REASONS = ['more-than-is-left', 'not-refundable'] as const;

export type ClosedReason = (typeof CLOSED_REASONS)[number];

/** Alipay takes refunds of paid trades that are not finished; a refund of the rest follows a partial one. Pure. */
export function isRefundable({ state }: Pick<RefundablePayment, 'state'>): boolean {
  return state === 'SUCCEEDED' || state === 'PARTLY_REFUNDED';
}

/** Why a request that waits can never be granted any more; null: it can. `fits`: what it asks for is left. Pure. */
export function reasonToClose(payment: RefundablePayment, fits: boolean): ClosedReason | null {
  if (!fits) return 'more-than-is-left';
  return isRefundable(payment) ? null : 'not-refundable';
}

/**
 * What Alipay tells of beyond the refunds of this shop, in fen: it was sent back on Alipay's own pages. While one of
 * ours is under way it may be the one that Alipay tells of, so there is none until that is known. Pure.
 */
export function sumElsewhere(payment: RefundedPayment, counted: readonly Refund[]): Fen {
  if (counted.some(({ state }) => isUnderWay(state))) return fen(0);
  return fen(Math.max(0, payment.refundedAmount - sumDone(counted)));
}

/**
 * What went back of an order's money, and what goes back with that which is under way. What Alipay tells of may hold
 * some of ours that are not known to be done, and never is more than was paid. Pure.
 */
export function orderSums({ amount, refundedAmount }: RefundedPayment, counted: readonly Sum[]) {
  const reserved = Math.min(amount, Math.max(refundedAmount, sumOf(counted)));
  return { refundedAmount, refundReserved: fen(reserved) };
}

/**
 * Whether all that was paid has gone back or is about to: refunds that are decided and did not fail add up to it, with
 * those on Alipay's own pages. A customer's request that waits for an operator sends nothing back. Pure.
 */
export function goesBackWhole(payment: RefundedPayment, refunds: readonly Refund[]): boolean {
  const underWay = refunds.filter(({ state }) => isUnderWay(state));
  const done = sumDone(refunds);
  const own = addFen(done, sumOf(underWay));
  // Alipay's sum may hold some of ours that are not known to be done, but none that is more than it tells of anew.
  const told = payment.refundedAmount - done;
  const beyond = addFen(payment.refundedAmount, sumOf(underWay.filter((one) => one.amount > told)));
  return Math.max(own, beyond) >= payment.amount;
}

/** More would go back than was paid. */
export function exceedsPayment(payment: Sum, counted: readonly Sum[]): Problem {
  return new Problem('refund-exceeds-payment', {
    paid: fenToYuan(payment.amount),
    refunds: fenToYuan(sumOf(counted)),
  });
}

/** A customer's request waits for a decision, and what is asked for now cannot stand beside it. */
export function requestWaits({ id, amount }: Sum & { readonly id: string }): Problem {
  return new Problem('refund-request-waits', { refundId: id, amount: fenToYuan(amount) });
}
