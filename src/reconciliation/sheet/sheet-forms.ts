import { BOM, csvLines } from '../../http/csv.js';
import { escapeHtml, page } from '../../http/html.js';
import type { DiscrepancyView } from './discrepancy-view.js';
import type { Sheet } from './sheet.js';

const COLUMNS = [
  'day',
  'kind',
  'state',
  'outTradeNo',
  'tradeNo',
  'outRequestNo',
  'billAmount',
  'ourAmount',
  'incidentId',
  'done',
] as const satisfies readonly (keyof DiscrepancyView)[];

const HEADS = [
  '日期',
  '差异',
  '状态',
  '商户订单号',
  '支付宝交易号',
  '退款请求号',
  '账单金额',
  '本地金额',
  '异常资金',
  '处理',
];

/** The sheet's sums by their names, in the order in which they are read. */
function rowsOf({
  state,
  fault,
  bill,
  account,
  books,
  ignored,
  waiting,
  ...sheet
}: Sheet): string[][] {
  const none = { count: 0, sum: '', receipts: '' };
  const { payments = none, refunds = none, fees = '', royalties = '', net = '' } = bill ?? {};
  return [
    ['状态', state, fault ?? ''],
    ['账单收款', String(payments.count), payments.sum],
    ['账单退款', String(refunds.count), refunds.sum],
    ['商家实收', '', payments.receipts],
    ['实收退款', '', refunds.receipts],
    ['服务费', '', fees],
    ['分润', '', royalties],
    ['实收净额', '', net],
    ...accountRows(account),
    ['本地收款', String(books.payments.count), books.payments.sum],
    ['本地退款', String(books.refunds.count), books.refunds.sum],
    ['其他系统', String(ignored.count), ignored.sum],
    ['等次日账单', String(waiting.count), waiting.sum],
    ['未处理差异', String(sheet.open), ''],
    ['已自动处理', String(sheet.healed), ''],
    ['已人工处理', String(sheet.resolved), ''],
  ];
}

/** The account's sums; none where its log was not asked for. */
function accountRows(account: Sheet['account']): string[][] {
  if (account === null) return [];
  const { state, fault, balances } = account;
  const head = ['账务明细', state, fault ?? ''];
  if (balances === null) return [head];
  const { opening, income, outlay, closing } = balances;
  return [
    head,
    ['期初余额', '', opening],
    ['收入', String(income.count), income.sum],
    ['支出', String(outlay.count), outlay.sum],
    ['期末余额', '', closing],
  ];
}

/** The sheet as a CSV in UTF-8 for a spreadsheet. Pure. */
export function sheetCsv(sheet: Sheet): string {
  const differences = sheet.discrepancies.map((one) => COLUMNS.map((name) => one[name] ?? ''));
  const rows = [
    ['对账', sheet.day, ''],
    ['', '笔数', '金额（元）'],
    ...rowsOf(sheet),
    [''],
    HEADS,
    ...differences,
  ];
  return BOM + csvLines(rows);
}

/** The sheet in plain lines, for a terminal. Pure. */
export function sheetLines(sheet: Sheet): string[] {
  const sums = rowsOf(sheet).map((row) => row.filter((field) => field !== '').join('  '));
  const differences = sheet.discrepancies.map(({ kind, state, outTradeNo, ...one }) => {
    const sumsOf = `${one.billAmount ?? '-'} / ${one.ourAmount ?? '-'}`;
    return `${state}  ${kind}  ${outTradeNo} ${one.outRequestNo ?? ''}  ${sumsOf}  ${one.done ?? ''}`;
  });
  return [`对账 ${sheet.day}`, ...sums, ...differences];
}

const STYLE = `<style>main{max-width:1200px;text-align:left}table{border-collapse:collapse;width:100%;margin:16px 0;font-size:14px}
td,th{border-bottom:1px solid var(--line);padding:6px 8px;text-align:left;overflow-wrap:anywhere}.OPEN{color:#b42318}</style>`;

function cells(row: readonly string[], tag = 'td'): string {
  return row.map((field) => `<${tag}>${escapeHtml(field)}</${tag}>`).join('');
}

/** The sheet as a page that people read; no script is needed. Pure. */
export function sheetPage(sheet: Sheet): string {
  const sums = rowsOf(sheet).map((row) => `<tr>${cells(row)}</tr>`);
  const differences = sheet.discrepancies.map(
    (one) =>
      `<tr class="${escapeHtml(one.state)}">${cells(COLUMNS.map((name) => one[name] ?? ''))}</tr>`,
  );
  const table = `<table><tr>${cells(HEADS, 'th')}</tr>${differences.join('')}</table>`;
  const body = `<h1>对账 ${escapeHtml(sheet.day)}</h1><table>${sums.join('')}</table>${
    differences.length === 0 ? '<p>没有差异。</p>' : table
  }`;
  return page(`对账 ${sheet.day}`, body).replace('</head>', `${STYLE}</head>`);
}
