import type { Problem } from '../kernel/problem.js';

/** A failure's code and text. */
export interface Failure {
  readonly code: number;
  readonly text: string;
}

const BUSY: Failure = { code: 50104, text: '操作太快了,请稍后重试' };

/** Codes by slug; those from 50106 on are this backend's own (docs/storefronts.md). */
const FAILURES: Readonly<Record<string, Failure>> = {
  'no-address': { code: 50100, text: '用户未添加收货地址' },
  'address-required': { code: 50102, text: '收货地址无效' },
  'address-invalid': { code: 50102, text: '收货地址无效' },
  'database-unavailable': BUSY,
  'cart-unavailable': BUSY,
  'no-such-order': { code: 50106, text: '订单不存在' },
  'order-not-payable': { code: 50107, text: '订单状态不允许此操作' },
  'order-about-to-expire': { code: 50107, text: '订单即将超时,请重新下单' },
  'order-not-receivable': { code: 50107, text: '订单状态不允许此操作' },
  'nothing-to-buy': { code: 50108, text: '没有选中的商品' },
  'invalid-request': { code: 50109, text: '参数错误' },
  'too-many-lines': { code: 50109, text: '商品种类太多' },
  'too-many-pieces': { code: 50109, text: '商品数量太多' },
  'sum-too-large': { code: 50109, text: '订单金额太大' },
  'purchase-lost': { code: 50114, text: '页面已过期,请返回商品页重新购买' },
  refunded: { code: 50113, text: '款项已退回' },
  'too-many-unpaid-orders': { code: 50115, text: '未付款订单太多,请先付款或取消' },
};

const ABOUT_A_SKU: Readonly<Record<string, (sku: string) => Failure>> = {
  'not-enough-stock': (sku) => ({ code: 50103, text: `商品[${sku}]库存不足` }),
  'sku-unavailable': (sku) => ({ code: 50110, text: `商品[${sku}]不存在或已下架` }),
};

/** A refusal in the words of dadashop; what is not known is our fault. Pure. */
export function failureOf(problem: Problem | null): Failure {
  if (problem === null) return { code: 50199, text: '系统繁忙,请稍后重试' };
  if (problem.kind === 'unauthenticated') return { code: 50112, text: '用户未登录' };
  const sku = problem.members['skuId'] as number | undefined;
  const aboutSku = ABOUT_A_SKU[problem.slug]?.(String(sku));
  return aboutSku ?? FAILURES[problem.slug] ?? { code: 50111, text: '暂时无法处理,请稍后重试' };
}

/** The body of a failure; both spellings are in use by the pages. Pure. */
export function failureBody({ code, text }: Failure) {
  return { code, error: { error_msg: text }, errmsg: text };
}
