import type { Problem } from '../kernel/problem.js';
import { escapeHtml, page } from '../http/html.js';
import type { Returned } from '../payment/buyer-returns.service.js';

/** What the cashier shows for meiduo's orders. Pure. */
export function subjectOf(orderNo: string): string {
  return `美多商城${orderNo}`;
}

/** B.1: where the buyer pays. Pure. */
export function payAnswer(payUrl: string) {
  return { code: '0', errmsg: 'OK', alipay_url: payUrl };
}

/** C.2: the trade's number once it is paid. Pure. */
export function tradeAnswer(result: Exclude<Returned, { known: 'forged' }>) {
  return { trade_id: result.known === 'paid' ? result.tradeNo : null };
}

/** A waiting page asks again by itself until the payment is known. */
const REFRESH_SECONDS = 2;

/** B.2: the page that a buyer comes back to. Pure. */
export function statusPage(
  result: Exclude<Returned, { known: 'forged' }>,
  ordersUrl: string,
): string {
  const number = escapeHtml(result.tradeNo);
  if (result.known === 'paid') {
    const body = `<h1>订单支付成功</h1>
<p>您的订单已成功支付，支付交易号：${number}</p>
<p><a href="${escapeHtml(ordersUrl)}">您可以在【用户中心】->【我的订单】查看该订单</a></p>`;
    return page('订单支付成功', body);
  }
  if (result.known === 'refunded') {
    return page('款项已退回', `<h1>款项已退回</h1><p>支付交易号：${number}</p>`);
  }
  const refresh = `<meta http-equiv="refresh" content="${REFRESH_SECONDS}">`;
  const body = `<h1>正在确认支付结果</h1>
<p>支付结果确认中，本页会自动更新，请勿重复付款。</p><p>支付交易号：${number}</p>`;
  return page('正在确认支付结果', body, refresh);
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
