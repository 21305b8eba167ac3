/** Parameters that Alipay sends in notifies, returns and messages of the platform (alipay.md 1.3, 1.4, 2). */
const KNOWN = new Set(
  `notify_time notify_type notify_id sign_type sign trade_no app_id auth_app_id out_trade_no out_biz_no buyer_id
  buyer_open_id buyer_logon_id buyer_email seller_id seller_email trade_status total_amount receipt_amount invoice_amount
  buyer_pay_amount point_amount refund_fee send_back_fee subject body gmt_create gmt_payment gmt_refund gmt_close
  fund_bill_list voucher_detail_list passback_params charset version method timestamp alipay_cert_sn biz_content msg_method
  msg_app_id msg_type utc_timestamp origin_app_id mdiscount_amount discount_amount extra_common_param price quantity
  payment_type biz_settle_mode business_params app_auth_token`.split(/\s+/),
);

/** Free texts, in which anything can stand. */
export const FREE_TEXTS = ['subject', 'body', 'passback_params', 'extra_common_param'] as const;

/** Whether Alipay sends a parameter of this name. Pure. */
export function isKnownName(name: string): boolean {
  return KNOWN.has(name);
}

/** Names as Alipay writes them, by what frameworks make of them: `outTradeNo` and `OUT_TRADE_NO` are `out_trade_no`. Pure. */
export function knownNameOf(name: string): string {
  const snake = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
  return isKnownName(snake) ? snake : name;
}
