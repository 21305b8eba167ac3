import type { Answer, RefundReport } from '../../alipay/alipay-client.js';
import {
  ANSWER_CHECKS,
  checked,
  type Checks,
  type TradeReport,
} from '../../alipay/trade-report.js';
import type { Fen } from '../../kernel/money.js';
import { isItsSum, isItsTrade, isWithinSum, type PaymentFacts } from './settlement.js';

/** What a genuine return address says. */
export interface Visit {
  readonly outTradeNo: string;
  readonly tradeNo: string;
  readonly totalAmount: Fen;
  /** What was checked of the address itself. */
  readonly checks: Checks;
}

/**
 * The verdict of each check that a trade report came to: of the message itself, then against the payment that it names
 * (null: none here). After a mismatch nothing is asked of the states. What the report says of its own checks wins.
 * Pure.
 */
export function checksOf(
  report: TradeReport,
  payment: PaymentFacts | null,
  verdict: string,
): Checks {
  if (payment === null) return { ...report.checks, out_trade_no: 'failed' };
  const { tradeNo, totalAmount, refundedAmount } = report;
  const isSum = checked(isItsSum(payment, report));
  // No other payment has the number: a unique key sees to that, and to this verdict when it does not hold.
  const isTrade = checked(isItsTrade(payment, report) && verdict !== 'trade-no-mismatch');
  return {
    ...report.checks,
    out_trade_no: 'passed',
    total_amount: totalAmount === null && isSum === 'passed' ? 'not-said' : isSum,
    trade_no: tradeNo === null ? 'not-said' : isTrade,
    ...(refundedAmount === null ? {} : { refund_fee: checked(isWithinSum(payment, report)) }),
    ...stateChecks(verdict),
    ...report.checks,
  };
}

/** The verdict of each check of a buyer's return; null: no payment here has its number. Pure. */
export function checksOfVisit(
  visit: Visit,
  payment: Pick<PaymentFacts, 'amount' | 'tradeNo'> | null,
): Checks {
  if (payment === null) return { ...visit.checks, out_trade_no: 'failed' };
  const { amount, tradeNo } = payment;
  return {
    ...visit.checks,
    out_trade_no: 'passed',
    total_amount: checked(visit.totalAmount === amount),
    trade_no: tradeNo === null ? 'not-said' : checked(visit.tradeNo === tradeNo),
  };
}

/** The verdict of each check of an answer about a refund of `amount`; one that names another refund is no answer. Pure. */
export function checksOfRefund(
  answer: Exclude<Answer<RefundReport>, { outcome: 'unknown' }>,
  amount: Fen,
): Checks {
  if (answer.outcome === 'refused') return { ...ANSWER_CHECKS, money_moved: 'failed' };
  const { evidence, status, refundAmount } = answer.value;
  const named = (field: string) => (field in evidence ? 'passed' : 'not-said');
  return {
    ...ANSWER_CHECKS,
    out_trade_no: named('out_trade_no'),
    out_request_no: named('out_request_no'),
    ...(refundAmount === null ? {} : { refund_amount: checked(refundAmount === amount) }),
    money_moved: checked(status === 'done'),
  };
}

function stateChecks(verdict: string): Checks {
  if (verdict.endsWith('-mismatch')) return {};
  const state = { state: 'passed' } as const;
  // Only money asks something of the order.
  if (verdict === 'paid') return { ...state, order: 'passed' };
  return verdict === 'late' ? { ...state, order: 'failed' } : state;
}
