import { fenToYuan } from '../../kernel/money.js';
import type { Words } from '../../kernel/words.js';
import type { RefundEntity } from '../model/refund.entity.js';
import type { TimelineEntry } from './timeline-entry.js';

type Ending = Pick<TimelineEntry, 'type' | 'text' | 'ownerText'>;

/**
 * How a refund ended, where no event tells it: a success and a refusal by Alipay have their events for the owner, an
 * operator's refusal has none. Null: there is nothing to add. Pure.
 */
export function endingOf(refund: RefundEntity): Ending | null {
  const { state, origin } = refund;
  if (state === 'REJECTED') return rejected(refund);
  if (state === 'WITHDRAWN' || state === 'CLOSED') return undecided(refund, howUndecided(refund));
  return state === 'SUCCEEDED' && origin !== 'alipay-console' ? succeeded(refund) : null;
}

function rejected(refund: RefundEntity): Ending {
  const [name, sum] = [nameOf(refund), sumOf(refund)];
  return {
    type: 'rejected',
    text: {
      en: `The refund ${name.en} was turned down by an operator.`,
      zh: `退款 ${name.zh}已被运营人员拒绝。`,
    },
    ownerText: {
      en: `The refund of ${sum} was turned down.`,
      zh: `${sum} 的退款申请未通过。`,
    },
  };
}

function undecided(refund: RefundEntity, how: Words): Ending {
  const [name, sum] = [nameOf(refund), sumOf(refund)];
  return {
    type: refund.state.toLowerCase(),
    text: {
      en: `The request ${name.en} ended without a decision: ${how.en}.`,
      zh: `退款申请 ${name.zh}未经审核即结束：${how.zh}。`,
    },
    ownerText: {
      en: `The request for a refund of ${sum} ended: ${how.en}.`,
      zh: `${sum} 的退款申请已结束：${how.zh}。`,
    },
  };
}

function succeeded(refund: RefundEntity): Ending {
  const name = nameOf(refund);
  return {
    type: 'succeeded',
    text: { en: `Alipay has done the refund ${name.en}.`, zh: `支付宝已完成退款 ${name.zh}。` },
    ownerText: null,
  };
}

function howUndecided({ state, closedReason }: RefundEntity): Words {
  if (state === 'WITHDRAWN') return { en: 'its customer took it back', zh: '顾客已撤回' };
  return closedReason === 'not-refundable'
    ? { en: 'the payment takes no refund any more', zh: '该支付已不能退款' }
    : { en: 'other refunds leave less than it asks for', zh: '其他退款之后剩余金额不足' };
}

function nameOf(refund: RefundEntity): Words {
  const [number, sum] = [refund.outRequestNo, sumOf(refund)];
  return { en: `${number} of ${sum}`, zh: `${number}（${sum}）` };
}

function sumOf({ amount }: RefundEntity): string {
  return `¥${fenToYuan(amount)}`;
}
