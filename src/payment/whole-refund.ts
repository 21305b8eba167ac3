import { addFen, type Fen } from '../kernel/money.js';
import { isUnderWay, type RefundState } from './refund-states.js';
import { sumOf } from './refund-sum.js';

/** What the rule looks at in a payment. */
interface RefundedPayment {
  readonly amount: Fen;
  /** What Alipay says was sent back, by whomever. */
  readonly refundedAmount: Fen;
}

interface Refund {
  readonly amount: Fen;
  readonly state: RefundState;
}

/**
 * Whether all that was paid has gone back or is about to: refunds that are decided and did not fail add up to it, with
 * those on Alipay's own pages. A customer's wish that waits for an operator sends nothing back. Pure.
 */
export function goesBackWhole(payment: RefundedPayment, refunds: readonly Refund[]): boolean {
  const underWay = refunds.filter(({ state }) => isUnderWay(state));
  const done = refunds.filter(({ state }) => state === 'SUCCEEDED');
  const own = sumOf([...done, ...underWay]);
  // Alipay's sum may hold some of ours that are not known to be done, but none that is more than it tells of anew.
  const told = payment.refundedAmount - sumOf(done);
  const beyond = addFen(payment.refundedAmount, sumOf(underWay.filter((one) => one.amount > told)));
  return Math.max(own, beyond) >= payment.amount;
}
