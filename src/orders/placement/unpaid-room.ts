import { Problem } from '../../kernel/problem.js';

/**
 * How many more unpaid orders each buyer may have, while orders are decided one after the other: each holds stock that
 * nobody else can buy, and is asked about at Alipay again and again. Pure but for its own counts.
 */
export class UnpaidRoom {
  private readonly counts: Map<number, number>;

  /** @param counts unpaid orders by user, whose rows are locked */
  constructor(
    counts: ReadonlyMap<number, number>,
    private readonly most: number,
  ) {
    this.counts = new Map(counts);
  }

  /** Throws Problem `too-many-unpaid-orders` when the buyer has as many as may be. */
  refuseFull(userId: number): void {
    if ((this.counts.get(userId) ?? 0) < this.most) return;
    const detail = `You have ${this.most} unpaid orders. Pay or cancel one of them first.`;
    throw new Problem('conflict', 'too-many-unpaid-orders', detail, {
      members: { limit: this.most },
    });
  }

  /** One more order of the buyer is made. */
  take(userId: number): void {
    this.counts.set(userId, (this.counts.get(userId) ?? 0) + 1);
  }
}
