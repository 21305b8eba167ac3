import { lateAt } from '../model/day.js';

/** A day whose bill is not there. */
export interface AbsentBill {
  readonly day: string;
  readonly now: Date;
  /** Whether our books have money that came or went on that day. */
  readonly hasBusiness: boolean;
}

/**
 * What it means that Alipay has no bill of a day, for which it has one word: not ready yet, or nothing was done. It is
 * taken for nothing once the bill would be late, where our books have nothing of that day either. Pure.
 */
export function absentMeans({ day, now, hasBusiness }: AbsentBill): 'wait' | 'empty' {
  return !hasBusiness && now >= lateAt(day) ? 'empty' : 'wait';
}
