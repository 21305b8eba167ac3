/** An amount of money as a whole number of fen (1 yuan = 100 fen). Never a fraction, never negative. */
export type Fen = number & { readonly unit: 'fen' };

/** What `DECIMAL(12,2)` can hold: 9,999,999,999.99 yuan. */
const MAX_FEN = 999_999_999_999;

const YUAN = /^(0|[1-9]\d{0,9})(?:\.(\d{1,2}))?$/;

/** Whether a number is an amount of money that a column can hold. */
export function isFen(count: number): count is Fen {
  return Number.isSafeInteger(count) && count >= 0 && count <= MAX_FEN;
}

/**
 * The one way in which a plain number becomes money. Throws RangeError for fractions, negatives and sums beyond the
 * column.
 */
export function fen(count: number): Fen {
  if (!isFen(count)) throw new RangeError(`not an amount of fen: ${String(count)}`);
  return (count === 0 ? 0 : count) as Fen;
}

/** `"209.00"`, `"209.5"` or `"209"` in yuan to fen. Throws RangeError for any other text. */
export function yuanToFen(yuan: string): Fen {
  const parts = YUAN.exec(yuan);
  if (!parts) throw new RangeError('not an amount in yuan with at most two decimals');
  return fen(Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0')));
}

/** Whether {@link yuanToFen} would accept the text. */
export function isYuan(yuan: unknown): yuan is string {
  return typeof yuan === 'string' && YUAN.test(yuan);
}

/** Fen to a decimal string in yuan with exactly two digits, as Alipay, the database and the wire want it. */
export function fenToYuan(amount: Fen): string {
  const digits = String(amount).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** {@link fenToYuan} of an amount that need not be there. */
export function yuanOrNull(amount: Fen | null): string | null {
  return amount === null ? null : fenToYuan(amount);
}

/** Sum of amounts. Throws RangeError when it leaves the range of a money column. */
export function addFen(...amounts: readonly Fen[]): Fen {
  return fen(amounts.reduce<number>((sum, amount) => sum + amount, 0));
}

/** Difference of amounts. Throws RangeError when it would be negative. */
export function subtractFen(from: Fen, amount: Fen): Fen {
  return fen(from - amount);
}

/** `part` of `whole` equal parts of an amount, rounded down to the fen: `0 <= part <= whole`, and `whole` is not 0. */
export function shareFen(amount: Fen, part: number, whole: number): Fen {
  // The product of two sums of money leaves what a double holds exactly.
  return fen(Number((BigInt(amount) * BigInt(part)) / BigInt(whole)));
}

/** The smaller of amounts, of which there is one at least. */
export function leastFen(...amounts: readonly [Fen, ...Fen[]]): Fen {
  return fen(Math.min(...amounts));
}

/** Price of `count` pieces. Throws RangeError when the product leaves the range of a money column. */
export function multiplyFen(price: Fen, count: number): Fen {
  return fen(price * count);
}
