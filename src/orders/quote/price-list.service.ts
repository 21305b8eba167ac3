import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import { CatalogService } from '../../catalog/catalog.service.js';
import type { SkuView } from '../../catalog/sku-view.js';
import { type FreightRule, freightRule } from './freight.js';
import { checkLimits, priceLines, type Pricing, type WantedLine } from './pricing.js';

type Skus = ReadonlyMap<number, SkuView>;

/** Says what lines cost at the catalogue's prices of the moment. */
@Injectable()
export class PriceList {
  private readonly rule: FreightRule;

  constructor(
    private readonly catalog: CatalogService,
    private readonly config: OrdersConfig,
  ) {
    this.rule = freightRule(config);
  }

  /** The SKUs of lines as they are now, inside a transaction when one is given. */
  skusOf(lines: readonly WantedLine[], tx?: EntityManager): Promise<Skus> {
    const ids = lines.map(({ skuId }) => skuId);
    return this.catalog.findMany(ids, tx);
  }

  /**
   * What lines cost by these SKUs. Throws Problem `nothing-to-buy`, `too-many-lines`, `too-many-pieces`,
   * `sku-unavailable`, `not-enough-stock`, `sum-too-large`.
   */
  price(lines: readonly WantedLine[], skus: Skus): Pricing {
    checkLimits(lines, skus, this.config);
    return priceLines(lines, skus, this.rule);
  }
}
