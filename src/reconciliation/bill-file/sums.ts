const AMOUNT = /^([+-]?)(\d{1,10})(?:\.(\d{1,2}))?$/;

/** `-15.01` in yuan to fen, with its sign; null for any other text. Floating point touches no money here. Pure. */
export function signedFenIn(text: string): number | null {
  const [, sign, whole = '', part = ''] = AMOUNT.exec(text.trim()) ?? [];
  if (sign === undefined) return null;
  const count = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return sign === '-' && count > 0 ? -count : count;
}

/** Fen of any sign, also sums that no money column holds, as yuan with two decimals. Pure. */
export function yuanOf(sum: number): string {
  if (!Number.isSafeInteger(sum)) throw new RangeError('not a sum of fen');
  const digits = String(Math.abs(sum)).padStart(3, '0');
  return `${sum < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Counts and sums of the lines of one kind, in fen. */
export interface KindSums {
  readonly count: number;
  /** What the orders, or their refunds, were about. */
  readonly amount: number;
  /** What of it the seller got or gave: without the discounts that Alipay paid for. */
  readonly receipts: number;
}

/** Counts and sums of a bill, in fen. Refunds are positive. */
export interface BillSums {
  readonly payments: KindSums;
  readonly refunds: KindSums;
  /** What Alipay kept for itself, less what it gave back with refunds. */
  readonly fees: number;
  /** What went to partners by profit sharing, less what came back. */
  readonly royalties: number;
}

/** What a bill without lines adds up to. */
export const NO_SUMS: BillSums = {
  payments: { count: 0, amount: 0, receipts: 0 },
  refunds: { count: 0, amount: 0, receipts: 0 },
  fees: 0,
  royalties: 0,
};

/** What stays with the seller: gross − refunds − fees − what partners got. Pure. */
export function netOf({ payments, refunds, fees, royalties }: BillSums): number {
  return payments.receipts - refunds.receipts - fees - royalties;
}
