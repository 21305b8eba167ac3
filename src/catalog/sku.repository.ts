import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { inList, PreparedReads } from '../database/batching/prepared-reads.js';
import { yuanToFen } from '../kernel/money.js';
import type { SaleAttribute, SkuView } from './sku-view.js';

/** The columns of a SKU under the names of its view. */
const SKU_COLUMNS =
  'id, name, price, stock, sales, picture, attributes, requires_shipping AS requiresShipping, active';

/** A SKU as the driver gives it: money and JSON as text, booleans as numbers. */
type SkuRow = Omit<SkuView, 'price' | 'attributes' | 'requiresShipping' | 'active'> & {
  readonly price: string;
  readonly attributes: string;
  readonly requiresShipping: 0 | 1;
  readonly active: 0 | 1;
};

/** The hot reads of SKUs. */
@Injectable()
export class SkuRepository {
  constructor(private readonly reads: PreparedReads) {}

  /** SKUs by id, at least one, without those that do not exist; inside a transaction where there is one. */
  async findMany(ids: readonly number[], tx?: EntityManager): Promise<SkuView[]> {
    const { places, values } = inList(ids);
    // Raw: hot; carts, quotes and orders read prices by it, and prepared it costs a third.
    const statement = `SELECT ${SKU_COLUMNS} FROM skus WHERE id IN (${places})`;
    const rows: SkuRow[] = await (tx === undefined
      ? this.reads.rows(statement, values)
      : tx.query(statement, [...values]));
    return rows.map(skuOf);
  }
}

/** The SKU of a row. Pure. */
function skuOf(row: SkuRow): SkuView {
  return {
    ...row,
    price: yuanToFen(row.price),
    attributes: JSON.parse(row.attributes) as SaleAttribute[],
    requiresShipping: row.requiresShipping === 1,
    active: row.active === 1,
  };
}
