import { pageOf } from '../../http/openapi/page-example.js';
import { invalidInput, refusal } from '../../http/refusal.js';
import type { OrderView } from './order-view.js';
import type { ShipmentView } from './shipment-view.js';

/** Examples of the order routes for the OpenAPI document. */
const LINE = {
  skuId: 4,
  name: '安踏A红色',
  picture: '/pictures/red-shoe.jpg',
  attributes: [{ name: '颜色', value: '红色' }],
  count: 1,
  requiresShipping: true,
  price: '199.00',
  amount: '199.00',
};

const ADDRESS = {
  tag: '家',
  receiver: '小明',
  mobile: '13800000000',
  province: '北京市',
  city: '北京市',
  district: '海淀区',
  detail: '中关村大街1号',
};

const ORDERED_LINE = {
  lineId: 1,
  ...LINE,
  shippedCount: 0,
  refundedCount: 0,
  refundedAmount: '0.00',
};

export const SHIPMENT_EXAMPLE: ShipmentView = {
  id: '3',
  orderNo: '202611211200000123456789',
  carrier: '顺丰速运',
  trackingNumber: 'SF1234567890123',
  lines: [{ lineId: 1, skuId: 4, name: '安踏A红色', count: 1 }],
  createdAt: '2026-11-22T09:00:00+08:00',
  correctedAt: null,
};

export const ORDER_EXAMPLE: OrderView = {
  orderNo: '202611211200000123456789',
  state: 'PENDING_PAYMENT',
  goodsAmount: '199.00',
  freight: '10.00',
  discount: '0.00',
  payable: '209.00',
  refundedAmount: '0.00',
  refundableAmount: '0.00',
  totalCount: 1,
  address: ADDRESS,
  remark: '请周末送货',
  lines: [ORDERED_LINE],
  shipments: [],
  carrier: null,
  trackingNumber: null,
  createdAt: '2026-11-21T12:00:00+08:00',
  expiresAt: '2026-11-21T12:30:00+08:00',
  cancelRequestedAt: null,
  shippingStoppedAt: null,
  refundRequestedAt: null,
  paidAt: null,
  shippedAt: null,
  receivedAt: null,
  completedAt: null,
  closedAt: null,
  refundedAt: null,
};

const CUSTOMER = { id: '3f9c2a7e51d84b06a1c7e8f2d4b59063', username: 'xiaoming' };

const STAFF_ORDER_EXAMPLE: OrderView = { ...ORDER_EXAMPLE, customer: CUSTOMER };

/** An order as its customer sees it, and as operators do. */
export const ORDER_EXAMPLES = {
  customer: { summary: 'To its customer', value: ORDER_EXAMPLE },
  staff: { summary: 'To staff', value: STAFF_ORDER_EXAMPLE },
};

/** A part of a list of orders as customers see it, and as operators do. */
export const ORDER_PAGE_EXAMPLES = {
  customer: { summary: 'To a customer', value: pageOf(ORDER_EXAMPLE) },
  staff: { summary: 'To staff', value: pageOf(STAFF_ORDER_EXAMPLE) },
};

const SHIPPED: OrderView = {
  ...ORDER_EXAMPLE,
  state: 'SHIPPED',
  lines: [{ ...ORDERED_LINE, shippedCount: 1 }],
  shipments: [SHIPMENT_EXAMPLE],
  carrier: '顺丰速运',
  trackingNumber: 'SF1234567890123',
  paidAt: '2026-11-21T12:01:30+08:00',
  shippedAt: '2026-11-22T09:00:00+08:00',
};

export const SHIPPED_EXAMPLE: OrderView = { ...SHIPPED, customer: CUSTOMER };

export const RECEIVED_EXAMPLE: OrderView = {
  ...SHIPPED,
  state: 'RECEIVED',
  receivedAt: '2026-11-24T18:20:00+08:00',
};

const PRICING = {
  lines: [{ ...LINE, stock: 100 }],
  totalCount: 1,
  goodsAmount: '199.00',
  freight: '10.00',
  payable: '209.00',
  quoteToken: 'kz3y…',
  expiresAt: '2026-11-21T12:15:00+08:00',
};

export const QUOTE_EXAMPLE = { addresses: [{ id: 7, ...ADDRESS, isDefault: true }], ...PRICING };

export const STOCK_SHORT = refusal({
  slug: 'not-enough-stock',
  description: '`not-enough-stock`, or `sku-unavailable`: which SKU, and what is there of it',
  members: {
    skuId: 4,
    wanted: 3,
    stock: 2,
  },
});

export const NOTHING_TO_BUY = refusal({
  slug: 'nothing-to-buy',
  description: '`nothing-to-buy`, `too-many-lines`, `too-many-pieces` or `sum-too-large`',
});

export const PRICE_CHANGED = refusal({
  slug: 'price-changed',
  description:
    '`price-changed` shows both prices and brings a new token; `not-enough-stock` and `sku-unavailable` name the SKU; `quote-expired`; `too-many-unpaid-orders`: a customer has as many as may be (`limit`)',
  members: {
    quoted: {
      lines: [{ skuId: 4, count: 1, price: '189.00' }],
      goodsAmount: '189.00',
      freight: '10.00',
      payable: '199.00',
    },
    current: PRICING,
  },
});

export const ADDRESS_INVALID = refusal({
  slug: 'address-invalid',
  description: '`address-invalid`, `address-required`, or `quote-invalid`',
});

export const NO_SUCH_ORDER = refusal({
  slug: 'no-such-order',
  description: "No such order, or somebody else's",
});

export const NOT_SHIPPABLE = refusal({
  slug: 'order-not-shippable',
  description:
    '`order-not-shippable`: unpaid, over, shipped in another way, all of its money is being sent back, or held (`heldUntil`) by a request to do so; ' +
    '`nothing-to-ship`; `more-than-waits` with its `lineId` and how many pieces wait (`waits`)',
  members: { state: 'PENDING_PAYMENT' },
});

export const NO_SUCH_LINE = refusal({
  slug: 'no-such-order-line',
  description: 'A line of another order, or of something that nobody ships',
  members: { lineId: 8 },
});

export const NO_SUCH_SHIPMENT = refusal({
  slug: 'no-such-shipment',
  description: 'No such parcel',
});

export const NOT_EDITABLE = refusal({
  slug: 'order-not-editable',
  description: '`order-not-editable`, or `nothing-shipped`: it has no address',
  members: { state: 'SHIPPED' },
});

export const NOT_ADJUSTABLE = refusal({
  slug: 'order-not-adjustable',
  description:
    '`order-not-adjustable`; `order-already-paid`: Alipay says so now; `payment-started`: its buyer has begun to pay just now',
  members: { state: 'TO_SHIP' },
});

export const DISCOUNT_TOO_LARGE = refusal({
  slug: 'discount-too-large',
  description: 'The discount leaves nothing that Alipay would take (`whole`: goods and freight)',
  members: { whole: '209.00' },
});

export const ADJUSTED_EXAMPLE: OrderView = {
  ...STAFF_ORDER_EXAMPLE,
  discount: '9.00',
  payable: '200.00',
};

export const NOT_RECEIVABLE = refusal({
  slug: 'order-not-receivable',
  description: 'Not shipped yet, or over',
  members: { state: 'TO_SHIP' },
});

export const INVALID_QUOTE = invalidInput(
  'source',
  'source must be one of the following values: cart, buyNow',
);
export const INVALID_ORDER = invalidInput('price', 'property price should not exist');
export const INVALID_LIST = invalidInput('limit', 'limit must be a whole number from 1 to 100');
export const INVALID_EDIT = invalidInput('address.mobile', 'mobile must be 5 to 19 digits');
export const INVALID_DISCOUNT = invalidInput('discount', 'discount must be a sum in yuan');
export const INVALID_SHIPMENT = invalidInput(
  'trackingNumber',
  'trackingNumber must be 1 to 64 letters and digits',
);
