import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../config/orders.config.js';
import type { OwnedAddress } from '../addresses/address-view.js';
import { AddressesService } from '../addresses/addresses.service.js';
import { CartService } from '../cart/cart.service.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { mergeLines, Stock } from '../catalog/stock.service.js';
import type { NewEvent } from '../events/domain-events.js';
import { Outbox } from '../events/outbox.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { IDS, type Ids } from '../kernel/ids.js';
import { type Outcome, valueOf } from '../kernel/outcome.js';
import { Problem } from '../kernel/problem.js';
import { addressSnapshot, createdEvent, newOrder } from './new-order.js';
import { draftAll, type OrderTerms } from './order-drafts.js';
import type { AddressSnapshot, FullOrder, Storefront } from './order-record.js';
import { OrderStore } from './order-store.js';
import { PriceList } from './price-list.service.js';
import { type Pricing, stockShort, type WantedLine } from './pricing.js';

/** Chance gave a taken order number this often in a row: something else is wrong. */
const MAX_NUMBER_TRIES = 5;

/** The wish for an order. */
export interface PlaceRequest {
  /**
   * Made before the transaction (`ids.sortable`): the same wish again, be it a retry after a commit whose answer was
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

/** A new order, whose transaction has not ended yet. */
export type MadeOrder = FullOrder & { readonly requestId: string };

/** Writes what belongs to new orders, and answers the events of it. */
export type Companion = (orders: readonly MadeOrder[]) => Promise<readonly NewEvent[]>;

type Draft = PlaceRequest & OrderTerms;

const alone: Companion = () => Promise.resolve([]);

/** Makes orders: rows, lines, events and stock in the caller's one transaction. */
@Injectable()
export class PlaceOrder {
  private readonly logger = new Logger(PlaceOrder.name);

  constructor(
    private readonly store: OrderStore,
    private readonly prices: PriceList,
    private readonly addresses: AddressesService,
    private readonly catalog: CatalogService,
    private readonly stock: Stock,
    private readonly cart: CartService,
    private readonly outbox: Outbox,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /**
   * Places an order at the prices of the moment, or answers the one that this wish has made already. Throws Problem
   * `address-required`, `address-invalid`, `nothing-to-buy`, `too-many-lines`, `too-many-pieces`, `sku-unavailable`,
   * `not-enough-stock`, `sum-too-large`, and what `agree` throws; the caller's transaction must then end without a trace.
   */
  async place(tx: EntityManager, request: PlaceRequest): Promise<PlacedOrder> {
    const [outcome] = await this.placeMany(tx, [request]);
    return outcome === undefined ? vanished(request) : valueOf(outcome);
  }

  /**
   * {@link place} for several wishes, decided in their order; no wish is there twice. What is wrong with one of them is
   * its outcome and concerns no other. Throws when they cannot be had together, such as more pieces than there are.
   * `companion` is called once for the orders that are new.
   */
  async placeMany(
    tx: EntityManager,
    requests: readonly PlaceRequest[],
    companion: Companion = alone,
  ): Promise<Outcome<PlacedOrder>[]> {
    // The second time a twin that was faster is known.
    const outcomes =
      (await this.tryPlace(tx, requests, companion)) ??
      (await this.tryPlace(tx, requests, companion));
    return outcomes ?? vanished(requests[0]);
  }

  /** Takes the bought lines out of the cart, after the commit; a cart that fails is only logged. */
  async afterCommit(userId: number, lines: readonly WantedLine[]): Promise<void> {
    try {
      await this.cart.removeLines(userId, [...lines]);
    } catch (error) {
      this.logger.warn({ err: error, userId }, 'bought lines stay in the cart');
    }
  }

  /** Null when a twin of one of the wishes was faster. */
  private async tryPlace(
    tx: EntityManager,
    requests: readonly PlaceRequest[],
    companion: Companion,
  ): Promise<Outcome<PlacedOrder>[] | null> {
    const lines = requests.flatMap((request) => request.lines);
    // In this order: if a twin commits in between, its order is found here, or the stock that it left was seen before.
    const [skus, placed, addresses] = await Promise.all([
      this.prices.skusOf(lines, tx),
      this.placedBefore(tx, requests),
      this.addressesOf(tx, requests),
    ]);
    const fresh = requests.filter(({ requestId }) => !placed.has(requestId));
    const drafts = draftAll(fresh, skus, (request, shelf) => {
      const pricing = this.prices.price(request.lines, shelf);
      request.agree?.(pricing);
      const address = pricing.requiresShipping ? addressFor(request, addresses) : null;
      return { pricing, address };
    });
    const made = await this.write(
      tx,
      drafts.flatMap((draft) => (draft.ok ? [draft.value] : [])),
      companion,
    );
    if (made === null) return null;
    const outcomes = new Map(fresh.map(({ requestId }, index) => [requestId, drafts[index]]));
    return requests.map((request) => {
      const outcome = outcomes.get(request.requestId);
      if (outcome?.ok === false) return outcome;
      const order = placed.get(request.requestId) ?? made.get(request.requestId);
      return { ok: true, value: order ?? vanished(request) };
    });
  }

  /** The orders that these wishes have made already. */
  private async placedBefore(
    tx: EntityManager,
    requests: readonly PlaceRequest[],
  ): Promise<Map<string, PlacedOrder>> {
    const ids = requests.map(({ requestId }) => requestId);
    const orders = await this.store.byRequests(tx, ids);
    const placed = new Map<string, PlacedOrder>();
    for (const { requestId, userId } of requests) {
      const order = orders.get(requestId);
      if (order?.userId === userId) placed.set(requestId, { ...order, isNew: false });
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

  private async write(
    tx: EntityManager,
    drafts: readonly Draft[],
    companion: Companion,
  ): Promise<Map<string, PlacedOrder> | null> {
    if (drafts.length === 0) return new Map();
    const orders = await this.insert(tx, drafts);
    if (orders === null) return null;
    const [events] = await Promise.all([companion(orders), this.store.insertLines(tx, orders)]);
    await Promise.all([
      this.outbox.write(tx, ...orders.map(createdEvent), ...events),
      // The stock comes last: its rows are the ones that everybody wants, and are locked from here to the commit.
      this.takeStock(tx, drafts),
    ]);
    return new Map(orders.map(({ requestId, ...order }) => [requestId, { ...order, isNew: true }]));
  }

  private async insert(tx: EntityManager, drafts: readonly Draft[]): Promise<MadeOrder[] | null> {
    const now = this.clock.now();
    for (let tries = 0; tries < MAX_NUMBER_TRIES; tries += 1) {
      const orders = drafts.map((draft) => ({
        ...newOrder(draft, draft.pricing, draft.address, this.numbered(draft, now)),
        lines: draft.pricing.lines,
      }));
      const inserted = await this.store.insert(tx, orders);
      if (!('taken' in inserted)) return orders.map((order) => withId(order, inserted));
      if (inserted.taken === 'request') return null;
    }
    throw new Error(`${MAX_NUMBER_TRIES} order numbers in a row were taken`);
  }

  private numbered({ checkAfterMs }: PlaceRequest, now: Date) {
    const { ttlMs } = this.config;
    return {
      orderNo: this.ids.orderNo(now),
      createdAt: now,
      expiresAt: plusMs(now, ttlMs),
      nextCheckAt: plusMs(now, checkAfterMs ?? ttlMs),
    };
  }

  private async takeStock(tx: EntityManager, requests: readonly PlaceRequest[]): Promise<void> {
    const lines = requests.flatMap((request) => request.lines);
    const taken = await this.stock.take(tx, lines);
    if (taken.ok) return;
    const { skuId } = taken;
    const wanted = mergeLines(lines).find((line) => line.skuId === skuId);
    const sku = (await this.catalog.findMany([skuId], tx)).get(skuId);
    throw stockShort(wanted ?? { skuId, count: 1 }, sku?.stock ?? 0);
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

function withId<Order extends { readonly orderNo: string }>(
  order: Order,
  ids: ReadonlyMap<string, string>,
): Order & { readonly id: string } {
  const id = ids.get(order.orderNo);
  if (id === undefined) throw new Error(`order ${order.orderNo} has no row`);
  return { ...order, id };
}

function vanished(request: PlaceRequest | undefined): never {
  throw new Error(
    `the order of wish ${request?.requestId} vanished between its duplicate and its reading`,
  );
}
