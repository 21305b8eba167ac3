import type { BillFoot, BillHead } from './bill-comments.js';
import { BrokenBill } from './broken-bill.js';
import { type BillSums, netOf, yuanOf } from './sums.js';
import type { BillSummary } from './summary-file.js';

/** An account is its seller's number with this behind it. */
const ACCOUNT_END = '0156';

/** Whose bill of which day is wanted. */
export interface Expected {
  /** `2026-11-20`, in China time. */
  readonly day: string;
  /** Null: any seller's. */
  readonly sellerId: string | null;
}

/** Throws BrokenBill when a bill is another seller's (`other-account`) or of other days (`other-day`). Pure. */
export function checkHead({ account, firstDay, lastDay }: BillHead, expected: Expected): void {
  const { day, sellerId } = expected;
  if (sellerId !== null && account !== sellerId + ACCOUNT_END && account !== sellerId) {
    throw new BrokenBill('other-account', 'it is the bill of another seller');
  }
  if (firstDay !== day || lastDay !== day) {
    throw new BrokenBill('other-day', `it tells of ${firstDay} to ${lastDay}`);
  }
}

/**
 * Throws BrokenBill `sums-differ` when a bill's lines do not add up to what stands below them, or gross − refunds −
 * fees is not the net sum of the file of sums. Pure.
 */
export function checkSums(sums: BillSums, foot: BillFoot, summary: BillSummary | null): void {
  for (const kind of ['payments', 'refunds'] as const) {
    same(`count of ${kind}`, sums[kind].count, foot[kind].count, String);
    same(`sum of ${kind}`, sums[kind].receipts, foot[kind].receipts, yuanOf);
  }
  if (summary === null) return;
  same('fees', -sums.fees, summary.fees, yuanOf);
  same('net', netOf(sums), summary.net, yuanOf);
}

/** Throws BrokenBill `sums-differ` when a sum of the lines is another one than what is said of it. Pure. */
export function same(
  what: string,
  ofLines: number,
  said: number,
  written: (sum: number) => string,
): void {
  // -0 and 0 are one sum.
  if (ofLines === said) return;
  const detail = `the ${what} is ${written(ofLines)} by its lines and ${written(said)} by its sums`;
  throw new BrokenBill('sums-differ', detail);
}
