import type { Fen } from '../../kernel/money.js';
import { type RefundBooks, type RefundContent, type RefundPlan, stillFits } from './refund-plan.js';
import type { RefundOrigin } from './refund.entity.js';

/** Pieces that open cases hold, by the line's row. */
export type HeldPieces = ReadonlyMap<string, number>;

/** A request that waits, as far as it has to fit beside others. */
interface Waiting {
  readonly request: { readonly origin: RefundOrigin; readonly amount: Fen };
  readonly content: RefundContent;
}

/** Whether a refund beside the cases of its order takes pieces that one of them holds. Pure. */
export function takesHeld({ lines }: RefundBooks, held: HeldPieces, plan: RefundPlan): boolean {
  return plan.lines.some(({ id, count }) => {
    const line = lines.find((one) => one.id === id);
    return line !== undefined && count > line.count - line.refundedCount - (held.get(id) ?? 0);
  });
}

/**
 * Which requests that wait, oldest first, can still be granted when so much is left: those of customers for pieces beside
 * one another and beside what open cases hold. Pure.
 */
export function fitTogether(
  books: RefundBooks,
  held: HeldPieces,
  waiting: readonly Waiting[],
): boolean[] {
  const taken = new Map(held);
  return waiting.map(({ request, content }) => {
    if (!stillFits(books, content, request.amount)) return false;
    // What the staff asks for holds nothing, and what came of a case is among what is held.
    if (content.scope !== 'lines' || request.origin !== 'customer') return true;
    const wanted = content.lines.map(({ lineId, count }) => ({
      line: books.lines[lineId - 1],
      count,
    }));
    const fits = wanted.every(({ line, count }) => {
      if (line === undefined) return false;
      return count + (taken.get(line.id) ?? 0) <= line.count - line.refundedCount;
    });
    if (!fits) return false;
    for (const { line, count } of wanted) {
      if (line !== undefined) taken.set(line.id, (taken.get(line.id) ?? 0) + count);
    }
    return true;
  });
}
