import type { AddressView } from '../addresses/address-view.js';
import { fenToYuan, type Fen } from '../kernel/money.js';
import { Problem } from '../kernel/problem.js';
import type { QuoteSource } from '../orders/checkout.service.js';
import type { OrderLine } from '../orders/order-record.js';
import type { OrderState } from '../orders/order-states.js';
import type { OrderLineView, OrderView } from '../orders/order-view.js';
import type { Quote } from '../orders/quote-view.js';
import { bodyFields, type Fields, textIn, wholeIn } from './fields.js';

/** What a GET of `/v1/orders/processing/` asks for. */
export type Reading =
  | { readonly kind: 'confirm'; readonly source: QuoteSource }
  | {
      readonly kind: 'list';
      readonly states: readonly OrderState[];
      readonly page: number;
      readonly size: number;
    }
  | { readonly kind: 'receive'; readonly orderNo: string };

/** What a POST to `/v1/orders/processing/` asks for. */
export type Writing =
  | { readonly kind: 'create'; readonly source: QuoteSource; readonly addressId: number | null }
  | { readonly kind: 'pay'; readonly orderNo: string };

const DEFAULT_PAGE_SIZE = 20;
const MAX_PAGE_SIZE = 100;
const MAX_PAGE = 100_000;

/** `order_status` of the list. */
const LISTED: Readonly<Record<number, readonly OrderState[]>> = {
  0: [],
  1: ['PENDING_PAYMENT'],
  2: ['TO_SHIP'],
  3: ['SHIPPED'],
  4: ['RECEIVED', 'COMPLETED'],
};

/** `status` of an order; 5 is closed. */
const STATUS: Readonly<Record<OrderState, number>> = {
  PENDING_PAYMENT: 1,
  TO_SHIP: 2,
  SHIPPED: 3,
  RECEIVED: 4,
  COMPLETED: 4,
  CANCELLED: 5,
  EXPIRED: 5,
  REFUNDED: 5,
};

function badParameter(name: string): Problem {
  return new Problem('bad-input', 'invalid-request', `${name} is missing or wrong.`);
}

function within(value: unknown, name: string, fallback: number, max: number): number {
  if (value === undefined) return fallback;
  const number = wholeIn(value);
  if (number === null || number < 1 || number > max) throw badParameter(name);
  return number;
}

function positiveIn(fields: Fields, name: string): number {
  const number = wholeIn(fields[name]);
  if (number === null || number < 1) throw badParameter(name);
  return number;
}

function sourceIn(fields: Fields): QuoteSource {
  const type = wholeIn(fields['settlement_type'] ?? fields['settlement'] ?? 0);
  if (type === 0) return { source: 'cart' };
  if (type !== 1) throw badParameter('settlement_type');
  const [skuId, count] = [positiveIn(fields, 'sku_id'), positiveIn(fields, 'buy_num')];
  return { source: 'buyNow', skuId, count };
}

function orderNoIn(fields: Fields): string {
  const orderNo = textIn(fields['order_id']);
  if (orderNo === null) throw badParameter('order_id');
  return orderNo;
}

/** Reads a GET's query. Throws Problem `invalid-request`. Pure. */
export function readQuery(query: Fields): Reading {
  const status = wholeIn(query['status'] ?? 0);
  if (status === 0) return { kind: 'confirm', source: sourceIn(query) };
  if (status === 2) return { kind: 'receive', orderNo: orderNoIn(query) };
  if (status !== 1) throw badParameter('status');
  const states = LISTED[wholeIn(query['order_status'] ?? 0) ?? -1];
  if (states === undefined) throw badParameter('order_status');
  const page = within(query['page'], 'page', 1, MAX_PAGE);
  const size = within(query['page_size'], 'page_size', DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE);
  return { kind: 'list', states, page, size };
}

/** Reads a POST: the body's members, or the query's where the body has none of that name. Throws Problem `invalid-request`. Pure. */
export function readPost(query: Fields, body: unknown): Writing {
  const fields = { ...query, ...bodyFields(body) };
  const status = wholeIn(fields['status'] ?? 0);
  if (status === 1) return { kind: 'pay', orderNo: orderNoIn(fields) };
  if (status !== 0) throw badParameter('status');
  return { kind: 'create', source: sourceIn(fields), addressId: wholeIn(fields['address_id']) };
}

function yuanNumber(amount: Fen): number {
  return Number(fenToYuan(amount));
}

function attributesOf(line: OrderLine | OrderLineView) {
  return {
    sku_sale_attr_names: line.attributes.map(({ name }) => name),
    sku_sale_attr_vals: line.attributes.map(({ value }) => value),
  };
}

function fullAddress(address: Omit<AddressView, 'id' | 'isDefault'>): string {
  const { province, city, district, detail } = address;
  return `${province}${city}${district}${detail}`;
}

/** `data` of the confirm page; its amounts are JSON numbers. Pure. */
export function confirmData(quote: Quote) {
  return {
    addresses: quote.addresses.map((address) => ({
      id: address.id,
      name: address.tag,
      title: address.tag,
      address: fullAddress(address),
      mobile: address.mobile,
      receiver: address.receiver,
    })),
    sku_list: quote.lines.map((line) => ({
      id: line.skuId,
      name: line.name,
      default_image_url: line.picture,
      price: yuanNumber(line.price),
      count: line.count,
      total_amount: yuanNumber(line.amount),
      ...attributesOf(line),
      selected: true,
    })),
    total_count: quote.totalCount,
    total_amount: yuanNumber(quote.goodsAmount),
    transit: yuanNumber(quote.freight),
    payment_amount: yuanNumber(quote.payable),
  };
}

/** `data` of an order that waits for its money. Pure. */
export function payData(
  saller: string,
  order: { readonly orderNo: string; readonly payable: string },
  payUrl: string,
) {
  const total = Number(order.payable);
  return { saller, total_amount: total, order_id: order.orderNo, pay_url: payUrl };
}

const NO_ADDRESS = { title: '', address: '', mobile: '', receiver: '' };

/** One order of the list. Pure. */
export function listedOrder(order: OrderView) {
  const { address } = order;
  const shown = address && {
    title: address.tag,
    address: fullAddress(address),
    mobile: address.mobile,
    receiver: address.receiver,
  };
  return {
    order_id: order.orderNo,
    order_total_count: order.totalCount,
    order_total_amount: order.payable,
    order_freight: order.freight,
    address: shown ?? NO_ADDRESS,
    status: STATUS[order.state],
    order_sku: order.lines.map((line) => ({
      id: line.skuId,
      default_image_url: line.picture,
      name: line.name,
      price: line.price,
      count: line.count,
      total_amount: line.amount,
      ...attributesOf(line),
    })),
    order_time: order.createdAt.slice(0, 19).replace('T', ' '),
  };
}

/** `data` of the question of the page that Alipay led back to; the sum is the query's own text. Pure. */
export function returnedData(query: Fields) {
  return { order_id: query['out_trade_no'], total_amount: query['total_amount'] };
}

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
};

const ABOUT_A_SKU: Readonly<Record<string, (sku: string) => Failure>> = {
  'not-enough-stock': (sku) => ({ code: 50103, text: `商品[${sku}]库存不足` }),
  'sku-unavailable': (sku) => ({ code: 50110, text: `商品[${sku}]不存在或已下架` }),
};

/** A refusal in the words of dadashop; what is not known is our fault. Pure. */
export function failureOf(problem: Problem | null): Failure {
  if (problem === null) return { code: 50199, text: '系统繁忙,请稍后重试' };
  if (problem.kind === 'unauthenticated') return { code: 401, text: '用户未登录' };
  const sku = problem.extras.members?.['skuId'] as number | undefined;
  const aboutSku = ABOUT_A_SKU[problem.slug]?.(String(sku));
  return aboutSku ?? FAILURES[problem.slug] ?? { code: 50111, text: '暂时无法处理,请稍后重试' };
}

/** The body of a failure; both spellings are in use by the pages. Pure. */
export function failureBody({ code, text }: Failure) {
  return { code, error: { error_msg: text }, errmsg: text };
}
