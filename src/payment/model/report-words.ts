import { hintWordsOf, type MessageMistake } from '../../alipay/diagnosis/message-diagnoses.js';
import type { CheckVerdict } from '../../alipay/trade-report.js';
import type { Words } from '../../kernel/words.js';

type Terms = Readonly<Record<string, Words>>;

/** By which way Alipay said something. */
export const WAYS: Terms = {
  notify: { en: 'Alipay notified us', zh: '支付宝异步通知' },
  query: { en: 'Asked, Alipay answered', zh: '查询时支付宝应答' },
  close: { en: 'Asked to close the trade, Alipay answered', zh: '请求关闭交易时支付宝应答' },
  cancel: { en: 'Asked to cancel the trade, Alipay answered', zh: '请求撤销交易时支付宝应答' },
  refund: { en: 'To a refund, Alipay answered', zh: '请求退款时支付宝应答' },
  bill: { en: 'The daily bill says', zh: '日账单显示' },
};

/** What Alipay said of the trade. */
export const STATUSES: Terms = {
  NOT_EXIST: {
    en: 'that it knows no such trade: nobody has opened the link yet',
    zh: '没有该交易：还没有人打开支付链接',
  },
  WAIT_BUYER_PAY: { en: 'that the trade waits for the buyer', zh: '交易等待买家付款' },
  TRADE_SUCCESS: { en: 'that the trade is paid', zh: '交易已付款' },
  TRADE_FINISHED: {
    en: 'that the trade is paid and can be refunded no more',
    zh: '交易已付款且不可再退款',
  },
  TRADE_CLOSED: { en: 'that the trade is closed', zh: '交易已关闭' },
  REFUND: { en: 'about that refund alone', zh: '仅涉及该笔退款' },
};

/** What of a payment a report may change. */
export const MEMBERS: Terms = {
  state: { en: 'state', zh: '状态' },
  refunded: { en: 'refunded', zh: '已退款' },
  trade_no: { en: "Alipay's number", zh: '支付宝交易号' },
};

const HELD: Words = { en: 'it is held for an operator', zh: '已列为异常资金，等待运营人员处理' };

/** What was made of it. */
export const VERDICTS: Terms = {
  awaiting: { en: 'noted', zh: '已记录' },
  paid: { en: 'the payment and its order are paid by it', zh: '支付及其订单据此成为已付款' },
  late: {
    en: 'the money is booked, but the order could not use it any more',
    zh: '款项已入账，但订单已无法使用',
  },
  refunded: { en: 'money went back, and was booked', zh: '款项已退回并入账' },
  finished: { en: 'noted', zh: '已记录' },
  closed: { en: 'no money came, the payment is closed', zh: '没有收到款项，支付已关闭' },
  unchanged: { en: 'that was known already, so nothing changed', zh: '此前已知，没有变化' },
  'unknown-trade': {
    en: 'no payment here has this number; what claims money is held for an operator',
    zh: '本系统没有该订单号的支付；凡声称有款项的，均列为异常资金等待运营人员处理',
  },
  'refund-done': { en: 'the money went back', zh: '款项已退回' },
  'refund-refused': { en: 'it is refused for good', zh: '退款被明确拒绝' },
  'refund-waits': {
    en: 'it cannot be made now, so it is sent again later',
    zh: '目前无法退款，稍后重新发送',
  },
  'refund-open': {
    en: 'that does not say whether money moved, so it is asked for',
    zh: '未说明款项是否变动，将继续查询',
  },
  'refund-not-there': {
    en: 'no such refund is known there, so it is sent again under the same number',
    zh: '支付宝没有该退款，将以同一请求号重新发送',
  },
  'deposit-back-arrived': { en: "the buyer's bank has taken it", zh: '买家的银行已接收' },
  'deposit-back-bounced': held("the buyer's bank did not take it", '买家的银行未接收'),
  'amount-mismatch': held(
    'not believed, for the sum is another than was asked for',
    '金额与要求的不同，不予采信',
  ),
  'app-id-mismatch': refused('other-app'),
  'seller-id-mismatch': refused('other-seller'),
  'trade-no-mismatch': held(
    'not believed, for another trade has this number already',
    '该订单号已属于另一笔交易，不予采信',
  ),
  'refund-exceeds-payment-mismatch': held(
    'not believed, for more would be refunded than was paid',
    '退款将超出实付金额，不予采信',
  ),
};

/** What came of a buyer's return. */
export const VISITS: Terms = {
  known: { en: 'the payment was known to be paid', zh: '此前已知该支付已付款' },
  asked: {
    en: 'Alipay was asked, for a return alone proves no payment',
    zh: '返回本身不能证明已付款，因此已向支付宝查询',
  },
  'unknown-trade': { en: 'no payment here has this number', zh: '本系统没有该订单号的支付' },
};

/** What each check looks at. */
export const CHECKS: Terms = {
  signature: { en: 'the signature', zh: '签名' },
  app_id: { en: 'our app_id', zh: '本应用的 app_id' },
  seller_id: { en: 'our seller_id', zh: '本商户的 seller_id' },
  out_trade_no: { en: 'a payment of ours', zh: '本系统的支付' },
  total_amount: { en: 'its sum', zh: '金额' },
  trade_no: { en: "Alipay's number", zh: '支付宝交易号' },
  refund_fee: { en: 'what was refunded', zh: '已退款金额' },
  out_request_no: { en: "the refund's number", zh: '退款请求号' },
  refund_amount: { en: "the refund's sum", zh: '退款金额' },
  money_moved: { en: 'that money moved', zh: '款项是否变动' },
  state: { en: "the payment's state", zh: '支付状态' },
  order: { en: 'an order that can use it', zh: '可使用该款项的订单' },
};

/** The verdicts of checks, in the order in which they are told. */
export const CHECKED: readonly (readonly [CheckVerdict, Words])[] = [
  ['passed', { en: 'Checked', zh: '已核对' }],
  ['failed', { en: 'Did not fit', zh: '不符' }],
  ['not-said', { en: 'Nothing to compare for', zh: '没有可比对的' }],
  ['off', { en: 'Not configured', zh: '未配置' }],
];

function held(en: string, zh: string): Words {
  return { en: `${en}; ${HELD.en}`, zh: `${zh}；${HELD.zh}` };
}

/** The doctor's words; the sentence that they end has its own full stop. */
function refused(code: MessageMistake): Words {
  const hint = hintWordsOf(code);
  return {
    en: `refused, nothing here follows from it. ${hint.en.replace(/\.$/, '')}`,
    zh: `已拒绝，本系统不据此作任何处理。${hint.zh.replace(/。$/, '')}`,
  };
}
