import { ApiSchema } from '@nestjs/swagger';
import { ApiFlag, ApiInteger, ApiParts, ApiText, ApiYuan } from '../http/openapi/api-members.js';
import { isEnough, SaleAttribute, type SkuView } from '../catalog/sku-view.js';
import { fenToYuan, isFen } from '../kernel/money.js';
import type { StoredLine } from './cart.repository.js';

/** A line of the cart on the wire, at today's price. */
@ApiSchema({ name: 'CartLine' })
export class CartLineView {
  @ApiInteger() readonly skuId!: number;
  @ApiText() readonly name!: string;
  @ApiText() readonly picture!: string;
  @ApiParts(() => SaleAttribute) readonly attributes!: readonly SaleAttribute[];
  @ApiYuan({ nullable: true, description: 'Null when the SKU is gone' })
  readonly price!: string | null;
  @ApiInteger({ nullable: true, description: 'Null: without limit' })
  readonly stock!: number | null;
  @ApiInteger() readonly count!: number;
  @ApiYuan({
    nullable: true,
    description: 'Null when the SKU is gone, or when the product is no sum that could be paid',
  })
  readonly amount!: string | null;
  @ApiFlag() readonly selected!: boolean;
  @ApiFlag({ description: 'Whether so many can be bought now' }) readonly available!: boolean;
  @ApiFlag() readonly requiresShipping!: boolean;
}

/** A cart on the wire; the totals are those of the selected lines that can be bought. */
@ApiSchema({ name: 'Cart' })
export class CartView {
  @ApiParts(() => CartLineView) readonly lines!: readonly CartLineView[];
  @ApiInteger() readonly totalCount!: number;
  @ApiInteger() readonly selectedCount!: number;
  @ApiYuan({ nullable: true, description: 'Null when it is more than could be paid' })
  readonly selectedAmount!: string | null;
}

/** A guest's cart on the wire. */
@ApiSchema({ name: 'GuestCart' })
export class GuestCartView {
  @ApiText({ description: 'To send along as `Cart-Token`' }) readonly cartToken!: string;
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
