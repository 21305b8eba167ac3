import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import { CatalogService } from '../../catalog/catalog.service.js';
import { mergeLines, Stock } from '../../catalog/stock.service.js';
import type { NewEvent } from '../../events/domain-events.js';
import { Outbox } from '../../events/outbox.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { IDS, type Ids } from '../../kernel/ids.js';
import { createdEvent, newOrder, type OrderText } from './new-order.js';
import type { OrderTerms } from './order-drafts.js';
import type { FullOrder, MadeOrder } from '../model/order-record.js';
import { OrderRepository, takenBy } from '../model/order.repository.js';
import { stockShort } from '../quote/pricing.js';

/** Chance gave a taken order number this often in a row: something else is wrong. */
const MAX_NUMBER_TRIES = 5;

/** An order that is decided, and not written yet. */
export type OrderDraft = OrderText &
  OrderTerms & {
    /** So many milliseconds after its making the worker looks at the order; absent: at its deadline. */
    readonly checkAfterMs?: number;
  };

/** What belongs to new orders and is written with them, and the events of it. */
export interface ExtraWrite {
  readonly events: readonly NewEvent[];
  /** Ends when it is written. */
  readonly done: Promise<void>;
}

/** Asks for what belongs to new orders to be written; it travels with them. */
export type ExtraWrites = (orders: readonly MadeOrder[]) => ExtraWrite;

/** Writes new orders with all that belongs to them, in the caller's transaction. */
@Injectable()
export class NewOrders {
  constructor(
    private readonly store: OrderRepository,
    private readonly catalog: CatalogService,
    private readonly stock: Stock,
    private readonly outbox: Outbox,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /**
   * Writes orders, their lines, their events and what `extraWrites` adds, takes the stock, and answers the orders by
   * `requestId`; or null when a concurrent duplicate of one of them, made of the same request, was faster: nothing is written then. Throws
   * Problem `not-enough-stock`, after which the caller's transaction must end without a trace.
   */
  async insert(
    tx: EntityManager,
    drafts: readonly OrderDraft[],
    extraWrites: ExtraWrites,
  ): Promise<Map<string, FullOrder> | null> {
    if (drafts.length === 0) return new Map();
    for (let tries = 0; tries < MAX_NUMBER_TRIES; tries += 1) {
      const inserted = await this.tryInsert(tx, drafts, extraWrites).catch(takenBy);
      if (inserted === 'request') return null;
      if (inserted !== 'order-no') return inserted;
    }
    throw new Error(`${MAX_NUMBER_TRIES} order numbers in a row were taken`);
  }

  private async tryInsert(
    tx: EntityManager,
    drafts: readonly OrderDraft[],
    extraWrites: ExtraWrites,
  ): Promise<Map<string, FullOrder>> {
    const now = this.clock.now();
    const orders = drafts.map((draft) => ({
      ...newOrder(draft, draft.pricing, draft.address, this.numbered(draft, now)),
      lines: draft.pricing.lines,
    }));
    const { made, done } = this.store.insert(tx, orders);
    // All in one trip: nobody waits for the ids of the orders.
    await Promise.all([
      done,
      this.store.insertLines(tx, made),
      this.writeRest(tx, made, extraWrites),
    ]);
    return new Map(
      made.map(({ requestId, id, ...order }) => [requestId, { ...order, id: id.known }]),
    );
  }

  private async writeRest(
    tx: EntityManager,
    orders: readonly MadeOrder[],
    extraWrites: ExtraWrites,
  ): Promise<void> {
    const { events, done } = extraWrites(orders);
    await Promise.all([
      done,
      this.outbox.write(tx, ...orders.map(createdEvent), ...events),
      // The stock comes last: its rows are the ones that everybody wants, and are locked from here to the commit.
      this.takeStock(tx, orders),
    ]);
  }

  private numbered({ checkAfterMs }: OrderDraft, now: Date) {
    const { ttlMs } = this.config;
    return {
      orderNo: this.ids.orderNo(now),
      createdAt: now,
      expiresAt: plusMs(now, ttlMs),
      nextCheckAt: plusMs(now, checkAfterMs ?? ttlMs),
    };
  }

  private async takeStock(tx: EntityManager, orders: readonly MadeOrder[]): Promise<void> {
    const lines = orders.flatMap((order) => order.lines);
    const taken = await this.stock.take(tx, lines);
    if (taken.ok) return;
    const { skuId } = taken;
    const wanted = mergeLines(lines).find((line) => line.skuId === skuId);
    const sku = (await this.catalog.findMany([skuId], tx)).get(skuId);
    throw stockShort(wanted ?? { skuId, count: 1 }, sku?.stock ?? 0);
  }
}
