import { isEnough, type SaleAttribute, type SkuView } from '../catalog/sku-view.js';
import { addFen, fen, fenToYuan, multiplyFen } from '../kernel/money.js';
import type { StoredLine } from './cart-store.js';

/** A line of the cart on the wire, at today's price. */
export interface CartLineView {
  readonly skuId: number;
  readonly name: string;
  readonly picture: string;
  readonly attributes: readonly SaleAttribute[];
  readonly price: string | null;
  readonly stock: number | null;
  readonly count: number;
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
  readonly selectedAmount: string;
}

/** A cart at today's prices. A SKU that is gone stays in it as a line that cannot be bought. Pure. */
export function cartView(
  lines: readonly StoredLine[],
  skus: ReadonlyMap<number, SkuView>,
): CartView {
  const views = lines.map((line) => lineView(line, skus.get(line.skuId)));
  const bought = lines.filter((line, index) => line.selected && views[index]?.available);
  const amounts = bought.map(({ skuId, count }) => {
    const sku = skus.get(skuId);
    return sku === undefined ? fen(0) : multiplyFen(sku.price, count);
  });
  return {
    lines: views,
    totalCount: sum(lines),
    selectedCount: sum(bought),
    selectedAmount: fenToYuan(addFen(...amounts)),
  };
}

function sum(lines: readonly StoredLine[]): number {
  return lines.reduce((total, { count }) => total + count, 0);
}

function lineView(line: StoredLine, sku: SkuView | undefined): CartLineView {
  if (sku === undefined) return goneLine(line);
  return {
    skuId: sku.id,
    name: sku.name,
    picture: sku.picture,
    attributes: sku.attributes,
    price: fenToYuan(sku.price),
    stock: sku.stock,
    count: line.count,
    amount: fenToYuan(multiplyFen(sku.price, line.count)),
    selected: line.selected,
    available: isEnough(sku, line.count),
    requiresShipping: sku.requiresShipping,
  };
}

function goneLine({ skuId, count, selected }: StoredLine): CartLineView {
  const nothing = { name: '', picture: '', attributes: [], price: null, stock: 0, amount: null };
  return { skuId, ...nothing, count, selected, available: false, requiresShipping: false };
}
