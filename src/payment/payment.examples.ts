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

export const PAY_LINK_EXAMPLE = {
  paymentId: '41',
  method: 'page',
  payUrl:
    'https://openapi.alipay.com/gateway.do?app_id=2021000000000000&method=alipay.trade.page.pay&…',
  expiresAt: '2026-11-21T12:30:00+08:00',
};

/** A problem as the filter answers it. */
export function problemExample(status: number, slug: string, title: string, detail: string) {
  return { type: `urn:problem:alipay-checkout:${slug}`, title, status, detail };
}

/** A timeline as operators see it. */
export const TIMELINE_EXAMPLE = {
  orderNo: PAYMENT_EXAMPLE.orderNo,
  summary: `The order is TO_SHIP. Payment ${PAYMENT_EXAMPLE.outTradeNo} over ¥209.00 is SUCCEEDED.`,
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
        'Changed: state CREATED → SUCCEEDED.',
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
