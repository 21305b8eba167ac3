/** The largest sum of one trade, 100000000.00 yuan, in fen. */
const MAX_FEN = 10_000_000_000;

/**
 * Reads a sum in yuan as a merchant sends it: a string (or a JSON number) with at most two decimals.
 * Answers whole fen, or null for anything else, also for sums above what one trade may be.
 */
export function fenFromYuan(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return null;
  const match = /^(0|[1-9]\d{0,8})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) return null;
  const fen = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return fen <= MAX_FEN ? fen : null;
}

/** Fen as yuan with two decimals, the only form that Alipay answers. */
export function yuanFromFen(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
