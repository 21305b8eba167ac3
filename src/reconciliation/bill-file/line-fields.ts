import { fen, type Fen, isFen } from '../../kernel/money.js';
import { parseChinaTime } from '../../kernel/shanghai-time.js';
import { type Columns, findColumns, type Wanted } from './bill-columns.js';
import { BrokenBill } from './broken-bill.js';
import { signedFenIn } from './sums.js';

/** Numbers of other systems may be any text; ours and Alipay's are shorter. */
const MAX_NUMBER = 64;

/** Reads the fields of a bill's rows by their columns, and names the line of what cannot be read. */
export class LineFields<Name extends string, Optional extends string = never> {
  private readonly columns: Columns<Name | Optional>;
  private readonly width: number;
  private row: readonly string[] = [];
  private count = 0;

  /** Throws BrokenBill `missing-column`. */
  constructor(header: readonly string[], wanted: Wanted<Name, Optional>) {
    this.columns = findColumns(header, wanted);
    this.width = header.length;
  }

  /** Goes on to the next row and answers its number, from 1. Throws BrokenBill `unreadable-line` for another width. */
  next(row: readonly string[]): number {
    this.count += 1;
    this.row = row;
    if (row.length !== this.width) {
      throw this.unreadable(`it has ${row.length} fields, the header ${this.width}`);
    }
    return this.count;
  }

  /** Values carry blanks and tabs, which keep spreadsheets from taking numbers for numbers. */
  text(column: Name | Optional): string {
    return this.row[this.columns[column]]?.trim() ?? '';
  }

  /** A number that somebody has given. Throws BrokenBill `unreadable-line`. */
  number(column: Name | Optional): string {
    const text = this.text(column);
    if (text.length > MAX_NUMBER) throw this.unreadable(`${column} is too long`);
    return text;
  }

  /** The size of a sum, whatever its sign; nothing is 0. Throws BrokenBill `unreadable-line`. */
  size(column: Name | Optional): Fen {
    const size = Math.abs(this.sum(column));
    if (!isFen(size)) throw this.unreadable(`${column} is no sum`);
    return fen(size);
  }

  /** A sum in fen with its sign; nothing is 0. Throws BrokenBill `unreadable-line`. */
  sum(column: Name | Optional): number {
    const text = this.text(column);
    const sum = text === '' ? 0 : signedFenIn(text);
    if (sum === null) throw this.unreadable(`${column} is no sum`);
    return sum;
  }

  /** A time in China. Throws BrokenBill `unreadable-line`. */
  time(column: Name | Optional): Date {
    const time = parseChinaTime(this.text(column));
    if (time === null) throw this.unreadable(`${column} is no time`);
    return time;
  }

  /** What is thrown for the line, which it names. */
  unreadable(what: string): BrokenBill {
    return new BrokenBill('unreadable-line', `line ${this.count}: ${what}`);
  }
}
