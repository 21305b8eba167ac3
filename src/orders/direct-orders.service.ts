import { Inject, Injectable } from '@nestjs/common';
import { CartService } from '../cart/cart.service.js';
import { Transactions } from '../database/transactions.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { IDS, type Ids } from '../kernel/ids.js';
import type { QuoteSource } from './checkout.service.js';
import type { Storefront } from './order-record.js';
import { type PlacedOrder, PlaceOrder, type PlaceRequest } from './place-order.service.js';

/** What a front end without quotes sends. */
export interface DirectWish {
  readonly storefront: Storefront;
  /** Null when nothing is shipped. */
  readonly addressId: number | null;
  /** Throws when the buyer did not agree to the price. */
  readonly agree?: NonNullable<PlaceRequest['agree']>;
  readonly source: QuoteSource;
}

/** Makes orders for front ends that know no quote: at the price of the moment. */
@Injectable()
export class DirectOrders {
  constructor(
    private readonly placing: PlaceOrder,
    private readonly cart: CartService,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Makes an order; what was bought leaves the cart after the commit. Throws what {@link PlaceOrder.place} throws. */
  async create(userId: number, { source, ...wish }: DirectWish): Promise<PlacedOrder> {
    const lines = source.source === 'cart' ? await this.cart.selectedLines(userId) : [source];
    const request = {
      requestId: this.ids.sortable(this.clock.now()),
      userId,
      lines: lines.map(({ skuId, count }) => ({ skuId, count })),
      remark: '',
      ...wish,
    };
    const order = await this.transactions.run((tx) => this.placing.place(tx, request));
    if (source.source === 'cart') await this.placing.afterCommit(userId, request.lines);
    return order;
  }
}
