import type { AddressView } from '../addresses/address-view.js';
import { orderNoIn } from '../http/params.js';
import { fenToYuan, type Fen } from '../kernel/money.js';
import { Problem } from '../kernel/problem.js';
import type { QuoteSource } from '../orders/quote/quoting.service.js';
import type { OrderLine } from '../orders/model/order-record.js';
import type { OrderState } from '../orders/model/order-states.js';
import type { OrderSummary } from '../orders/model/order-summary.js';
import type { NumberedPage } from '../orders/lifecycle/orders.service.js';
import type { Offer } from '../orders/quote/quote-view.js';
import type { Returned } from '../payment/notify/buyer-returns.service.js';
import { bodyFields, type Fields, textIn, wholeIn } from './fields.js';

/** What a GET of `/v1/orders/processing/` asks for. */
export type Reading =
  | { readonly kind: 'confirm'; readonly source: QuoteSource }
  | ({ readonly kind: 'list'; readonly states: readonly OrderState[] } & NumberedPage)
  | { readonly kind: 'receive'; readonly orderNo: string };

/** What a POST to `/v1/orders/processing/` asks for. */
export type Writing =
  | {
      readonly kind: 'create';
      /** Null: what the user's confirm page showed last. */
      readonly source: QuoteSource | null;
      readonly addressId: number | null;
    }
  | { readonly kind: 'pay'; readonly orderNo: string };

const MAX_PAGE_SIZE = 100;
const MAX_PAGE = 100_000;
/** The whole list at once ends with the order that brings it to so many lines; what is older is reached by pages. */
const WHOLE_LIST_LINES = 5_000;

/** `order_status` of the list. */
const LISTED: Readonly<Record<number, readonly OrderState[]>> = {
  0: [],
  1: ['PENDING_PAYMENT'],
  2: ['TO_SHIP', 'PARTLY_SHIPPED'],
  3: ['SHIPPED'],
  4: ['RECEIVED', 'COMPLETED'],
  5: ['CANCELLED', 'EXPIRED', 'REFUNDED'],
};

/** `status` of an order; 5 is closed. */
const STATUS: Readonly<Record<OrderState, number>> = {
  PENDING_PAYMENT: 1,
  TO_SHIP: 2,
  PARTLY_SHIPPED: 2,
  SHIPPED: 3,
  RECEIVED: 4,
  COMPLETED: 4,
  CANCELLED: 5,
  EXPIRED: 5,
  REFUNDED: 5,
};

function badParameter(name: string): Problem {
  return new Problem('invalid-request', { parameter: name });
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

/** Its pages name no page and take the whole list at once; who names one gets pages. */
function partOf({ page, page_size: size }: Fields, maxListed: number): NumberedPage {
  const isWhole = page === undefined;
  const whole = isWhole ? maxListed : MAX_PAGE_SIZE;
  const most = Math.max(whole, MAX_PAGE_SIZE);
  return {
    page: within(page, 'page', 1, MAX_PAGE),
    size: within(size, 'page_size', whole, size === undefined ? most : MAX_PAGE_SIZE),
    // The second page begins behind as many orders as the first should have.
    enoughLines: isWhole && size === undefined ? WHOLE_LIST_LINES : Infinity,
  };
}

/** Where nothing is said, its own documentation means the cart. */
function sourceIn(fields: Fields): QuoteSource {
  const type = wholeIn(fields['settlement_type'] ?? fields['settlement'] ?? 0);
  if (type === 0) return { source: 'cart' };
  if (type !== 1) throw badParameter('settlement_type');
  const [skuId, count] = [positiveIn(fields, 'sku_id'), positiveIn(fields, 'buy_num')];
  return { source: 'buyNow', skuId, count };
}

function orderIn(fields: Fields): string {
  const orderNo = textIn(fields['order_id']);
  if (orderNo === null) throw badParameter('order_id');
  return orderNoIn(orderNo);
}

/** Reads a GET's query; a list without a page has up to `maxListed` orders. Throws Problem `invalid-request`, `no-such-order`. Pure. */
export function readQuery(query: Fields, maxListed: number): Reading {
  const status = wholeIn(query['status'] ?? 0);
  if (status === 0) return { kind: 'confirm', source: sourceIn(query) };
  if (status === 2) return { kind: 'receive', orderNo: orderIn(query) };
  if (status !== 1) throw badParameter('status');
  const states = LISTED[wholeIn(query['order_status'] ?? 0) ?? -1];
  if (states === undefined) throw badParameter('order_status');
  return { kind: 'list', states, ...partOf(query, maxListed) };
}

/**
 * Reads a POST: the body's members, or the query's where the body has none of that name. What it asks for must be said:
 * an unreadable body buys nothing. Throws Problem `invalid-request`, `no-such-order`. Pure.
 */
export function readPost(query: Fields, body: unknown): Writing {
  const fields = { ...query, ...bodyFields(body) };
  const status = wholeIn(fields['status']);
  if (status === 1) return { kind: 'pay', orderNo: orderIn(fields) };
  if (status !== 0) throw badParameter('status');
  const addressId = wholeIn(fields['address_id']);
  return { kind: 'create', source: orderedIn(fields), addressId };
}

/** The page of buy now says that it is one, and of what no more. */
function orderedIn(fields: Fields): QuoteSource | null {
  const type = wholeIn(fields['settlement_type'] ?? fields['settlement'] ?? 0);
  const isUnnamed = fields['sku_id'] === undefined && fields['buy_num'] === undefined;
  return type === 1 && isUnnamed ? null : sourceIn(fields);
}

function yuanNumber(amount: Fen): number {
  return Number(fenToYuan(amount));
}

function attributesOf(line: Pick<OrderLine, 'attributes'>) {
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
export function confirmData(offer: Offer) {
  return {
    addresses: offer.addresses.map((address) => ({
      id: address.id,
      name: address.tag,
      title: address.tag,
      address: fullAddress(address),
      mobile: address.mobile,
      receiver: address.receiver,
    })),
    sku_list: offer.lines.map((line) => ({
      id: line.skuId,
      name: line.name,
      default_image_url: line.picture,
      price: yuanNumber(line.price),
      count: line.count,
      total_amount: yuanNumber(line.amount),
      ...attributesOf(line),
      selected: true,
    })),
    total_count: offer.totalCount,
    total_amount: yuanNumber(offer.goodsAmount),
    transit: yuanNumber(offer.freight),
    payment_amount: yuanNumber(offer.payable),
  };
}

/** An order that waits for its money. */
export interface Payable {
  readonly orderNo: string;
  /** Yuan. */
  readonly payable: string;
}

/** `data` of an order that waits for its money. Pure. */
export function payData(saller: string, order: Payable, payUrl: string) {
  const total = Number(order.payable);
  return { saller, total_amount: total, order_id: order.orderNo, pay_url: payUrl };
}

const NO_ADDRESS = { title: '', address: '', mobile: '', receiver: '' };

/** One order of the list. Pure. */
export function listedOrder(order: OrderSummary) {
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

/**
 * The answer to the page that Alipay led back to; the sum is the query's own text. Throws Problem `refunded`: such a
 * payment is neither made nor still to be made. Pure.
 */
export function returnedAnswer(result: Exclude<Returned, { known: 'forged' }>, query: Fields) {
  if (result.known === 'refunded') throw new Problem('refunded');
  const data = { order_id: result.orderNo, total_amount: query['total_amount'] };
  return { code: result.known === 'paid' ? 200 : 50105, data };
}
