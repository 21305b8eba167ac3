import { Inject, Injectable } from '@nestjs/common';
import { permissionRequired } from '../../auth/permission-required.js';
import { may } from '../../auth/permissions.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import type { KeysetList, KeysetPart, Position } from '../../database/keyset.js';
import { type Listing, listPart } from '../../http/listing.js';
import { type Page, readPage } from '../../http/page.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { OrdersService } from '../../orders/lifecycle/orders.service.js';
import type { OrderView } from '../../orders/model/order-view.js';
import { orderListOf } from './order-filter.js';
import { OrderFilters, statesIn } from './order-filters.service.js';
import type { OrderExportQuery, OrderListQuery } from './order-lists.dto.js';
import { OrderSearchRepository } from './order-search.repository.js';

/** What customers may say of a list. */
const OF_CUSTOMERS: ReadonlySet<string> = new Set(['limit', 'cursor', 'state', 'userId']);

/** Lists orders: to customers their own, to staff all, however they are looked for. */
@Injectable()
export class OrderLists implements Listing<OrderExportQuery, OrderView> {
  constructor(
    private readonly orders: OrdersService,
    private readonly filters: OrderFilters,
    private readonly search: OrderSearchRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Orders, the newest first. Throws Problem `permission-required` when a customer asks for what is not his, and
   * `invalid-request` for a cursor of another list.
   */
  async list(user: SignedInUser, query: OrderListQuery): Promise<Page<OrderView>> {
    if (may(user, 'orders.read')) return listPart<OrderExportQuery, OrderView>(this, query);
    refuseForCustomer(user, query);
    return this.orders.list(user, { states: statesIn(query), page: readPage(query) });
  }

  /** How the list of a filter is read. */
  async listOf(query: OrderExportQuery): Promise<KeysetList> {
    return orderListOf(await this.filters.resolve(query), this.clock.now());
  }

  /** A part of a list. */
  read(list: KeysetList, after: Position | null, limit: number): Promise<KeysetPart> {
    return this.search.page(list, after, limit);
  }

  /** As many orders as one answer can have, by their lines. */
  fitting(ids: readonly string[]): Promise<number> {
    return this.orders.fittingForStaff(ids);
  }

  /** Orders with whose they are. */
  viewsOf(ids: readonly string[]): Promise<OrderView[]> {
    return this.orders.viewsForStaff(ids);
  }
}

/** Throws Problem `permission-required`. */
function refuseForCustomer(user: SignedInUser, query: OrderListQuery): void {
  const said = Object.entries(query).filter(([, value]) => value !== undefined);
  const isOwn = query.userId === undefined || query.userId === user.publicId;
  if (isOwn && said.every(([name]) => OF_CUSTOMERS.has(name))) return;
  throw permissionRequired('orders.read');
}
