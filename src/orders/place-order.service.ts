import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../config/orders.config.js';
import { AddressesService } from '../addresses/addresses.service.js';
import { CartService } from '../cart/cart.service.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { mergeLines, StockService } from '../catalog/stock.service.js';
import { Outbox } from '../events/outbox.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { IDS, type Ids } from '../kernel/ids.js';
import { Problem } from '../kernel/problem.js';
import { addressSnapshot, createdEvent, newOrder } from './new-order.js';
import type { AddressSnapshot, FullOrder, OrderRecord, Storefront } from './order-record.js';
import { type NewOrder, OrderStore } from './order-store.js';
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
}

/** The order, and whether this call made it: only then the bought lines are to leave the cart. */
export type PlacedOrder = FullOrder & { readonly isNew: boolean };

/** Makes orders: row, lines, event and stock in the caller's one transaction. */
@Injectable()
export class PlaceOrder {
  private readonly logger = new Logger(PlaceOrder.name);

  constructor(
    private readonly store: OrderStore,
    private readonly prices: PriceList,
    private readonly addresses: AddressesService,
    private readonly catalog: CatalogService,
    private readonly stock: StockService,
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
    // In this order: if a twin commits in between, its order is found here, or the stock that it left was seen before.
    const skus = await this.prices.skusOf(request.lines, tx);
    const known = await this.placed(tx, request);
    if (known !== null) return known;
    const pricing = this.prices.price(request.lines, skus);
    request.agree?.(pricing);
    const address = pricing.requiresShipping ? await this.addressOf(tx, request) : null;
    const order = await this.insert(tx, request, pricing, address);
    if (order === null) return (await this.placed(tx, request)) ?? vanished(request);
    await this.store.insertLines(tx, order.id, pricing.lines);
    await this.outbox.write(tx, createdEvent(order, pricing));
    // The stock comes last: its rows are the ones that everybody wants, and are locked from here to the commit.
    await this.takeStock(tx, request.lines);
    return { ...order, lines: pricing.lines, isNew: true };
  }

  /** Takes the bought lines out of the cart, after the commit; a cart that fails is only logged. */
  async afterCommit(userId: number, lines: readonly WantedLine[]): Promise<void> {
    try {
      await this.cart.removeLines(userId, [...lines]);
    } catch (error) {
      this.logger.warn({ err: error, userId }, 'bought lines stay in the cart');
    }
  }

  /** The order that this wish has made already, or null. */
  private async placed(
    tx: EntityManager,
    { userId, requestId }: PlaceRequest,
  ): Promise<PlacedOrder | null> {
    const order = await this.store.find({ request_id: requestId, user_id: userId }, tx);
    if (order === null) return null;
    const lines = await this.store.linesOf([order.id], tx);
    return { ...order, lines: lines.get(order.id) ?? [], isNew: false };
  }

  private async addressOf(
    tx: EntityManager,
    { userId, addressId }: PlaceRequest,
  ): Promise<AddressSnapshot> {
    if (addressId === null) {
      const detail = 'The order is shipped: say to which address.';
      throw new Problem('unprocessable', 'address-required', detail);
    }
    const address = await this.addresses.find(userId, addressId, tx);
    if (address !== null) return addressSnapshot(address);
    throw new Problem('unprocessable', 'address-invalid', 'You have no such address.');
  }

  /** Null when a twin of this wish was faster. */
  private async insert(
    tx: EntityManager,
    request: PlaceRequest,
    pricing: Pricing,
    address: AddressSnapshot | null,
  ): Promise<(OrderRecord & NewOrder) | null> {
    const now = this.clock.now();
    const expiresAt = plusMs(now, this.config.ttlMs);
    for (let tries = 0; tries < MAX_NUMBER_TRIES; tries += 1) {
      const numbered = { orderNo: this.ids.orderNo(now), createdAt: now, expiresAt };
      const order = newOrder(request, pricing, address, numbered);
      const inserted = await this.store.insert(tx, order);
      if ('id' in inserted) return { ...order, id: inserted.id };
      if (inserted.taken === 'request') return null;
    }
    throw new Error(`${MAX_NUMBER_TRIES} order numbers in a row were taken`);
  }

  private async takeStock(tx: EntityManager, lines: readonly WantedLine[]): Promise<void> {
    const taken = await this.stock.take(tx, lines);
    if (taken.ok) return;
    const { skuId } = taken;
    const wanted = mergeLines(lines).find((line) => line.skuId === skuId);
    const sku = (await this.catalog.findMany([skuId], tx)).get(skuId);
    throw stockShort(wanted ?? { skuId, count: 1 }, sku?.stock ?? 0);
  }
}

function vanished({ requestId }: PlaceRequest): never {
  throw new Error(`the order of wish ${requestId} vanished between its duplicate and its reading`);
}
