import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import type { OwnedAddress } from '../../addresses/address-view.js';
import { AddressesService } from '../../addresses/addresses.service.js';
import { CatalogService } from '../../catalog/catalog.service.js';
import type { SkuView } from '../../catalog/sku-view.js';
import { mergeLines, Stock, type StockLine } from '../../catalog/stock.service.js';
import { isDuplicateKey } from '../../database/database-trouble.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { IDS, type Ids } from '../../kernel/ids.js';
import { outcomeOf } from '../../kernel/outcome.js';
import { Problem } from '../../kernel/problem.js';
import type { AddressSnapshot, FullOrder, MadeOrder } from '../model/order-record.js';
import { OrderRepository } from '../model/order.repository.js';
import { priceOrder, type Pricing, stockShort, type WantedLine } from '../quote/pricing.js';
import { Quotes } from '../quote/quotes.service.js';
import { addressSnapshot, newOrder, NOTHING_MOVED, type OrderRequest } from './new-order.js';

/** What orders are decided on, as it is in the transaction. */
export interface OrderGrounds {
  readonly unpaid: ReadonlyMap<number, number>;
  readonly skus: ReadonlyMap<number, SkuView>;
  /** The orders that the requests have made already, by `requestId`. */
  readonly placed: ReadonlyMap<string, FullOrder>;
  readonly addresses: ReadonlyMap<number, OwnedAddress>;
}

/** An order that is decided, and not written yet. */
export interface OrderDraft<Request extends OrderRequest> {
  readonly request: Request;
  readonly pricing: Pricing;
  readonly address: AddressSnapshot | null;
  /** Pieces of those SKUs whose stock ends. */
  readonly limited: readonly StockLine[];
}

/** What was decided of requests. */
export interface Decisions<Request extends OrderRequest> {
  readonly drafts: readonly OrderDraft<Request>[];
  readonly refusals: readonly { readonly request: Request; readonly error: unknown }[];
}

/** Orders on their way to the database, each with its request. */
interface OrderInsertion<Request extends OrderRequest> {
  readonly made: readonly (MadeOrder & { readonly request: Request })[];
  /** Ends when they and their lines are there. */
  readonly done: Promise<unknown>;
}

/**
 * How many more unpaid orders each buyer may have, while orders are decided one after the other: each holds stock that
 * nobody else can buy, and is asked about at Alipay again and again. Pure but for its own counts.
 */
export class UnpaidRoom {
  private readonly counts: Map<number, number>;

  /** @param counts unpaid orders by user, whose rows are locked */
  constructor(
    counts: ReadonlyMap<number, number>,
    private readonly most: number,
  ) {
    this.counts = new Map(counts);
  }

  /** Throws Problem `too-many-unpaid-orders` when the buyer has as many as may be. */
  refuseFull(userId: number): void {
    if ((this.counts.get(userId) ?? 0) < this.most) return;
    throw new Problem('too-many-unpaid-orders', { limit: this.most });
  }

  /** One more order of the buyer is made. */
  take(userId: number): void {
    this.counts.set(userId, (this.counts.get(userId) ?? 0) + 1);
  }
}

/** The steps by which orders come to be; who places them takes one after the other, in one transaction. */
@Injectable()
export class OrderPlacement {
  constructor(
    private readonly orders: OrderRepository,
    private readonly catalog: CatalogService,
    private readonly addresses: AddressesService,
    private readonly stock: Stock,
    private readonly quotes: Quotes,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Reads what requests are decided on, and locks their buyers. */
  async readGrounds(tx: EntityManager, requests: readonly OrderRequest[]): Promise<OrderGrounds> {
    const userIds = requests.map(({ userId }) => userId);
    const skuIds = requests.flatMap(({ lines }) => lines.map(({ skuId }) => skuId));
    const addressIds = requests.flatMap(({ addressId }) => addressId ?? []);
    // In this order: if a concurrent duplicate commits in between, its order is found here, or the stock that it left
    // was seen before.
    const [unpaid, skus, placed, addresses] = await Promise.all([
      this.orders.countUnpaid(tx, userIds),
      this.catalog.findMany(skuIds, tx),
      this.findPlaced(tx, requests),
      this.addresses.findMany(addressIds, tx),
    ]);
    return { unpaid, skus, placed, addresses };
  }

  /**
   * Decides requests in their order, each on the stock and the room that the ones before it leave. Refusals are Problem
   * `address-required`, `address-invalid`, `nothing-to-buy`, `too-many-lines`, `too-many-pieces`, `sku-unavailable`,
   * `not-enough-stock`, `sum-too-large`, `too-many-unpaid-orders`, or that the buyer agreed to something else:
   * `quote-expired`, `price-changed`, `shipping-not-agreed`.
   */
  decide<Request extends OrderRequest>(
    requests: readonly Request[],
    { unpaid, skus, addresses }: OrderGrounds,
  ): Decisions<Request> {
    const room = new UnpaidRoom(unpaid, this.config.maxUnpaid);
    const available = new Map(skus);
    const drafts: OrderDraft<Request>[] = [];
    const refusals: { request: Request; error: unknown }[] = [];
    for (const request of requests) {
      const draft = outcomeOf(() => {
        room.refuseFull(request.userId);
        const pricing = priceOrder(request.lines, available, this.config);
        this.refuseOtherThanAgreed(request, pricing);
        const address = pricing.requiresShipping ? addressFor(request, addresses) : null;
        room.take(request.userId);
        const limited = limitedLines(available, request.lines);
        takeFrom(available, request.lines);
        return { request, pricing, address, limited };
      });
      if (draft.ok) drafts.push(draft.value);
      else refusals.push({ request, error: draft.error });
    }
    return { drafts, refusals };
  }

  /**
   * Asks for orders and their lines to be inserted. When one of their unique values is taken ({@link isOrderTaken}),
   * nothing is written, and the transaction can go on.
   */
  insert<Request extends OrderRequest>(
    tx: EntityManager,
    drafts: readonly OrderDraft<Request>[],
  ): OrderInsertion<Request> {
    if (drafts.length === 0) return { made: [], done: Promise.resolve() };
    const now = this.clock.now();
    const orders = drafts.map(({ request, pricing, address, limited }) => ({
      ...newOrder(request, pricing, address, this.numbered(request, now)),
      lines: pricing.lines.map((line) => ({ ...line, ...NOTHING_MOVED })),
      shipments: [],
      limited,
      request,
    }));
    const { made, done } = this.orders.insert(tx, orders);
    return { made, done: Promise.all([done, this.orders.insertLines(tx, made)]) };
  }

  /** Takes the stock of orders. Throws Problem `not-enough-stock`: the transaction must then end without a trace. */
  async takeStock(tx: EntityManager, orders: readonly MadeOrder[]): Promise<void> {
    if (orders.length === 0) return;
    const lines = orders.flatMap((order) => order.lines);
    const taken = await this.stock.take(tx, lines);
    if (taken.ok) return;
    const { skuId } = taken;
    const wanted = mergeLines(lines).find((line) => line.skuId === skuId);
    const sku = (await this.catalog.findMany([skuId], tx)).get(skuId);
    throw stockShort(wanted ?? { skuId, count: 1 }, sku?.stock ?? 0);
  }

  private async findPlaced(
    tx: EntityManager,
    requests: readonly OrderRequest[],
  ): Promise<Map<string, FullOrder>> {
    const ids = requests.map(({ requestId }) => requestId);
    const orders = await this.orders.byRequests(tx, ids);
    const placed = new Map<string, FullOrder>();
    for (const { requestId, userId } of requests) {
      const order = orders.get(requestId);
      if (order?.userId === userId) placed.set(requestId, order);
    }
    return placed;
  }

  private refuseOtherThanAgreed({ agreement }: OrderRequest, pricing: Pricing): void {
    switch (agreement.kind) {
      case 'any-price':
        return;
      case 'quote':
        this.quotes.refuseExpired(agreement.quote);
        return this.quotes.refuseChanged(agreement.quote, pricing);
      case 'sum':
        if (pricing.requiresShipping) {
          throw new Problem('shipping-not-agreed');
        }
        if (pricing.payable === agreement.payable) return;
        throw new Problem('price-changed');
    }
  }

  private numbered({ drawnNumbers, checkAfterMs }: OrderRequest, now: Date) {
    const { ttlMs } = this.config;
    const orderNo = this.ids.orderNo(now);
    drawnNumbers.add(orderNo);
    return {
      orderNo,
      createdAt: now,
      expiresAt: plusMs(now, ttlMs),
      nextCheckAt: plusMs(now, checkAfterMs ?? ttlMs),
    };
  }
}

/** Whether the number or the request of a new order is another order's: chance drew it twice, or a concurrent duplicate was faster. Pure. */
export function isOrderTaken(error: unknown): boolean {
  return isDuplicateKey(error, 'uq_orders_order_no') || isDuplicateKey(error, 'uq_orders_request');
}

function limitedLines(
  available: ReadonlyMap<number, SkuView>,
  lines: readonly WantedLine[],
): StockLine[] {
  return mergeLines(lines).filter(({ skuId }) => available.get(skuId)?.stock !== null);
}

function takeFrom(available: Map<number, SkuView>, lines: readonly WantedLine[]): void {
  for (const { skuId, count } of lines) {
    const sku = available.get(skuId);
    if (sku === undefined || sku.stock === null) continue;
    available.set(skuId, { ...sku, stock: sku.stock - count });
  }
}

function addressFor(
  { userId, addressId }: OrderRequest,
  addresses: ReadonlyMap<number, OwnedAddress>,
): AddressSnapshot {
  if (addressId === null) {
    throw new Problem('address-required');
  }
  const address = addresses.get(addressId);
  if (address?.userId === userId) return addressSnapshot(address);
  throw new Problem('address-invalid');
}
