import { chinaTime } from '../china-time.js';
import type { BillFaults } from './bill-faults.js';
import { gbk } from './gbk.js';
import { zip } from './zip.js';

/** Whose bill of which day. */
export interface BillOf {
  readonly sellerId: string;
  readonly day: string;
  /** ms since 1970 */
  readonly now: number;
}

/** The line above or below the lines. */
export const ruler = (title: string) => `#${'-'.repeat(41)}${title}${'-'.repeat(36)}`;

/** Fen of any sign as yuan. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A field of a CSV. */
export function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function chinese(day: string): string {
  const [year, month, date] = day.split('-');
  return `${year}年${month}月${date}日`;
}

/** The comments above the lines. */
export function head(
  title: string,
  { sellerId, day }: BillOf,
  { otherSeller }: BillFaults,
): string[] {
  const next = chinaTime(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000).slice(0, 10);
  const account = otherSeller ? '2088999999999999' : sellerId;
  return [
    `#支付宝${title}查询`,
    `#账号：[${account}0156]`,
    `#起始日期：[${chinese(day)} 00:00:00]   终止日期：[${chinese(next)} 00:00:00]`,
  ];
}

/** The line of the columns' names. */
export function header(names: string, faults: BillFaults): string {
  const known = faults.missingColumn ? names.replace('服务费', '别的费') : names;
  const wide = faults.newColumn ? `${known},新的一列` : known;
  return faults.halfWidthUnits ? wide.replaceAll('（元）', '(元)') : wide;
}

/** The zip of a bill: its lines, and their sums. */
export function billZip(
  { sellerId, day }: BillOf,
  title: string,
  detail: readonly string[],
  summary: readonly string[],
): Buffer {
  const name = `${sellerId}0156_${day.replaceAll('-', '')}_${title}`;
  return zip([
    { name: gbk(`${name}.csv`), content: fileOf(detail) },
    { name: gbk(`${name}(汇总).csv`), content: fileOf(summary) },
  ]);
}

function fileOf(lines: readonly string[]): Buffer {
  return gbk([...lines, ''].join('\r\n'));
}
