import { addFen, type Fen } from '../../kernel/money.js';
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
 * those on Alipay's own pages. A customer's request that waits for an operator sends nothing back. Pure.
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

/** What the rule of the pieces looks at in an order. */
interface RefundedOrder {
  readonly shippedAt: Date | null;
}

/** Why the pieces of a refunded order cannot go back into the stock. */
export type RestockRefusal = 'shipped' | 'partial';

/**
 * Why a refund of `amount` cannot put the order's pieces back, or null when it can. A refund does not say which pieces it
 * is for, so all of them go back or none: never what has left the shop, and only when the refund, with those that are
 * done already, leaves nothing to ship. One that is still under way does not count, for it may fail. Pure.
 */
export function restockRefusalOf(
  order: RefundedOrder,
  payment: RefundedPayment,
  refunds: readonly Refund[],
  amount: Fen,
): RestockRefusal | null {
  if (order.shippedAt !== null) return 'shipped';
  const done = sumOf(refunds.filter(({ state }) => state === 'SUCCEEDED'));
  const back = Math.max(addFen(done, amount), payment.refundedAmount);
  return back < payment.amount ? 'partial' : null;
}
