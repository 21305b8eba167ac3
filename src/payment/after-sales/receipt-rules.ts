import { addFen, fen, type Fen, subtractFen } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import type { RefundContent } from '../model/refund-plan.js';
import type { AfterSaleLine } from './after-sale.repository.js';

/** What came back of a line. */
export interface Received {
  readonly lineId: number;
  readonly count: number;
  readonly restock?: boolean | undefined;
}

/**
 * The lines of a case with what really came back of each. Throws Problem `receipt-lines` when a line is missing, foreign or
 * more came than was agreed on, and `nothing-received` when nothing came. Pure.
 */
export function receivedLines(
  lines: readonly AfterSaleLine[],
  received: readonly Received[],
): AfterSaleLine[] {
  const came = new Map(received.map((one) => [one.lineId, one]));
  const fits = lines.every(({ lineId, count }) => (came.get(lineId)?.count ?? Infinity) <= count);
  if (!fits || came.size !== lines.length) throw new Problem('receipt-lines');
  if (received.every(({ count }) => count === 0)) throw new Problem('nothing-received');
  return lines.map((line) => {
    const { count = 0, restock = false } = came.get(line.lineId) ?? {};
    return { ...line, receivedCount: count, restock };
  });
}

/** What the refund of goods that came back is for: what was paid for them, or what is left of it. Pure. */
export function receiptContent(
  lines: readonly AfterSaleLine[],
): Extract<RefundContent, { scope: 'lines' }> {
  const pieces = lines.flatMap(({ lineId, receivedCount, restock }) => {
    const count = receivedCount ?? 0;
    const isRestocked = restock === true;
    return count === 0 ? [] : [{ lineId, count, restock: isRestocked, from: 'returned' as const }];
  });
  return { scope: 'lines', lines: pieces, freight: fen(0), upToLeft: true };
}

/** A sum that is at most all of some parts, shared among them in proportion: none gets more than it is, to the fen. Pure. */
export function shareAtMost(parts: readonly Fen[], atMost: Fen): Fen[] {
  const whole = addFen(...parts);
  const upTo = (part: Fen) => (whole === 0 ? 0n : (BigInt(part) * BigInt(atMost)) / BigInt(whole));
  let before = fen(0);
  return parts.map((part) => {
    const after = addFen(before, part);
    const share = subtractFen(fen(Number(upTo(after))), fen(Number(upTo(before))));
    before = after;
    return share;
  });
}
