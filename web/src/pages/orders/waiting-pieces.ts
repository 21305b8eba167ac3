import type { Schemas } from '../../api/client.js';

type Order = Schemas['Order'];

const WAITING: readonly Order['state'][] = ['TO_SHIP', 'PARTLY_SHIPPED'];

/** How many pieces of an order are still to leave the shop. Pure. */
export function waitingPieces({ state, lines }: Pick<Order, 'state' | 'lines'>): number {
  if (!WAITING.includes(state)) return 0;
  return lines
    .filter(({ requiresShipping }) => requiresShipping)
    .reduce((sum, { count, shippedCount }) => sum + count - shippedCount, 0);
}
