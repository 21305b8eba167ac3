import type { Schemas } from '../../api/client.js';

type Order = Pick<Schemas['Order'], 'state' | 'lines'>;

/** A line of which pieces are still to leave the shop. */
interface WaitingLine {
  readonly lineId: number;
  readonly name: string;
  /** So many. */
  readonly waits: number;
}

const WAITING: readonly Schemas['Order']['state'][] = ['TO_SHIP', 'PARTLY_SHIPPED'];

/** The lines of an order of which pieces are still to leave the shop: refunded ones that never left do not. Pure. */
export function waitingLines({ state, lines }: Order): WaitingLine[] {
  if (!WAITING.includes(state)) return [];
  return lines
    .filter(({ requiresShipping }) => requiresShipping)
    .map(({ lineId, name, count, shippedCount, refundedCount }) => ({
      lineId,
      name,
      // Pieces that never left are refunded first.
      waits: Math.max(0, count - shippedCount - refundedCount),
    }))
    .filter(({ waits }) => waits > 0);
}

/** How many pieces of an order are still to leave the shop. Pure. */
export function waitingPieces(order: Order): number {
  return waitingLines(order).reduce((sum, { waits }) => sum + waits, 0);
}
