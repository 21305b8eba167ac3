import { findBill } from '../bills/find-bill.js';
import { failureNode, successNode, type AnswerNode } from './answers.js';
import type { Call, ServerMethod } from './call.js';
import { chinaTime } from '../china-time.js';
import { cancelTrade, closeTrade, refundTrade } from '../trades/trade-actions.js';
import { giveQrCode, qrAddress } from '../trades/checkout.js';
import { buyer } from '../trades/messages.js';
import { yuanFromFen } from '../money.js';
import { bizText } from '../trades/order.js';
import { done, refusal, refused, type Outcome } from './refusals.js';
import { refundedFen, type Refund, type Trade } from '../trades/trade.js';
import type { World } from '../world.js';

type Answer = (world: World, call: Call) => AnswerNode;

/** The trade a call means: `trade_no` wins over `out_trade_no`. */
function findTrade(world: World, call: Call): Outcome<Trade> {
  const outTradeNo = bizText(call.biz, 'out_trade_no');
  const tradeNo = bizText(call.biz, 'trade_no');
  if (outTradeNo === null && tradeNo === null) {
    return refused('ACQ.INVALID_PARAMETER', 'out_trade_no 和 trade_no 不能同时为空');
  }
  const trade = world.trades.find(outTradeNo, tradeNo);
  return trade ? done(trade) : refused('ACQ.TRADE_NOT_EXIST');
}

function numbers(trade: Trade): AnswerNode {
  return { out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo };
}

const precreate: Answer = (world, call) => {
  const given = giveQrCode(world, call);
  const outTradeNo = bizText(call.biz, 'out_trade_no');
  if (!given.ok) return failureNode(given.refusal, outTradeNo ? { out_trade_no: outTradeNo } : {});
  return successNode({ out_trade_no: outTradeNo, qr_code: qrAddress(world, given.value) });
};

/** receipt_amount and buyer_pay_amount are 0.00 also on a paid trade, as in the answers that Alipay signed. */
const query: Answer = (world, call) => {
  const found = findTrade(world, call);
  if (!found.ok) return failureNode(found.refusal);
  const trade = found.value;
  return successNode({
    ...numbers(trade),
    trade_status: trade.status,
    total_amount: yuanFromFen(trade.totalFen),
    receipt_amount: '0.00',
    buyer_pay_amount: '0.00',
    invoice_amount: '0.00',
    point_amount: '0.00',
    buyer_logon_id: buyer.logonId,
    buyer_user_id: buyer.id,
    buyer_user_type: 'PRIVATE',
    send_pay_date: trade.paidAt === null ? null : chinaTime(trade.paidAt),
  });
};

const close: Answer = (world, call) => {
  const found = findTrade(world, call);
  if (!found.ok) return failureNode(found.refusal);
  const closed = closeTrade(world, found.value);
  return closed.ok
    ? successNode(numbers(closed.value))
    : failureNode(closed.refusal, numbers(found.value));
};

/** Nothing to cancel is a success without action and trade_no; the pay link stays alive. */
const cancel: Answer = (world, call) => {
  const found = findTrade(world, call);
  if (!found.ok) {
    const absent = found.refusal.subCode === 'ACQ.TRADE_NOT_EXIST';
    if (!absent) return failureNode(found.refusal);
    return successNode({ out_trade_no: bizText(call.biz, 'out_trade_no'), retry_flag: 'N' });
  }
  const cancelled = cancelTrade(world, found.value);
  if (!cancelled.ok) return failureNode(cancelled.refusal, { retry_flag: 'N' });
  const { trade } = cancelled.value;
  return successNode({ ...numbers(trade), retry_flag: 'N', action: trade.cancelled });
};

/** Whether a call's `query_options` ask for something. */
function asks(call: Call, option: string): boolean {
  const options = call.biz['query_options'];
  return Array.isArray(options) && options.includes(option);
}

/** refund_fee is everything refunded on the trade so far, not this refund's sum. */
const refund: Answer = (world, call) => {
  const found = findTrade(world, call);
  if (!found.ok) return failureNode(found.refusal);
  const refunded = refundTrade(world, found.value, {
    outRequestNo: bizText(call.biz, 'out_request_no'),
    amount: call.biz['refund_amount'],
    reason: bizText(call.biz, 'refund_reason'),
    asksDepositBack: asks(call, 'deposit_back_info'),
  });
  if (!refunded.ok) return failureNode(refunded.refusal, numbers(found.value));
  const { trade, refund: one, fundChange } = refunded.value;
  return successNode({
    ...numbers(trade),
    buyer_logon_id: buyer.logonId,
    buyer_user_id: buyer.id,
    fund_change: fundChange && !world.faults.happens('denyFundChange') ? 'Y' : 'N',
    gmt_refund_pay: chinaTime(one.at),
    refund_fee: yuanFromFen(refundedFen(trade)),
    send_back_fee: '0.00',
  });
};

/** How the buyer's bank took a refund to a card; a refund to a balance has none. */
function depositBackInfo({ fen, bank }: Refund): AnswerNode {
  if (bank === undefined) return { has_deposit_back: 'false' };
  const known = { has_deposit_back: 'true', dback_status: bank.status };
  if (bank.status === 'P') return known;
  const amount = bank.status === 'S' ? { dback_amount: yuanFromFen(fen) } : {};
  return { ...known, ...amount, bank_ack_time: chinaTime(bank.at) };
}

/** A refund that is not there is a bare success: 10000 without refund_status means "not refunded or not yet known". */
const queryRefund: Answer = (world, call) => {
  const found = findTrade(world, call);
  if (!found.ok) return failureNode(found.refusal);
  const outRequestNo = bizText(call.biz, 'out_request_no');
  if (outRequestNo === null) {
    return failureNode(refusal('ACQ.INVALID_PARAMETER', 'out_request_no'));
  }
  const trade = found.value;
  const one = trade.refunds.find((made) => made.outRequestNo === outRequestNo);
  if (!one) return successNode({});
  const wantsTime = asks(call, 'gmt_refund_pay');
  return successNode({
    ...numbers(trade),
    out_request_no: one.outRequestNo,
    refund_amount: yuanFromFen(one.fen),
    refund_status: 'REFUND_SUCCESS',
    total_amount: yuanFromFen(trade.totalFen),
    refund_reason: one.reason,
    gmt_refund_pay: wantsTime ? chinaTime(one.at) : null,
    deposit_back_info: asks(call, 'deposit_back_info') ? depositBackInfo(one) : null,
  });
};

const answers: Readonly<Record<ServerMethod, Answer>> = {
  'alipay.trade.precreate': precreate,
  'alipay.trade.query': query,
  'alipay.trade.close': close,
  'alipay.trade.cancel': cancel,
  'alipay.trade.refund': refund,
  'alipay.trade.fastpay.refund.query': queryRefund,
  'alipay.data.dataservice.bill.downloadurl.query': findBill,
};

/** Does what a checked call of a server asks and answers its node. */
export function answerCall(world: World, method: ServerMethod, call: Call): AnswerNode {
  return answers[method](world, call);
}
