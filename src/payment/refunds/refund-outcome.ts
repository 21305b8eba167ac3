import type { Answer, RefundReport } from '../../alipay/alipay-client.js';
import { refundRefusal, type RefundRefusal } from '../../alipay/refusal-codes.js';
import type { Fen } from '../../kernel/money.js';
import { OWN_FAULTS } from '../model/refund-fault-words.js';

/** What an answer to a refund call, or to a question about it, means. */
export type RefundOutcome =
  | { readonly kind: 'succeeded'; readonly refundedTotal: Fen | null }
  | { readonly kind: 'unknown'; readonly why: string }
  /** Refused with a code that is in no table: money may have moved, so Alipay is asked before it counts as a no. */
  | { readonly kind: 'doubtful'; readonly why: string }
  | { readonly kind: 'not-done'; readonly why: string }
  | { readonly kind: 'wait'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

const KINDS = {
  passing: 'wait',
  undecided: 'unknown',
  final: 'failed',
  unlisted: 'doubtful',
} as const satisfies Record<RefundRefusal, RefundOutcome['kind']>;

/**
 * A refund that Alipay has refused this often with codes that are in no table, and of which it knew nothing each time
 * that it was asked then, is not going to be made.
 */
const DOUBTS_TO_FAIL = 3;

/**
 * What the answer to `alipay.trade.refund` means. Code 10000 alone moves no money: `fund_change` says so. A refusal is
 * final for a number that was not sent before. Pure.
 */
export function outcomeOfSending(answer: Answer<RefundReport>): RefundOutcome {
  switch (answer.outcome) {
    case 'done':
      return answer.value.status === 'done'
        ? { kind: 'succeeded', refundedTotal: answer.value.refundedTotal }
        : { kind: 'unknown', why: OWN_FAULTS.notMoved };
    case 'unknown':
      return { kind: 'unknown', why: answer.reason };
    case 'refused':
      return { kind: KINDS[refundRefusal(answer.code, answer.subCode)], why: wordOf(answer) };
  }
}

/** What the meaning of an answer about a refund depends on. */
export interface AskedRefund {
  readonly amount: Fen;
  /** The code in no table with which its last sending was refused; null when that was not refused so. */
  readonly refusal: string | null;
  /** How often that happened in a row. */
  readonly refusals: number;
}

/**
 * What the answer to `alipay.trade.fastpay.refund.query` about a refund means: success is proven by
 * `refund_status` alone; an answer without it means that the same number may be sent again. When another sum went back
 * under the number, nothing is booked and the refund stays open: only a person can tell why. Pure.
 */
export function outcomeOfAsking(answer: Answer<RefundReport>, refund: AskedRefund): RefundOutcome {
  switch (answer.outcome) {
    case 'done':
      return ofKnown(answer.value, refund);
    case 'unknown':
      return { kind: 'unknown', why: answer.reason };
    case 'refused':
      return { kind: 'unknown', why: wordOf(answer) };
  }
}

function ofKnown(
  { status, refundAmount, refundedTotal }: RefundReport,
  refund: AskedRefund,
): RefundOutcome {
  if (status !== 'done') return outcomeOfAbsence(refund);
  const { amount } = refund;
  if ((refundAmount ?? amount) === amount) return { kind: 'succeeded', refundedTotal };
  return { kind: 'unknown', why: OWN_FAULTS.otherSum };
}

/** Alipay, asked about a refund, knows nothing of it: it is sent again, or was refused often enough. */
function outcomeOfAbsence({ refusal, refusals }: AskedRefund): RefundOutcome {
  if (refusal !== null && refusals >= DOUBTS_TO_FAIL) return { kind: 'failed', why: refusal };
  return { kind: 'not-done', why: OWN_FAULTS.unknownThere };
}

function wordOf({ code, subCode }: { readonly code: string; readonly subCode: string }): string {
  return subCode === '' ? code : subCode;
}
