import type { UserIds } from '../../auth/signed-in-user.js';
import { Problem } from '../../kernel/problem.js';

/** Whose order it is: the row's number of the user that bought it. */
export interface Bought {
  readonly userId: number;
}

/** Whether somebody bought an order. Pure. */
export function isBuyer({ id }: Pick<UserIds, 'id'>, { userId }: Bought): boolean {
  return userId === id;
}

/**
 * Throws Problem `own-order` when whoever would decide about the money of these orders has bought one of them: that money
 * would go to, or be spared by, who decides. Pure.
 */
export function refuseBuyer(user: Pick<UserIds, 'id'>, orders: readonly Bought[]): void {
  if (orders.some((order) => isBuyer(user, order))) throw new Problem('own-order');
}
