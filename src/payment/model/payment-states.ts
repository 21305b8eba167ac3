import type { Fen } from '../../kernel/money.js';

/**
 * What a payment's row says of its trade. No table moves it: what is known is joined, and the state derived ({@link
 * stateFor}; docs/adr/0003).
 */
export const PAYMENT_STATES = [
  'CREATED',
  'AWAITING',
  'SUCCEEDED',
  'PARTLY_REFUNDED',
  'REFUNDED',
  'FINISHED',
  'CLOSED',
] as const;

export type PaymentState = (typeof PAYMENT_STATES)[number];

/** What is known of a trade. Each member only ever grows, so knowledge joins in any order to the same. */
export interface TradeKnowledge {
  readonly awaited: boolean;
  readonly closedUnpaid: boolean;
  readonly paid: boolean;
  readonly finished: boolean;
  readonly refunded: Fen;
}

/** What a payment's row says about its trade. */
export function knowledgeOf(state: PaymentState, refunded: Fen): TradeKnowledge {
  return {
    awaited: state !== 'CREATED',
    closedUnpaid: state === 'CLOSED',
    paid: isPaid(state),
    finished: state === 'FINISHED',
    refunded,
  };
}

/** The state that stands for what is known of a trade of `amount`. */
export function stateFor(knowledge: TradeKnowledge, amount: Fen): PaymentState {
  if (knowledge.paid) return paidStateFor(knowledge, amount);
  if (knowledge.closedUnpaid) return 'CLOSED';
  return knowledge.awaited ? 'AWAITING' : 'CREATED';
}

function paidStateFor(knowledge: TradeKnowledge, amount: Fen): PaymentState {
  if (knowledge.refunded === amount) return 'REFUNDED';
  if (knowledge.finished) return 'FINISHED';
  return knowledge.refunded > 0 ? 'PARTLY_REFUNDED' : 'SUCCEEDED';
}

/** Whether money of this payment has reached the shop, whatever was sent back since. */
export function isPaid(state: PaymentState): boolean {
  return state !== 'CREATED' && state !== 'AWAITING' && state !== 'CLOSED';
}
