import { type Fen, fenToYuan } from '../kernel/money.js';

/** What tells one SKU of a product from another: `颜色` `红色`. */
export interface SaleAttribute {
  readonly name: string;
  readonly value: string;
}

/** A SKU as the other floors see it. */
export interface SkuView {
  readonly id: number;
  readonly name: string;
  readonly price: Fen;
  /** Null: without limit. */
  readonly stock: number | null;
  readonly sales: number;
  readonly picture: string;
  readonly attributes: readonly SaleAttribute[];
  readonly requiresShipping: boolean;
  readonly active: boolean;
}

/** A SKU without what only the table needs. Pure. */
export function skuView(row: SkuView): SkuView {
  const { id, name, price, stock, sales, picture, attributes, requiresShipping, active } = row;
  return { id, name, price, stock, sales, picture, attributes, requiresShipping, active };
}

/** A SKU on the wire: its price is a decimal string in yuan. */
export type SkuWire = Omit<SkuView, 'price'> & { readonly price: string };

/** A SKU on the wire. Pure. */
export function skuWire(sku: SkuView): SkuWire {
  return { ...sku, price: fenToYuan(sku.price) };
}

/** Whether as many pieces are there. Pure. */
export function isEnough(sku: Pick<SkuView, 'stock' | 'active'>, count: number): boolean {
  return sku.active && (sku.stock === null || sku.stock >= count);
}
