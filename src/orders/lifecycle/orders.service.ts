import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import { may } from '../../auth/permissions.js';
import type { SignedInUser, UserIds } from '../../auth/signed-in-user.js';
import { ArchiveService } from '../../archive/archive.service.js';
import { Transactions } from '../../database/transactions.js';
import { Outbox } from '../../events/outbox.js';
import { cursorOf, type Page, type PageRequest } from '../../http/page.js';
import { noSuchOrder } from '../../http/no-such-order.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { Problem } from '../../kernel/problem.js';
import { orderEvent } from '../model/order-events.js';
import type { FullOrder, OrderRecord } from '../model/order-record.js';
import { OrderListRepository } from './order-list.repository.js';
import type { OrderState } from '../model/order-states.js';
import { orderTitle } from '../model/order-title.js';
import { OrderRepository } from '../model/order.repository.js';
import { ShipmentRepository } from '../model/shipment.repository.js';
import type { OrderSummary } from '../model/order-summary.js';
import { type OrderView, orderView } from '../model/order-view.js';

/** Which orders are to be listed. */
export interface OrderListRequest {
  /** Empty: all. */
  readonly states: readonly OrderState[];
  readonly page: PageRequest;
}

/** Which part of a list is wanted, by page number. */
export interface NumberedPage {
  /** From 1. */
  readonly page: number;
  readonly size: number;
  /** No further order is added once there are so many lines; Infinity where a next page begins behind `size` orders. */
  readonly enoughLines: number;
}

/** Orders for those who may see them: a user sees his own, whoever has `orders.read` all. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly store: OrderRepository,
    private readonly lists: OrderListRepository,
    private readonly shipments: ShipmentRepository,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly archive: ArchiveService,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** An order on the wire. Throws Problem `no-such-order`, also for somebody else's. */
  async view(user: SignedInUser, orderNo: string): Promise<OrderView> {
    const order = await this.record(user, orderNo);
    if (!may(user, 'orders.read')) return orderView(await this.withLines(order));
    const [view] = await this.viewsForStaff([order.id]);
    if (view === undefined) throw noSuchOrder();
    return view;
  }

  /** The orders of these ids, in their order, each with whose it is: for operators, the caller has checked. */
  async viewsForStaff(ids: readonly string[]): Promise<OrderView[]> {
    const found = await this.lists.ofIds(ids);
    return found.map(({ order, customer }) => ({ ...orderView(order), customer }));
  }

  /** An order's record. Throws Problem `no-such-order`, also for somebody else's. */
  async record(user: SignedInUser, orderNo: string): Promise<OrderRecord> {
    const owner = may(user, 'orders.read') ? {} : { user_id: user.id };
    const order = await this.store.find({ order_no: orderNo, ...owner });
    if (order === null) throw noSuchOrder();
    return order;
  }

  /** What orders are called, by their ids. */
  async titles(tx: EntityManager, orderIds: readonly string[]): Promise<Map<string, string>> {
    const lines = await this.store.linesOf(orderIds, tx);
    return new Map([...lines].map(([id, ofOne]) => [id, orderTitle(ofOne)]));
  }

  /** The numbers of orders, by their ids. */
  numbersOf(orderIds: readonly string[], tx?: EntityManager): Promise<Map<string, string>> {
    return this.store.numbersOf(orderIds, tx);
  }

  /** How many of some orders (ids), from the first on, have no more lines than one answer should; one at least. */
  fittingForStaff(ids: readonly string[]): Promise<number> {
    return this.lists.fitting(ids);
  }

  /** A user's own orders, newest first; fewer than wanted where they have too many lines for one answer. */
  async list({ id: owner }: UserIds, { states, page }: OrderListRequest): Promise<Page<OrderView>> {
    const { limit, after: before, list } = page;
    const read = () => this.lists.page({ owner, states, before, limit });
    let part = await read();
    // Those of the archive that belong between, or behind the last one that is not there.
    const end = () => (part.isMore ? (part.orders.at(-1)?.id ?? '0') : '0');
    while (await this.archive.bringBackOfUser(owner, { after: end(), before })) part = await read();
    const { orders, isMore } = part;
    const last = orders.at(-1);
    return {
      items: orders.map(orderView),
      nextCursor: isMore && last !== undefined ? cursorOf(list, last.id) : null,
    };
  }

  /**
   * A part of a user's own orders, newest first, by page number (from 1); for front ends that know no cursor. It ends early
   * once there are `enoughLines`.
   */
  async numberedPage(
    userId: number,
    states: readonly OrderState[],
    { page, size, enoughLines }: NumberedPage,
  ): Promise<OrderSummary[]> {
    const part = { limit: size, skip: (page - 1) * size, enoughLines };
    // What is passed over counts as well.
    while (await this.archive.bringBackOfUser(userId, { after: '0', before: null }));
    return this.lists.summaries({ owner: userId, states, ...part });
  }

  /**
   * The owner has got the goods; saying so again answers the same. Throws Problem `no-such-order`,
   * `order-not-receivable`.
   */
  async receive(user: SignedInUser, orderNo: string): Promise<OrderView> {
    const order = await this.transactions.run(async (tx) => {
      const locked = await this.lock(tx, { order_no: orderNo, user_id: user.id });
      const receivedAt = this.clock.now();
      const completion = plusMs(receivedAt, this.config.completeAfterMs);
      // A look that is due before is owed to another payment of the order.
      const nextCheckAt = earlier(locked.nextCheckAt, completion);
      const change = { receivedAt, nextCheckAt, checkAttempts: 0 };
      if (await this.store.move(tx, locked, 'receive', change)) {
        await this.outbox.write(tx, orderEvent(locked, 'order.received', {}));
        return { ...locked, ...change, state: 'RECEIVED' as const };
      }
      if (locked.state === 'RECEIVED' || locked.state === 'COMPLETED') return locked;
      throw new Problem('order-not-receivable', { state: locked.state });
    });
    return orderView(await this.withLines(order));
  }

  private async lock(
    tx: EntityManager,
    where: Readonly<Record<string, string | number>>,
  ): Promise<OrderRecord> {
    const order = await this.store.lock(tx, where);
    if (order === null) throw noSuchOrder();
    return order;
  }

  private async withLines(order: OrderRecord): Promise<FullOrder> {
    const lines = (await this.store.linesOf([order.id])).get(order.id) ?? [];
    const shipments = (await this.shipments.ofOrders([order])).get(order.id) ?? [];
    return { ...order, lines, shipments };
  }
}

function earlier(one: Date | null, other: Date): Date {
  return one !== null && one < other ? one : other;
}
