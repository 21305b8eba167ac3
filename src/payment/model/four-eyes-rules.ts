import { addFen, type Fen } from '../../kernel/money.js';
import type { RefundEntity } from './refund.entity.js';
import { isUnderWay } from './refund-states.js';
import { sumOf } from './refund-rules.js';

/** A refund as far as it says who let it go. */
export type DecidedRefund = Pick<
  RefundEntity,
  'amount' | 'origin' | 'state' | 'requestedBy' | 'decidedBy' | 'firstApprovedBy'
>;

/** What somebody of the staff would let go now. */
export interface SoleDecision {
  readonly amount: Fen;
  /** The user's id. */
  readonly by: number;
}

/**
 * Whether what one person of the staff would let go waits for a second one: with what this person has let go alone of the
 * same order it comes to the sum from which on two are needed, so that halves count as the whole. `from`: fen; null:
 * one person always does. Pure.
 */
export function needsSecondPerson(
  from: Fen | null,
  { amount, by }: SoleDecision,
  refunds: readonly DecidedRefund[],
): boolean {
  if (from === null) return false;
  const alone = refunds.filter((refund) => isGone(refund) && isLetGoAlone(refund, by));
  return addFen(amount, sumOf(alone)) >= from;
}

/** What failed or was turned down sends nothing back. */
function isGone({ state }: DecidedRefund): boolean {
  return isUnderWay(state) || state === 'SUCCEEDED';
}

/** A customer who asks is no second pair of eyes. */
function isLetGoAlone(refund: DecidedRefund, by: number): boolean {
  const { origin, requestedBy, decidedBy, firstApprovedBy } = refund;
  if (decidedBy !== by || firstApprovedBy !== null) return false;
  return requestedBy === by || origin === 'customer';
}
