/** Yuan as the database gives a sum of them, in fen. Pure. */
export function fenOf(yuan: string): number {
  const [whole = '0', cents = ''] = yuan.split('.');
  return Number(whole) * 100 + Number(cents.padEnd(2, '0'));
}

/** A sum of fen as the database takes it. Pure. */
export function yuanOf(sum: number): string {
  return (sum / 100).toFixed(2);
}
