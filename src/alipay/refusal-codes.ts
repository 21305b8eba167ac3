/** `AQC` is Alipay's own misspelling of `ACQ`, in answers to cancel (alipay.md 4.2). */
const BUSINESS_CODE = /^(?:aop\.)*a(?:cq|qc)\.(.+)$/i;

/** Codes come with `aop.` before them as well, whatever the sandbox or an older gateway puts there. */
const PREFIXED_CODE = /^(?:aop\.)+(.+\..+)$/i;

/** The services behind the gateway failed, perhaps after they had done something. */
const PROVIDER_TROUBLE = /^(?:isp\..+|aop\.unkno.*-error)$/i;

/**
 * A `sub_code` as Alipay's tables write it, which is the only form that anything here is compared with: `ACQ.` in
 * capitals, without `aop.` before it (alipay.md 4.2). Pure.
 */
export function canonicalCode(subCode: string): string {
  const text = subCode.trim();
  const business = BUSINESS_CODE.exec(text)?.[1];
  if (business !== undefined) return `ACQ.${business.toUpperCase()}`;
  return PREFIXED_CODE.exec(text)?.[1] ?? text;
}

/** Whether a canonical code says that something broke, which tells nothing of what was done before it. Pure. */
export function isSystemError(subCode: string): boolean {
  return subCode === 'ACQ.SYSTEM_ERROR' || PROVIDER_TROUBLE.test(subCode);
}

/** Refused before any business was looked at: an argument is missing, bad or against conditions, or no permission. */
export const REFUSED_AT_THE_DOOR: ReadonlySet<string> = new Set([
  '40001',
  '40002',
  '40003',
  '40006',
]);

/**
 * What a refusal of `alipay.trade.refund` tells: `passing` may be sent again later under the same number, `undecided`
 * says nothing of what an earlier request did, `final` means that no money moved and none will, and `unlisted` is in no
 * table of Alipay's that is known here, so that money may have moved.
 */
export type RefundRefusal = 'passing' | 'undecided' | 'final' | 'unlisted';

const PASSING = new Set(['ACQ.SELLER_BALANCE_NOT_ENOUGH', 'ACQ.REFUND_CHARGE_ERROR']);

/** The same number was sent with another sum before: only a question tells what became of that (alipay.md 4.1). */
const UNDECIDED = new Set(['ACQ.DISCORDANT_REPEAT_REQUEST']);

/**
 * Alipay's error table of the method, as several public SDKs have copied it: checks that are made before money moves, and
 * whose remedy is another request. ACQ.TRADE_SETTLE_ERROR is left out: its remedy is to ask Alipay's staff.
 */
const FINAL = new Set(
  `ALLOC_AMOUNT_VALIDATE_ERROR BUYER_ENABLE_STATUS_FORBID BUYER_ERROR BUYER_NOT_EXIST CURRENCY_NOT_SUPPORT
  CUSTOMER_VALIDATE_ERROR ENTERPRISE_PAY_BIZ_ERROR INVALID_PARAMETER NOT_ALLOW_PARTIAL_REFUND
  ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND OVERDRAFT_AGREEMENT_NOT_MATCH OVERDRAFT_ASSIGN_ACCOUNT_INVALID
  REASON_TRADE_BEEN_FREEZEN REASON_TRADE_REFUND_FEE_ERR REASON_TRADE_STATUS_INVALID REFUND_ACCOUNT_NOT_EXIST
  REFUND_AMT_NOT_EQUAL_TOTAL REFUND_FEE_ERROR REFUND_ROYALTY_PAYEE_ACCOUNT_NOT_EXIST REFUNDALLOC_UNAUTH_LIMIT
  TRADE_HAS_CLOSE TRADE_HAS_FINISHED TRADE_NOT_ALLOW_REFUND TRADE_NOT_EXIST TRADE_STATUS_ERROR USER_NOT_MATCH_ERR`
    .split(/\s+/)
    .map((name) => `ACQ.${name}`),
);

/** What a refused refund's code and canonical sub_code tell. Pure. */
export function refundRefusal(code: string, subCode: string): RefundRefusal {
  if (isSystemError(subCode) || UNDECIDED.has(subCode)) return 'undecided';
  if (PASSING.has(subCode)) return 'passing';
  return REFUSED_AT_THE_DOOR.has(code) || FINAL.has(subCode) ? 'final' : 'unlisted';
}
