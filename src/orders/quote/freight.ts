import { type Fen, fen, yuanToFen } from '../../kernel/money.js';

/** What shipping costs, in fen; from `freeFrom` on (goods amount, null: never) it is free. */
export interface FreightRule {
  readonly freight: Fen;
  readonly freeFrom: Fen | null;
}

/** The rule that the settings name, in yuan there. Pure. */
export function freightRule(settings: {
  readonly freight: string;
  readonly freeShippingFrom: string | null;
}): FreightRule {
  const { freight, freeShippingFrom } = settings;
  const freeFrom = freeShippingFrom === null ? null : yuanToFen(freeShippingFrom);
  return { freight: yuanToFen(freight), freeFrom };
}

/** One sum for an order of which anything is shipped, however much it is; nothing for virtual goods. Pure. */
export function freightFor(goodsAmount: Fen, requiresShipping: boolean, rule: FreightRule): Fen {
  const isFree = rule.freeFrom !== null && goodsAmount >= rule.freeFrom;
  return requiresShipping && !isFree ? rule.freight : fen(0);
}
