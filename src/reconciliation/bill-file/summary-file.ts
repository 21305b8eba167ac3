import type { Readable } from 'node:stream';
import { type Columns, findColumns } from './bill-columns.js';
import { rowsOf } from './bill-text.js';
import { commentIn } from './bill-comments.js';
import { BrokenBill } from './broken-bill.js';
import { signedFenIn } from './sums.js';

const WANTED = {
  required: { fees: '服务费', net: '实收净额' },
  optional: { royalties: '分润' },
} as const;

/** What the file of sums says, in fen. */
export interface BillSummary {
  /** As it stands there: what Alipay kept is negative. */
  readonly fees: number;
  readonly royalties: number;
  readonly net: number;
}

/** The line of all shops together. */
const TOTAL = '合计';

/**
 * The sums of the file of sums: its line of all, or the lines of the shops added up. Null when it names no net sum, as
 * older ones. Throws BrokenBill when a sum cannot be read.
 */
export async function readSummary(stream: Readable): Promise<BillSummary | null> {
  const lines: string[][] = [];
  for await (const rows of rowsOf(stream)) {
    lines.push(...rows.filter((row) => commentIn(row) === null && row.join('').trim() !== ''));
  }
  const [header, ...shops] = lines;
  if (header === undefined || !header.some((name) => name.includes(WANTED.required.net))) {
    return null;
  }
  const columns = findColumns(header, WANTED);
  const total = shops.filter((row) => row[0]?.trim() === TOTAL);
  return (total.length > 0 ? total : shops)
    .map((row) => sumsIn(row, columns))
    .reduce(added, { fees: 0, royalties: 0, net: 0 });
}

function sumsIn(row: readonly string[], columns: Columns<keyof BillSummary>): BillSummary {
  const sum = (column: keyof BillSummary) => {
    const text = row[columns[column]]?.trim() ?? '';
    const value = text === '' ? 0 : signedFenIn(text);
    if (value === null)
      throw new BrokenBill('unreadable-line', `the summary's ${column} is no sum`);
    return value;
  };
  return { fees: sum('fees'), royalties: sum('royalties'), net: sum('net') };
}

function added(one: BillSummary, other: BillSummary): BillSummary {
  return {
    fees: one.fees + other.fees,
    royalties: one.royalties + other.royalties,
    net: one.net + other.net,
  };
}
