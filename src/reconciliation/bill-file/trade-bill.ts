import type { Fen } from '../../kernel/money.js';
import { checkSums } from './bill-checks.js';
import { footIn } from './bill-comments.js';
import type { BillForm, Tally } from './bill-form.js';
import { type BillLine, type LineKind, withLine } from './bill-line.js';
import { LineFields } from './line-fields.js';
import type { BillSummary } from './summary-file.js';
import { type BillSums, NO_SUMS } from './sums.js';

const REQUIRED = {
  tradeNo: '支付宝交易号',
  outTradeNo: '商户订单号',
  kind: '业务类型',
  finishedAt: '完成时间',
  amount: '订单金额',
  receipt: '商家实收',
  requestNo: '退款批次号/请求号',
  fee: '服务费',
} as const;

const OPTIONAL = { royalty: '分润' } as const;

const KINDS: Readonly<Record<string, LineKind>> = { 交易: 'payment', 退款: 'refund' };

/** Reads the lines of a `trade` bill, once its header is known. */
class TradeLines {
  private readonly fields: LineFields<keyof typeof REQUIRED, keyof typeof OPTIONAL>;

  /** Throws BrokenBill `missing-column`. */
  constructor(header: readonly string[]) {
    this.fields = new LineFields(header, { required: REQUIRED, optional: OPTIONAL });
  }

  /**
   * The line that a row holds. The kind decides the signs, for some files write refunds without a minus. Throws
   * BrokenBill `unreadable-line`, which names the line's number and the column.
   */
  read(row: readonly string[]): BillLine {
    const { fields } = this;
    const lineNo = fields.next(row);
    const kind = KINDS[fields.text('kind')];
    if (kind === undefined) throw fields.unreadable('its kind is neither 交易 nor 退款');
    return {
      lineNo,
      kind,
      tradeNo: fields.number('tradeNo'),
      outTradeNo: fields.number('outTradeNo'),
      requestNo: kind === 'refund' ? fields.number('requestNo') : '',
      amount: fields.size('amount'),
      receipt: fields.size('receipt'),
      fee: kept(kind, fields.size('fee')),
      royalty: kept(kind, fields.size('royalty')),
      finishedAt: fields.time('finishedAt'),
    };
  }
}

/** Alipay and partners take their share of what comes, and give it back of what goes. */
function kept(kind: LineKind, share: Fen): number {
  const amount: number = share;
  return kind === 'payment' || amount === 0 ? amount : -amount;
}

class TradeTally implements Tally<BillLine, BillSums> {
  private sums: BillSums = NO_SUMS;

  take(line: BillLine): void {
    this.sums = withLine(this.sums, line);
  }

  end(below: readonly string[], summary: BillSummary | null): BillSums {
    checkSums(this.sums, footIn(below), summary);
    return this.sums;
  }
}

/** How a `trade` bill is read and added up. */
export const TRADE_FORM: BillForm<BillLine, BillSums> = {
  open: (header) => new TradeLines(header),
  tally: () => new TradeTally(),
};
