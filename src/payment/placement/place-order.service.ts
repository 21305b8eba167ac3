import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { keyScope, type UserIds } from '../../auth/signed-in-user.js';
import { CartService } from '../../cart/cart.service.js';
import type { BatchOutcome } from '../../database/batching/batcher.js';
import { Outbox } from '../../events/outbox.js';
import { Idempotency, isKeyTaken } from '../../http/idempotency/idempotency.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { IDS, type Ids } from '../../kernel/ids.js';
import { outcomeOf } from '../../kernel/outcome.js';
import { noteOrder } from '../../kernel/tracing.js';
import type { MadeOrder } from '../../orders/model/order-record.js';
import { orderTitle } from '../../orders/model/order-title.js';
import {
  isOrderTaken,
  type OrderDraft,
  OrderPlacement,
} from '../../orders/placement/order-placement.service.js';
import { Quotes } from '../../orders/quote/quotes.service.js';
import {
  NewPayments,
  paymentsByOrder,
  type PaymentRequest,
} from '../links/new-payments.service.js';
import { PayLinks } from '../links/pay-links.service.js';
import { CheckoutBatches } from '../model/checkout-batches.js';
import type { PayMethod } from '../model/pay-method.js';
import { NotifyArrivals } from '../model/notify-arrivals.service.js';
import { inTraceOf, tracedEvents } from './place-traces.js';
import {
  type Answered,
  decideByKey,
  type DirectRequest,
  keyedReply,
  orderNoIn,
  placedBefore,
  type PlacedOrder,
  type PlacedReply,
  type Placement,
  placeRequest,
  type PlaceRequest,
  type QuotedRequest,
} from './place-request.js';

/** Chance gave a taken order number, or a concurrent duplicate was faster, this often in a row: something else is wrong. */
const MAX_TRIES = 5;

/**
 * The one way in which orders are made, from any front end, with or without their payments: quote, price, place, and
 * what is written with them. Requests that are in flight at the same time share a transaction.
 */
@Injectable()
export class PlaceOrder {
  private readonly logger = new Logger(PlaceOrder.name);
  /** Places an order in a transaction that it may share. */
  private readonly placeSoon: (request: PlaceRequest) => Promise<Placement>;

  constructor(
    private readonly quotes: Quotes,
    private readonly cart: CartService,
    private readonly orders: OrderPlacement,
    private readonly newPayments: NewPayments,
    private readonly links: PayLinks,
    private readonly outbox: Outbox,
    private readonly idempotency: Idempotency,
    private readonly arrivals: NotifyArrivals,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    batches: CheckoutBatches,
  ) {
    this.placeSoon = batches.kind(
      (tx, requests: readonly PlaceRequest[]) => this.placeAll(tx, requests),
      ({ requestId }) => requestId,
    );
  }

  /**
   * Places the order of a quote, or answers the one that was made of it before, or what the key was answered. Throws
   * Problem `quote-invalid`, `idempotency-key-reused` and what {@link OrderPlacement.decide} refuses with.
   */
  async placeQuoted(
    buyer: UserIds,
    body: QuotedRequest,
    { route, key }: { readonly route: string; readonly key: string | null },
  ): Promise<Placement> {
    const keyed = key === null ? null : { scope: keyScope(buyer), key, route, body };
    const opened = outcomeOf(() => this.quotes.open(buyer.publicId, body.quoteToken));
    if (!opened.ok) {
      // What was answered once is answered again, even if the key of the quotes was changed since.
      const known = keyed && (await this.idempotency.find(keyed));
      if (known === null) throw opened.error;
      return { known: known as PlacedReply };
    }
    const quote = opened.value;
    const quoted = {
      requestId: quote.id,
      storefront: 'native',
      lines: quote.lines,
      isFromCart: quote.source === 'cart',
      addressId: body.addressId ?? null,
      remark: body.remark ?? '',
      agreement: { kind: 'quote', quote },
      method: body.method ?? null,
      keyed,
    } as const;
    return this.place(placeRequest(buyer, quoted, this.arrivals.calmness()));
  }

  /** Places an order for a front end without quotes. Throws what {@link OrderPlacement.decide} refuses with. */
  async placeDirect(
    buyer: UserIds,
    { source, ...request }: DirectRequest,
    method: PayMethod | null = null,
  ): Promise<PlacedOrder> {
    const isFromCart = source.source === 'cart';
    const lines = source.source === 'cart' ? await this.cart.selectedLines(buyer) : [source];
    const direct = {
      agreement: { kind: 'any-price' } as const,
      ...request,
      requestId: this.ids.sortable(this.clock.now()),
      lines: lines.map(({ skuId, count }) => ({ skuId, count })),
      isFromCart,
      remark: '',
      method,
      keyed: null,
    };
    const placed = await this.place(placeRequest(buyer, direct, this.arrivals.calmness()));
    if ('known' in placed) throw new Error('a request without a key has no known answer');
    return placed;
  }

  private async place(request: PlaceRequest): Promise<Placement> {
    const placed = await this.placeSoon(request).catch((error: unknown) => {
      // Another route kept the key meanwhile: now its answer is known.
      if (isKeyTaken(error)) return this.placeSoon(request);
      throw error;
    });
    noteOrder(orderNoIn(placed));
    await this.emptyCart(request, placed);
    return placed;
  }

  /** Places orders in one transaction; no `requestId` is there twice. */
  private async placeAll(
    tx: EntityManager,
    requests: readonly PlaceRequest[],
    triesLeft = MAX_TRIES,
  ): Promise<BatchOutcome<Placement>[]> {
    try {
      return await this.tryPlaceAll(tx, requests);
    } catch (error) {
      // The next time other numbers are drawn, and the duplicate that was faster is known.
      if (triesLeft === 1 || !isOrderTaken(error)) throw error;
      return this.placeAll(tx, requests, triesLeft - 1);
    }
  }

  private async tryPlaceAll(
    tx: EntityManager,
    requests: readonly PlaceRequest[],
  ): Promise<BatchOutcome<Placement>[]> {
    // The keys are read behind the locks of their buyers: what a duplicate has committed is seen.
    const [grounds, answers] = await Promise.all([
      this.orders.readGrounds(tx, requests),
      this.idempotency.findAnswers(
        tx,
        requests.flatMap(({ keyed }) => keyed ?? []),
      ),
    ]);
    const outcomes = new Map<PlaceRequest, BatchOutcome<Placement>>(decideByKey(requests, answers));
    const open = requests.filter((request) => !outcomes.has(request));
    const before = open.flatMap((request) => placedBefore(request, grounds.placed));
    const fresh = open.filter(({ requestId }) => !grounds.placed.has(requestId));
    const { drafts, refusals } = this.orders.decide(fresh, grounds);
    const made = await this.write(tx, drafts, before);
    for (const { request, error } of refusals) outcomes.set(request, { ok: false, error });
    for (const { request, ...value } of [...before, ...made]) {
      outcomes.set(request, { ok: true, value });
    }
    return requests.map((request) => outcomes.get(request) ?? 'alone');
  }

  /** Writes new orders, and in the same trip all that belongs to them and the answers to the keys. */
  private async write(
    tx: EntityManager,
    drafts: readonly OrderDraft<PlaceRequest>[],
    before: readonly Answered[],
  ): Promise<Answered[]> {
    const { made, done } = this.orders.insert(tx, drafts);
    const [, { payments, links }] = await Promise.all([done, this.writeExtra(tx, made, before)]);
    return made.map(({ request, id, ...rest }) => {
      const order = { ...rest, id: id.known };
      const payment = payments.get(order.id) ?? null;
      return { request, order, payment, link: links.get(order.orderNo) };
    });
  }

  private async writeExtra(
    tx: EntityManager,
    orders: readonly (MadeOrder & { readonly request: PlaceRequest })[],
    before: readonly Answered[],
  ) {
    const { made, events, done } = this.newPayments.insert(tx, orders.flatMap(paymentRequest));
    const links = new Map(made.map((one) => [one.outTradeNo, this.links.begin(one)]));
    // The number of an order's first payment is the order's.
    const replies = [
      ...before.flatMap(({ request, order }) => keyedReply(request, order, null)),
      ...orders.flatMap((order) => keyedReply(order.request, order, order.orderNo)),
    ];
    await Promise.all([
      done,
      this.outbox.write(tx, ...orders.flatMap(tracedEvents), ...events.map(inTraceOf(orders))),
      this.idempotency.keepAnswers(tx, replies),
      // The stock comes last: its rows are the ones that everybody wants, and are locked from here to the commit.
      this.orders.takeStock(tx, orders),
    ]);
    return { payments: paymentsByOrder(made), links };
  }

  /** Takes the bought lines out of the cart, once and after the commit; a cart that fails is only logged. */
  private async emptyCart(
    { buyer, lines, isFromCart, drawnNumbers }: PlaceRequest,
    placed: Placement,
  ): Promise<void> {
    if (!isFromCart || !drawnNumbers.has(orderNoIn(placed))) return;
    try {
      await this.cart.removeLines(buyer, [...lines]);
    } catch (error) {
      this.logger.warn({ err: error, userId: buyer.id }, 'bought lines stay in the cart');
    }
  }
}

function paymentRequest(order: MadeOrder & { readonly request: PlaceRequest }): PaymentRequest[] {
  const { storefront, lines, request } = order;
  const { method } = request;
  if (method === null) return [];
  return [{ order, attempt: 1, method, storefront, subject: orderTitle(lines) }];
}
