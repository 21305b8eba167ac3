import type { DiscrepancyKind } from '../model/discrepancy.js';

/** A line of money that came, with the payment of its number; sums are yuan as the database writes them. */
export interface PaymentLine {
  readonly tradeNo: string;
  readonly amount: string;
  /** Whether the same line stands in this bill before it, or in another one. */
  readonly isRepeat: boolean;
  /** Null: no payment here has its number. */
  readonly payment: {
    readonly isPaid: boolean;
    readonly amount: string;
    readonly tradeNo: string | null;
  } | null;
}

/** What a line of money that came says against our books; null: nothing. Pure. */
export function differenceOfPayment(line: PaymentLine): DiscrepancyKind | null {
  const { payment } = line;
  if (line.isRepeat) return 'duplicate-line';
  if (payment === null) return 'missing-here';
  if (payment.amount !== line.amount) return 'amount-differs';
  if (!payment.isPaid) return 'missing-here';
  const isOther = payment.tradeNo !== null && payment.tradeNo !== line.tradeNo;
  return isOther ? 'state-differs' : null;
}

/** A line of money that went back, with the refund of its number. */
export interface RefundLine {
  readonly amount: string;
  readonly isRepeat: boolean;
  readonly refund: { readonly state: string; readonly amount: string } | null;
}

/** What a refund's line says against our books; a number that is not ours is looked at by {@link unbooked}. Pure. */
export function differenceOfRefund(line: RefundLine): DiscrepancyKind | 'not-ours' | null {
  const { refund } = line;
  if (line.isRepeat) return 'duplicate-line';
  if (refund === null) return 'not-ours';
  if (refund.amount !== line.amount) return 'refund-amount-differs';
  return refund.state === 'SUCCEEDED' ? null : 'state-differs';
}

/** A refund on Alipay's own pages, in fen. */
export interface ForeignLine {
  readonly amount: number;
  readonly finishedAt: Date;
}

/**
 * Which of a payment's refunds on Alipay's own pages are not booked: our books know of their sum alone (fen), so the last
 * ones are, for as much as is missing. Pure.
 */
export function unbooked<Line extends ForeignLine>(lines: readonly Line[], booked: number): Line[] {
  const sum = lines.reduce((total, { amount }) => total + amount, 0);
  let missing = sum - booked;
  const latest = lines.toSorted(
    (one, other) => other.finishedAt.getTime() - one.finishedAt.getTime(),
  );
  return latest.filter(({ amount }) => {
    const isMissing = missing > 0;
    missing -= amount;
    return isMissing;
  });
}

/**
 * Patterns of numbers that other systems on the same account give: `*` stands for any text, `?` for a character. Numbers
 * are compared as a whole. Pure.
 */
export function matcherOf(patterns: readonly string[]): (number: string) => boolean {
  const sources = patterns.map((pattern) =>
    pattern
      .replaceAll(/[\\^$.|+()[\]{}]/g, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.'),
  );
  const whole = sources.map((source) => new RegExp(`^(?:${source})$`, 'u'));
  return (number) => whole.some((pattern) => pattern.test(number));
}
