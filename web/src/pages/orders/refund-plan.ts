import type { Schemas } from '../../api/client.js';
import { fenIn, yuanIn } from '../../parts/fen.js';

type Order = Pick<Schemas['Order'], 'refundableAmount' | 'lines'>;

/** How a refund's sum is said. */
export type RefundWay = 'whole' | 'byLines' | 'sum';

/** What somebody has said of a refund so far; pieces by their line. */
export interface RefundDraft {
  readonly way: RefundWay;
  readonly sum: string;
  readonly pieces: Readonly<Record<number, number>>;
}

export type RefundPlan =
  | {
      /** Of pieces: at most, for a discount of the order is no part of their price. */
      readonly amount: string;
      readonly left: string;
      readonly pieces: number;
    }
  | { readonly fault: 'notASum' | 'tooMuch' | 'nothingChosen' };

/** The sum that a draft comes to and what it leaves, or what is wrong with it. Pure. */
export function planOf(order: Order, draft: RefundDraft): RefundPlan {
  const refundable = fenIn(order.refundableAmount) ?? 0;
  if (draft.way === 'whole') return planFor(refundable, refundable, 0);
  if (draft.way === 'byLines') return planByLines(order, draft.pieces, refundable);
  const amount = fenIn(draft.sum.trim());
  if (amount === null || amount === 0) return { fault: 'notASum' };
  return amount > refundable ? { fault: 'tooMuch' } : planFor(amount, refundable, 0);
}

function planByLines(order: Order, chosen: RefundDraft['pieces'], refundable: number): RefundPlan {
  const pieces = Object.values(chosen).reduce((sum, count) => sum + count, 0);
  if (pieces === 0) return { fault: 'nothingChosen' };
  const price = order.lines.reduce(
    (sum, line) => sum + (fenIn(line.price) ?? 0) * (chosen[line.lineId] ?? 0),
    0,
  );
  return planFor(Math.min(price, refundable), refundable, pieces);
}

function planFor(amount: number, refundable: number, pieces: number): RefundPlan {
  return { amount: yuanIn(amount), left: yuanIn(refundable - amount), pieces };
}

/** What a draft asks the API for. Pure. */
export function requestOf({ way, sum, pieces }: RefundDraft): RefundParts {
  if (way === 'whole') return { everything: true };
  if (way === 'sum') return { amount: yuanIn(fenIn(sum.trim()) ?? 0) };
  const lines = Object.entries(pieces).map(([lineId, count]) => ({
    lineId: Number(lineId),
    count,
  }));
  return { lines: lines.filter(({ count }) => count > 0) };
}

type RefundParts =
  | { readonly everything: true }
  | { readonly amount: string }
  | { readonly lines: { lineId: number; count: number }[] };
