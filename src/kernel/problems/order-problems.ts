import { fixed, telling } from './problem-text.js';

/** An order in a state that does not allow what was asked for. */
interface InState {
  readonly state: string | undefined;
}

/** An order that cannot be shipped, and why not, where its state alone does not tell. */
interface NotShippable extends InState {
  readonly because?: 'being-refunded' | 'refund-requested';
  /** Until when a customer's request holds the order, RFC 3339. */
  readonly heldUntil?: string;
}

/** What was quoted, and what it costs now. */
interface PriceChanged {
  readonly quoted?: object;
  readonly current?: object;
}

const HOLDS = {
  'being-refunded': {
    en: "All of the order's money is being sent back.",
    zh: '该订单的全部款项正在退回。',
  },
  'refund-requested': {
    en: "The customer's request to refund all of the order waits for a decision.",
    zh: '顾客的全额退款申请正在等待处理。',
  },
} as const;

/** More pieces than can leave. */
interface MoreThanWaits {
  readonly lineId: number;
  readonly wanted: number;
  readonly waits: number;
}

function moreThanWaits({ lineId, waits }: MoreThanWaits) {
  return {
    en: `Of line ${lineId}, ${waits} pieces wait to be shipped.`,
    zh: `第 ${lineId} 行商品待发货 ${waits} 件。`,
  };
}

/** Refusals about quotes and orders. */
export const ORDER_PROBLEMS = {
  'no-such-order': fixed(
    'not-found',
    { en: 'No such order', zh: '订单不存在' },
    { en: 'There is no such order.', zh: '没有该订单。' },
  ),
  'nothing-to-buy': fixed(
    'unprocessable',
    { en: 'Nothing to buy', zh: '没有选中商品' },
    { en: 'Nothing is selected.', zh: '没有选中任何商品。' },
  ),
  'too-many-lines': telling(
    'unprocessable',
    { en: 'Too many lines', zh: '商品种类过多' },
    ({ maxLines }: { readonly maxLines: number }) => ({
      en: `An order has at most ${maxLines} lines.`,
      zh: `一个订单最多 ${maxLines} 种商品。`,
    }),
  ),
  'too-many-pieces': telling(
    'unprocessable',
    { en: 'Too many pieces', zh: '商品数量过多' },
    ({ maxCount }: { readonly skuId: number; readonly maxCount: number }) => ({
      en: `A line has at most ${maxCount} pieces.`,
      zh: `每种商品最多 ${maxCount} 件。`,
    }),
  ),
  'sum-too-large': fixed(
    'unprocessable',
    { en: 'Sum too large', zh: '金额过大' },
    { en: 'Alipay takes no sum as large as this.', zh: '金额超出支付宝单笔上限。' },
  ),
  'no-address': fixed(
    'unprocessable',
    { en: 'No address', zh: '没有收货地址' },
    { en: 'There is no address.', zh: '还没有收货地址。' },
  ),
  'address-required': fixed(
    'unprocessable',
    { en: 'Address required', zh: '需要收货地址' },
    { en: 'The order is shipped: say to which address.', zh: '该订单需要发货，请指定收货地址。' },
  ),
  'address-invalid': fixed(
    'unprocessable',
    { en: 'Invalid address', zh: '收货地址无效' },
    { en: 'You have no such address.', zh: '您没有该收货地址。' },
  ),
  'quote-invalid': fixed(
    'unprocessable',
    { en: 'Invalid quote', zh: '报价无效' },
    { en: 'The quote token is not one of yours.', zh: '该报价凭证不属于您。' },
  ),
  'quote-expired': fixed(
    'conflict',
    { en: 'Quote expired', zh: '报价已过期' },
    { en: 'The quote is too old; ask for a new one.', zh: '报价已过期，请重新获取。' },
  ),
  'price-changed': telling(
    'conflict',
    { en: 'Price changed', zh: '价格已变动' },
    ({ current }: PriceChanged) =>
      current === undefined
        ? { en: 'The price is not the one that was shown.', zh: '价格与所显示的不一致。' }
        : {
            en: 'The price has changed since the quote; the new one comes with a new token.',
            zh: '报价之后价格已变动，现附上新的价格与报价凭证。',
          },
  ),
  'shipping-not-agreed': fixed(
    'conflict',
    { en: 'Shipping not agreed', zh: '未约定发货' },
    { en: 'What is bought must be shipped.', zh: '所购商品需要发货。' },
  ),
  'too-many-unpaid-orders': telling(
    'conflict',
    { en: 'Too many unpaid orders', zh: '未付款订单过多' },
    ({ limit }: { readonly limit: number }) => ({
      en: `You have ${limit} unpaid orders. Pay or cancel one of them first.`,
      zh: `您有 ${limit} 个未付款订单，请先付款或取消其中一个。`,
    }),
  ),
  'order-not-shippable': telling(
    'conflict',
    { en: 'Order not shippable', zh: '订单不能发货' },
    ({ because }: NotShippable) =>
      because === undefined
        ? {
            en: 'Only a paid order can be shipped, and only what was not shipped before.',
            zh: '只有已付款的订单可以发货，且只能发出尚未发出的商品。',
          }
        : HOLDS[because],
  ),
  'nothing-to-ship': fixed(
    'conflict',
    { en: 'Nothing to ship', zh: '没有待发货的商品' },
    { en: 'No piece of the order waits to be shipped.', zh: '该订单没有待发货的商品。' },
  ),
  'more-than-waits': telling(
    'conflict',
    { en: 'More than waits', zh: '超出待发数量' },
    moreThanWaits,
  ),
  'no-such-order-line': telling(
    'unprocessable',
    { en: 'No such line', zh: '订单中没有该商品' },
    ({ lineId }: { readonly lineId: number }) => ({
      en: `The order has no line ${lineId} that this could be done with.`,
      zh: `该订单没有可如此操作的第 ${lineId} 行商品。`,
    }),
  ),
  'no-such-shipment': fixed(
    'not-found',
    { en: 'No such parcel', zh: '包裹不存在' },
    { en: 'There is no such parcel.', zh: '没有该包裹。' },
  ),
  'order-not-editable': fixed<InState>(
    'conflict',
    { en: 'Order not editable', zh: '订单不能修改' },
    {
      en: 'Only an order that is unpaid or waits to be shipped can be edited.',
      zh: '只有待付款或待发货的订单可以修改。',
    },
  ),
  'nothing-shipped': fixed(
    'conflict',
    { en: 'Nothing is shipped', zh: '无需发货' },
    {
      en: 'Nothing of the order is shipped, so it has no address.',
      zh: '该订单无需发货，没有收货地址。',
    },
  ),
  'order-not-adjustable': fixed<InState>(
    'conflict',
    { en: 'Price not adjustable', zh: '不能改价' },
    {
      en: 'Only the price of an order that waits for its payment can be reduced.',
      zh: '只有待付款的订单可以改价。',
    },
  ),
  'discount-too-large': fixed<{ readonly whole: string }>(
    'unprocessable',
    { en: 'Discount too large', zh: '优惠过大' },
    { en: 'Something has to be left to be paid.', zh: '优惠后须仍有应付金额。' },
  ),
  'payment-started': fixed(
    'conflict',
    { en: 'Payment started', zh: '买家正在付款' },
    {
      en: 'The buyer has started a payment just now. Try again.',
      zh: '买家刚刚发起付款，请重试。',
    },
  ),
  'order-not-receivable': fixed<InState>(
    'conflict',
    { en: 'Order not receivable', zh: '订单不能确认收货' },
    { en: 'Only a shipped order can be received.', zh: '只有已发货的订单可以确认收货。' },
  ),
  'order-not-cancellable': fixed<InState>(
    'conflict',
    { en: 'Order not cancellable', zh: '订单不能取消' },
    {
      en: 'Only an order that waits for its payment can be cancelled.',
      zh: '只有待付款的订单可以取消。',
    },
  ),
  'order-already-paid': fixed(
    'conflict',
    { en: 'Order already paid', zh: '订单已付款' },
    {
      en: 'Alipay says that the order was paid in the meantime; it stays paid.',
      zh: '支付宝显示该订单已在此期间付款，订单保持已付款状态。',
    },
  ),
  // What the old storefronts' pages ask for; they are told in their own literal words.
  'purchase-lost': fixed(
    'unprocessable',
    { en: 'Purchase lost', zh: '购买信息已失效' },
    { en: 'What is bought was confirmed too long ago.', zh: '购买确认已过期。' },
  ),
  'course-order': fixed<{ readonly results: Readonly<Record<string, readonly string[]>> }>(
    'bad-input',
    { en: 'Wrong fields', zh: '字段有误' },
    { en: 'The order of the course has wrong fields.', zh: '课程订单的字段有误。' },
  ),
};
