import { Injectable } from '@nestjs/common';
import { AddressesService } from '../addresses/addresses.service.js';
import { CartService } from '../cart/cart.service.js';
import { PriceList } from './price-list.service.js';
import type { WantedLine } from './pricing.js';
import { Quotes } from './quotes.service.js';
import type { Quote } from './quote-view.js';

/** What is to be bought: the selected lines of the cart, or one SKU past the cart. */
export type QuoteSource =
  | { readonly source: 'cart' }
  | { readonly source: 'buyNow'; readonly skuId: number; readonly count: number };

/** Tells a buyer what an order would cost, before it exists. */
@Injectable()
export class Checkout {
  constructor(
    private readonly cart: CartService,
    private readonly addresses: AddressesService,
    private readonly prices: PriceList,
    private readonly quotes: Quotes,
  ) {}

  /**
   * A quote at live prices; nothing is kept and no stock is held. Throws Problem `nothing-to-buy`, `too-many-lines`,
   * `too-many-pieces`, `sku-unavailable`, `not-enough-stock`, `sum-too-large`.
   */
  async quote(userId: number, wish: QuoteSource): Promise<Quote> {
    const [addresses, lines] = await Promise.all([
      this.addresses.list(userId),
      this.linesOf(userId, wish),
    ]);
    const pricing = this.prices.price(lines, await this.prices.skusOf(lines));
    return { addresses, ...pricing, ...this.quotes.give(userId, wish.source, pricing) };
  }

  private async linesOf(userId: number, wish: QuoteSource): Promise<readonly WantedLine[]> {
    if (wish.source === 'cart') return this.cart.selectedLines(userId);
    return [{ skuId: wish.skuId, count: wish.count }];
  }
}
