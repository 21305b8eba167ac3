import type { Language, Words } from '../../kernel/words.js';
import type { DiscrepancyView } from './discrepancy-view.js';
import type { Sheet } from './sheet.js';

/** What a sheet tells of each difference, and its head. */
export const DIFFERENCE_COLUMNS = [
  ['day', { en: 'Day', zh: '日期' }],
  ['kind', { en: 'Difference', zh: '差异' }],
  ['state', { en: 'State', zh: '状态' }],
  ['outTradeNo', { en: 'out_trade_no', zh: '商户订单号' }],
  ['tradeNo', { en: 'trade_no', zh: '支付宝交易号' }],
  ['outRequestNo', { en: 'out_request_no', zh: '退款请求号' }],
  ['billAmount', { en: 'Amount in the bill', zh: '账单金额' }],
  ['ourAmount', { en: 'Amount in our books', zh: '本地金额' }],
  ['incidentId', { en: 'Incident', zh: '异常资金' }],
  ['done', { en: 'Done about it', zh: '处理' }],
] as const satisfies readonly (readonly [keyof DiscrepancyView, Words])[];

/** What stands on a sheet beside its figures. */
export const SHEET_WORDS = {
  title: { en: 'Reconciliation', zh: '对账' },
  count: { en: 'Count', zh: '笔数' },
  sum: { en: 'Amount (yuan)', zh: '金额（元）' },
  noDifference: { en: 'There is no difference.', zh: '没有差异。' },
} as const satisfies Readonly<Record<string, Words>>;

const ROWS = {
  state: { en: 'State', zh: '状态' },
  payments: { en: 'Payments in the bill', zh: '账单收款' },
  refunds: { en: 'Refunds in the bill', zh: '账单退款' },
  receipts: { en: 'Received by the shop', zh: '商家实收' },
  receiptsBack: { en: 'Of it sent back', zh: '实收退款' },
  fees: { en: 'Fees', zh: '服务费' },
  royalties: { en: 'Profit shared', zh: '分润' },
  net: { en: 'Net', zh: '实收净额' },
  account: { en: "The account's log", zh: '账务明细' },
  opening: { en: 'Opening balance', zh: '期初余额' },
  income: { en: 'In', zh: '收入' },
  outlay: { en: 'Out', zh: '支出' },
  closing: { en: 'Closing balance', zh: '期末余额' },
  ourPayments: { en: 'Payments in our books', zh: '本地收款' },
  ourRefunds: { en: 'Refunds in our books', zh: '本地退款' },
  ignored: { en: 'Of other systems', zh: '其他系统' },
  waiting: { en: "Wait for the next day's bill", zh: '等次日账单' },
  open: { en: 'Differences open', zh: '未处理差异' },
  healed: { en: 'Mended by itself', zh: '已自动处理' },
  resolved: { en: 'Settled by a person', zh: '已人工处理' },
} as const satisfies Readonly<Record<string, Words>>;

type Row = readonly [keyof typeof ROWS, string, string];

/** The sheet's sums by their names, in the order in which they are read. Pure. */
export function sheetRows(sheet: Sheet, language: Language): string[][] {
  return rowsOf(sheet).map(([name, ...figures]) => [ROWS[name][language], ...figures]);
}

function rowsOf({ state, fault, bill, account, books, ignored, waiting, ...sheet }: Sheet): Row[] {
  const none = { count: 0, sum: '', receipts: '' };
  const { payments = none, refunds = none, fees = '', royalties = '', net = '' } = bill ?? {};
  return [
    ['state', state, fault ?? ''],
    ['payments', String(payments.count), payments.sum],
    ['refunds', String(refunds.count), refunds.sum],
    ['receipts', '', payments.receipts],
    ['receiptsBack', '', refunds.receipts],
    ['fees', '', fees],
    ['royalties', '', royalties],
    ['net', '', net],
    ...accountRows(account),
    ['ourPayments', String(books.payments.count), books.payments.sum],
    ['ourRefunds', String(books.refunds.count), books.refunds.sum],
    ['ignored', String(ignored.count), ignored.sum],
    ['waiting', String(waiting.count), waiting.sum],
    ['open', String(sheet.open), ''],
    ['healed', String(sheet.healed), ''],
    ['resolved', String(sheet.resolved), ''],
  ];
}

/** The account's sums; none where its log was not asked for. */
function accountRows(account: Sheet['account']): Row[] {
  if (account === null) return [];
  const { state, fault, balances } = account;
  const head: Row = ['account', state, fault ?? ''];
  if (balances === null) return [head];
  const { opening, income, outlay, closing } = balances;
  return [
    head,
    ['opening', '', opening],
    ['income', String(income.count), income.sum],
    ['outlay', String(outlay.count), outlay.sum],
    ['closing', '', closing],
  ];
}
