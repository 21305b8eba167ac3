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

export const ORDER_EXAMPLE = {
  orderNo: '202611211200000123456789',
  state: 'PENDING_PAYMENT',
  goodsAmount: '199.00',
  freight: '10.00',
  payable: '209.00',
  totalCount: 1,
  address: ADDRESS,
  remark: '请周末送货',
  lines: [LINE],
  carrier: null,
  trackingNumber: null,
  createdAt: '2026-11-21T12:00:00+08:00',
  expiresAt: '2026-11-21T12:30:00+08:00',
  cancelRequestedAt: null,
  paidAt: null,
  shippedAt: null,
  receivedAt: null,
  completedAt: null,
  closedAt: null,
  refundedAt: null,
};

export const SHIPPED_EXAMPLE = {
  ...ORDER_EXAMPLE,
  state: 'SHIPPED',
  carrier: '顺丰速运',
  trackingNumber: 'SF1234567890123',
  paidAt: '2026-11-21T12:01:30+08:00',
  shippedAt: '2026-11-22T09:00:00+08:00',
};

export const RECEIVED_EXAMPLE = {
  ...SHIPPED_EXAMPLE,
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

function problem(status: number, slug: string, title: string, detail: string, members = {}) {
  return { ...members, type: `urn:problem:alipay-checkout:${slug}`, title, status, detail };
}

export const STOCK_SHORT = {
  status: 409,
  description: '`not-enough-stock`, or `sku-unavailable`: which SKU, and what is there of it',
  example: problem(409, 'not-enough-stock', 'Conflict', 'There are not 3 pieces of SKU 4.', {
    skuId: 4,
    wanted: 3,
    stock: 2,
  }),
};

export const NOTHING_TO_BUY = {
  status: 422,
  description: '`nothing-to-buy`, `too-many-lines`, `too-many-pieces` or `sum-too-large`',
  example: problem(422, 'nothing-to-buy', 'Unprocessable Content', 'Nothing is selected.'),
};

export const PRICE_CHANGED = {
  status: 409,
  description:
    '`price-changed` shows both prices and brings a new token; `not-enough-stock` and `sku-unavailable` name the SKU; `quote-expired`',
  example: problem(
    409,
    'price-changed',
    'Conflict',
    'The price has changed since the quote; the new one comes with a new token.',
    {
      quoted: {
        lines: [{ skuId: 4, count: 1, price: '189.00' }],
        goodsAmount: '189.00',
        freight: '10.00',
        payable: '199.00',
      },
      current: PRICING,
    },
  ),
};

export const ADDRESS_INVALID = {
  status: 422,
  description:
    '`address-invalid`, `address-required`, `quote-invalid`, or `idempotency-key-reused` with another body',
  example: problem(422, 'address-invalid', 'Unprocessable Content', 'You have no such address.'),
};

export const NO_SUCH_ORDER = {
  status: 404,
  description: "No such order, or somebody else's",
  example: problem(404, 'no-such-order', 'Not Found', 'There is no such order.'),
};

export const NOT_SHIPPABLE = {
  status: 409,
  description: 'Unpaid, over, or shipped in another way',
  example: problem(
    409,
    'order-not-shippable',
    'Conflict',
    'Only a paid order can be shipped, once.',
    { state: 'PENDING_PAYMENT' },
  ),
};

export const NOT_RECEIVABLE = {
  status: 409,
  description: 'Not shipped yet, or over',
  example: problem(
    409,
    'order-not-receivable',
    'Conflict',
    'Only a shipped order can be received.',
    { state: 'TO_SHIP' },
  ),
};
