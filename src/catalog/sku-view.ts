import { ApiSchema } from '@nestjs/swagger';
import {
  ApiFlag,
  ApiInteger,
  ApiParts,
  ApiText,
  ApiYuan,
  pageOfClass,
} from '../http/openapi/api-members.js';
import { type Fen, fenToYuan } from '../kernel/money.js';

/** What tells one SKU of a product from another: `颜色` `红色`. */
@ApiSchema({ name: 'SkuAttribute' })
export class SaleAttribute {
  @ApiText() readonly name!: string;
  @ApiText() readonly value!: string;
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

/** A SKU on the wire. */
@ApiSchema({ name: 'Sku' })
export class SkuWire {
  @ApiInteger() readonly id!: number;
  @ApiText() readonly name!: string;
  @ApiYuan() readonly price!: string;
  @ApiInteger({ nullable: true, description: 'Null: without limit' })
  readonly stock!: number | null;
  @ApiInteger({ description: 'Pieces that were sold' }) readonly sales!: number;
  @ApiText() readonly picture!: string;
  @ApiParts(() => SaleAttribute) readonly attributes!: readonly SaleAttribute[];
  @ApiFlag() readonly requiresShipping!: boolean;
  @ApiFlag({ description: 'Whether it is for sale' }) readonly active!: boolean;
}

/** A part of the catalogue, on the wire. */
export const SkuPage = pageOfClass('SkuPage', SkuWire);

/** A SKU on the wire. Pure. */
export function skuWire(sku: SkuView): SkuWire {
  return { ...sku, price: fenToYuan(sku.price) };
}

/** Whether as many pieces are there. Pure. */
export function isEnough(sku: Pick<SkuView, 'stock' | 'active'>, count: number): boolean {
  return sku.active && (sku.stock === null || sku.stock >= count);
}
