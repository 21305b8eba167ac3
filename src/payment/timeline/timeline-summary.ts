import { UNVERIFIED_WORDS } from '../../alipay/key-hint.js';
import { toChinaTime } from '../../kernel/shanghai-time.js';
import { joined, type Words } from '../../kernel/words.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { isPaid } from '../model/payment-states.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { faultWords } from '../model/refund-fault-words.js';
import { isUnderWay } from '../model/refund-states.js';
import { ORDER_STATE_WORDS, PAYMENT_STATE_WORDS } from '../model/state-words.js';
import type { TimelineMaterial } from './timeline-entries.js';
import { yuan } from './money-entries.js';

const NO_ORDER: Words = {
  en: 'No order here belongs to this trade.',
  zh: '本系统没有属于该交易的订单。',
};

/** Where it stands now and what it waits for, in a few sentences. The owner hears of nothing internal. Pure. */
export function summaryOf(material: TimelineMaterial, forOperator: boolean): Words {
  const { order, payments, refunds } = material;
  return joined([
    order === null ? NO_ORDER : orderStands(order),
    ...payments.map((payment) => paymentStands(payment)),
    ...refunds.flatMap((refund) => refundStands(refund, forOperator)),
    ...(forOperator
      ? [...payments.flatMap((one) => unansweredOf(one, material)), ...internals(material)]
      : []),
  ]);
}

function orderStands(order: OrderRecord): Words {
  if (order.state !== 'PENDING_PAYMENT') {
    const { en, zh } = ORDER_STATE_WORDS[order.state];
    return { en: `The order is ${en}.`, zh: `订单${zh}。` };
  }
  if (order.cancelRequestedAt !== null) {
    return {
      en: 'The order is to be cancelled and waits for Alipay to say that nothing was paid.',
      zh: '订单将被取消，正在等待支付宝确认未付款。',
    };
  }
  const [sum, until] = [yuan(order.payable), toChinaTime(order.expiresAt)];
  return {
    en: `The order waits for ${sum} until ${until}.`,
    zh: `订单等待付款 ${sum}，截止 ${until}。`,
  };
}

function paymentStands(payment: PaymentEntity): Words {
  const { outTradeNo, state } = payment;
  const isBack = isPaid(state) && payment.refundedAmount !== 0;
  const [sum, back] = [yuan(payment.amount), yuan(payment.refundedAmount)];
  const stands = PAYMENT_STATE_WORDS[state];
  return {
    en: `Payment ${outTradeNo} over ${sum} is ${stands.en}${isBack ? `, ${back} of it went back` : ''}.`,
    zh: `支付 ${outTradeNo}（${sum}）${stands.zh}${isBack ? `，其中 ${back} 已退回` : ''}。`,
  };
}

function refundStands(refund: RefundEntity, forOperator: boolean): Words[] {
  const sum = yuan(refund.amount);
  if (refund.state === 'REQUESTED') {
    return [
      {
        en: `A refund of ${sum} waits for an operator's approval.`,
        zh: `一笔 ${sum} 的退款等待运营人员审核。`,
      },
    ];
  }
  if (!isUnderWay(refund.state)) return [];
  if (forOperator) return [underWay(refund)];
  return [{ en: `A refund of ${sum} is under way.`, zh: `一笔 ${sum} 的退款正在处理。` }];
}

function underWay({ outRequestNo, amount, state, fault, nextCheckAt }: RefundEntity): Words {
  const isOpen = state === 'UNKNOWN';
  const [known, knownZh] = isOpen
    ? ['it is not known yet whether it was done', '尚不清楚是否已退回']
    : ['it is under way', '正在处理'];
  const next = nextCheckAt === null ? null : toChinaTime(nextCheckAt);
  const stands: Words = {
    en: `Refund ${outRequestNo} of ${yuan(amount)}: ${known}${next === null ? '' : `, next at ${next}`}.`,
    zh: `退款 ${outRequestNo}（${yuan(amount)}）：${knownZh}${next === null ? '' : `，下次处理 ${next}`}。`,
  };
  return fault === null ? stands : joined([stands, faultWords(fault)]);
}

/** Why questions about a payment decide nothing, unless Alipay answered since. */
function unansweredOf(
  { outTradeNo, noAnswerWhy, noAnswerAt }: PaymentEntity,
  { evidence }: TimelineMaterial,
): Words[] {
  if (noAnswerWhy === null || noAnswerAt === null) return [];
  const isOfIt = evidence.filter((row) => row.outTradeNo === outTradeNo);
  if (isOfIt.some(({ lastReceivedAt }) => lastReceivedAt >= noAnswerAt)) return [];
  const last = toChinaTime(noAnswerAt);
  if (noAnswerWhy !== 'unverified') {
    return [
      {
        en: `Alipay refuses questions about ${outTradeNo} (${noAnswerWhy}), last at ${last}.`,
        zh: `支付宝拒绝对 ${outTradeNo} 的查询（${noAnswerWhy}），最近一次在 ${last}。`,
      },
    ];
  }
  return [
    {
      en: `Alipay answers questions about ${outTradeNo}, but its answers do not verify, last at ${last}: nothing they say is believed.`,
      zh: `支付宝对 ${outTradeNo} 的查询有应答，但验签失败，最近一次在 ${last}：其内容一概不予采信。`,
    },
    UNVERIFIED_WORDS,
  ];
}

function internals({ order, incidents }: TimelineMaterial): Words[] {
  const open = incidents.filter(({ state }) => state === 'OPEN').map(({ id }) => id);
  const due = order?.state === 'PENDING_PAYMENT' ? order.nextCheckAt : null;
  const at = due === null ? '' : toChinaTime(due);
  return [
    ...(due === null
      ? []
      : [{ en: `The worker looks at it again at ${at}.`, zh: `后台将于 ${at} 再次检查。` }]),
    ...(open.length === 0
      ? []
      : [
          {
            en: `Held for an operator: incident ${open.join(', ')}.`,
            zh: `等待运营人员处理：异常资金 ${open.join('、')}。`,
          },
        ]),
  ];
}
