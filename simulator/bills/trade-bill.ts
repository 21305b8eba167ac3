import { chinaTime } from '../china-time.js';
import { buyer } from '../trades/messages.js';
import type { BillFaults } from './bill-faults.js';
import type { Line } from './bill-lines.js';
import { type BillOf, billZip, head, header, quoted, ruler, yuan } from './bill-file.js';

const columns = `支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注`;

const sumColumns = `门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）`;

const NONE = '0.00';

function row(line: Line, faults: BillFaults): string {
  const fen = faults.positiveRefunds ? Math.abs(line.fen) : line.fen;
  const times = [chinaTime(line.createdAt), chinaTime(line.finishedAt)];
  const shop = ['', '', '', '', buyer.logonId];
  const sums = [yuan(fen), yuan(fen), NONE, NONE, NONE, NONE, NONE, '', NONE, NONE];
  const numbers = [`${line.tradeNo}\t`, `${line.outTradeNo}\t`, line.kind, quoted(line.subject)];
  const fields = [...numbers, ...times, ...shop, ...sums, line.requestNo, yuan(line.feeFen), NONE];
  return [...fields, '', ...(faults.newColumn ? ['新'] : [])].join(',');
}

const sumOf = (lines: readonly Line[], of: (line: Line) => number) =>
  lines.reduce((sum, line) => sum + of(line), 0);

function foot(paid: readonly Line[], refunded: readonly Line[], faults: BillFaults): string[] {
  const [came, went] = [sumOf(paid, (line) => line.fen), sumOf(refunded, (line) => line.fen)];
  const extra = faults.wrongSums ? 1 : 0;
  return [
    `#交易合计：${paid.length}笔，商家实收共${yuan(came + extra)}元，商家优惠共0.00元`,
    `#退款合计：${refunded.length}笔，商家实收退款共${yuan(went)}元，商家优惠退款共0.00元`,
  ];
}

/** The zip of a day's bill: the lines, and their sums. */
export function tradeBill(of: BillOf, lines: readonly Line[], faults: BillFaults): Buffer {
  const paid = lines.filter(({ kind }) => kind === '交易');
  const refunded = lines.filter(({ kind }) => kind === '退款');
  const exported = `#导出时间：[${chinaTime(of.now)}]`;
  const ending = [ruler('业务明细列表结束'), ...foot(paid, refunded, faults), exported];
  const detail = [
    ...head('业务明细', of, faults),
    ruler('业务明细列表'),
    header(columns, faults),
    ...lines.map((line) => row(line, faults)),
    ...(faults.truncated === 'foot' ? [] : ending),
  ];
  const [fen, feeFen] = [sumOf(lines, (line) => line.fen), sumOf(lines, (line) => line.feeFen)];
  const sums = [yuan(fen), yuan(fen), NONE, NONE, NONE, yuan(feeFen), NONE, yuan(fen + feeFen)];
  const summary = [
    ...head('业务汇总', of, faults),
    ruler('业务汇总列表'),
    header(sumColumns, { ...faults, newColumn: false, missingColumn: false }),
    ['合计', '', paid.length, refunded.length, ...sums].join(','),
    ruler('业务汇总列表结束'),
    exported,
  ];
  return billZip(of, '业务明细', detail, summary);
}
