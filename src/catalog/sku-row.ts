import { yuanToFen } from '../kernel/money.js';
import type { SaleAttribute, SkuView } from './sku-view.js';

/** The columns of a SKU under the names of its view. Reads are plain SQL: they are hot, and entities cost. */
export const SKU_COLUMNS =
  'id, name, price, stock, sales, picture, attributes, requires_shipping AS requiresShipping, active';

/** A SKU as the driver gives it: money and JSON as text, booleans as numbers. */
export type SkuRow = Omit<SkuView, 'price' | 'attributes' | 'requiresShipping' | 'active'> & {
  readonly price: string;
  readonly attributes: string;
  readonly requiresShipping: 0 | 1;
  readonly active: 0 | 1;
};

/** The SKU of a row. Pure. */
export function skuOf(row: SkuRow): SkuView {
  return {
    ...row,
    price: yuanToFen(row.price),
    attributes: JSON.parse(row.attributes) as SaleAttribute[],
    requiresShipping: row.requiresShipping === 1,
    active: row.active === 1,
  };
}
