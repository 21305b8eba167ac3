import type { Words } from '../../kernel/words.js';
import type { IncidentEntity, IncidentKind } from './incident.entity.js';

/** What each kind of incident is called. */
export const INCIDENT_NAMES: Readonly<Record<IncidentKind, Words>> = {
  'unknown-trade': { en: 'unknown trade', zh: '未知交易' },
  'amount-mismatch': { en: 'other sum', zh: '金额不符' },
  'trade-no-mismatch': { en: 'other trade', zh: '交易号不符' },
  'refund-exceeds-payment-mismatch': { en: 'too much refunded', zh: '退款超额' },
  'late-payment': { en: 'late payment', zh: '迟到的付款' },
  'refund-failed': { en: 'refund failed', zh: '退款失败' },
  'refund-bounced': { en: 'refund bounced', zh: '退款被退回' },
};

/** What happened, by the kind of incident. */
export const INCIDENT_DETAILS: Readonly<Record<IncidentKind, Words>> = {
  'unknown-trade': {
    en: 'Alipay reports a trade that no payment here has started.',
    zh: '支付宝报告了一笔不是由本系统发起的交易。',
  },
  'amount-mismatch': {
    en: 'Alipay reports another sum than the payment asked for.',
    zh: '支付宝报告的金额与支付要求的不同。',
  },
  'trade-no-mismatch': {
    en: 'Alipay reports another trade under an out_trade_no that has one already.',
    zh: '支付宝在已有交易的商户订单号下报告了另一笔交易。',
  },
  'refund-exceeds-payment-mismatch': {
    en: 'Alipay reports more refunded than was paid.',
    zh: '支付宝报告的退款超出实付金额。',
  },
  'late-payment': {
    en: 'The money came when the order could not use it, and Alipay takes no refund of it any more.',
    zh: '款项到账时订单已无法使用，且支付宝不再接受其退款。',
  },
  'refund-failed': {
    en: 'Money that could not be used was to be sent back, and Alipay refused.',
    zh: '无法使用的款项本应退回，但支付宝拒绝了退款。',
  },
  'refund-bounced': {
    en: "The buyer's bank did not take a refund: Alipay put it into the buyer's Alipay balance by itself.",
    zh: '买家的银行未接收退款，支付宝已自动将其转入买家的支付宝余额。',
  },
};

/** What an incident's row tells; its own English words stay as they were written. Pure. */
export function incidentDetail({ kind, detail }: Pick<IncidentEntity, 'kind' | 'detail'>): Words {
  return { en: detail, zh: INCIDENT_DETAILS[kind].zh };
}
