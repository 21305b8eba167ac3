import type { Fen } from '../kernel/money.js';
import type { AnswerFields } from './answer.js';
import type { MessageFields } from './verification.js';
import { moneyIn, numberIn, redacted, statusIn, timeIn } from './message-fields.js';

/** How a check ended. `not-said`: there is nothing to compare; `off`: it is not configured. */
export type CheckVerdict = 'passed' | 'failed' | 'not-said' | 'off';

/** Checks that were made, by the name of what they look at. */
export type Checks = Readonly<Record<string, CheckVerdict>>;

/** What is checked of every answer before it is believed; whose trade it is about follows from the question. */
export const ANSWER_CHECKS: Checks = { signature: 'passed' };

/** The verdict of a check that holds or does not. */
export function checked(holds: boolean): CheckVerdict {
  return holds ? 'passed' : 'failed';
}

/** Alipay's states of a trade, and NOT_EXIST: nobody has opened its link or scanned its code yet. */
export type TradeStatus =
  'NOT_EXIST' | 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_FINISHED' | 'TRADE_CLOSED';

/** One statement by Alipay about a trade, genuine and readable, whatever way it came. */
export interface TradeReport {
  readonly source: 'notify' | 'query' | 'close' | 'cancel' | 'refund' | 'bill';
  readonly outTradeNo: string;
  readonly tradeNo: string | null;
  readonly status: TradeStatus;
  /** The trade's sum; null: the report does not say. */
  readonly totalAmount: Fen | null;
  /** All that was refunded of the trade so far; null: the report does not say. */
  readonly refundedAmount: Fen | null;
  /** With TRADE_CLOSED: it was paid, and all of it sent back. */
  readonly paidAt: Date | null;
  /** The refund that a notify is about: a hint, for Alipay fills in other numbers when there was none. */
  readonly outRequestNo: string | null;
  /** What was checked of the message itself before it became a report. */
  readonly checks: Checks;
  /** The fields as they came, without the buyer's data and the signature. */
  readonly evidence: Readonly<Record<string, string>>;
}

/** What a trade notify says; its fields have the form `TRADE_NOTIFY`. A refund's notify differs by its `refund_fee`. */
export function reportOfNotify(fields: MessageFields, checks: Checks): TradeReport {
  const field = (name: string) => fields.get(name);
  return {
    source: 'notify',
    outTradeNo: field('out_trade_no') ?? '',
    tradeNo: numberIn(field('trade_no')),
    status: statusIn(field('trade_status')) ?? 'WAIT_BUYER_PAY',
    totalAmount: moneyIn(field('total_amount')),
    refundedAmount: moneyIn(field('refund_fee')),
    paidAt: timeIn(field('gmt_payment')),
    outRequestNo: numberIn(field('out_biz_no')),
    checks,
    evidence: redacted(fields),
  };
}

/**
 * What a query's answer says; null when it does not name the trade, its state and its sum, or when it says of a closed
 * trade in no readable way when it was paid: that alone tells a refund from a close. `receipt_amount` and
 * `buyer_pay_amount` are left aside: they may be 0.00 for a paid trade (alipay.md 3).
 */
export function reportOfQuery(fields: AnswerFields): TradeReport | null {
  const status = statusIn(fields['trade_status']);
  const totalAmount = moneyIn(fields['total_amount']);
  if (status === null || totalAmount === null || !isNumbered(fields)) return null;
  const { send_pay_date: paidTime = '' } = fields;
  const paidAt = timeIn(paidTime);
  if (status === 'TRADE_CLOSED' && paidTime !== '' && paidAt === null) return null;
  return { ...bareReport('query', fields), status, totalAmount, paidAt };
}

/** What the answer to a close says that was done: the trade is closed, unpaid. Null when it names no trade. */
export function reportOfClose(fields: AnswerFields): TradeReport | null {
  if (!isNumbered(fields)) return null;
  return { ...bareReport('close', fields), status: 'TRADE_CLOSED' };
}

/** What a refund's answer says when money moved: the trade was paid, and this much was sent back in all. */
export function reportOfRefund(fields: AnswerFields): TradeReport {
  const refundedAmount = moneyIn(fields['refund_fee']);
  return { ...bareReport('refund', fields), status: 'TRADE_SUCCESS', refundedAmount };
}

/** What ACQ.TRADE_NOT_EXIST says. The link that was signed stays payable until its `time_expire` (alipay.md 4). */
export function reportOfAbsence(source: 'query' | 'close', fields: AnswerFields): TradeReport {
  return { ...bareReport(source, fields), status: 'NOT_EXIST' };
}

/** Whether an answer names the merchant's number of the trade that it is about. */
export function isNumbered(fields: AnswerFields): boolean {
  return numberIn(fields['out_trade_no']) !== null;
}

function bareReport(source: TradeReport['source'], fields: AnswerFields) {
  return {
    source,
    outTradeNo: fields['out_trade_no'] ?? '',
    tradeNo: numberIn(fields['trade_no']),
    totalAmount: null,
    refundedAmount: null,
    paidAt: null,
    outRequestNo: null,
    checks: ANSWER_CHECKS,
    evidence: redacted(Object.entries(fields)),
  };
}
