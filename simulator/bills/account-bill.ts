import { chinaTime } from '../china-time.js';
import { buyer } from '../trades/messages.js';
import type { AccountLine } from './account-lines.js';
import type { BillFaults } from './bill-faults.js';
import { type BillOf, billZip, head, header, quoted, ruler, yuan } from './bill-file.js';

const columns = `账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注`;

const sumColumns = `类型,收入笔数,收入金额（+元）,支出笔数,支出金额（-元）,总金额（元）`;

function row(line: AccountLine, faults: BillFaults): string {
  const numbers = [line.flowNo, line.tradeNo, line.outTradeNo].map((number) => `${number}\t`);
  const sums = [yuan(Math.max(line.fen, 0)), yuan(Math.min(line.fen, 0)), yuan(line.balanceFen)];
  const fields = [...numbers, quoted(line.subject), chinaTime(line.at), buyer.logonId, ...sums];
  const ending = ['支付宝', line.kind, '', ...(faults.newColumn ? ['新'] : [])];
  return [...fields, ...ending].join(',');
}

function heading(faults: BillFaults): string {
  const names = header(columns, faults);
  const known = faults.missingColumn ? names.replace('账户余额', '别的余额') : names;
  return faults.halfWidthUnits ? known.replaceAll(/（([+-]元)）/g, '($1)') : known;
}

function total(lines: readonly AccountLine[]): number {
  return lines.reduce((sum, { fen }) => sum + fen, 0);
}

/** The zip of a day's account log, the newest line first where `faults` say so. */
export function accountBill(of: BillOf, lines: readonly AccountLine[], faults: BillFaults): Buffer {
  const [came, went] = [lines.filter(({ fen }) => fen > 0), lines.filter(({ fen }) => fen < 0)];
  const exported = `#导出时间：[${chinaTime(of.now)}]`;
  const extra = faults.wrongSums ? 1 : 0;
  const ending = [
    ruler('账务明细列表结束'),
    `#支出合计：${went.length}笔，共${yuan(total(went))}元`,
    `#收入合计：${came.length}笔，共${yuan(total(came) + extra)}元`,
    exported,
  ];
  const rows = lines.map((line) => row(line, faults));
  const detail = [
    ...head('账务明细', of, faults),
    ruler('账务明细列表'),
    heading(faults),
    ...(faults.newestFirst ? rows.toReversed() : rows),
    ...(faults.truncated === 'foot' ? [] : ending),
  ];
  const sums = [came.length, yuan(total(came)), went.length, yuan(total(went)), yuan(total(lines))];
  const summary = [
    ...head('账务汇总', of, faults),
    ruler('账务汇总列表'),
    sumColumns,
    ['合计', ...sums].join(','),
    ruler('账务汇总列表结束'),
    exported,
  ];
  return billZip(of, '账务明细', detail, summary);
}
