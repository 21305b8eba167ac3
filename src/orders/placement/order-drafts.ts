import type { SkuView } from '../../catalog/sku-view.js';
import { type Outcome, outcomeOf } from '../../kernel/outcome.js';
import type { AddressSnapshot } from '../model/order-record.js';
import type { Pricing, WantedLine } from '../quote/pricing.js';

/** What is wanted, at the prices of the moment, and where it goes (null: nothing is shipped). */
export interface OrderTerms {
  readonly pricing: Pricing;
  readonly address: AddressSnapshot | null;
}

type AvailableStock = ReadonlyMap<number, SkuView>;

/**
 * Decides requests in their order, each on the stock that the ones before it leave: `decide` answers a request's terms or
 * throws why it cannot be had. Pure but for `decide`.
 */
export function draftAll<Request extends { readonly lines: readonly WantedLine[] }>(
  requests: readonly Request[],
  skus: AvailableStock,
  decide: (request: Request, available: AvailableStock) => OrderTerms,
): Outcome<Request & OrderTerms>[] {
  const available = new Map(skus);
  return requests.map((request) =>
    outcomeOf(() => {
      const terms = decide(request, available);
      for (const line of request.lines) takeFrom(available, line);
      return { ...request, ...terms };
    }),
  );
}

function takeFrom(available: Map<number, SkuView>, { skuId, count }: WantedLine): void {
  const sku = available.get(skuId);
  if (sku === undefined || sku.stock === null) return;
  available.set(skuId, { ...sku, stock: sku.stock - count });
}
