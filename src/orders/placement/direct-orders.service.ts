import { Inject, Injectable } from '@nestjs/common';
import type { UserIds } from '../../auth/signed-in-user.js';
import { CartService } from '../../cart/cart.service.js';
import { Transactions } from '../../database/transactions.js';
import type { Batcher } from '../../database/batching/batcher.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { IDS, type Ids } from '../../kernel/ids.js';
import type { QuoteSource } from '../quote/checkout.service.js';
import type { Storefront } from '../model/order-record.js';
import { type PlacedOrder, PlaceOrder, type PlaceRequest } from './place-order.service.js';

/** What a front end without quotes sends. */
export interface DirectOrderRequest {
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
  private readonly batches: Batcher<PlaceRequest, PlacedOrder>;

  constructor(
    private readonly placing: PlaceOrder,
    private readonly cart: CartService,
    transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {
    this.batches = transactions.shared(
      (tx, requests) => placing.placeMany(tx, requests),
      ({ requestId }) => requestId,
    );
  }

  /** Makes an order; what was bought leaves the cart after the commit. Throws what {@link PlaceOrder.place} throws. */
  create(buyer: UserIds, command: DirectOrderRequest): Promise<PlacedOrder> {
    return this.createBy(buyer, command, (request) => this.batches.run(request));
  }

  /** {@link create} by a way of the caller's own to place the order; what else that way answers is answered. */
  async createBy<Placed>(
    buyer: UserIds,
    { source, ...command }: DirectOrderRequest,
    place: (request: PlaceRequest) => Promise<Placed>,
  ): Promise<Placed> {
    const lines = source.source === 'cart' ? await this.cart.selectedLines(buyer) : [source];
    const request = {
      requestId: this.ids.sortable(this.clock.now()),
      userId: buyer.id,
      lines: lines.map(({ skuId, count }) => ({ skuId, count })),
      remark: '',
      ...command,
    };
    const placed = await place(request);
    if (source.source === 'cart') await this.placing.afterCommit(buyer, request.lines);
    return placed;
  }
}
