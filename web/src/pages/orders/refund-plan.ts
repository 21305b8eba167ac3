import type { Schemas } from '../../api/client.js';
import { fenIn, yuanIn } from '../../parts/fen.js';

/** What is left to refund, as the API tells it. */
type Rest = Schemas['RefundRest'];

/** How a refund's sum is said. */
export type RefundWay = 'whole' | 'byLines' | 'sum';

/** What somebody has said of a refund so far; pieces and whether they go into the stock by their line. */
export interface RefundDraft {
  readonly way: RefundWay;
  readonly sum: string;
  readonly freight: string;
  readonly pieces: Readonly<Record<number, number>>;
  /** Absent: what never left the shop goes into the stock. */
  readonly restock: Readonly<Record<number, boolean>>;
}

export type RefundPlan =
  | { readonly amount: string; readonly left: string; readonly pieces: number }
  | { readonly fault: 'notASum' | 'tooMuch' | 'nothingChosen' };

/** The sum that a draft comes to and what it leaves, or what is wrong with it. Pure. */
export function planOf(rest: Rest, draft: RefundDraft): RefundPlan {
  const left = fenIn(rest.amount) ?? 0;
  if (draft.way === 'whole') return planFor(left, left, 0);
  if (draft.way === 'byLines') return planByLines(rest, draft, left);
  const amount = fenIn(draft.sum.trim());
  if (amount === null || amount === 0) return { fault: 'notASum' };
  return amount > left ? { fault: 'tooMuch' } : planFor(amount, left, 0);
}

function planByLines(rest: Rest, draft: RefundDraft, left: number): RefundPlan {
  const freight = draft.freight.trim() === '' ? 0 : fenIn(draft.freight.trim());
  if (freight === null) return { fault: 'notASum' };
  const pieces = Object.values(draft.pieces).reduce((sum, count) => sum + count, 0);
  if (pieces === 0 && freight === 0) return { fault: 'nothingChosen' };
  const amount = rest.lines.reduce((sum, line) => sum + shareOf(line, draft.pieces), freight);
  const isTooMuch = amount > left || freight > (fenIn(rest.freight) ?? 0);
  return isTooMuch ? { fault: 'tooMuch' } : planFor(amount, left, pieces);
}

/** So many pieces bring their share of what was paid for those that are left, rounded down: as the API says. */
function shareOf(line: Rest['lines'][number], pieces: RefundDraft['pieces']): number {
  const count = pieces[line.lineId] ?? 0;
  return line.count === 0 ? 0 : Math.floor(((fenIn(line.amount) ?? 0) * count) / line.count);
}

function planFor(amount: number, left: number, pieces: number): RefundPlan {
  return { amount: yuanIn(amount), left: yuanIn(left - amount), pieces };
}

/** How many of the pieces of a draft go into the stock. Pure. */
export function restockedIn(
  lines: readonly Schemas['OrderLine'][],
  { pieces, restock }: RefundDraft,
): number {
  return lines.reduce((sum, { lineId, count, shippedCount, refundedCount }) => {
    const unsent = Math.max(0, count - shippedCount - refundedCount);
    const chosen = pieces[lineId] ?? 0;
    const byChoice = restock[lineId] === false ? 0 : Math.min(chosen, unsent);
    return sum + byChoice;
  }, 0);
}

/** What a draft asks the API for. Pure. */
export function requestOf({ way, sum, freight, pieces, restock }: RefundDraft): RefundParts {
  if (way === 'whole') return { everything: true };
  if (way === 'sum') return { amount: yuanIn(fenIn(sum.trim()) ?? 0) };
  const lines = Object.entries(pieces)
    .filter(([, count]) => count > 0)
    .map(([lineId, count]) => {
      const stays = restock[Number(lineId)] === false ? { restock: false } : {};
      return { lineId: Number(lineId), count, ...stays };
    });
  const fen = fenIn(freight.trim()) ?? 0;
  return { lines, ...(fen === 0 ? {} : { freight: yuanIn(fen) }) };
}

type RefundParts =
  | { readonly everything: true }
  | { readonly amount: string }
  | {
      readonly lines: { lineId: number; count: number; restock?: boolean }[];
      readonly freight?: string;
    };
