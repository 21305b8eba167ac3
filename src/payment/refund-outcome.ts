import type { Answer, RefundReport } from '../alipay/alipay-client.js';
import type { Fen } from '../kernel/money.js';

/** What an answer to a refund call, or to a question about it, means. */
export type RefundOutcome =
  | { readonly kind: 'succeeded'; readonly refundedTotal: Fen | null }
  | { readonly kind: 'unknown'; readonly why: string }
  | { readonly kind: 'not-done'; readonly why: string }
  | { readonly kind: 'wait'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

/** Refusals that can end: the same number is sent again later (alipay.md 4.1). */
const PASSING = new Set(['ACQ.SELLER_BALANCE_NOT_ENOUGH']);

/** Refusals that leave the fate of the first request open: only a question can tell. */
const UNDECIDED = new Set([
  'ACQ.DISCORDANT_REPEAT_REQUEST',
  'ACQ.SYSTEM_ERROR',
  'AQC.SYSTEM_ERROR',
]);

/**
 * What the answer to `alipay.trade.refund` means. Code 10000 alone moves no money: `fund_change` says so. A refusal is
 * final for a number that was not sent before. Pure.
 */
export function outcomeOfSending(answer: Answer<RefundReport>): RefundOutcome {
  switch (answer.outcome) {
    case 'done':
      return answer.value.status === 'done'
        ? { kind: 'succeeded', refundedTotal: answer.value.refundedTotal }
        : { kind: 'unknown', why: 'fund_change is not Y' };
    case 'unknown':
      return { kind: 'unknown', why: answer.reason };
    case 'refused':
      return ofRefusal(answer.subCode);
  }
}

/**
 * What the answer to `alipay.trade.fastpay.refund.query` about a refund of `amount` means: success is proven by
 * `refund_status` alone; an answer without it means that the same number may be sent again. When another sum went back
 * under the number, nothing is booked and the refund stays open: only a person can tell why. Pure.
 */
export function outcomeOfAsking(answer: Answer<RefundReport>, amount: Fen): RefundOutcome {
  switch (answer.outcome) {
    case 'done':
      return ofKnown(answer.value, amount);
    case 'unknown':
      return { kind: 'unknown', why: answer.reason };
    case 'refused':
      return { kind: 'unknown', why: answer.subCode };
  }
}

function ofKnown(
  { status, refundAmount, refundedTotal }: RefundReport,
  amount: Fen,
): RefundOutcome {
  if (status !== 'done') return { kind: 'not-done', why: 'Alipay does not know of it' };
  if ((refundAmount ?? amount) === amount) return { kind: 'succeeded', refundedTotal };
  return { kind: 'unknown', why: 'Alipay has sent another sum back under its number' };
}

function ofRefusal(subCode: string): RefundOutcome {
  if (PASSING.has(subCode)) return { kind: 'wait', why: subCode };
  return { kind: UNDECIDED.has(subCode) ? 'unknown' : 'failed', why: subCode };
}
