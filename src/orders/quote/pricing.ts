import { isEnough, type SkuView } from '../../catalog/sku-view.js';
import { addFen, type Fen, fen, multiplyFen, yuanToFen } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import { LARGEST_TRADE_SUM } from '../../kernel/trade-sum.js';
import type { OrderLine } from '../model/order-record.js';

/** So many pieces of a SKU are wanted. */
export interface WantedLine {
  readonly skuId: number;
  readonly count: number;
}

/** A line at the price of the moment, and what is there of it (null: without limit). */
export type PricedLine = OrderLine & { readonly stock: number | null };

/** What lines cost at the prices of the moment. */
export interface Pricing {
  readonly lines: readonly PricedLine[];
  readonly totalCount: number;
  readonly requiresShipping: boolean;
  readonly goodsAmount: Fen;
  readonly freight: Fen;
  readonly payable: Fen;
}

/** What an order may hold at most. */
export interface OrderLimits {
  readonly maxLines: number;
  readonly maxCount: number;
}

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

/**
 * Throws Problem `nothing-to-buy`, `too-many-lines`, `too-many-pieces`; of more than there are it is
 * `not-enough-stock`, as of any smaller number. Pure.
 */
export function checkLimits(
  lines: readonly WantedLine[],
  skus: ReadonlyMap<number, SkuView>,
  limits: OrderLimits,
): void {
  const { maxLines, maxCount } = limits;
  if (lines.length === 0) {
    throw new Problem('nothing-to-buy');
  }
  if (lines.length > maxLines) {
    throw new Problem('too-many-lines', { maxLines });
  }
  const tooMany = lines.find(({ count }) => count > maxCount);
  if (tooMany !== undefined) {
    const sku = skus.get(tooMany.skuId);
    if (sku?.active === true && !isEnough(sku, tooMany.count)) throw stockShort(tooMany, sku.stock);
    const members = { skuId: tooMany.skuId, maxCount };
    throw new Problem('too-many-pieces', members);
  }
}

/**
 * What the lines cost now. Throws Problem `sku-unavailable` (gone or not for sale), `not-enough-stock` (both name the
 * SKU) and `sum-too-large`. Pure.
 */
export function priceLines(
  wanted: readonly WantedLine[],
  skus: ReadonlyMap<number, SkuView>,
  rule: FreightRule,
): Pricing {
  const found = wanted.map((line) => ({ ...line, sku: forSale(line, skus) }));
  const sum = found.reduce((total, { sku, count }) => total + sku.price * count, 0);
  if (sum > LARGEST_TRADE_SUM) throw sumTooLarge();
  const lines = found.map(({ sku, count }) => pricedLine(sku, count));
  const requiresShipping = lines.some((line) => line.requiresShipping);
  const goodsAmount = addFen(...lines.map(({ amount }) => amount));
  const freight = freightFor(goodsAmount, requiresShipping, rule);
  const payable = addFen(goodsAmount, freight);
  if (payable > LARGEST_TRADE_SUM) throw sumTooLarge();
  const totalCount = lines.reduce((total, { count }) => total + count, 0);
  return { lines, totalCount, requiresShipping, goodsAmount, freight, payable };
}

function sumTooLarge(): Problem {
  return new Problem('sum-too-large');
}

/** What the shop's settings say of every order: its limits and its freight, in yuan. */
export interface OrderTerms extends OrderLimits {
  readonly freight: string;
  readonly freeShippingFrom: string | null;
}

/** What an order costs now, within the limits. Throws what {@link checkLimits} and {@link priceLines} throw. Pure. */
export function priceOrder(
  lines: readonly WantedLine[],
  skus: ReadonlyMap<number, SkuView>,
  terms: OrderTerms,
): Pricing {
  checkLimits(lines, skus, terms);
  return priceLines(lines, skus, freightRule(terms));
}

/** The refusal of more pieces than there are. Pure. */
export function stockShort({ skuId, count }: WantedLine, stock: number | null): Problem {
  return new Problem('not-enough-stock', { skuId, wanted: count, stock });
}

function forSale(line: WantedLine, skus: ReadonlyMap<number, SkuView>): SkuView {
  const sku = skus.get(line.skuId);
  if (sku === undefined || !sku.active) {
    throw new Problem('sku-unavailable', { skuId: line.skuId });
  }
  if (!isEnough(sku, line.count)) throw stockShort(line, sku.stock);
  return sku;
}

function pricedLine(sku: SkuView, count: number): PricedLine {
  const { id: skuId, name, picture, attributes, requiresShipping, price, stock } = sku;
  const amount = multiplyFen(price, count);
  return { skuId, name, picture, attributes, requiresShipping, price, count, amount, stock };
}
