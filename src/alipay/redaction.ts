/** What is said of a trade and of no person. Everything else, new fields too, is kept by its name alone. */
const SAFE = new Set(
  `app_id auth_app_id charset method seller_id sign_type timestamp version notify_id notify_time notify_type
  code msg sub_code sub_msg out_trade_no trade_no trade_status subject out_biz_no out_request_no
  total_amount receipt_amount invoice_amount buyer_pay_amount point_amount
  refund_fee refund_amount refund_status send_back_fee fund_change
  dback_status dback_amount bank_ack_time
  gmt_create gmt_payment gmt_refund gmt_refund_pay gmt_close send_pay_date`.split(/\s+/),
);

const MAX_CHARACTERS = 512;

/** A message's fields as they may be stored: who the buyer is, how he paid and the signature are taken out. Pure. */
export function redacted(fields: Iterable<readonly [string, string]>): Record<string, string> {
  const kept = [...fields].map(([name, value]) => {
    return [name, SAFE.has(name) ? value.slice(0, MAX_CHARACTERS) : '[redacted]'] as const;
  });
  return Object.fromEntries(kept);
}
