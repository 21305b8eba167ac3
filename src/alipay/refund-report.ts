import type { Fen } from '../kernel/money.js';
import type { AnswerFields } from './answer.js';
import { moneyIn, numberIn, redacted } from './message-fields.js';
import { isNumbered, reportOfRefund, type TradeReport } from './trade-report.js';

/** What Alipay says of one refund. */
export interface RefundReport {
  readonly outTradeNo: string;
  readonly tradeNo: string | null;
  readonly outRequestNo: string;
  /** `not-known`: not refunded, or not yet; ask again with the same number (alipay.md 4.1). */
  readonly status: 'done' | 'not-known';
  /** This refund's sum; null: not said. */
  readonly refundAmount: Fen | null;
  /** All that was refunded of the trade so far; null: not said. */
  readonly refundedTotal: Fen | null;
  /** What the answer says of the trade as a whole, when it does. */
  readonly trade: TradeReport | null;
  readonly evidence: Readonly<Record<string, string>>;
}

/** What was asked for: a refund is told apart by both numbers. */
export interface RefundNumbers {
  readonly outTradeNo: string;
  readonly outRequestNo: string;
  /** Alipay's own number of the trade, where ours may stand for another one too; it wins (alipay.md 4). */
  readonly tradeNo?: string | null;
}

/**
 * The answer to a refund; null when it names no trade. Code 10000 does not say that money moved, `fund_change=Y` does;
 * `refund_fee` is cumulative.
 */
export function refundAnswered(asked: RefundNumbers, fields: AnswerFields): RefundReport | null {
  if (!isNumbered(fields)) return null;
  const moved = fields['fund_change'] === 'Y';
  return {
    ...bareReport(asked, fields),
    status: moved ? 'done' : 'not-known',
    refundedTotal: moneyIn(fields['refund_fee']),
    trade: moved ? reportOfRefund(fields) : null,
  };
}

/**
 * The answer to a refund's query; null when it is about another refund. Without `refund_status` it says that the
 * refund is not done or not known yet, and may hold nothing but its code.
 */
export function refundQueried(asked: RefundNumbers, fields: AnswerFields): RefundReport | null {
  const done = fields['refund_status'] === 'REFUND_SUCCESS';
  const named = { outTradeNo: fields['out_trade_no'], outRequestNo: fields['out_request_no'] };
  if (isOther(named.outTradeNo, asked.outTradeNo, done)) return null;
  if (isOther(named.outRequestNo, asked.outRequestNo, done)) return null;
  const refundAmount = moneyIn(fields['refund_amount']);
  return { ...bareReport(asked, fields), status: done ? 'done' : 'not-known', refundAmount };
}

function isOther(named: string | undefined, asked: string, mustBeNamed: boolean): boolean {
  return named === undefined ? mustBeNamed : named !== asked;
}

function bareReport(asked: RefundNumbers, fields: AnswerFields) {
  return {
    ...asked,
    tradeNo: numberIn(fields['trade_no']),
    refundAmount: null,
    refundedTotal: null,
    trade: null,
    evidence: redacted(Object.entries(fields)),
  };
}
