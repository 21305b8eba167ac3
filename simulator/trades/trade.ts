import { done, refused, type Outcome, type SubCode } from '../gateway/refusals.js';

export type TradeStatus = 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_FINISHED' | 'TRADE_CLOSED';
export type TradeMove = 'pay' | 'close' | 'expire' | 'refund' | 'refundAll' | 'finish';

export interface Refund {
  readonly outRequestNo: string;
  readonly fen: number;
  /** ms since 1970 */
  readonly at: number;
  readonly reason: string | null;
  /** Whether the merchant wants to be told how the buyer's bank took it. */
  readonly asksDepositBack?: boolean;
  /** How the buyer's bank took it, and when; none: it went to no card. P: it has not answered yet. */
  readonly bank?: { readonly status: 'S' | 'F' | 'P'; readonly at: number };
}

/** One trade as Alipay keeps it. Sums in fen, times in ms since 1970; a change makes a new record. */
export interface Trade {
  readonly tradeNo: string;
  readonly outTradeNo: string;
  readonly status: TradeStatus;
  readonly totalFen: number;
  readonly subject: string;
  readonly body: string | null;
  readonly passbackParams: string | null;
  readonly notifyUrl: string | null;
  /** The merchant's own spelling (`utf-8`, `UTF-8`), which a notify repeats. */
  readonly charset: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly paidAt: number | null;
  readonly closedAt: number | null;
  readonly refunds: readonly Refund[];
  /** What a cancel did to it, so that the same cancel again answers the same. */
  readonly cancelled: 'close' | 'refund' | null;
}

type Row = Readonly<Record<TradeMove, { readonly to: TradeStatus } | { readonly no: SubCode }>>;
const to = (status: TradeStatus) => ({ to: status });
const no = (subCode: SubCode) => ({ no: subCode });

/** The life of a trade: where each move leads from each state, or why it is refused. */
export const tradeTable: Readonly<Record<TradeStatus, Row>> = {
  WAIT_BUYER_PAY: {
    pay: to('TRADE_SUCCESS'),
    close: to('TRADE_CLOSED'),
    expire: to('TRADE_CLOSED'),
    refund: no('ACQ.TRADE_STATUS_ERROR'),
    refundAll: no('ACQ.TRADE_STATUS_ERROR'),
    finish: no('ACQ.TRADE_STATUS_ERROR'),
  },
  TRADE_SUCCESS: {
    pay: no('ACQ.TRADE_HAS_SUCCESS'),
    close: no('ACQ.TRADE_STATUS_ERROR'),
    expire: no('ACQ.TRADE_STATUS_ERROR'),
    refund: to('TRADE_SUCCESS'),
    refundAll: to('TRADE_CLOSED'),
    finish: to('TRADE_FINISHED'),
  },
  TRADE_FINISHED: {
    pay: no('ACQ.TRADE_HAS_SUCCESS'),
    close: no('ACQ.TRADE_STATUS_ERROR'),
    expire: no('ACQ.TRADE_STATUS_ERROR'),
    refund: no('ACQ.TRADE_HAS_FINISHED'),
    refundAll: no('ACQ.TRADE_HAS_FINISHED'),
    finish: no('ACQ.TRADE_HAS_FINISHED'),
  },
  TRADE_CLOSED: {
    pay: no('ACQ.TRADE_HAS_CLOSE'),
    close: no('ACQ.REASON_TRADE_STATUS_INVALID'),
    expire: no('ACQ.TRADE_HAS_CLOSE'),
    refund: no('ACQ.TRADE_HAS_CLOSE'),
    refundAll: no('ACQ.TRADE_HAS_CLOSE'),
    finish: no('ACQ.TRADE_HAS_CLOSE'),
  },
};

/** The state after a move, or the refusal that the table names. */
export function move(status: TradeStatus, by: TradeMove): Outcome<TradeStatus> {
  const step = tradeTable[status][by];
  return 'to' in step ? done(step.to) : refused(step.no);
}

/** Everything refunded on the trade so far, in fen. */
export function refundedFen(trade: Trade): number {
  return trade.refunds.reduce((sum, refund) => sum + refund.fen, 0);
}

/** The buyer pays. Past `time_expire` it is refused although no timer has closed the trade yet. */
export function pay(trade: Trade, now: number): Outcome<Trade> {
  const next = move(trade.status, 'pay');
  if (!next.ok) return next;
  if (now >= trade.expiresAt) return refused('ACQ.TRADE_HAS_CLOSE');
  return done({ ...trade, status: next.value, paidAt: now });
}

/** The merchant closes an unpaid trade (`close`), or its time has run out (`expire`). */
export function close(trade: Trade, by: 'close' | 'expire', now: number): Outcome<Trade> {
  const next = move(trade.status, by);
  if (!next.ok) return next;
  return done({ ...trade, status: next.value, closedAt: now });
}

/** The refund window is over: nothing can be refunded any more. */
export function finish(trade: Trade): Outcome<Trade> {
  const next = move(trade.status, 'finish');
  return next.ok ? done({ ...trade, status: next.value }) : next;
}
