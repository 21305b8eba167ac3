const SUM = /^(0|[1-9]\d{0,8})(\.(\d{1,2}))?$/;

/** A sum in fen of a text in yuan; null: it is none. By its digits, for no fraction is exact in binary. Pure. */
export function fenIn(text: string): number | null {
  const parts = SUM.exec(text);
  if (parts === null) return null;
  return Number(parts[1]) * 100 + Number((parts[3] ?? '').padEnd(2, '0'));
}

/** A sum in yuan of fen, with two decimals. Pure. */
export function yuanIn(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
