import { addFen, fen, type Fen, leastFen, shareFen, subtractFen } from '../../kernel/money.js';

/** What an order's parts cost before a price reduction, in fen. */
export interface PricedParts {
  /** Of each line, in the order of the lines. */
  readonly lines: readonly Fen[];
  readonly freight: Fen;
}

/**
 * What was paid for each line, and for the freight, where the price of the whole order was reduced by `discount`: each
 * line bears its share of the goods, rounded so that all of them bear the discount to the fen. What is more than the goods
 * comes off the freight. Throws RangeError when it is more than the whole order costs. Pure.
 */
export function paidForLines({ lines, freight }: PricedParts, discount: Fen): PricedParts {
  const goods = addFen(...lines);
  const offGoods = leastFen(discount, goods);
  const paid: Fen[] = [];
  let [before, borne] = [fen(0), fen(0)];
  for (const amount of lines) {
    const upTo = addFen(before, amount);
    const share = goods === 0 ? fen(0) : shareFen(offGoods, upTo, goods);
    paid.push(subtractFen(amount, subtractFen(share, borne)));
    [before, borne] = [upTo, share];
  }
  return { lines: paid, freight: subtractFen(freight, subtractFen(discount, offGoods)) };
}
