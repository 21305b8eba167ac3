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
