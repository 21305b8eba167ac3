import { fen, type Fen, isFen } from '../../kernel/money.js';
import { parseChinaTime } from '../../kernel/shanghai-time.js';
import { type Columns, findColumns } from './bill-columns.js';
import type { BillLine, LineKind } from './bill-line.js';
import { BrokenBill } from './broken-bill.js';
import { signedFenIn } from './sums.js';

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

type Column = keyof typeof REQUIRED | keyof typeof OPTIONAL;

const KINDS: Readonly<Record<string, LineKind>> = { 交易: 'payment', 退款: 'refund' };

/** Numbers of other systems may be any text; ours and Alipay's are shorter. */
const MAX_NUMBER = 64;

/** Reads the lines of a `trade` bill, once its header is known. */
export class TradeLines {
  private readonly columns: Columns<Column>;
  private readonly width: number;
  private count = 0;

  /** Throws BrokenBill `missing-column`. */
  constructor(header: readonly string[]) {
    this.columns = findColumns(header, { required: REQUIRED, optional: OPTIONAL });
    this.width = header.length;
  }

  /**
   * The line that a row holds. The kind decides the signs, for some files write refunds without a minus. Throws
   * BrokenBill `unreadable-line`, which names the line's number and the column.
   */
  read(row: readonly string[]): BillLine {
    this.count += 1;
    if (row.length !== this.width) {
      throw this.unreadable(`it has ${row.length} fields, the header ${this.width}`);
    }
    const kind = KINDS[this.text(row, 'kind')];
    if (kind === undefined) throw this.unreadable('its kind is neither 交易 nor 退款');
    return {
      lineNo: this.count,
      kind,
      tradeNo: this.number(row, 'tradeNo'),
      outTradeNo: this.number(row, 'outTradeNo'),
      requestNo: kind === 'refund' ? this.number(row, 'requestNo') : '',
      amount: this.amount(row, 'amount'),
      receipt: this.amount(row, 'receipt'),
      fee: kept(kind, this.amount(row, 'fee')),
      royalty: kept(kind, this.amount(row, 'royalty')),
      finishedAt: this.time(row, 'finishedAt'),
    };
  }

  /** Values carry blanks and tabs, which keep spreadsheets from taking numbers for numbers. */
  private text(row: readonly string[], column: Column): string {
    return row[this.columns[column]]?.trim() ?? '';
  }

  private number(row: readonly string[], column: Column): string {
    const text = this.text(row, column);
    if (text.length > MAX_NUMBER) throw this.unreadable(`${column} is too long`);
    return text;
  }

  private amount(row: readonly string[], column: Column): Fen {
    const text = this.text(row, column);
    const amount = text === '' ? 0 : signedFenIn(text);
    const size = amount === null ? Number.NaN : Math.abs(amount);
    if (!isFen(size)) throw this.unreadable(`${column} is no sum`);
    return fen(size);
  }

  private time(row: readonly string[], column: Column): Date {
    const time = parseChinaTime(this.text(row, column));
    if (time === null) throw this.unreadable(`${column} is no time`);
    return time;
  }

  private unreadable(what: string): BrokenBill {
    return new BrokenBill('unreadable-line', `line ${this.count}: ${what}`);
  }
}

/** Alipay and partners take their share of what comes, and give it back of what goes. */
function kept(kind: LineKind, share: Fen): number {
  const amount: number = share;
  return kind === 'payment' || amount === 0 ? amount : -amount;
}
