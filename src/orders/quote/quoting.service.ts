import { Injectable } from '@nestjs/common';
import { OrdersConfig } from '../../../config/orders.config.js';
import { AddressesService } from '../../addresses/addresses.service.js';
import type { UserIds } from '../../auth/signed-in-user.js';
import { CartService } from '../../cart/cart.service.js';
import { CatalogService } from '../../catalog/catalog.service.js';
import { Problem } from '../../kernel/problem.js';
import { priceOrder, type WantedLine } from './pricing.js';
import { Quotes } from './quotes.service.js';
import type { Offer, Quote } from './quote-view.js';

/** What is to be bought: the selected lines of the cart, or one SKU past the cart. */
export type QuoteSource =
  | { readonly source: 'cart' }
  | { readonly source: 'buyNow'; readonly skuId: number; readonly count: number };

/** Tells a buyer what an order would cost, before it exists. */
@Injectable()
export class Quoting {
  constructor(
    private readonly cart: CartService,
    private readonly addresses: AddressesService,
    private readonly catalog: CatalogService,
    private readonly quotes: Quotes,
    private readonly config: OrdersConfig,
  ) {}

  /**
   * A quote at live prices; nothing is kept and no stock is held. Throws Problem `nothing-to-buy`, `too-many-lines`,
   * `too-many-pieces`, `sku-unavailable`, `not-enough-stock`, `sum-too-large`.
   */
  async quote(buyer: UserIds, request: QuoteSource): Promise<Quote> {
    const { addresses, lines, skus } = await this.look(buyer, request);
    const pricing = priceOrder(lines, skus, this.config);
    return { addresses, ...pricing, ...this.quotes.give(buyer.publicId, request.source, pricing) };
  }

  /** Like {@link quote} for front ends that know no token. Throws Problem `no-address` first, when there is none. */
  async offer(buyer: UserIds, request: QuoteSource): Promise<Offer> {
    const { addresses, lines, skus } = await this.look(buyer, request);
    if (addresses.length === 0) {
      throw new Problem('no-address');
    }
    return { addresses, ...priceOrder(lines, skus, this.config) };
  }

  /** One connection to the database at a time: what a request asks for side by side takes several places in the pool. */
  private async look(buyer: UserIds, request: QuoteSource) {
    const lines = await this.linesOf(buyer, request);
    const addresses = await this.addresses.list(buyer.id);
    const skus = await this.catalog.findMany(lines.map(({ skuId }) => skuId));
    return { addresses, lines, skus };
  }

  private async linesOf(buyer: UserIds, request: QuoteSource): Promise<readonly WantedLine[]> {
    if (request.source === 'cart') return this.cart.selectedLines(buyer);
    return [{ skuId: request.skuId, count: request.count }];
  }
}
