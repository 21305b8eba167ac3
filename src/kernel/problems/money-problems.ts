import type { Words } from '../words.js';
import { away, fixed, telling } from './problem-text.js';

/** A customer's request that waits: its id, and its sum in yuan. */
interface WaitingRequest {
  readonly refundId: string;
  readonly amount: string;
}

/** A line of an order, by its place, from 1. */
interface OfLine {
  readonly lineId: number;
}

/** Refusals about payments, refunds and incidents. */
export const MONEY_PROBLEMS = {
  'no-payment-yet': fixed(
    'not-found',
    { en: 'No payment yet', zh: '尚无支付' },
    { en: 'No payment was started for this order.', zh: '该订单尚未发起支付。' },
  ),
  'order-not-payable': fixed<{ readonly state: string }>(
    'conflict',
    { en: 'Order not payable', zh: '订单不能支付' },
    { en: 'The order does not wait for a payment.', zh: '该订单不在待付款状态。' },
  ),
  'order-about-to-expire': fixed(
    'conflict',
    { en: 'Order about to expire', zh: '订单即将超时' },
    {
      en: 'The order is about to expire; it gets no new pay link.',
      zh: '订单即将超时，不再生成新的支付链接。',
    },
  ),
  'qr-code-refused': fixed<{ readonly subCode: string }>(
    'conflict',
    { en: 'QR code refused', zh: '支付宝未提供二维码' },
    {
      en: 'Alipay does not give out a QR code for this order.',
      zh: '支付宝未为该订单提供二维码。',
    },
  ),
  'too-many-questions': fixed(
    'too-many',
    { en: 'Asked too often', zh: '查询过于频繁' },
    {
      en: 'Alipay was asked for you too often. Try again later.',
      zh: '为您查询支付宝过于频繁，请稍后再试。',
    },
  ),
  'alipay-unavailable': away(
    5,
    { en: 'Alipay unavailable', zh: '支付宝无应答' },
    {
      en: 'Alipay does not answer at the moment; nothing was decided. Try again.',
      zh: '支付宝暂时没有应答，尚未作出任何处理，请重试。',
    },
  ),
  // The next two change only when somebody has mended a setting.
  'alipay-answer-unverified': away<{ readonly hint: Words }>(
    60,
    { en: 'Answer not verified', zh: '支付宝应答验签失败' },
    {
      en: 'Alipay answered, but not by the key that is set up here; the answer is not believed and nothing was decided.',
      zh: '支付宝有应答，但用此处配置的密钥验签失败；该应答不予采信，尚未作出任何处理。',
    },
  ),
  'alipay-refused': away<{ readonly subCode: string }>(
    60,
    { en: 'Alipay refused', zh: '支付宝拒绝了请求' },
    {
      en: 'Alipay refuses to answer this shop; nothing was decided.',
      zh: '支付宝拒绝应答本商户，尚未作出任何处理。',
    },
  ),
  'no-such-refund': fixed(
    'not-found',
    { en: 'No such refund', zh: '退款不存在' },
    { en: 'There is no such refund.', zh: '没有该退款。' },
  ),
  'order-not-refundable': fixed(
    'conflict',
    { en: 'Order not refundable', zh: '订单不能退款' },
    {
      en: 'The order has no payment that could be refunded.',
      zh: '该订单没有可退款的支付。',
    },
  ),
  'refund-exceeds-payment': fixed<{ readonly paid: string; readonly refunds: string }>(
    'conflict',
    { en: 'Refund exceeds payment', zh: '退款超出实付金额' },
    {
      en: 'The refunds of this order would add up to more than was paid.',
      zh: '该订单的退款总额将超出实付金额。',
    },
  ),
  'refund-request-waits': telling(
    'conflict',
    { en: 'Refund request waits', zh: '退款申请待处理' },
    ({ refundId, amount }: WaitingRequest) => ({
      en: `The customer's request ${refundId} for a refund of ${amount} yuan waits for a decision.`,
      zh: `顾客的退款申请 ${refundId}（${amount} 元）正在等待处理。`,
    }),
  ),
  'refund-decided': fixed(
    'conflict',
    { en: 'Refund decided', zh: '退款已处理' },
    { en: 'This was decided otherwise already.', zh: '该退款已作出其他处理。' },
  ),
  'restock-impossible': telling(
    'conflict',
    { en: 'Restock impossible', zh: '不能退回库存' },
    ({ lineId }: OfLine & { readonly reason: 'shipped' }) => ({
      en:
        `Pieces of line ${lineId} have left the shop. They go into the stock once they came back: by an after-sale ` +
        'case, or at their SKU.',
      zh: `第 ${lineId} 行的商品已发货。收到退回的商品后，通过售后单或在对应商品处增加库存。`,
    }),
  ),
  'refund-exceeds-pieces': telling(
    'conflict',
    { en: 'Refund exceeds pieces', zh: '退款件数过多' },
    ({ lineId, left }: OfLine & { readonly left: number }) => ({
      en: `Of line ${lineId}, ${left} pieces are left to be refunded.`,
      zh: `第 ${lineId} 行还有 ${left} 件可退款。`,
    }),
  ),
  'refund-exceeds-freight': telling(
    'conflict',
    { en: 'Refund exceeds freight', zh: '退款超出运费' },
    ({ left }: { readonly left: string }) => ({
      en: `Of the freight, ${left} yuan are left to be refunded.`,
      zh: `运费还有 ${left} 元可退。`,
    }),
  ),
  'nothing-to-refund': fixed(
    'conflict',
    { en: 'Nothing to refund', zh: '没有可退的款项' },
    {
      en: 'Nothing was paid for it, or all of that goes back already.',
      zh: '没有为其付款，或款项已在退回。',
    },
  ),
  // What an old storefront's page asks for; it is told in its own literal words.
  refunded: fixed(
    'conflict',
    { en: 'Refunded', zh: '款项已退回' },
    { en: 'It was sent back.', zh: '款项已退回。' },
  ),
  'no-such-incident': fixed(
    'not-found',
    { en: 'No such incident', zh: '异常资金不存在' },
    { en: 'There is no such incident.', zh: '没有该笔异常资金。' },
  ),
  'incident-resolved': fixed(
    'conflict',
    { en: 'Incident resolved', zh: '异常资金已处理' },
    { en: 'The incident is resolved already.', zh: '该笔异常资金已处理完毕。' },
  ),
  'incident-being-refunded': fixed(
    'conflict',
    { en: 'Incident being refunded', zh: '异常资金正在退回' },
    {
      en: 'Its money is being sent back; until Alipay says how that ended it stays open.',
      zh: '该笔款项正在退回；在支付宝给出结果之前保持待处理。',
    },
  ),
  'incident-decision-proposed': fixed(
    'conflict',
    { en: 'Decision proposed', zh: '已有待批准的处理' },
    {
      en: 'Somebody proposed a decision about it, which another person has to approve or reject first.',
      zh: '已有人提出处理方案，须先由另一人批准或驳回。',
    },
  ),
  'no-incident-proposal': fixed(
    'conflict',
    { en: 'No decision proposed', zh: '没有待批准的处理' },
    { en: 'No decision about it waits for an approval.', zh: '该笔异常资金没有待批准的处理。' },
  ),
  'incident-without-money': fixed(
    'conflict',
    { en: 'Incident without money', zh: '没有可退的款项' },
    {
      en: 'Alipay did not report money for this trade, or all of it belongs to an order or has gone back.',
      zh: '支付宝未报告该交易收到款项，或款项已全部归属订单或已退回。',
    },
  ),
};
