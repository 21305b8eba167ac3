import { isSystemError, type RefundRefusalCode } from '../../alipay/refusal-codes.js';
import { joined, termOf, type Words } from '../../kernel/words.js';
import type { RefundState } from './refund-states.js';

/** What is written down of a refund where Alipay's answer has no code that says it. */
export const OWN_FAULTS = {
  notMoved: 'fund_change is not Y',
  otherSum: 'Alipay has sent another sum back under its number',
  unknownThere: 'Alipay does not know of it',
} as const;

type OwnFault = (typeof OWN_FAULTS)[keyof typeof OWN_FAULTS];

/** What keeps a refund, or has ended it: each code by which Alipay is known to refuse one, and what we note ourselves. */
export const REFUND_FAULTS: Readonly<Record<RefundRefusalCode | OwnFault, Words>> = {
  'ACQ.SELLER_BALANCE_NOT_ENOUGH': {
    en: "The shop's balance at Alipay is too low: top it up.",
    zh: '商户的支付宝余额不足，请充值。',
  },
  'ACQ.REFUND_CHARGE_ERROR': {
    en: 'Alipay could not return its fee for this trade.',
    zh: '支付宝未能退回该交易的服务费。',
  },
  'ACQ.DISCORDANT_REPEAT_REQUEST': {
    en: 'Alipay knows its number with another sum.',
    zh: '支付宝记录中该退款请求号对应的金额不同。',
  },
  'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR': {
    en: 'The sums that its profit sharing is to give back do not fit.',
    zh: '退分账金额校验失败。',
  },
  'ACQ.BUYER_ENABLE_STATUS_FORBID': {
    en: "The buyer's Alipay account may not receive money now.",
    zh: '买家的支付宝账户状态不允许收款。',
  },
  'ACQ.BUYER_ERROR': {
    en: "Something is wrong with the buyer's Alipay account.",
    zh: '买家的支付宝账户状态异常。',
  },
  'ACQ.BUYER_NOT_EXIST': {
    en: "The buyer's Alipay account does not exist any more.",
    zh: '买家的支付宝账户不存在。',
  },
  'ACQ.CURRENCY_NOT_SUPPORT': {
    en: 'Alipay does not refund in this currency.',
    zh: '支付宝不支持该币种的退款。',
  },
  'ACQ.CUSTOMER_VALIDATE_ERROR': {
    en: 'The account is closed or frozen.',
    zh: '账户已注销或被冻结。',
  },
  'ACQ.ENTERPRISE_PAY_BIZ_ERROR': {
    en: "The buyer's company, which paid, does not take it back.",
    zh: '因公付业务异常，付款企业未接收退款。',
  },
  'ACQ.INVALID_PARAMETER': {
    en: 'Alipay took something in the request for wrong.',
    zh: '支付宝认为请求参数有误。',
  },
  'ACQ.NOT_ALLOW_PARTIAL_REFUND': {
    en: 'This trade can only be refunded whole.',
    zh: '该交易不支持部分退款。',
  },
  'ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND': {
    en: 'The voucher that the buyer used allows no refund.',
    zh: '买家所用的券不允许退款。',
  },
  'ACQ.OVERDRAFT_AGREEMENT_NOT_MATCH': {
    en: 'The contract about refunds paid in advance does not fit.',
    zh: '垫资退款的签约信息不符。',
  },
  'ACQ.OVERDRAFT_ASSIGN_ACCOUNT_INVALID': {
    en: 'The account that pays refunds in advance is a wrong one.',
    zh: '指定的垫资账户不正确。',
  },
  'ACQ.REASON_TRADE_BEEN_FREEZEN': {
    en: 'Alipay has frozen the trade.',
    zh: '该交易已被支付宝冻结。',
  },
  'ACQ.REASON_TRADE_REFUND_FEE_ERR': {
    en: 'Alipay takes the sum for a wrong one.',
    zh: '支付宝认为退款金额无效。',
  },
  'ACQ.REASON_TRADE_STATUS_INVALID': {
    en: 'The trade is in a state that allows no refund.',
    zh: '交易状态不允许退款。',
  },
  'ACQ.REFUND_ACCOUNT_NOT_EXIST': {
    en: 'The account that the money is to come from does not exist, or something is wrong with it.',
    zh: '退款出资账户不存在或异常。',
  },
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL': {
    en: 'More would go back than is left of the trade at Alipay.',
    zh: '退款金额超过该交易在支付宝的可退金额。',
  },
  'ACQ.REFUND_FEE_ERROR': {
    en: 'Alipay takes the sum for a wrong one.',
    zh: '支付宝认为退款金额有误。',
  },
  'ACQ.REFUND_ROYALTY_PAYEE_ACCOUNT_NOT_EXIST': {
    en: 'An account that shared the profit does not exist any more.',
    zh: '退分账的收入方账户不存在。',
  },
  'ACQ.REFUNDALLOC_UNAUTH_LIMIT': {
    en: 'The shop has no permission to take shared profit back.',
    zh: '商户没有退分账的权限。',
  },
  'ACQ.TRADE_HAS_CLOSE': {
    en: 'The trade is closed at Alipay.',
    zh: '该交易在支付宝已关闭。',
  },
  'ACQ.TRADE_HAS_FINISHED': {
    en: 'The trade is finished: Alipay takes no refund of it any more.',
    zh: '该交易已完结，支付宝不再接受退款。',
  },
  'ACQ.TRADE_NOT_ALLOW_REFUND': {
    en: 'Alipay allows no refund of this trade.',
    zh: '该交易不允许退款。',
  },
  'ACQ.TRADE_NOT_EXIST': {
    en: 'Alipay does not know the trade.',
    zh: '支付宝没有该交易。',
  },
  'ACQ.TRADE_STATUS_ERROR': {
    en: 'The trade is in a state that allows no refund.',
    zh: '交易状态不允许退款。',
  },
  'ACQ.USER_NOT_MATCH_ERR': {
    en: 'The trade is of another user at Alipay.',
    zh: '交易用户不匹配。',
  },
  'fund_change is not Y': {
    en: 'Alipay took the request and did not say that money moved.',
    zh: '支付宝受理了请求，但未表明资金已变动。',
  },
  'Alipay has sent another sum back under its number': {
    en: 'Alipay has sent another sum back under its number: a person has to find out why.',
    zh: '支付宝以该退款请求号退回了另一金额，需要人工查明原因。',
  },
  'Alipay does not know of it': {
    en: 'Alipay knows nothing of it yet.',
    zh: '支付宝尚无该退款的记录。',
  },
};

const SENT_AGAIN: Words = {
  en: 'It is sent again by itself under its number.',
  zh: '系统会以同一退款请求号自动重发。',
};
const ASKED: Words = {
  en: 'Alipay is asked until it says whether the money went back.',
  zh: '系统会持续查询，直到支付宝说明是否已退款。',
};
const REFUSED: Words = { en: 'Alipay refused it for good:', zh: '支付宝最终拒绝：' };
const BEING_SENT: Words = { en: 'It is being sent to Alipay.', zh: '正在发往支付宝。' };
const FIRST_OF_TWO: Words = {
  en: 'One person has approved it; it waits for another one.',
  zh: '已有一人同意，等待另一人复核。',
};
const FOR_APPROVAL: Words = { en: 'It waits for an approval.', zh: '等待审核。' };

/** A refund as far as it says what it waits for. */
interface Waiting {
  readonly state: RefundState;
  readonly fault: string | null;
  /** The first of two persons has approved it. */
  readonly isApprovedOnce: boolean;
}

/** How a refund in a state is told of; in the other states it waits for nothing. */
const TOLD: Partial<Record<RefundState, (refund: Waiting) => Words | null>> = {
  REQUESTED: ({ isApprovedOnce }) => (isApprovedOnce ? FIRST_OF_TWO : FOR_APPROVAL),
  PROCESSING: ({ fault }) =>
    fault === null ? BEING_SENT : joined([faultWords(fault), SENT_AGAIN]),
  UNKNOWN: ({ fault }) => (fault === null ? ASKED : joined([faultWords(fault), ASKED])),
  FAILED: ({ fault }) => (fault === null ? null : joined([REFUSED, faultWords(fault)])),
};

/**
 * What a refund waits for, or why Alipay refused it, in a sentence for the staff; null when it has ended otherwise. Pure.
 */
export function waitingWords(refund: Waiting): Words | null {
  return TOLD[refund.state]?.(refund) ?? null;
}

/** What a refund's fault means: a code of Alipay's, or how its answer was no answer. Pure. */
export function faultWords(fault: string): Words {
  if (Object.hasOwn(REFUND_FAULTS, fault)) return termOf(REFUND_FAULTS, fault);
  if (isSystemError(fault)) {
    return {
      en: `Something broke at Alipay (${fault}).`,
      zh: `支付宝系统异常（${fault}）。`,
    };
  }
  if (/^(isv\.|4000\d$)/.test(fault)) {
    return {
      en: `Alipay refused the request itself (${fault}): look after keys, settings and permissions.`,
      zh: `支付宝拒绝了请求本身（${fault}），请检查密钥、设置和权限。`,
    };
  }
  if (fault.startsWith('ACQ.')) {
    return {
      en: `Alipay refused it with ${fault}, which is in no table of its documents.`,
      zh: `支付宝以文档未列出的错误码 ${fault} 拒绝。`,
    };
  }
  return {
    en: `No usable answer came from Alipay (${fault}).`,
    zh: `没有收到支付宝的有效应答（${fault}）。`,
  };
}
