import type { TradeReport } from '../../alipay/trade-report.js';
import { fen, type Fen } from '../../kernel/money.js';
import type { OrderState } from '../../orders/model/order-states.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import {
  isPaid,
  knowledgeOf,
  type PaymentState,
  stateFor,
  type TradeKnowledge,
} from '../model/payment-states.js';

/** What settling looks at: the payment's row and its order, both locked. */
export interface PaymentFacts {
  readonly state: PaymentState;
  readonly amount: Fen;
  readonly refunded: Fen;
  readonly tradeNo: string | null;
  /** Whether this payment is the one that paid its order. */
  readonly applied: boolean;
}

/** What settling looks at in the payment's order. */
export interface OrderFacts {
  readonly state: OrderState;
  /** What it costs now: an earlier payment over another sum, from before its price was reduced, does not pay it. */
  readonly payable: Fen;
}

/** Why a genuine report is not believed about this payment. */
export type Mismatch = 'amount' | 'trade-no' | 'refund-exceeds-payment';

/** What becomes of the order when a report is applied. */
export type OrderEffect = 'none' | 'pay' | 'pay-and-refund' | 'late' | 'refund' | 'unpaid-closed';

/** What a report means for a payment. */
export type Settlement =
  | { readonly verdict: 'mismatch'; readonly what: Mismatch; readonly claimsPaid: boolean }
  | { readonly verdict: 'unchanged' }
  | {
      readonly verdict: 'paid' | 'late' | 'refunded' | 'finished' | 'closed' | 'awaiting';
      readonly state: PaymentState;
      readonly refunded: Fen;
      readonly tradeNo: string | null;
      /** Whether this report is the first that tells of the money. */
      readonly newlyPaid: boolean;
      readonly order: OrderEffect;
    };

/**
 * The one rule of what a trade report means. What is known of a trade only grows, and the report's knowledge is joined
 * to the payment's, so repeats change nothing and any order of reports ends in the same state.
 */
export function settle(payment: PaymentFacts, order: OrderFacts, report: TradeReport): Settlement {
  const told = knowledgeFrom(report, payment.amount);
  const mismatch = mismatchOf(payment, report);
  if (mismatch !== null) return { verdict: 'mismatch', what: mismatch, claimsPaid: told.paid };
  const before = knowledgeOf(payment.state, payment.refunded);
  const after = join(before, told);
  const state = stateFor(after, payment.amount);
  const tradeNo = payment.tradeNo ?? report.tradeNo;
  if (
    state === payment.state &&
    after.refunded === payment.refunded &&
    tradeNo === payment.tradeNo
  ) {
    return { verdict: 'unchanged' };
  }
  const change = { state, refunded: after.refunded, tradeNo };
  return { ...change, ...meaning(payment, order, before, { ...after, state }) };
}

/** Whether a report says that money was received for the trade, be it refunded since or not. */
export function claimsPaid(report: TradeReport): boolean {
  switch (report.status) {
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return true;
    case 'TRADE_CLOSED':
      // alipay.md 3: TRADE_CLOSED with a payment time was paid and sent back in full; nothing unpaid has a refund.
      return report.paidAt !== null || (report.refundedAmount ?? 0) > 0;
    case 'WAIT_BUYER_PAY':
    case 'NOT_EXIST':
      return false;
  }
}

/** What settling looks at in a payment's row. */
export function factsOf(payment: PaymentEntity): PaymentFacts {
  return {
    state: payment.state,
    amount: payment.amount,
    refunded: payment.refundedAmount,
    tradeNo: payment.tradeNo,
    applied: payment.appliedAt !== null,
  };
}

/** What an incident keeps of a report. */
export function incidentFacts(report: TradeReport) {
  const { outTradeNo, tradeNo, totalAmount } = report;
  return { outTradeNo, tradeNo, totalAmount, claimsPaid: claimsPaid(report) };
}

function knowledgeFrom(report: TradeReport, amount: Fen): TradeKnowledge {
  const paid = claimsPaid(report);
  const closed = report.status === 'TRADE_CLOSED';
  return {
    awaited: report.status !== 'NOT_EXIST',
    closedUnpaid: closed && !paid,
    paid,
    finished: report.status === 'TRADE_FINISHED',
    refunded: paid ? refundedBy(report, closed, amount) : fen(0),
  };
}

function refundedBy(report: TradeReport, closed: boolean, amount: Fen): Fen {
  return closed ? amount : (report.refundedAmount ?? fen(0));
}

function mismatchOf(payment: PaymentFacts, report: TradeReport): Mismatch | null {
  if (!isItsSum(payment, report)) return 'amount';
  if (!isItsTrade(payment, report)) return 'trade-no';
  return isWithinSum(payment, report) ? null : 'refund-exceeds-payment';
}

/** A report of money must name the sum, to the fen; one of a payment that is paid already need not name it again. */
export function isItsSum(payment: PaymentFacts, report: TradeReport): boolean {
  if (report.totalAmount !== null) return report.totalAmount === payment.amount;
  return !claimsPaid(report) || isPaid(payment.state);
}

/** Whether a report names the payment's trade; the first number that is named becomes the payment's. */
export function isItsTrade(payment: PaymentFacts, report: TradeReport): boolean {
  const bothKnown = payment.tradeNo !== null && report.tradeNo !== null;
  return !bothKnown || payment.tradeNo === report.tradeNo;
}

/** Whether no more is said to be refunded than was paid. */
export function isWithinSum(payment: PaymentFacts, report: TradeReport): boolean {
  return (report.refundedAmount ?? 0) <= payment.amount;
}

function join(one: TradeKnowledge, other: TradeKnowledge): TradeKnowledge {
  return {
    awaited: one.awaited || other.awaited,
    closedUnpaid: one.closedUnpaid || other.closedUnpaid,
    paid: one.paid || other.paid,
    finished: one.finished || other.finished,
    refunded: fen(Math.max(one.refunded, other.refunded)),
  };
}

function meaning(
  payment: PaymentFacts,
  order: OrderFacts,
  before: TradeKnowledge,
  after: TradeKnowledge & { readonly state: PaymentState },
) {
  if (!before.paid && after.paid) return moneyArrived(payment, order, after.state);
  if (after.refunded > before.refunded) {
    const whole = after.refunded === payment.amount && payment.applied;
    return { verdict: 'refunded', newlyPaid: false, order: whole ? 'refund' : 'none' } as const;
  }
  return withoutMoney(payment.state, after.state);
}

function moneyArrived(payment: PaymentFacts, order: OrderFacts, state: PaymentState) {
  const usable = order.state === 'PENDING_PAYMENT' && payment.amount === order.payable;
  const back = state === 'REFUNDED';
  if (usable) {
    const effect = back ? 'pay-and-refund' : 'pay';
    return { verdict: 'paid', newlyPaid: true, order: effect } as const;
  }
  return { verdict: 'late', newlyPaid: true, order: 'late' } as const;
}

function withoutMoney(before: PaymentState, after: PaymentState) {
  const quiet = { newlyPaid: false, order: 'none' } as const;
  if (after === 'FINISHED' && before !== 'FINISHED')
    return { verdict: 'finished', ...quiet } as const;
  if (after === 'CLOSED' && before !== 'CLOSED') {
    return { verdict: 'closed', newlyPaid: false, order: 'unpaid-closed' } as const;
  }
  return { verdict: 'awaiting', ...quiet } as const;
}
