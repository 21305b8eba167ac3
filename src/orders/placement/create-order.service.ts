import { Injectable } from '@nestjs/common';
import { keyScope, type UserIds } from '../../auth/signed-in-user.js';
import { Idempotency } from '../../http/idempotency/idempotency.js';
import { type OrderView, orderView } from '../model/order-view.js';
import { type PlaceRequest, PlaceOrder } from './place-order.service.js';
import type { WantedLine } from '../quote/pricing.js';
import type { SignedQuote } from '../quote/quote-token.js';
import { Quotes } from '../quote/quotes.service.js';

/** What a client of the native API sends to buy what it was quoted. */
export interface CreateOrderRequest {
  readonly quoteToken: string;
  readonly addressId?: number;
  readonly remark?: string;
}

/** Makes orders out of quotes: one quote, one order, and one answer to one idempotency key. */
@Injectable()
export class CreateOrder {
  constructor(
    private readonly idempotency: Idempotency,
    private readonly quotes: Quotes,
    private readonly placing: PlaceOrder,
  ) {}

  /**
   * Creates the order of a quote, or answers the one that was made of it before. Throws Problem `quote-invalid`,
   * `quote-expired`, `price-changed`, `idempotency-key-reused` and what {@link PlaceOrder.place} throws.
   */
  async create(buyer: UserIds, body: CreateOrderRequest, key: string | null): Promise<OrderView> {
    const request = { scope: keyScope(buyer), key, route: 'POST orders', body };
    let bought: readonly WantedLine[] = [];
    const reply = await this.idempotency.once(request, async (tx) => {
      const quote = this.quotes.open(buyer.publicId, body.quoteToken);
      const order = await this.placing.place(tx, this.placeRequestOf(buyer, quote, body));
      bought = order.isNew && quote.source === 'cart' ? quote.lines : [];
      return { status: 201, body: orderView(order) };
    });
    if (bought.length > 0) await this.placing.afterCommit(buyer, bought);
    return reply.body;
  }

  private placeRequestOf(
    buyer: UserIds,
    quote: SignedQuote,
    { addressId, remark }: CreateOrderRequest,
  ): PlaceRequest {
    return {
      requestId: quote.id,
      userId: buyer.id,
      storefront: 'native',
      lines: quote.lines,
      addressId: addressId ?? null,
      remark: remark ?? '',
      agree: (pricing) => {
        this.quotes.refuseExpired(quote);
        this.quotes.refuseChanged(quote, pricing);
      },
    };
  }
}
