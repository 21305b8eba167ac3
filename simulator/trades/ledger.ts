import { chinaTime } from '../china-time.js';
import type { Notice } from '../notify/notify-sender.js';
import { yuanFromFen } from '../money.js';
import { refundedFen, type Trade, type TradeStatus } from './trade.js';
import type { World } from '../world.js';

/** One trade as the ledger shows it: sums as yuan strings and in fen, times in China. */
export interface LedgerTrade {
  readonly out_trade_no: string;
  readonly trade_no: string;
  readonly status: TradeStatus;
  readonly subject: string;
  readonly total_amount: string;
  readonly total_fen: number;
  /** What the buyer paid and still has not got back is paid − refunded. */
  readonly paid_fen: number;
  readonly refunded: string;
  readonly refunded_fen: number;
  readonly gmt_create: string;
  readonly time_expire: string;
  readonly gmt_payment: string | null;
  readonly gmt_close: string | null;
  readonly notify_url: string | null;
  readonly refunds: readonly LedgerRefund[];
  readonly notifies: readonly LedgerNotify[];
}

interface LedgerRefund {
  readonly out_request_no: string;
  readonly refund_amount: string;
  readonly fen: number;
  readonly gmt_refund: string;
}

interface LedgerNotify {
  readonly notify_id: string;
  readonly trade_status: string;
  readonly state: Notice['state'];
  readonly tries: number;
  readonly next_try: string | null;
  readonly deliveries: readonly {
    readonly at: string;
    readonly outcome: string;
    readonly detail: string | null;
  }[];
}

const timeOrNull = (ms: number | null) => (ms === null ? null : chinaTime(ms));

function ledgerNotify(notice: Notice): LedgerNotify {
  return {
    notify_id: notice.notifyId,
    trade_status: notice.tradeStatus,
    state: notice.state,
    tries: notice.tries,
    next_try: notice.state === 'waiting' ? chinaTime(notice.dueAt) : null,
    deliveries: notice.deliveries.map((one) => ({ ...one, at: chinaTime(one.at) })),
  };
}

export function ledgerTrade(world: World, trade: Trade): LedgerTrade {
  const refunded = refundedFen(trade);
  return {
    out_trade_no: trade.outTradeNo,
    trade_no: trade.tradeNo,
    status: trade.status,
    subject: trade.subject,
    total_amount: yuanFromFen(trade.totalFen),
    total_fen: trade.totalFen,
    paid_fen: trade.paidAt === null ? 0 : trade.totalFen,
    refunded: yuanFromFen(refunded),
    refunded_fen: refunded,
    gmt_create: chinaTime(trade.createdAt),
    time_expire: chinaTime(trade.expiresAt),
    gmt_payment: timeOrNull(trade.paidAt),
    gmt_close: timeOrNull(trade.closedAt),
    notify_url: trade.notifyUrl,
    refunds: trade.refunds.map((one) => ({
      out_request_no: one.outRequestNo,
      refund_amount: yuanFromFen(one.fen),
      fen: one.fen,
      gmt_refund: chinaTime(one.at),
    })),
    notifies: world.notifySender.notices(trade.outTradeNo).map(ledgerNotify),
  };
}

/** Every trade, in the order in which they came to exist. */
export function ledger(world: World): LedgerTrade[] {
  return world.trades.all().map((trade) => ledgerTrade(world, trade));
}
