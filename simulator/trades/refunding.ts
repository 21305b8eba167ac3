import { fenFromYuan } from '../money.js';
import { done, refused, type Outcome } from '../gateway/refusals.js';
import { close, move, refundedFen, type Refund, type Trade } from './trade.js';

export interface RefundRequest {
  readonly outRequestNo: string | null;
  /** As sent: yuan. */
  readonly amount: unknown;
  readonly reason: string | null;
  readonly asksDepositBack?: boolean;
}

export interface Refunded {
  readonly trade: Trade;
  readonly refund: Refund;
  /** Whether this very call moved money: `fund_change` Y. A repeat of a refund that was made before says N. */
  readonly fundChange: boolean;
}

function addRefund(trade: Trade, refund: Refund): Outcome<Refunded> {
  const sum = refundedFen(trade) + refund.fen;
  const next = move(trade.status, sum === trade.totalFen ? 'refundAll' : 'refund');
  if (!next.ok) return next;
  if (sum > trade.totalFen) return refused('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL');
  const closedAt = next.value === 'TRADE_CLOSED' ? refund.at : trade.closedAt;
  const refunds = [...trade.refunds, refund];
  return done({
    trade: { ...trade, status: next.value, closedAt, refunds },
    refund,
    fundChange: true,
  });
}

/**
 * One refund by its `out_request_no`: the same number again with the same sum is the same refund once, with another
 * sum ACQ.DISCORDANT_REPEAT_REQUEST. Without a number it counts under the `out_trade_no`, and only for the whole sum.
 */
export function makeRefund(trade: Trade, request: RefundRequest, now: number): Outcome<Refunded> {
  const fen = fenFromYuan(request.amount);
  if (fen === null) return refused('ACQ.INVALID_PARAMETER', 'refund_amount');
  if (fen === 0) return refused('ACQ.REASON_TRADE_REFUND_FEE_ERR');
  if (request.outRequestNo === null && fen < trade.totalFen) {
    return refused('ACQ.INVALID_PARAMETER', '部分退款必须传入 out_request_no');
  }
  const outRequestNo = request.outRequestNo ?? trade.outTradeNo;
  const before = trade.refunds.find((one) => one.outRequestNo === outRequestNo);
  if (!before) {
    const { reason } = request;
    const asksDepositBack = request.asksDepositBack === true;
    return addRefund(trade, { outRequestNo, fen, at: now, reason, asksDepositBack });
  }
  if (before.fen !== fen) return refused('ACQ.DISCORDANT_REPEAT_REQUEST');
  return done({ trade, refund: before, fundChange: false });
}

export interface Cancelled {
  readonly trade: Trade;
  /** What this call did; null when it found nothing left to do. */
  readonly did: 'close' | 'refund' | null;
  readonly refund: Refund | null;
}

/** `alipay.trade.cancel` on a trade that exists: closes it when unpaid, sends the rest of the money back when paid. */
export function cancel(trade: Trade, now: number): Outcome<Cancelled> {
  if (trade.status === 'TRADE_CLOSED') return done({ trade, did: null, refund: null });
  if (trade.status === 'WAIT_BUYER_PAY') {
    const closed = close(trade, 'close', now);
    if (!closed.ok) return closed;
    return done({ trade: { ...closed.value, cancelled: 'close' }, did: 'close', refund: null });
  }
  const rest = trade.totalFen - refundedFen(trade);
  const taken = trade.refunds.some((one) => one.outRequestNo === trade.outTradeNo);
  const outRequestNo = taken ? trade.tradeNo : trade.outTradeNo;
  const added = addRefund(trade, { outRequestNo, fen: rest, at: now, reason: null });
  if (!added.ok) return added;
  const after: Trade = { ...added.value.trade, cancelled: 'refund' };
  return done({ trade: after, did: 'refund', refund: added.value.refund });
}
