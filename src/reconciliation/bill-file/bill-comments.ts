import { BrokenBill } from './broken-bill.js';
import { signedFenIn } from './sums.js';

/** What the comments above the lines say. */
export interface BillHead {
  /** The seller's number with `0156` behind it. */
  readonly account: string;
  /** `2026-06-05`: the first and the last day that it tells of, in China time. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** What the comments below the lines say, in fen; refunds are positive. */
export interface BillFoot {
  readonly payments: FootSum;
  readonly refunds: FootSum;
}

/** What the comments below the lines of an account's log say, in fen. */
interface AccountFoot {
  readonly income: FootSum;
  readonly outlay: FootSum;
}

interface FootSum {
  readonly count: number;
  readonly receipts: number;
}

const ACCOUNT = /^#账号：\[(\d{8,40})\]/u;
const DAYS =
  /^#起始日期：\[(\d{4})年(\d{2})月(\d{2})日 00:00:00\]\s*终止日期：\[(\d{4})年(\d{2})月(\d{2})日 (\d{2}:\d{2}:\d{2})\]/u;
const PAYMENTS = /^#交易合计：(\d{1,9})笔，商家实收共(-?[\d.]+)元/u;
const REFUNDS = /^#退款合计：(\d{1,9})笔，商家实收退款共(-?[\d.]+)元/u;
const INCOME = /^#收入合计：(\d{1,9})笔，共(-?[\d.]+)元/u;
const OUTLAY = /^#支出合计：(\d{1,9})笔，共(-?[\d.]+)元/u;

const DAY_MS = 86_400_000;

/** A row of a comment as the one text that it is: it may have commas. Null: the row is none. Pure. */
export function commentIn(row: readonly string[]): string | null {
  return row[0]?.trimStart().startsWith('#') ? row.join(',').trim() : null;
}

/** Throws BrokenBill `not-a-bill` when the comments above the lines name no account or no days. Pure. */
export function headIn(comments: readonly string[]): BillHead {
  const account = firstMatch(comments, ACCOUNT)?.[1];
  const days = firstMatch(comments, DAYS);
  if (account === undefined || days === null) {
    throw new BrokenBill('not-a-bill', 'it does not say whose it is, or of which days');
  }
  const [, y1, m1, d1, y2, m2, d2, lastTime] = days;
  const firstDay = `${y1}-${m1}-${d1}`;
  const end = `${y2}-${m2}-${d2}`;
  return { account, firstDay, lastDay: lastTime === '00:00:00' ? dayBefore(end) : end };
}

/** Throws BrokenBill `truncated` when the sums below the lines are not there. Pure. */
export function footIn(comments: readonly string[]): BillFoot {
  return { payments: sumIn(comments, PAYMENTS), refunds: sumIn(comments, REFUNDS) };
}

/** {@link footIn} of an account's log: what came and what went, both positive. */
export function accountFootIn(comments: readonly string[]): AccountFoot {
  return { income: sumIn(comments, INCOME), outlay: sumIn(comments, OUTLAY) };
}

function sumIn(comments: readonly string[], pattern: RegExp): FootSum {
  const sum = footSum(firstMatch(comments, pattern));
  if (sum === null) throw new BrokenBill('truncated', 'the sums below the lines are missing');
  return sum;
}

function firstMatch(comments: readonly string[], pattern: RegExp): RegExpExecArray | null {
  for (const comment of comments) {
    const match = pattern.exec(comment);
    if (match !== null) return match;
  }
  return null;
}

function footSum(match: RegExpExecArray | null): FootSum | null {
  const [, count = '', sum = ''] = match ?? [];
  const receipts = signedFenIn(sum);
  return receipts === null ? null : { count: Number(count), receipts: Math.abs(receipts) };
}

/** The end is the midnight after the last day. */
function dayBefore(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) throw new BrokenBill('not-a-bill', 'it names a day that does not exist');
  return new Date(at - DAY_MS).toISOString().slice(0, 10);
}
