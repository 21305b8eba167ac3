import { addFen, type Fen } from '../../kernel/money.js';

/** The sum of refunds, in fen. Pure. */
export function sumOf(refunds: readonly { readonly amount: Fen }[]): Fen {
  return addFen(...refunds.map(({ amount }) => amount));
}
