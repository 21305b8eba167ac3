import { fen } from '../../src/kernel/money.js';
import type { LineBook, RefundBooks, RefundContent } from '../../src/payment/model/refund-plan.js';

/** A line of 3 pieces for 100 fen. */
export function line(more: Partial<LineBook> = {}): LineBook {
  return {
    id: '7',
    requiresShipping: true,
    count: 3,
    shippedCount: 0,
    refundedCount: 0,
    refundedUnshippedCount: 0,
    paid: fen(100),
    charged: fen(0),
    ...more,
  };
}

const FREIGHT = fen(10);

/** An order of one line by default: 3 pieces for 100 fen, with freight of 10. */
export function books(lines: readonly LineBook[] = [line()], left?: number): RefundBooks {
  const paid = lines.reduce((sum, { paid: of }) => sum + of, 0) + FREIGHT;
  return { left: fen(left ?? paid), freightLeft: FREIGHT, lines };
}

/** A refund of pieces, with so much freight. */
export function linesOf(
  pieces: Extract<RefundContent, { scope: 'lines' }>['lines'],
  freight = 0,
): RefundContent {
  return { scope: 'lines', lines: pieces, freight: fen(freight) };
}

/** A refund of all that is left. */
export const EVERYTHING: RefundContent = { scope: 'everything' };
