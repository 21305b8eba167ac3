import { isEnough, type SaleAttribute, type SkuView } from '../catalog/sku-view.js';
import { fenToYuan, isFen } from '../kernel/money.js';
import type { StoredLine } from './cart.repository.js';

/** A line of the cart on the wire, at today's price. */
export interface CartLineView {
  readonly skuId: number;
  readonly name: string;
  readonly picture: string;
  readonly attributes: readonly SaleAttribute[];
  readonly price: string | null;
  readonly stock: number | null;
  readonly count: number;
  /** Null when the SKU is gone, or when the product is no sum that could be paid. */
  readonly amount: string | null;
  readonly selected: boolean;
  /** Whether so many can be bought now. */
  readonly available: boolean;
  readonly requiresShipping: boolean;
}

/** A cart on the wire; the totals are those of the selected lines that can be bought. */
export interface CartView {
  readonly lines: CartLineView[];
  readonly totalCount: number;
  readonly selectedCount: number;
  /** Null when it is more than could be paid. */
  readonly selectedAmount: string | null;
}

/** A cart at today's prices. A SKU that is gone stays in it as a line that cannot be bought. Pure. */
export function cartView(
  lines: readonly StoredLine[],
  skus: ReadonlyMap<number, SkuView>,
): CartView {
  const views = lines.map((line) => lineView(line, skus.get(line.skuId)));
  const bought = lines.filter((line, index) => line.selected && views[index]?.available);
  const amounts = bought.map(({ skuId, count }) => (skus.get(skuId)?.price ?? 0) * count);
  return {
    lines: views,
    totalCount: sum(lines),
    selectedCount: sum(bought),
    selectedAmount: yuanOrNull(amounts.reduce((total, amount) => total + amount, 0)),
  };
}

function sum(lines: readonly StoredLine[]): number {
  return lines.reduce((total, { count }) => total + count, 0);
}

function yuanOrNull(count: number): string | null {
  return isFen(count) ? fenToYuan(count) : null;
}

function lineView(line: StoredLine, sku: SkuView | undefined): CartLineView {
  if (sku === undefined) return goneLine(line);
  const amount = yuanOrNull(sku.price * line.count);
  return {
    skuId: sku.id,
    name: sku.name,
    picture: sku.picture,
    attributes: sku.attributes,
    price: fenToYuan(sku.price),
    stock: sku.stock,
    count: line.count,
    amount,
    selected: line.selected,
    available: amount !== null && isEnough(sku, line.count),
    requiresShipping: sku.requiresShipping,
  };
}

function goneLine({ skuId, count, selected }: StoredLine): CartLineView {
  const nothing = { name: '', picture: '', attributes: [], price: null, stock: 0, amount: null };
  return { skuId, ...nothing, count, selected, available: false, requiresShipping: false };
}
