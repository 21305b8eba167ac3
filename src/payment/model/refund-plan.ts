import { addFen, fen, type Fen, leastFen, shareFen, subtractFen } from '../../kernel/money.js';
import { unshippedCount } from '../../orders/model/line-progress.js';
import { waitingCount } from '../../orders/model/shipment.js';
import type { RefundScope } from './refund.entity.js';

/** A line of a paid order as far as refunds have to fit into it. Refunds that are under way count as those that are done. */
export interface LineBook {
  /** The line's row. */
  readonly id: string;
  readonly requiresShipping: boolean;
  readonly count: number;
  readonly shippedCount: number;
  readonly refundedCount: number;
  readonly refundedUnshippedCount: number;
  /** What was paid for all its pieces. */
  readonly paid: Fen;
  /** What was paid for `refundedCount` of them, whatever went back. */
  readonly charged: Fen;
}

/** What is left of an order's money, and of what it was paid for. */
export interface RefundBooks {
  /** What was paid and is not refunded, in whatever way. */
  readonly left: Fen;
  readonly freightLeft: Fen;
  readonly lines: readonly LineBook[];
}

/** So many pieces of a line are to be refunded. */
export interface RefundedPieces {
  /** The line's place in its order, from 1. */
  readonly lineId: number;
  readonly count: number;
  /** Whether they go into the stock; undefined: those that never left the shop do. */
  readonly restock?: boolean | undefined;
  /** `shipped`: only pieces that have left. `returned`: those, and they are here again. Else those that have not left go first. */
  readonly from?: 'shipped' | 'returned' | undefined;
  /** Sends back less than was paid for them. */
  readonly atMost?: Fen | undefined;
}

/** What a refund is asked for. */
export type RefundContent =
  | {
      readonly scope: 'lines';
      readonly lines: readonly RefundedPieces[];
      readonly freight: Fen;
      /** Sends back less than was paid for the pieces where free sums left less. */
      readonly upToLeft?: true | undefined;
    }
  /** `atMost`: so much was shown when it was asked for. */
  | { readonly scope: 'everything'; readonly atMost?: Fen | undefined }
  | { readonly scope: 'amount'; readonly amount: Fen };

/** What a refund sends back for pieces of a line. */
export interface PlannedLine {
  /** The line's row. */
  readonly id: string;
  readonly lineId: number;
  readonly count: number;
  readonly unshippedCount: number;
  readonly restockCount: number;
  /** What was paid for them. */
  readonly paidAmount: Fen;
  readonly amount: Fen;
}

/** A refund's sum, and how it comes about: what is neither lines nor freight is a free sum. */
export interface RefundPlan {
  readonly scope: RefundScope;
  readonly amount: Fen;
  readonly freight: Fen;
  readonly lines: readonly PlannedLine[];
}

/** Why a refund cannot be made. */
export type PlanRefusal =
  | { readonly why: 'no-such-line'; readonly lineId: number }
  | { readonly why: 'pieces'; readonly lineId: number; readonly left: number }
  | { readonly why: 'freight'; readonly left: Fen }
  | { readonly why: 'payment'; readonly left: Fen }
  /** The pieces have left the shop and are not booked as here again. */
  | { readonly why: 'restock'; readonly lineId: number }
  /** Nothing was paid for it, or nothing is left. */
  | { readonly why: 'nothing' };

export type PlanOutcome =
  | { readonly ok: true; readonly plan: RefundPlan }
  | { readonly ok: false; readonly refusal: PlanRefusal };

/** What a refund sends back, and for what, or why it cannot be made (after-sale.md, 11 to 13). Pure. */
export function planRefund(books: RefundBooks, content: RefundContent): PlanOutcome {
  const outcome = planOf(books, content);
  if (!outcome.ok) return outcome;
  const { amount } = outcome.plan;
  if (amount > books.left) return refused({ why: 'payment', left: books.left });
  return amount === 0 ? refused({ why: 'nothing' }) : outcome;
}

function planOf(books: RefundBooks, content: RefundContent): PlanOutcome {
  switch (content.scope) {
    case 'amount':
      return planned({ scope: 'amount', amount: content.amount, freight: fen(0), lines: [] });
    case 'everything':
      return planned(planEverything(books, content.atMost ?? books.left));
    case 'lines':
      return planLines(books, content);
  }
}

function planned(plan: RefundPlan): PlanOutcome {
  return { ok: true, plan };
}

function refused(refusal: PlanRefusal): PlanOutcome {
  return { ok: false, refusal };
}

function planLines(
  books: RefundBooks,
  { lines, freight, upToLeft }: Extract<RefundContent, { scope: 'lines' }>,
): PlanOutcome {
  const plans: PlannedLine[] = [];
  for (const pieces of lines) {
    const line = books.lines[pieces.lineId - 1];
    const refusal = lineRefusal(line, pieces);
    if (refusal !== null || line === undefined) {
      return refused(refusal ?? { why: 'no-such-line', lineId: pieces.lineId });
    }
    plans.push(planLine(line, pieces));
  }
  if (freight > books.freightLeft) return refused({ why: 'freight', left: books.freightLeft });
  const made = upToLeft === true ? within(plans, books.left) : plans;
  const amount = addFen(freight, ...made.map((line) => line.amount));
  return planned({ scope: 'lines', amount, freight, lines: made });
}

/** Lines that send back so much at most: the last ones bring less than was paid for them. */
function within(lines: readonly PlannedLine[], atMost: Fen): PlannedLine[] {
  let room = atMost;
  return lines.map((line) => {
    const amount = leastFen(line.amount, room);
    room = subtractFen(room, amount);
    return { ...line, amount };
  });
}

function lineRefusal(
  line: LineBook | undefined,
  { lineId, count, restock, from }: RefundedPieces,
): PlanRefusal | null {
  if (line === undefined) return { why: 'no-such-line', lineId };
  const left = piecesLeft(line, from);
  if (count > left) return { why: 'pieces', lineId, left };
  const isHere = from === 'returned' || unshippedOf(line, { count, from }) === count;
  return restock === true && !isHere ? { why: 'restock', lineId } : null;
}

/** Pieces that can be refunded: all, or those of them that have left the shop. */
function piecesLeft(line: LineBook, from: RefundedPieces['from']): number {
  const left = line.count - line.refundedCount;
  return from === undefined ? left : left - unshippedCount(line);
}

/** How many of the pieces have not left the shop: those go first, for nobody has to send them back. */
function unshippedOf(line: LineBook, { count, from }: Pick<RefundedPieces, 'count' | 'from'>) {
  return from === undefined ? Math.min(count, unshippedCount(line)) : 0;
}

function planLine(line: LineBook, pieces: RefundedPieces): PlannedLine {
  const { lineId, count } = pieces;
  const unshipped = unshippedOf(line, pieces);
  const paidAmount = paidForPieces(line, count);
  const amount = leastFen(paidAmount, pieces.atMost ?? paidAmount);
  const restockCount = restockCountOf(pieces, unshipped);
  const counts = { count, unshippedCount: unshipped, restockCount };
  return { id: line.id, lineId, ...counts, paidAmount, amount };
}

function restockCountOf({ restock, count }: RefundedPieces, unshipped: number): number {
  if (restock === undefined) return unshipped;
  return restock ? count : 0;
}

/**
 * What was paid for `count` more pieces of a line: their share of what is left of it, rounded down, so that the last
 * pieces take the rounding, whichever refunds failed in between. Pure.
 */
export function paidForPieces(line: LineBook, count: number): Fen {
  const left = line.count - line.refundedCount;
  return left === 0 ? fen(0) : shareFen(subtractFen(line.paid, line.charged), count, left);
}

/**
 * All pieces that are left, the freight, and whatever else is left of the money: `atMost` at most. Where free sums went
 * back before, the freight and then the last lines bring less than was paid for them.
 */
function planEverything(books: RefundBooks, atMost: Fen): RefundPlan {
  const pieces = books.lines.flatMap((line, index) => {
    const count = line.count - line.refundedCount;
    return count === 0 ? [] : [planLine(line, { lineId: index + 1, count })];
  });
  const amount = leastFen(atMost, books.left);
  const lines = within(pieces, amount);
  const forLines = addFen(...lines.map((line) => line.amount));
  const freight = leastFen(books.freightLeft, subtractFen(amount, forLines));
  return { scope: 'everything', amount, freight, lines };
}

/** The books once a refund is under way. Pure. */
export function booksAfter(books: RefundBooks, plan: RefundPlan): RefundBooks {
  const lines = new Map(plan.lines.map((line) => [line.id, line]));
  return {
    left: subtractFen(books.left, plan.amount),
    freightLeft: subtractFen(books.freightLeft, plan.freight),
    lines: books.lines.map((book) => chargedWith(book, lines.get(book.id))),
  };
}

function chargedWith(book: LineBook, line: PlannedLine | undefined): LineBook {
  if (line === undefined) return book;
  return {
    ...book,
    refundedCount: book.refundedCount + line.count,
    refundedUnshippedCount: book.refundedUnshippedCount + line.unshippedCount,
    charged: addFen(book.charged, line.paidAmount),
  };
}

/** Whether a request of `amount` can still be granted as it was asked for. Pure. */
export function stillFits(books: RefundBooks, content: RefundContent, amount: Fen): boolean {
  return amount <= books.left && planRefund(books, content).ok;
}

/** Whether a refund would leave nothing to ship of what waits for it. Pure. */
export function endsShipping(books: RefundBooks, content: RefundContent): boolean {
  const outcome = planRefund(books, content);
  if (!outcome.ok || !isWaiting(books)) return false;
  return !isWaiting(booksAfter(books, outcome.plan));
}

function isWaiting({ lines }: RefundBooks): boolean {
  return lines.some((line) => waitingCount(line) > 0);
}
