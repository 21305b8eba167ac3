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

/** Refusals that pass by themselves, or once the shop has money at Alipay. */
export const PASSING_CODES = ['ACQ.SELLER_BALANCE_NOT_ENOUGH', 'ACQ.REFUND_CHARGE_ERROR'] as const;

/** The same number was sent with another sum before: only a question tells what became of that (alipay.md 4.1). */
export const UNDECIDED_CODES = ['ACQ.DISCORDANT_REPEAT_REQUEST'] as const;

/**
 * Alipay's error table of the method, as several public SDKs have copied it: checks that are made before money moves, and
 * whose remedy is another request. ACQ.TRADE_SETTLE_ERROR is left out: its remedy is to ask Alipay's staff.
 */
export const FINAL_CODES = [
  'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR',
  'ACQ.BUYER_ENABLE_STATUS_FORBID',
  'ACQ.BUYER_ERROR',
  'ACQ.BUYER_NOT_EXIST',
  'ACQ.CURRENCY_NOT_SUPPORT',
  'ACQ.CUSTOMER_VALIDATE_ERROR',
  'ACQ.ENTERPRISE_PAY_BIZ_ERROR',
  'ACQ.INVALID_PARAMETER',
  'ACQ.NOT_ALLOW_PARTIAL_REFUND',
  'ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND',
  'ACQ.OVERDRAFT_AGREEMENT_NOT_MATCH',
  'ACQ.OVERDRAFT_ASSIGN_ACCOUNT_INVALID',
  'ACQ.REASON_TRADE_BEEN_FREEZEN',
  'ACQ.REASON_TRADE_REFUND_FEE_ERR',
  'ACQ.REASON_TRADE_STATUS_INVALID',
  'ACQ.REFUND_ACCOUNT_NOT_EXIST',
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
  'ACQ.REFUND_FEE_ERROR',
  'ACQ.REFUND_ROYALTY_PAYEE_ACCOUNT_NOT_EXIST',
  'ACQ.REFUNDALLOC_UNAUTH_LIMIT',
  'ACQ.TRADE_HAS_CLOSE',
  'ACQ.TRADE_HAS_FINISHED',
  'ACQ.TRADE_NOT_ALLOW_REFUND',
  'ACQ.TRADE_NOT_EXIST',
  'ACQ.TRADE_STATUS_ERROR',
  'ACQ.USER_NOT_MATCH_ERR',
] as const;

/** A canonical code with which Alipay is known to refuse a refund. */
export type RefundRefusalCode =
  (typeof PASSING_CODES)[number] | (typeof UNDECIDED_CODES)[number] | (typeof FINAL_CODES)[number];

const PASSING: ReadonlySet<string> = new Set(PASSING_CODES);
const UNDECIDED: ReadonlySet<string> = new Set(UNDECIDED_CODES);
const FINAL: ReadonlySet<string> = new Set(FINAL_CODES);

/** What a refused refund's code and canonical sub_code tell. Pure. */
export function refundRefusal(code: string, subCode: string): RefundRefusal {
  if (isSystemError(subCode) || UNDECIDED.has(subCode)) return 'undecided';
  if (PASSING.has(subCode)) return 'passing';
  return REFUSED_AT_THE_DOOR.has(code) || FINAL.has(subCode) ? 'final' : 'unlisted';
}
