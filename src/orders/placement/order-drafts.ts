import type { SkuView } from '../../catalog/sku-view.js';
import { type Outcome, outcomeOf } from '../../kernel/outcome.js';
import type { AddressSnapshot } from '../model/order-record.js';
import type { Pricing, WantedLine } from '../quote/pricing.js';

/** What is wanted, at the prices of the moment, and where it goes (null: nothing is shipped). */
export interface OrderTerms {
  readonly pricing: Pricing;
  readonly address: AddressSnapshot | null;
}

type Shelf = ReadonlyMap<number, SkuView>;

/**
 * Decides wishes in their order, each on the stock that the ones before it leave: `decide` answers a wish's terms or
 * throws why it cannot be had. Pure but for `decide`.
 */
export function draftAll<Wish extends { readonly lines: readonly WantedLine[] }>(
  wishes: readonly Wish[],
  skus: Shelf,
  decide: (wish: Wish, shelf: Shelf) => OrderTerms,
): Outcome<Wish & OrderTerms>[] {
  const shelf = new Map(skus);
  return wishes.map((wish) =>
    outcomeOf(() => {
      const terms = decide(wish, shelf);
      for (const line of wish.lines) takeFrom(shelf, line);
      return { ...wish, ...terms };
    }),
  );
}

function takeFrom(shelf: Map<number, SkuView>, { skuId, count }: WantedLine): void {
  const sku = shelf.get(skuId);
  if (sku === undefined || sku.stock === null) return;
  shelf.set(skuId, { ...sku, stock: sku.stock - count });
}
