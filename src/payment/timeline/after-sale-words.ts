import type { EventType } from '../../events/domain-events.js';
import { termOf } from '../../kernel/words.js';
import type { Told } from './event-terms.js';

type AfterSaleEvent = Extract<EventType, `after_sale.${string}`>;

const TYPES = {
  refundOnly: { en: 'for money alone', zh: '仅退款' },
  returnAndRefund: { en: 'to send goods back', zh: '退货退款' },
} as const;

/** What is told of events of after-sale cases. */
export const AFTER_SALE_TOLD: Readonly<Record<AfterSaleEvent, Told>> = {
  'after_sale.applied': (of) => {
    const type = termOf(TYPES, of('afterSaleType'));
    return {
      en: `The buyer opened case ${of('afterSaleId')} ${type.en} over ¥${of('amount')}: ${of('reason')}.`,
      zh: `买家申请售后 ${of('afterSaleId')}（${type.zh}），金额 ¥${of('amount')}：${of('reason')}。`,
    };
  },
  'after_sale.agreed': (of) => ({
    en: `The shop agreed to case ${of('afterSaleId')}.`,
    zh: `商家已同意售后 ${of('afterSaleId')}。`,
  }),
  'after_sale.rejected': (of) => ({
    en: `The shop did not agree to case ${of('afterSaleId')}: ${of('reason')}.`,
    zh: `商家已拒绝售后 ${of('afterSaleId')}：${of('reason')}。`,
  }),
  'after_sale.withdrawn': (of) => ({
    en: `The buyer took case ${of('afterSaleId')} back.`,
    zh: `买家已撤销售后 ${of('afterSaleId')}。`,
  }),
  'after_sale.expired': (of) => ({
    en: `Case ${of('afterSaleId')} ended: the goods were not sent back in time.`,
    zh: `售后 ${of('afterSaleId')} 已关闭：买家逾期未寄回商品。`,
  }),
  'after_sale.sent_back': (of) => ({
    en: `The goods of case ${of('afterSaleId')} were sent back with ${of('carrier')}, number ${of('trackingNumber')}.`,
    zh: `买家已寄回售后 ${of('afterSaleId')} 的商品：${of('carrier')}，运单号 ${of('trackingNumber')}。`,
  }),
  'after_sale.received_back': (of) => ({
    en: `The goods of case ${of('afterSaleId')} came back.`,
    zh: `商家已收到售后 ${of('afterSaleId')} 退回的商品。`,
  }),
  'after_sale.refunding': (of) => ({
    en: `The refund of case ${of('afterSaleId')} is under way: ¥${of('amount')}.`,
    zh: `售后 ${of('afterSaleId')} 退款中：¥${of('amount')}。`,
  }),
  'after_sale.refunded': (of) => ({
    en: `Case ${of('afterSaleId')} ended: ¥${of('amount')} went back.`,
    zh: `售后 ${of('afterSaleId')} 已完成：已退款 ¥${of('amount')}。`,
  }),
  'after_sale.refund_failed': (of) => ({
    en: `The refund of case ${of('afterSaleId')} failed; the shop tries it again.`,
    zh: `售后 ${of('afterSaleId')} 退款未成功，商家将重试。`,
  }),
};
