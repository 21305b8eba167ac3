import { UNVERIFIED_WORDS } from '../../alipay/key-hint.js';
import { toChinaTime } from '../../kernel/shanghai-time.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { isPaid } from '../model/payment-states.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { isUnderWay } from '../model/refund-states.js';
import type { TimelineMaterial } from './timeline-entries.js';
import { yuan } from './money-entries.js';

/** Where it stands now and what it waits for, in a few sentences. The owner hears of nothing internal. Pure. */
export function summaryOf(material: TimelineMaterial, forOperator: boolean): string {
  const { order, payments, refunds } = material;
  const sentences = [
    order === null ? 'No order here belongs to this trade.' : orderStands(order),
    ...payments.map((payment) => paymentStands(payment)),
    ...refunds.flatMap((refund) => refundStands(refund, forOperator)),
    ...(forOperator
      ? [...payments.flatMap((one) => unansweredOf(one, material)), ...internals(material)]
      : []),
  ];
  return sentences.join(' ');
}

function orderStands(order: OrderRecord): string {
  if (order.state !== 'PENDING_PAYMENT') return `The order is ${order.state}.`;
  const until = `until ${toChinaTime(order.expiresAt)}`;
  if (order.cancelRequestedAt !== null) {
    return 'The order is to be cancelled and waits for Alipay to say that nothing was paid.';
  }
  return `The order waits for ${yuan(order.payable)} ${until}.`;
}

function paymentStands(payment: PaymentEntity): string {
  const name = `Payment ${payment.outTradeNo} over ${yuan(payment.amount)} is ${payment.state}`;
  if (!isPaid(payment.state) || payment.refundedAmount === 0) return `${name}.`;
  return `${name}, ${yuan(payment.refundedAmount)} of it went back.`;
}

function refundStands(refund: RefundEntity, forOperator: boolean): string[] {
  const sum = yuan(refund.amount);
  if (refund.state === 'REQUESTED') return [`A refund of ${sum} waits for an operator's approval.`];
  if (!isUnderWay(refund.state)) return [];
  const known =
    refund.state === 'UNKNOWN' ? 'it is not known yet whether it was done' : 'it is under way';
  if (!forOperator) return [`A refund of ${sum} is under way.`];
  const why = refund.fault === null ? '' : ` (${refund.fault})`;
  return [`Refund ${refund.outRequestNo} of ${sum}: ${known}${why}${next(refund.nextCheckAt)}.`];
}

/** Why questions about a payment decide nothing, unless Alipay answered since. */
function unansweredOf(
  { outTradeNo, noAnswerWhy, noAnswerAt }: PaymentEntity,
  { evidence }: TimelineMaterial,
): string[] {
  if (noAnswerWhy === null || noAnswerAt === null) return [];
  const isOfIt = evidence.filter((row) => row.outTradeNo === outTradeNo);
  if (isOfIt.some(({ lastReceivedAt }) => lastReceivedAt >= noAnswerAt)) return [];
  const last = `last at ${toChinaTime(noAnswerAt)}`;
  if (noAnswerWhy !== 'unverified')
    return [`Alipay refuses questions about ${outTradeNo} (${noAnswerWhy}), ${last}.`];
  return [
    `Alipay answers questions about ${outTradeNo}, but its answers do not verify, ${last}: nothing they say is believed. ` +
      UNVERIFIED_WORDS.en,
  ];
}

function internals({ order, incidents }: TimelineMaterial): string[] {
  const open = incidents.filter(({ state }) => state === 'OPEN').map(({ id }) => id);
  const due = order?.state === 'PENDING_PAYMENT' ? order.nextCheckAt : null;
  return [
    ...(due === null ? [] : [`The worker looks at it again at ${toChinaTime(due)}.`]),
    ...(open.length === 0 ? [] : [`Held for an operator: incident ${open.join(', ')}.`]),
  ];
}

function next(at: Date | null): string {
  return at === null ? '' : `, next at ${toChinaTime(at)}`;
}
