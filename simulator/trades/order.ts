import type { Call, PayMethod } from '../gateway/call.js';
import { chinaTime, endOfChinaDay, parseChinaTime } from '../china-time.js';
import { fenFromYuan } from '../money.js';
import { done, refused, type Outcome, type SubCode } from '../gateway/refusals.js';
import { timeHint } from '../gateway/time-hint.js';
import type { Trade } from './trade.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LONGEST_MS = 15 * DAY_MS;
/** A face-to-face trade closes after 3 h when no time was given; any other after 15 days. */
const FACE_TO_FACE_MS = 3 * 3_600_000;

/** What a pay request asks for. No trade exists yet: the buyer has to open it first. */
export interface Order {
  readonly method: PayMethod;
  readonly outTradeNo: string;
  readonly totalFen: number;
  readonly subject: string;
  readonly body: string | null;
  readonly passbackParams: string | null;
  readonly timeExpire: number | null;
  readonly timeoutExpress: string | null;
  readonly notifyUrl: string | null;
  readonly returnUrl: string | null;
  readonly quitUrl: string | null;
  readonly charset: string;
}

/** Alipay documents QUICK_WAP_WAY; QUICK_WAP_PAY is what `python-alipay-sdk` and others send for a wap payment. */
const productCodes: Readonly<Record<PayMethod, readonly (string | null)[]>> = {
  'alipay.trade.page.pay': ['FAST_INSTANT_TRADE_PAY'],
  'alipay.trade.wap.pay': ['QUICK_WAP_WAY', 'QUICK_WAP_PAY', null],
  'alipay.trade.app.pay': ['QUICK_MSECURITY_PAY', null],
  'alipay.trade.precreate': ['FACE_TO_FACE_PAYMENT', 'QR_CODE_OFFLINE', null],
};

/** A field of biz_content as text; null when it is absent, empty or not a plain value. */
export function bizText(biz: Call['biz'], key: string): string | null {
  const value = biz[key];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

function isWebAddress(text: string | null): boolean {
  return text === null || (text.length <= 256 && /^https?:/i.test(text) && URL.canParse(text));
}

function timeoutMs(text: string, now: number): number | null {
  if (text === '1c') return endOfChinaDay(now) - now;
  const match = /^([1-9]\d{0,5})([mhd])$/.exec(text);
  if (!match) return null;
  const unit = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: DAY_MS }[match[2] as 'm' | 'h' | 'd'];
  const ms = Number(match[1]) * unit;
  return ms <= LONGEST_MS ? ms : null;
}

type Field = (value: string, sellerId: string, now: number) => boolean;

/** Alipay's limits on biz_content, field by field; an absent field is read as empty. */
const fields: Readonly<Record<string, Field>> = {
  out_trade_no: (value) => /^\w{1,64}$/.test(value),
  total_amount: (value) => Number(fenFromYuan(value)) > 0,
  subject: (value) => /^[^/=&]{1,256}$/u.test(value),
  seller_id: (value, sellerId) => value === '' || value === sellerId,
  body: (value) => value.length <= 128,
  passback_params: (value) => value.length <= 512,
  time_expire: (value, _, now) =>
    value === '' || (parseChinaTime(value) ?? Infinity) <= now + LONGEST_MS,
  timeout_express: (value, _, now) => value === '' || timeoutMs(value, now) !== null,
  quit_url: (value) => isWebAddress(value || null),
};

/** The first field that breaks Alipay's rules, by name, or null. */
function badField(call: Call, sellerId: string, now: number): string | null {
  const known = Object.entries(fields);
  const bad = known.find(([key, fine]) => !fine(bizText(call.biz, key) ?? '', sellerId, now));
  if (bad) return bad[0];
  const codes = productCodes[call.method as PayMethod];
  if (!codes.includes(bizText(call.biz, 'product_code'))) {
    return `product_code (${codes.filter((code) => code !== null).join(', ')})`;
  }
  if (!isWebAddress(call.notifyUrl)) return 'notify_url';
  return isWebAddress(call.returnUrl) ? null : 'return_url';
}

/** Reads a pay request's biz_content by the limits of section 4 of the interface; ACQ.INVALID_PARAMETER names the field. */
export function readOrder(call: Call, sellerId: string, now: number): Outcome<Order> {
  const bad = badField(call, sellerId, now);
  if (bad) return refused('ACQ.INVALID_PARAMETER', bad);
  const get = (key: string) => bizText(call.biz, key);
  const timeExpire = get('time_expire');
  return done({
    method: call.method as PayMethod,
    outTradeNo: get('out_trade_no') ?? '',
    totalFen: fenFromYuan(call.biz['total_amount']) ?? 0,
    subject: get('subject') ?? '',
    body: get('body'),
    passbackParams: get('passback_params'),
    timeExpire: timeExpire === null ? null : parseChinaTime(timeExpire),
    timeoutExpress: get('timeout_express'),
    notifyUrl: call.notifyUrl,
    returnUrl: call.returnUrl,
    quitUrl: get('quit_url'),
    charset: call.charset,
  });
}

/** `time_expire` wins; `timeout_express` counts from the creation of the trade, not from the signing of the link. */
function expiryOf(order: Order, createdAt: number): number {
  if (order.timeExpire !== null) return order.timeExpire;
  const relative =
    order.timeoutExpress === null ? null : timeoutMs(order.timeoutExpress, createdAt);
  if (relative !== null) return createdAt + relative;
  return createdAt + (order.method === 'alipay.trade.precreate' ? FACE_TO_FACE_MS : LONGEST_MS);
}

const endedBy: Readonly<Record<Trade['status'], SubCode | null>> = {
  WAIT_BUYER_PAY: null,
  TRADE_SUCCESS: 'ACQ.TRADE_HAS_SUCCESS',
  TRADE_FINISHED: 'ACQ.TRADE_HAS_SUCCESS',
  TRADE_CLOSED: 'ACQ.TRADE_HAS_CLOSE',
};

/** Whether an order may (still) be put before a buyer, seen against the trade of the same number, if there is one. */
export function mayBeOpened(trade: Trade | null, order: Order, now: number): Outcome<null> {
  const ended = trade && endedBy[trade.status];
  if (ended) return refused(ended);
  if (trade && (trade.totalFen !== order.totalFen || trade.subject !== order.subject)) {
    return refused('ACQ.CONTEXT_INCONSISTENT');
  }
  if (order.timeExpire !== null && now >= order.timeExpire) {
    const hint = timeHint(chinaTime(order.timeExpire), now);
    return refused('ACQ.INVALID_PARAMETER', `订单已超过 time_expire ${hint}`);
  }
  return done(null);
}

/**
 * The buyer opens the cashier: this is where a trade comes to exist. Opened again it stays the same trade with its
 * first deadline; the notify goes where the link opened last says.
 */
export function open(
  trade: Trade | null,
  order: Order,
  now: number,
  newTradeNo: () => string,
): Outcome<Trade> {
  const may = mayBeOpened(trade, order, now);
  if (!may.ok) return may;
  const { notifyUrl, passbackParams, charset } = order;
  if (trade) return done({ ...trade, notifyUrl, passbackParams, charset });
  return done({
    tradeNo: newTradeNo(),
    outTradeNo: order.outTradeNo,
    status: 'WAIT_BUYER_PAY',
    totalFen: order.totalFen,
    subject: order.subject,
    body: order.body,
    passbackParams,
    notifyUrl,
    charset,
    createdAt: now,
    expiresAt: expiryOf(order, now),
    paidAt: null,
    closedAt: null,
    refunds: [],
    cancelled: null,
  });
}
