import {
  count,
  type DataOf,
  flag,
  listOf,
  nullable,
  oneOf,
  optional,
  signedYuan,
  text,
  time,
  yuan,
} from './event-schema.js';

/** What becomes of a decision that needs a second person. */
const PROPOSING = ['proposed', 'proposal-rejected'] as const;

/** Members of every event about an Alipay trade. */
const trade = { orderNo: text, outTradeNo: text, tradeNo: nullable(text), amount: yuan } as const;

/** How a refund's sum comes about: pieces of lines, freight, and what is bound to neither. */
const parts = {
  lines: listOf({ lineId: count, skuId: count, name: text, count, amount: yuan }),
  freight: yuan,
  freeAmount: yuan,
} as const;

/** The same, where Alipay's statement tells of one refund of ours alone. */
const partsWhereKnown = {
  refundId: optional(text),
  lines: optional(parts.lines),
  freight: optional(yuan),
  freeAmount: optional(yuan),
} as const;

/** Members of every event about a buyer's case. */
const afterSale = {
  orderNo: text,
  afterSaleId: text,
  afterSaleType: oneOf('refundOnly', 'returnAndRefund'),
} as const;

/** Members of every event about a report or money that is held, or was decided about. */
const held = {
  orderNo: nullable(text),
  outTradeNo: text,
  tradeNo: nullable(text),
  reason: text,
  reportedAmount: optional(nullable(yuan)),
  expectedAmount: optional(nullable(yuan)),
  incidentId: optional(text),
  decidedBy: optional(text),
} as const;

/** Members of every event about a difference between Alipay's bill and our books. */
const discrepancy = {
  discrepancyId: text,
  day: text,
  kind: text,
  outTradeNo: text,
  tradeNo: nullable(text),
  outRequestNo: nullable(text),
  billAmount: nullable(signedYuan),
  ourAmount: nullable(signedYuan),
} as const;

/**
 * What the data of each type of event holds: outbox, handlers, the OpenAPI document and docs/webhooks.md are made of
 * this one table. A member may be added; one that changes its meaning or goes raises `EVENT_VERSION`.
 */
export const EVENT_MEMBERS = {
  'order.created': {
    orderNo: text,
    storefront: text,
    goodsAmount: yuan,
    freight: yuan,
    payable: yuan,
    expiresAt: time,
    lines: listOf({ skuId: count, count, price: yuan }),
  },
  'order.paid': { orderNo: text, payable: yuan, paidAt: time, revived: flag },
  'order.shipped': { orderNo: text, carrier: text, trackingNumber: text },
  'order.received': { orderNo: text },
  'order.completed': { orderNo: text, payable: yuan },
  'order.cancelled': { orderNo: text, requestedBy: nullable(oneOf('customer', 'operator')) },
  'order.expired': { orderNo: text, requestedBy: nullable(oneOf('customer', 'operator')) },
  'order.refunded': { orderNo: text, payable: yuan },
  'order.edited': { orderNo: text, address: flag, remark: flag },
  'order.adjusted': {
    orderNo: text,
    payable: yuan,
    previousPayable: yuan,
    discount: yuan,
    reason: text,
  },
  'shipment.created': {
    orderNo: text,
    shipmentId: text,
    carrier: text,
    trackingNumber: text,
    lines: listOf({ lineId: count, skuId: count, count }),
    isLast: flag,
  },
  'shipment.corrected': {
    orderNo: text,
    shipmentId: text,
    carrier: text,
    trackingNumber: text,
    previousCarrier: text,
    previousTrackingNumber: text,
  },
  'sku.stock_changed': {
    orderNo: nullable(text),
    why: oneOf('order', 'cancel', 'restock', 'edit'),
    skus: listOf({ skuId: count, change: count }),
  },
  'payment.initiated': { orderNo: text, outTradeNo: text, method: text, amount: yuan },
  'payment.succeeded': { ...trade, paidAt: time },
  'payment.closed': trade,
  'payment.finished': trade,
  'payment.refund_requested': {
    orderNo: nullable(text),
    refundId: text,
    outRequestNo: text,
    amount: yuan,
    ...parts,
    origin: text,
    state: text,
  },
  'payment.refunded': {
    orderNo: nullable(text),
    outTradeNo: text,
    tradeNo: optional(nullable(text)),
    outRequestNo: optional(text),
    amount: yuan,
    refunded: yuan,
    refundedTotal: yuan,
    ...partsWhereKnown,
  },
  'payment.refund_failed': {
    orderNo: nullable(text),
    refundId: text,
    outRequestNo: text,
    amount: yuan,
    ...parts,
    reason: text,
  },
  'payment.refund_bounced': {
    orderNo: nullable(text),
    refundId: nullable(text),
    outTradeNo: text,
    outRequestNo: text,
    amount: nullable(yuan),
  },
  'payment.unexpected': {
    ...held,
    orderState: optional(text),
    amount: optional(yuan),
    action: oneOf('revived', 'refunding', 'refunded-already', 'held', 'dismissed', ...PROPOSING),
  },
  'payment.report_rejected': {
    ...held,
    action: oneOf('held', 'refused', 'refunding', 'dismissed', ...PROPOSING),
    evidenceId: optional(text),
  },
  'after_sale.applied': {
    ...afterSale,
    amount: yuan,
    reason: text,
    lines: listOf({ lineId: count, skuId: count, count }),
  },
  'after_sale.agreed': afterSale,
  'after_sale.rejected': { ...afterSale, reason: text },
  'after_sale.withdrawn': afterSale,
  'after_sale.expired': afterSale,
  'after_sale.sent_back': { ...afterSale, carrier: text, trackingNumber: text },
  'after_sale.received_back': {
    ...afterSale,
    lines: listOf({ lineId: count, count, restock: flag }),
  },
  'after_sale.refunding': { ...afterSale, refundId: text, amount: yuan },
  'after_sale.refunded': { ...afterSale, refundId: text, amount: yuan },
  'after_sale.refund_failed': { ...afterSale, refundId: text },
  'reconciliation.completed': {
    day: text,
    type: text,
    state: oneOf('MATCHED', 'EMPTY'),
    payments: count,
    paymentSum: yuan,
    refunds: count,
    refundSum: yuan,
    fees: signedYuan,
    net: signedYuan,
    open: count,
    healed: count,
  },
  'reconciliation.account_completed': {
    day: text,
    state: oneOf('MATCHED', 'EMPTY'),
    opening: nullable(signedYuan),
    income: yuan,
    outlay: yuan,
    closing: nullable(signedYuan),
    open: count,
    healed: count,
  },
  'reconciliation.discrepancy_found': discrepancy,
  'reconciliation.discrepancy_resolved': {
    ...discrepancy,
    state: oneOf('HEALED', 'RESOLVED'),
    done: text,
    decidedBy: optional(text),
  },
} as const;

export type EventType = keyof typeof EVENT_MEMBERS;

/** The data of each type of event. */
export type EventData = {
  readonly [Type in EventType]: DataOf<(typeof EVENT_MEMBERS)[Type]>;
};
