import { describe, expect, it } from '@jest/globals';
import type { Call } from '../../simulator/gateway/call.js';
import { mayBeOpened, open, readOrder, type Order } from '../../simulator/trades/order.js';
import { cancel, makeRefund } from '../../simulator/trades/refunding.js';
import type { Outcome } from '../../simulator/gateway/refusals.js';
import {
  close,
  finish,
  move,
  pay,
  refundedFen,
  tradeTable,
  type Trade,
  type TradeMove,
  type TradeStatus,
} from '../../simulator/trades/trade.js';
import { goods, NOON, SELLER_ID } from './merchant.js';

const MINUTE = 60_000;
const order: Order = {
  method: 'alipay.trade.page.pay',
  outTradeNo: 'A1',
  totalFen: 10_000,
  subject: '红茶',
  body: null,
  passbackParams: null,
  timeExpire: NOON + 30 * MINUTE,
  timeoutExpress: null,
  notifyUrl: null,
  returnUrl: null,
  quitUrl: null,
  charset: 'utf-8',
};

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.refusal.subCode);
  return outcome.value;
}
const why = (outcome: Outcome<unknown>) => (outcome.ok ? 'done' : outcome.refusal.subCode);

const waiting = value(open(null, order, NOON, () => 'T1'));
const paid = value(pay(waiting, NOON + MINUTE));
const back = (trade: Trade, amount: string, outRequestNo: string | null = null) =>
  makeRefund(trade, { outRequestNo, amount, reason: null }, NOON + 2 * MINUTE);
const trades: Record<string, Trade> = {
  waiting,
  paid,
  partly: value(back(paid, '30', 'R1')).trade,
  refunded: value(back(paid, '100')).trade,
  closed: value(close(waiting, 'close', NOON)),
  finished: value(finish(paid)),
};
const tradeOf = (name: string) => trades[name] ?? waiting;

describe('the table of trade states', () => {
  const W = 'WAIT_BUYER_PAY';
  const S = 'TRADE_SUCCESS';
  const F = 'TRADE_FINISHED';
  const C = 'TRADE_CLOSED';
  it.each<[TradeStatus, TradeMove, string]>([
    [W, 'pay', S],
    [W, 'close', C],
    [W, 'expire', C],
    [W, 'refund', 'ACQ.TRADE_STATUS_ERROR'],
    [W, 'refundAll', 'ACQ.TRADE_STATUS_ERROR'],
    [W, 'finish', 'ACQ.TRADE_STATUS_ERROR'],
    [S, 'pay', 'ACQ.TRADE_HAS_SUCCESS'],
    [S, 'close', 'ACQ.TRADE_STATUS_ERROR'],
    [S, 'expire', 'ACQ.TRADE_STATUS_ERROR'],
    [S, 'refund', S],
    [S, 'refundAll', C],
    [S, 'finish', F],
    [F, 'pay', 'ACQ.TRADE_HAS_SUCCESS'],
    [F, 'close', 'ACQ.TRADE_STATUS_ERROR'],
    [F, 'expire', 'ACQ.TRADE_STATUS_ERROR'],
    [F, 'refund', 'ACQ.TRADE_HAS_FINISHED'],
    [F, 'refundAll', 'ACQ.TRADE_HAS_FINISHED'],
    [F, 'finish', 'ACQ.TRADE_HAS_FINISHED'],
    [C, 'pay', 'ACQ.TRADE_HAS_CLOSE'],
    [C, 'close', 'ACQ.REASON_TRADE_STATUS_INVALID'],
    [C, 'expire', 'ACQ.TRADE_HAS_CLOSE'],
    [C, 'refund', 'ACQ.TRADE_HAS_CLOSE'],
    [C, 'refundAll', 'ACQ.TRADE_HAS_CLOSE'],
    [C, 'finish', 'ACQ.TRADE_HAS_CLOSE'],
  ])('%s by %s: %s', (from, by, result) => {
    const outcome = move(from, by);
    expect(outcome.ok ? outcome.value : outcome.refusal.subCode).toBe(result);
  });

  it('is tested over its whole product', () => {
    const moves = Object.values(tradeTable).flatMap((row) => Object.keys(row));
    expect(moves).toHaveLength(24);
  });
});

describe('opening', () => {
  it.each([
    ['waiting', {}, 'done'],
    ['waiting', { totalFen: 9_999 }, 'ACQ.CONTEXT_INCONSISTENT'],
    ['waiting', { subject: '绿茶' }, 'ACQ.CONTEXT_INCONSISTENT'],
    ['waiting', { timeExpire: NOON }, 'ACQ.INVALID_PARAMETER'],
    ['paid', {}, 'ACQ.TRADE_HAS_SUCCESS'],
    ['partly', {}, 'ACQ.TRADE_HAS_SUCCESS'],
    ['finished', {}, 'ACQ.TRADE_HAS_SUCCESS'],
    ['closed', {}, 'ACQ.TRADE_HAS_CLOSE'],
    ['refunded', {}, 'ACQ.TRADE_HAS_CLOSE'],
  ])('a link over a %s trade with %j: %s', (name, change, result) => {
    expect(why(mayBeOpened(tradeOf(name), { ...order, ...change }, NOON))).toBe(result);
  });

  it('again by another method keeps the trade and its first deadline', () => {
    const other: Order = { ...order, method: 'alipay.trade.wap.pay', timeExpire: NOON + MINUTE };
    const again = value(open(waiting, { ...other, notifyUrl: 'http://a/' }, NOON, () => 'T2'));
    expect(again).toEqual({ ...waiting, notifyUrl: 'http://a/' });
  });

  it.each([
    ['time_expire wins', { timeoutExpress: '90m' }, 30 * MINUTE],
    ['timeout_express', { timeExpire: null, timeoutExpress: '90m' }, 90 * MINUTE],
    ['hours', { timeExpire: null, timeoutExpress: '2h' }, 120 * MINUTE],
    ['the day', { timeExpire: null, timeoutExpress: '1c' }, 720 * MINUTE],
    ['nothing', { timeExpire: null }, 15 * 1440 * MINUTE],
    ['a QR code', { timeExpire: null, method: 'alipay.trade.precreate' as const }, 180 * MINUTE],
  ])('counts the deadline by %s', (_, change, ms) => {
    const trade = value(open(null, { ...order, ...change }, NOON, () => 'T3'));
    expect(trade.expiresAt - NOON).toBe(ms);
  });
});

const callOf = (biz: object, extra: Partial<Call> = {}): Call => ({
  method: 'alipay.trade.page.pay',
  biz: { ...goods, ...biz },
  charset: 'utf-8',
  notifyUrl: null,
  returnUrl: null,
  ...extra,
});

describe('reading an order', () => {
  it.each<[string, object, Partial<Call>]>([
    ['out_trade_no', { out_trade_no: 'a-b' }, {}],
    ['out_trade_no', { out_trade_no: 'a'.repeat(65) }, {}],
    ['out_trade_no', { out_trade_no: undefined }, {}],
    ['total_amount', { total_amount: '0.00' }, {}],
    ['total_amount', { total_amount: '1.001' }, {}],
    ['total_amount', { total_amount: { a: 1 } }, {}],
    ['total_amount', { total_amount: '100000000.01' }, {}],
    ['subject', { subject: '' }, {}],
    ['subject', { subject: 'a&b' }, {}],
    ['subject', { subject: 'a/b' }, {}],
    ['subject', { subject: '字'.repeat(257) }, {}],
    ['product_code', { product_code: undefined }, {}],
    ['product_code', { product_code: 'QUICK_WAP_WAY' }, {}],
    ['seller_id', { seller_id: '2088999' }, {}],
    ['time_expire', { time_expire: '2026-11-21T12:30:00Z' }, {}],
    ['time_expire', { time_expire: '2026-12-06 12:00:01' }, {}],
    ['timeout_express', { timeout_express: '1.5h' }, {}],
    ['timeout_express', { timeout_express: '16d' }, {}],
    ['notify_url', {}, { notifyUrl: 'ftp://shop/' }],
    ['return_url', {}, { returnUrl: 'javascript:alert(1)' }],
    ['quit_url', { quit_url: 'javascript:alert(1)' }, {}],
  ])('refuses %s of %j %j', (field, biz, extra) => {
    const read = readOrder(callOf(biz, extra), SELLER_ID, NOON);
    expect(read.ok ? 'done' : read.refusal.subMsg).toMatch(new RegExp(`^参数无效：${field}\\b`));
  });

  it('takes the rest', () => {
    const biz = { time_expire: '2026-11-21 12:30:00', subject: '😀'.repeat(256), body: '茶' };
    const read = value(readOrder(callOf(biz), SELLER_ID, NOON));
    expect(read).toMatchObject({ totalFen: 8880, timeExpire: NOON + 30 * MINUTE, body: '茶' });
  });
});

describe('paying', () => {
  it('is possible until the deadline and not at it', () => {
    expect(value(pay(waiting, waiting.expiresAt - 1)).status).toBe('TRADE_SUCCESS');
    expect(why(pay(waiting, waiting.expiresAt))).toBe('ACQ.TRADE_HAS_CLOSE');
  });
});

describe('refunding', () => {
  it.each([
    ['waiting', '1', 'R9', 'ACQ.TRADE_STATUS_ERROR'],
    ['closed', '100', 'R9', 'ACQ.TRADE_HAS_CLOSE'],
    ['refunded', '1', 'R9', 'ACQ.TRADE_HAS_CLOSE'],
    ['finished', '1', 'R9', 'ACQ.TRADE_HAS_FINISHED'],
    ['paid', '100.01', 'R9', 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL'],
    ['partly', '70.01', 'R9', 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL'],
    ['partly', '70.00', 'R9', 'done'],
    ['partly', '30.00', 'R1', 'done'],
    ['partly', '29.99', 'R1', 'ACQ.DISCORDANT_REPEAT_REQUEST'],
    ['refunded', '100', 'A1', 'done'],
    ['refunded', '100', null, 'done'],
    ['refunded', '99', 'A1', 'ACQ.DISCORDANT_REPEAT_REQUEST'],
    ['paid', '0', 'R9', 'ACQ.REASON_TRADE_REFUND_FEE_ERR'],
    ['paid', '-1', 'R9', 'ACQ.INVALID_PARAMETER'],
    ['paid', '1.234', 'R9', 'ACQ.INVALID_PARAMETER'],
    ['paid', '1', null, 'ACQ.INVALID_PARAMETER'],
    ['paid', '100', null, 'done'],
  ])('a %s trade by %s under %s: %s', (name, amount, outRequestNo, result) => {
    expect(why(back(tradeOf(name), amount, outRequestNo))).toBe(result);
  });

  it('moves the money of one number once, and sums up', () => {
    const first = value(back(paid, '30', 'R1'));
    const again = value(back(first.trade, '30.00', 'R1'));
    const rest = value(back(again.trade, '70', 'R2'));
    expect([first, again, rest].map((one) => one.fundChange)).toEqual([true, false, true]);
    expect([first, again, rest].map((one) => refundedFen(one.trade))).toEqual([3000, 3000, 10_000]);
    expect(again.trade).toBe(first.trade);
    expect(first.trade).toMatchObject({ status: 'TRADE_SUCCESS', closedAt: null });
    expect(rest.trade).toMatchObject({ status: 'TRADE_CLOSED', paidAt: NOON + MINUTE });
    expect(rest.trade.closedAt).toBe(NOON + 2 * MINUTE);
  });
});

describe('cancelling', () => {
  it.each([
    ['waiting', 'TRADE_CLOSED', 'close', 0],
    ['paid', 'TRADE_CLOSED', 'refund', 10_000],
    ['partly', 'TRADE_CLOSED', 'refund', 10_000],
    ['closed', 'TRADE_CLOSED', null, 0],
    ['refunded', 'TRADE_CLOSED', null, 10_000],
  ])('a %s trade: %s by %s', (name, status, did, fen) => {
    const cancelled = value(cancel(tradeOf(name), NOON));
    expect(cancelled).toMatchObject({ did, trade: { status } });
    expect(refundedFen(cancelled.trade)).toBe(fen);
  });

  it('is refused when the trade is finished', () => {
    expect(why(cancel(tradeOf('finished'), NOON))).toBe('ACQ.TRADE_HAS_FINISHED');
  });
});
