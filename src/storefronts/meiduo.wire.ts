import type { Problem } from '../kernel/problem.js';
import { filled } from '../http/html.js';
import type { Returned } from '../payment/notify/buyer-returns.service.js';

type Known = Exclude<Returned, { known: 'forged' }>;

/** What the cashier shows for meiduo's orders. Pure. */
export function subjectOf(orderNo: string): string {
  return `美多商城${orderNo}`;
}

/** B.1: where the buyer pays. Pure. */
export function payAnswer(payUrl: string) {
  return { code: '0', errmsg: 'OK', alipay_url: payUrl };
}

/** C.2: the trade's number once it is paid. Pure. */
export function tradeAnswer(result: Known) {
  return { trade_id: result.known === 'paid' ? result.tradeNo : null };
}

/** What the page says of each state; `state` ends the name of its class, of which the old page had `order_success`. */
const SAID = {
  paid: { state: 'success', title: '订单支付成功', words: '您的订单已成功支付，' },
  refunded: {
    state: 'refunded',
    title: '款项已退回',
    words: '款项已经或即将原路退回您的支付宝账户，',
  },
  waiting: {
    state: 'waiting',
    title: '正在确认支付结果',
    words: '支付结果确认中，本页会自动更新，请勿重复付款。',
  },
} as const satisfies Record<Known['known'], object>;

/** A waiting page asks again by itself until the payment is known. */
const REFRESH = '<meta http-equiv="refresh" content="2">';

/** B.2: the page that a buyer comes back to, by its template. Pure. */
export function statusPage(result: Known, ordersUrl: string, template: string): string {
  const { state, title, words } = SAID[result.known];
  const text = {
    state,
    title,
    message: `${words}支付交易号：${result.tradeNo}`,
    order_id: result.orderNo,
    trade_id: result.tradeNo,
    amount: result.amount,
    orders_url: ordersUrl,
  };
  return filled(template, text, { refresh: result.known === 'waiting' ? REFRESH : '' });
}

/** An answer of an old page: status, and a JSON object or a text. */
export interface PageAnswer {
  readonly status: number;
  readonly body: object | string;
}

const BUSY = '系统繁忙，请稍后重试';

function isBusy(problem: Problem | null): boolean {
  return problem === null || problem.kind === 'unavailable';
}

/** A refusal of the server pages (B). Pure. */
export function pageFailure(problem: Problem | null): PageAnswer {
  if (problem?.kind === 'unauthenticated') {
    return { status: 200, body: { code: '4101', errmsg: '用户未登录' } };
  }
  if (isBusy(problem)) return { status: 503, body: BUSY };
  return { status: 403, body: '订单信息错误' };
}

/** A refusal of the separate front end (C). Pure. */
export function apiFailure(problem: Problem | null): PageAnswer {
  if (problem?.kind === 'unauthenticated')
    return { status: 401, body: { detail: '身份认证信息未提供或已失效。' } };
  if (isBusy(problem)) return { status: 503, body: { message: BUSY } };
  return { status: 400, body: { message: '订单不存在' } };
}
