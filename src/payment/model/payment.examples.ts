import { invalidInput, refusal } from '../../http/refusal.js';
import { ORDER_EXAMPLE, PRICE_CHANGED } from '../../orders/model/orders.examples.js';

/** Examples of the payment routes for the OpenAPI document. */
export const PAYMENT_EXAMPLE = {
  paymentId: '41',
  orderNo: '202611211200000123456789',
  orderState: 'TO_SHIP',
  outTradeNo: '202611211200000123456789',
  tradeNo: '2026112122001499160501586202',
  method: 'page',
  state: 'SUCCEEDED',
  amount: '209.00',
  refundedAmount: '0.00',
  paidAt: '2026-11-21T12:01:30+08:00',
  expiresAt: '2026-11-21T12:30:00+08:00',
};

export const INVALID_METHOD = invalidInput(
  'method',
  'method must be one of the following values: page, wap, app, qr',
);

export const NOT_PAYABLE = refusal({
  slug: 'order-not-payable',
  members: { state: 'TO_SHIP' },
  description:
    '`order-not-payable`, `order-about-to-expire`, or `qr-code-refused` with its `subCode`',
});

export const NO_PAYMENT_YET = refusal({
  slug: 'no-payment-yet',
  description: '`no-such-order`, or `no-payment-yet`',
});

export const NOT_CANCELLABLE = refusal({
  slug: 'order-already-paid',
  description:
    '`order-already-paid`, `order-not-cancellable`, or `refund-decided` after another refund',
});

export const ALIPAY_NO_RESPONSE = refusal({
  slug: 'alipay-unavailable',
  description:
    '`alipay-unavailable`: Alipay does not answer; `alipay-answer-unverified` with a `hint`: its answer does not verify ' +
    'with the configured key; `alipay-refused` with its `subCode`: it refuses the question',
});

export const TOO_MANY_QUESTIONS = refusal({
  slug: 'too-many-questions',
  description: 'A customer had Alipay asked too often; see Retry-After',
});

/** A pay link by how it is paid: what leads to the payment is another member each time. */
export const PAY_LINK_EXAMPLES = {
  'page, wap': linkBy('page', {
    payUrl:
      'https://openapi.alipay.com/gateway.do?app_id=2021000000000000&method=alipay.trade.page.pay&…',
  }),
  app: linkBy('app', {
    orderString: 'app_id=2021000000000000&method=alipay.trade.app.pay&…',
  }),
  qr: linkBy('qr', {
    qrCode: 'https://qr.alipay.com/bax00000000000000000000',
    qrImage: 'data:image/png;base64,iVBORw0KGgo…',
  }),
};

function linkBy(method: string, way: Readonly<Record<string, string>>) {
  const value = { paymentId: '41', method, expiresAt: '2026-11-21T12:30:00+08:00', ...way };
  return { summary: `Paid by ${method}`, value };
}

/** An order with its pay link, by how it is paid. */
export const CHECKOUT_EXAMPLES = Object.fromEntries(
  Object.entries(PAY_LINK_EXAMPLES).map(([name, { summary, value }]) => [
    name,
    { summary, value: { order: ORDER_EXAMPLE, payment: value } },
  ]),
);

export const CHECKOUT_REFUSED = {
  ...PRICE_CHANGED,
  description: `${PRICE_CHANGED.description}; of an order that was made of the quote before: ${NOT_PAYABLE.description}`,
};

/** An unpaid order whose buyer wants it no more: Alipay has not answered yet. */
export const CANCELLING_EXAMPLE = {
  ...ORDER_EXAMPLE,
  cancelRequestedAt: '2026-11-21T12:05:00+08:00',
};

/** The same once it is over. */
export const CANCELLED_EXAMPLE = {
  ...CANCELLING_EXAMPLE,
  state: 'CANCELLED',
  closedAt: '2026-11-21T12:05:01+08:00',
};

/** A timeline as operators see it. */
export const TIMELINE_EXAMPLE = {
  orderNo: PAYMENT_EXAMPLE.orderNo,
  summary: `The order is to be shipped. Payment ${PAYMENT_EXAMPLE.outTradeNo} over ¥209.00 is paid.`,
  items: [
    {
      time: '2026-11-21T12:00:00+08:00',
      kind: 'event',
      type: 'order.created',
      text: 'The order was made: ¥209.00 to pay until 2026-11-21 12:30:00.',
      facts: { eventId: '01KAM3V9Q2W8T5Y7B1C4D6E8F0', orderNo: PAYMENT_EXAMPLE.orderNo },
    },
    {
      time: '2026-11-21T12:01:31+08:00',
      kind: 'report',
      type: 'notify',
      text:
        'Alipay notified us that the trade is paid: the payment and its order are paid by it. ' +
        'Changed: state created → paid.',
      facts: { verdict: 'paid', changed: { state: 'CREATED → SUCCEEDED' }, repeats: 0 },
    },
    {
      time: '2026-11-21T12:01:31+08:00',
      kind: 'event',
      type: 'order.paid',
      text: 'The order was paid: ¥209.00.',
      facts: { eventId: '01KAM3V9Q2W8T5Y7B1C4D6E8F1', orderNo: PAYMENT_EXAMPLE.orderNo },
    },
  ],
};

/** Whoever bought an order does not decide about its money, whatever their role. */
export const OWN_ORDER = refusal({
  slug: 'own-order',
  description:
    '`own-order`: another person of the staff decides about the money of what one bought oneself',
});
