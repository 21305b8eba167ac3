/** An answer that is made once for all who ask within a time. */
export class KeptAnswer<Answer> {
  private last: { readonly at: Date; readonly answer: Promise<Answer> } | null = null;

  /** @param freshMs how long one answer serves */
  constructor(private readonly freshMs: number) {}

  /** The answer of a moment ago, or else a new one. */
  at(now: Date, make: () => Promise<Answer>): Promise<Answer> {
    const { last } = this;
    if (last !== null && Math.abs(now.getTime() - last.at.getTime()) < this.freshMs) {
      return last.answer;
    }
    const answer = make();
    this.last = { at: now, answer };
    // What failed is tried again by the next one who asks.
    answer.catch(() => (this.last = null));
    return answer;
  }
}
