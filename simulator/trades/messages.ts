import { chinaTime, chinaTimeWithMs } from '../china-time.js';
import { yuanFromFen } from '../money.js';
import { refundedFen, type Refund, type Trade } from './trade.js';

export interface Identity {
  readonly appId: string;
  readonly sellerId: string;
}

/** The one buyer of this gateway. */
export const buyer = {
  id: '2088000000000002',
  logonId: 'mai***@sandbox.com',
  account: 'maijia@sandbox.com（沙箱买家）',
} as const;
export const seller = { email: 'shop@sandbox.com', name: '沙箱商户' } as const;

type Fields = Record<string, string>;

/** Values that do not apply are left out, as in Alipay's own messages. */
function present(fields: Readonly<Record<string, string | null>>): Fields {
  const given = Object.entries(fields).filter(([, value]) => value !== null && value !== '');
  return Object.fromEntries(given) as Fields;
}

function moneyFields(trade: Trade): Fields {
  const total = yuanFromFen(trade.totalFen);
  if (trade.paidAt === null) return { total_amount: total };
  return {
    total_amount: total,
    receipt_amount: total,
    buyer_pay_amount: total,
    invoice_amount: total,
    point_amount: '0.00',
    fund_bill_list: JSON.stringify([{ amount: total, fundChannel: 'ALIPAYACCOUNT' }]),
  };
}

/** A refund's notify carries the cumulative sum; a close without payment says refund_fee 0.00 and no gmt_payment. */
function endingFields(
  trade: Trade,
  refund: Refund | null,
): Readonly<Record<string, string | null>> {
  const closed = trade.status === 'TRADE_CLOSED' && trade.closedAt !== null;
  return {
    gmt_payment: trade.paidAt === null ? null : chinaTime(trade.paidAt),
    gmt_close: closed ? chinaTime(trade.closedAt) : null,
    refund_fee: refund || closed ? yuanFromFen(refundedFen(trade)) : null,
    gmt_refund: refund ? chinaTimeWithMs(refund.at) : null,
    out_biz_no: refund ? refund.outRequestNo : null,
  };
}

/** A trade notify as it is before `notify_time` and the signature; `refund` is the refund that it tells of. */
export function notifyFields(
  trade: Trade,
  refund: Refund | null,
  notifyId: string,
  identity: Identity,
): Fields {
  return present({
    notify_id: notifyId,
    notify_type: 'trade_status_sync',
    charset: trade.charset,
    version: '1.0',
    app_id: identity.appId,
    auth_app_id: identity.appId,
    seller_id: identity.sellerId,
    seller_email: seller.email,
    buyer_id: buyer.id,
    buyer_logon_id: buyer.logonId,
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    trade_status: trade.status,
    subject: trade.subject,
    body: trade.body,
    passback_params: trade.passbackParams,
    gmt_create: chinaTime(trade.createdAt),
    ...moneyFields(trade),
    ...endingFields(trade, refund),
  });
}

/**
 * The message that tells how a refund to a bank card ended, before its time and the signature. With F the money went to
 * the buyer's balance, and no sum is said.
 */
export function depositBackFields(
  trade: Trade,
  refund: Refund,
  how: { readonly status: 'S' | 'F'; readonly notifyId: string; readonly now: number },
  identity: Identity,
): Fields {
  const content = present({
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    out_request_no: refund.outRequestNo,
    dback_status: how.status,
    dback_amount: how.status === 'S' ? yuanFromFen(refund.fen) : null,
    bank_ack_time: chinaTime(how.now),
  });
  return {
    notify_id: how.notifyId,
    msg_method: 'alipay.trade.refund.depositback.completed',
    app_id: identity.appId,
    version: '1.1',
    charset: 'UTF-8',
    biz_content: JSON.stringify(content),
  };
}

/** What the browser carries back to `return_url`: no trade_status, so it proves nothing about the payment. */
export function returnFields(
  trade: Trade,
  method: string,
  identity: Identity,
  now: number,
): Fields {
  return {
    charset: trade.charset,
    out_trade_no: trade.outTradeNo,
    method: `${method}.return`,
    total_amount: yuanFromFen(trade.totalFen),
    trade_no: trade.tradeNo,
    auth_app_id: identity.appId,
    version: '1.0',
    app_id: identity.appId,
    seller_id: identity.sellerId,
    timestamp: chinaTime(now),
  };
}

/** `return_url` with the signed parameters; its own query stays in front, unsigned. */
export function addToUrl(url: string, params: Fields): string {
  const [address = '', fragment] = url.split('#', 2);
  const query = new URLSearchParams(params).toString();
  const joint = address.includes('?') ? '&' : '?';
  return `${address}${joint}${query}${fragment === undefined ? '' : `#${fragment}`}`;
}
