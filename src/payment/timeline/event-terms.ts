import type { Words } from '../../kernel/words.js';

/** Reads a member of an event's data as text; `?` for one that is not there. */
export type MemberOf = (member: string) => string;

type Say = (of: MemberOf) => Words;

/** One sentence for everybody, or one for operators and another (or none) for the owner. */
export type Told = Say | { readonly operator: Say; readonly owner: (of: MemberOf) => Words | null };

/** What people are told for the codes in the data of events. */
type Terms = Readonly<Record<string, Words>>;

/** How a payment was started. */
export const METHODS: Terms = {
  page: { en: "on Alipay's page", zh: '通过支付宝电脑网页' },
  wap: { en: "on Alipay's mobile page", zh: '通过支付宝手机网页' },
  app: { en: "in Alipay's app", zh: '通过支付宝 App' },
  qr: { en: 'by scanning a code', zh: '通过扫码' },
};

/** Who or what asked for a refund. */
export const ORIGINS: Terms = {
  operator: { en: 'by an operator', zh: '由运营人员发起' },
  customer: { en: 'by the customer', zh: '由顾客申请' },
  cancel: {
    en: 'because the paid order was cancelled before shipping',
    zh: '因已付款订单在发货前取消',
  },
  'after-sale': { en: "for a buyer's case", zh: '因售后发起' },
  'late-payment': {
    en: 'by itself, because the money could not be used',
    zh: '因款项无法使用而自动发起',
  },
  incident: {
    en: 'by an operator, who decided about held money',
    zh: '由运营人员处理异常资金时发起',
  },
};

/** What follows from money that the order could not use. */
export const ACTION_TEXTS: Terms = {
  revived: {
    en: 'The stock could be taken again, so the order was revived.',
    zh: '库存可以重新占用，订单已恢复。',
  },
  refunding: { en: 'It is being sent back in full by itself.', zh: '正在自动全额退回。' },
  'refunded-already': { en: 'Alipay has sent it back already.', zh: '支付宝已将其退回。' },
  held: {
    en: 'It is held until an operator decides.',
    zh: '已作为异常资金暂存，等待运营人员处理。',
  },
};

/** What an operator decided about an incident. */
export const DECISIONS: Terms = {
  refunding: { en: 'the money is sent back', zh: '退回款项' },
  proposed: { en: 'another person is to approve that', zh: '待另一人批准' },
  'proposal-rejected': { en: 'what was proposed is not done', zh: '驳回所提出的处理' },
  dismissed: { en: 'it was settled elsewhere', zh: '已另行处理' },
};

/** Why money or a report is held. */
export const REASONS: Terms = {
  'late-payment': {
    en: 'the order could not use it any more',
    zh: '订单已无法使用该款项',
  },
  'unknown-trade': { en: 'no payment here started that trade', zh: '该交易不是由本系统发起的支付' },
  'amount-mismatch': {
    en: 'the sum is another than the order asked for',
    zh: '金额与订单不符',
  },
  'trade-no-mismatch': {
    en: 'another trade has paid under this number before',
    zh: '该订单号此前已由另一笔交易支付',
  },
  'refund-exceeds-payment-mismatch': {
    en: 'more is said to be refunded than was paid',
    zh: '报告的退款超出实付金额',
  },
  'refund-failed': { en: 'Alipay refused to send it back', zh: '支付宝拒绝退回' },
  'refund-bounced': { en: "the buyer's bank did not take a refund", zh: '买家的银行未接收退款' },
  'app-id-mismatch': { en: "it is another application's", zh: '属于另一个应用' },
  'seller-id-mismatch': { en: "it is another seller's", zh: '属于另一个卖家' },
};

/** How a bill and our books differ: what the bill has. */
export const BILLED: Terms = {
  'missing-here': {
    en: 'has money of it that our books did not have',
    zh: '有该订单的收款，而本地账上没有',
  },
  'missing-there': {
    en: 'has nothing of the money that our books have',
    zh: '没有本地账上该订单的收款',
  },
  'amount-differs': { en: 'has another sum', zh: '金额与本地账不同' },
  'refund-missing-here': {
    en: 'has a refund that our books did not have',
    zh: '有一笔本地账上没有的退款',
  },
  'refund-missing-there': {
    en: 'has nothing of a refund that our books have',
    zh: '没有本地账上的一笔退款',
  },
  'refund-amount-differs': { en: 'has another sum of a refund', zh: '退款金额与本地账不同' },
  'state-differs': { en: 'has it in another state', zh: '状态与本地账不同' },
  'duplicate-line': { en: 'has a line of it twice', zh: '有一行重复' },
  'balance-broken': {
    en: 'has a balance that does not follow from the one before it',
    zh: '有一行余额与上一行不衔接',
  },
  'fee-missing-in-account': {
    en: "has a fee of it that the account's log does not have",
    zh: '有一笔账务明细中没有的服务费',
  },
  'refund-missing-in-account': {
    en: "has a refund of it that the account's log does not have",
    zh: '有一笔账务明细中没有的退款',
  },
};

/** Why a stock changed. */
export const STOCK_CHANGES: Terms = {
  order: { en: 'The pieces of the order were taken out of the stock.', zh: '已为订单占用库存。' },
  cancel: {
    en: 'The pieces of the order are in the stock again, because it was not paid.',
    zh: '订单未付款，库存已释放。',
  },
  restock: { en: 'Pieces of the order are in the stock again.', zh: '订单的部分商品已退回库存。' },
  edit: { en: 'A stock was changed by hand.', zh: '库存已人工调整。' },
};
