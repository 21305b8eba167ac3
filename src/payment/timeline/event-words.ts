import type { EventType } from '../../events/domain-events.js';
import { termOf, type Words } from '../../kernel/words.js';
import { differenceWords } from '../model/difference-words.js';
import { faultWords } from '../model/refund-fault-words.js';
import {
  ACTION_TEXTS,
  BILLED,
  DECISIONS,
  type MemberOf,
  METHODS,
  REASONS,
  type Told,
} from './event-terms.js';
import { AFTER_SALE_TOLD } from './after-sale-words.js';
import { GOODS_TOLD } from './goods-words.js';
import { originWords, partsWords } from './refund-words.js';

/** What is told of an event, to operators and to the order's owner. Pure. */
export function wordsOfEvent(
  type: EventType,
  of: MemberOf,
): { readonly operator: Words; readonly owner: Words | null } {
  const told = TOLD[type];
  if (typeof told === 'function') return { operator: told(of), owner: told(of) };
  return { operator: told.operator(of), owner: told.owner(of) };
}

const TOLD: Readonly<Record<EventType, Told>> = {
  ...GOODS_TOLD,
  ...AFTER_SALE_TOLD,
  'payment.initiated': (of) => {
    const method = METHODS[of('method')];
    return {
      en: `A payment of ¥${of('amount')} was started${method === undefined ? '' : ` ${method.en}`}, as number ${of('outTradeNo')}.`,
      zh: `${method?.zh ?? ''}发起了 ¥${of('amount')} 的支付，订单号 ${of('outTradeNo')}。`,
    };
  },
  'payment.succeeded': (of) => ({
    en: `The payment of ¥${of('amount')} succeeded.`,
    zh: `¥${of('amount')} 支付成功。`,
  }),
  'payment.closed': () => ({
    en: 'The trade was closed at Alipay without a payment.',
    zh: '该交易未付款，已在支付宝关闭。',
  }),
  'payment.finished': () => ({
    en: 'Alipay has finished the trade: it takes no refund any more.',
    zh: '支付宝已结束该交易：不再接受退款。',
  }),
  'payment.refund_requested': (of) => {
    const origin = originWords(of('origin'));
    const isRequested = of('state') === 'REQUESTED';
    const parts = partsWords(of);
    return {
      en: `A refund of ¥${of('amount')}${parts.en} was asked for ${origin.en}${isRequested ? '; it waits for an approval.' : '.'}`,
      zh: `¥${of('amount')} 的退款${parts.zh}${origin.zh}${isRequested ? '，等待审核。' : '。'}`,
    };
  },
  'payment.refunded': (of) => ({
    en: `¥${of('refunded')}${partsWords(of).en} went back to the buyer; ¥${of('refundedTotal')} in all.`,
    zh: `¥${of('refunded')}${partsWords(of).zh} 已退给买家，累计退款 ¥${of('refundedTotal')}。`,
  }),
  'payment.refund_failed': {
    operator: (of) => {
      const why = faultWords(of('reason'));
      return {
        en: `Alipay refused the refund ${of('outRequestNo')} of ¥${of('amount')}${partsWords(of).en}: ${why.en}`,
        zh: `支付宝拒绝了退款 ${of('outRequestNo')}（¥${of('amount')}）${partsWords(of).zh}：${why.zh}`,
      };
    },
    owner: (of) => ({
      en: `The refund of ¥${of('amount')} could not be made; the shop looks after it.`,
      zh: `¥${of('amount')} 的退款未能完成，商家正在处理。`,
    }),
  },
  'payment.refund_bounced': {
    operator: (of) => ({
      en: `The refund ${of('outRequestNo')} bounced at the buyer's bank; Alipay put it into the buyer's Alipay balance.`,
      zh: `退款 ${of('outRequestNo')} 被买家的银行退回，支付宝已将其转入买家的支付宝余额。`,
    }),
    owner: () => ({
      en: 'Your bank did not take the refund: Alipay put it into your Alipay balance. The shop looks after it.',
      zh: '您的银行未接收退款，支付宝已将其转入您的支付宝余额，商家正在跟进。',
    }),
  },
  'payment.unexpected': {
    operator: (of) => decision(of) ?? unexpected(of),
    owner: (of) => {
      if (isDecision(of)) return null;
      const action = actionText(of);
      return {
        en: `Money came that the order could not use. ${action.en}`,
        zh: `收到了订单无法使用的款项。${action.zh}`,
      };
    },
  },
  'payment.report_rejected': {
    operator: (of) => decision(of) ?? rejected(of),
    owner: (of) => (isDecision(of) ? null : DID_NOT_FIT),
  },
  'reconciliation.completed': (of) => ({
    en: `Alipay's bill of ${of('day')} was held against our books.`,
    zh: `已用支付宝 ${of('day')} 的账单核对本地账。`,
  }),
  'reconciliation.account_completed': (of) => ({
    en: `The account's log of ${of('day')} was checked.`,
    zh: `${of('day')} 的账务明细已核对。`,
  }),
  'reconciliation.discrepancy_found': {
    operator: (of) => {
      const billed = termOf(BILLED, of('kind'));
      return {
        en: `Alipay's bill of ${of('day')} ${billed.en} (discrepancy ${of('discrepancyId')}).`,
        zh: `支付宝 ${of('day')} 的账单${billed.zh}（差异 ${of('discrepancyId')}）。`,
      };
    },
    owner: () => null,
  },
  'reconciliation.discrepancy_resolved': {
    operator: (of) => ({
      en: `Discrepancy ${of('discrepancyId')} ended: ${differenceWords(of('done')).en}.`,
      zh: `差异 ${of('discrepancyId')} 已了结：${differenceWords(of('done')).zh}。`,
    }),
    owner: () => null,
  },
};

/** What the owner hears of a report that is not believed. */
export const DID_NOT_FIT: Words = {
  en: 'Something about the payment did not fit; the shop is looking into it.',
  zh: '支付信息有不符之处，商家正在核实。',
};

function unexpected(of: MemberOf): Words {
  const [reason, action] = [termOf(REASONS, of('reason')), actionText(of)];
  return {
    en: `Money came that could not be used: ${reason.en}. ${action.en}`,
    zh: `收到了无法使用的款项：${reason.zh}。${action.zh}`,
  };
}

function rejected(of: MemberOf): Words {
  const reason = termOf(REASONS, of('reason'));
  const [reported, expected] = [of('reportedAmount'), of('expectedAmount')];
  // Nothing was expected of a trade that is not ours.
  const wanted = expected === '?' ? ['', ''] : [`, expected ¥${expected}`, `，应为 ¥${expected}`];
  return {
    en: `Alipay's report was genuine, but not believed: ${reason.en} (reported ¥${reported}${wanted[0]}).`,
    zh: `支付宝的报告验签通过，但未予采信：${reason.zh}（报告金额 ¥${reported}${wanted[1]}）。`,
  };
}

/** What an operator decided about an incident; the incident tells the owner of its end. */
function decision(of: MemberOf): Words | null {
  if (!isDecision(of)) return null;
  const what = termOf(DECISIONS, of('action'));
  return {
    en: `Operator ${of('decidedBy')} decided about incident ${of('incidentId')}: ${what.en}.`,
    zh: `运营人员 ${of('decidedBy')} 处理了异常资金 ${of('incidentId')}：${what.zh}。`,
  };
}

function isDecision(of: MemberOf): boolean {
  return of('decidedBy') !== '?';
}

function actionText(of: MemberOf): Words {
  return ACTION_TEXTS[of('action')] ?? { en: '', zh: '' };
}
