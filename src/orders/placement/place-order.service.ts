import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import type { OwnedAddress } from '../../addresses/address-view.js';
import { AddressesService } from '../../addresses/addresses.service.js';
import type { UserIds } from '../../auth/signed-in-user.js';
import { CartService } from '../../cart/cart.service.js';
import type { SkuView } from '../../catalog/sku-view.js';
import { type Outcome, valueOf } from '../../kernel/outcome.js';
import { Problem } from '../../kernel/problem.js';
import { addressSnapshot } from './new-order.js';
import { type ExtraWrites, NewOrders } from './new-orders.service.js';
import { draftAll, type OrderTerms } from './order-drafts.js';
import type { AddressSnapshot, FullOrder, Storefront } from '../model/order-record.js';
import { OrderRepository } from '../model/order.repository.js';
import { PriceList } from '../quote/price-list.service.js';
import type { Pricing, WantedLine } from '../quote/pricing.js';
import { countUnpaid } from './unpaid-counts.js';
import { UnpaidRoom } from './unpaid-room.js';

/** The request for an order. */
export interface PlaceRequest {
  /**
   * Made before the transaction (`ids.sortable`): the same request again, be it a retry after a commit whose answer was
   * lost or a quote that is used twice, is the same order.
   */
  readonly requestId: string;
  readonly userId: number;
  readonly storefront: Storefront;
  readonly lines: readonly WantedLine[];
  /** Of no meaning when nothing is shipped. */
  readonly addressId: number | null;
  readonly remark: string;
  /** Throws when the buyer did not agree to these prices; absent: whatever the catalogue says. */
  readonly agree?: (pricing: Pricing) => void;
  /** So many milliseconds after its making the worker looks at the order; absent: at its deadline. */
  readonly checkAfterMs?: number;
}

/** The order, and whether this call made it: only then the bought lines are to leave the cart. */
export type PlacedOrder = FullOrder & { readonly isNew: boolean };

/** What orders are decided on, as it is in the transaction. */
interface Grounds {
  readonly unpaid: ReadonlyMap<number, number>;
  readonly skus: ReadonlyMap<number, SkuView>;
  readonly addresses: ReadonlyMap<number, OwnedAddress>;
}

const nothingElse: ExtraWrites = () => ({ events: [], done: Promise.resolve() });

/** Makes orders out of requests: rows, lines, events and stock in the caller's one transaction. */
@Injectable()
export class PlaceOrder {
  private readonly logger = new Logger(PlaceOrder.name);

  constructor(
    private readonly store: OrderRepository,
    private readonly prices: PriceList,
    private readonly addresses: AddressesService,
    private readonly newOrders: NewOrders,
    private readonly cart: CartService,
    private readonly config: OrdersConfig,
  ) {}

  /**
   * Places an order at the prices of the moment, or answers the one that this request has made already. Throws Problem
   * `address-required`, `address-invalid`, `nothing-to-buy`, `too-many-lines`, `too-many-pieces`, `sku-unavailable`,
   * `not-enough-stock`, `sum-too-large`, `too-many-unpaid-orders`, and what `agree` throws; the caller's transaction must then end without a trace.
   */
  async place(tx: EntityManager, request: PlaceRequest): Promise<PlacedOrder> {
    const [outcome] = await this.placeMany(tx, [request]);
    return outcome === undefined ? vanished(request) : valueOf(outcome);
  }

  /**
   * {@link place} for several requests, decided in their order; no request is there twice. What is wrong with one of them is
   * its outcome and concerns no other. Throws when they cannot be had together, such as more pieces than there are.
   * `extraWrites` is called for the orders that are new, and again when chance gave one of them a taken number.
   */
  async placeMany(
    tx: EntityManager,
    requests: readonly PlaceRequest[],
    extraWrites: ExtraWrites = nothingElse,
  ): Promise<Outcome<PlacedOrder>[]> {
    // The second time a concurrent duplicate that was faster is known.
    const outcomes =
      (await this.tryPlace(tx, requests, extraWrites)) ??
      (await this.tryPlace(tx, requests, extraWrites));
    return outcomes ?? vanished(requests[0]);
  }

  /** Takes the bought lines out of the cart, after the commit; a cart that fails is only logged. */
  async afterCommit(buyer: UserIds, lines: readonly WantedLine[]): Promise<void> {
    try {
      await this.cart.removeLines(buyer, [...lines]);
    } catch (error) {
      this.logger.warn({ err: error, userId: buyer.id }, 'bought lines stay in the cart');
    }
  }

  /** Null when a concurrent duplicate of one of the requests was faster. */
  private async tryPlace(
    tx: EntityManager,
    requests: readonly PlaceRequest[],
    extraWrites: ExtraWrites,
  ): Promise<Outcome<PlacedOrder>[] | null> {
    const lines = requests.flatMap((request) => request.lines);
    // In this order: if a concurrent duplicate commits in between, its order is found here, or the stock that it left was seen before.
    const [unpaid, skus, placed, addresses] = await Promise.all([
      countUnpaid(
        tx,
        requests.map(({ userId }) => userId),
      ),
      this.prices.skusOf(lines, tx),
      this.placedBefore(tx, requests),
      this.addressesOf(tx, requests),
    ]);
    const fresh = requests.filter(({ requestId }) => !placed.has(requestId));
    const drafts = this.draft(fresh, { unpaid, skus, addresses });
    const made = await this.newOrders.insert(
      tx,
      drafts.flatMap((draft) => (draft.ok ? [draft.value] : [])),
      extraWrites,
    );
    if (made === null) return null;
    const outcomes = new Map(fresh.map(({ requestId }, index) => [requestId, drafts[index]]));
    return requests.map((request) => {
      const outcome = outcomes.get(request.requestId);
      if (outcome?.ok === false) return outcome;
      const before = placed.get(request.requestId);
      const order = before ?? made.get(request.requestId) ?? vanished(request);
      return { ok: true, value: { ...order, isNew: before === undefined } };
    });
  }

  private draft(
    requests: readonly PlaceRequest[],
    { unpaid, skus, addresses }: Grounds,
  ): Outcome<PlaceRequest & OrderTerms>[] {
    const room = new UnpaidRoom(unpaid, this.config.maxUnpaid);
    return draftAll(requests, skus, (request, available) => {
      room.refuseFull(request.userId);
      const pricing = this.prices.price(request.lines, available);
      request.agree?.(pricing);
      const address = pricing.requiresShipping ? addressFor(request, addresses) : null;
      room.take(request.userId);
      return { pricing, address };
    });
  }

  /** The orders that these requests have made already. */
  private async placedBefore(
    tx: EntityManager,
    requests: readonly PlaceRequest[],
  ): Promise<Map<string, FullOrder>> {
    const ids = requests.map(({ requestId }) => requestId);
    const orders = await this.store.byRequests(tx, ids);
    const placed = new Map<string, FullOrder>();
    for (const { requestId, userId } of requests) {
      const order = orders.get(requestId);
      if (order?.userId === userId) placed.set(requestId, order);
    }
    return placed;
  }

  private addressesOf(
    tx: EntityManager,
    requests: readonly PlaceRequest[],
  ): Promise<Map<number, OwnedAddress>> {
    const ids = requests.flatMap(({ addressId }) => (addressId === null ? [] : [addressId]));
    return this.addresses.findMany(ids, tx);
  }
}

function addressFor(
  { userId, addressId }: PlaceRequest,
  addresses: ReadonlyMap<number, OwnedAddress>,
): AddressSnapshot {
  if (addressId === null) {
    const detail = 'The order is shipped: say to which address.';
    throw new Problem('unprocessable', 'address-required', detail);
  }
  const address = addresses.get(addressId);
  if (address?.userId === userId) return addressSnapshot(address);
  throw new Problem('unprocessable', 'address-invalid', 'You have no such address.');
}

function vanished(request: PlaceRequest | undefined): never {
  throw new Error(
    `the order of request ${request?.requestId} vanished between its duplicate and its reading`,
  );
}
