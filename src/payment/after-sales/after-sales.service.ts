import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { may } from '../../auth/permissions.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { type Listing, listPart } from '../../http/listing.js';
import type { Page } from '../../http/page.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { Problem } from '../../kernel/problem.js';
import { OrdersService } from '../../orders/lifecycle/orders.service.js';
import { type AfterSaleFilter, afterSaleListOf } from './after-sale-filter.js';
import { AfterSaleListRepository } from './after-sale-list.repository.js';
import type { AfterSaleState } from './after-sale-states.js';
import { afterSaleView, type AfterSaleView } from './after-sale-view.js';
import type { AfterSaleListQuery } from './after-sale.dto.js';
import type { AfterSaleEntity } from './after-sale.entity.js';
import { AfterSaleRepository } from './after-sale.repository.js';

/** What is asked for, and whose cases alone are shown (null: everybody's). */
type AfterSaleSearch = Omit<AfterSaleListQuery, 'limit' | 'cursor'> & {
  readonly userId: number | null;
};

/** Reads cases for those who may see them: a buyer his own, staff all. */
@Injectable()
export class AfterSales {
  private readonly listing: Listing<AfterSaleSearch, AfterSaleView> = {
    listOf: (search) => Promise.resolve(afterSaleListOf(filterOf(search, this.clock.now()))),
    read: (list, after, limit) => this.lists.page(list, after, limit),
    fitting: (ids) => this.lists.fitting(ids),
    viewsOf: async (ids) => {
      const rows = await this.lists.cases(ids);
      const lines = await this.cases.linesOf(ids);
      const numbers = await this.orders.numbersOf(rows.map(({ orderId }) => orderId));
      return rows.map((one) => afterSaleView(one, numbers.get(one.orderId) ?? '', lines));
    },
  };

  constructor(
    private readonly cases: AfterSaleRepository,
    private readonly lists: AfterSaleListRepository,
    private readonly orders: OrdersService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A case. Throws Problem `no-such-after-sale`, also for somebody else's. */
  async record(user: SignedInUser, id: string): Promise<AfterSaleEntity> {
    const found = await this.cases.byId(id);
    const isVisible = found !== null && (may(user, 'orders.read') || found.userId === user.id);
    if (!isVisible) throw new Problem('no-such-after-sale');
    return found;
  }

  /** A case on the wire. Throws Problem `no-such-after-sale`. */
  async view(user: SignedInUser, id: string): Promise<AfterSaleView> {
    return this.show(await this.record(user, id));
  }

  /** A case on the wire as it is in a transaction. */
  async viewIn(tx: EntityManager, id: string): Promise<AfterSaleView> {
    const found = await this.cases.byId(id, tx);
    if (found === null) throw new Error(`case ${id} has vanished`);
    return this.show(found, tx);
  }

  /**
   * A part of the cases, newest first: a buyer's own, for staff everybody's; fewer than wanted where they have too many lines
   * for one answer. Throws Problem `invalid-request` for a cursor of another list.
   */
  list(user: SignedInUser, query: AfterSaleListQuery): Promise<Page<AfterSaleView>> {
    const userId = may(user, 'orders.read') ? null : user.id;
    return listPart<AfterSaleSearch, AfterSaleView>(this.listing, { ...query, userId });
  }

  private async show(found: AfterSaleEntity, tx?: EntityManager): Promise<AfterSaleView> {
    const [lines, numbers] = await Promise.all([
      this.cases.linesOf([found.id], tx),
      this.orders.numbersOf([found.orderId], tx),
    ]);
    return afterSaleView(found, numbers.get(found.orderId) ?? '', lines);
  }
}

function filterOf(search: AfterSaleSearch, now: Date): AfterSaleFilter {
  const { userId, orderNo, type, state, needs } = search;
  return {
    userId,
    orderNo: orderNo ?? null,
    type: type ?? null,
    states: (state?.split(',') ?? []) as AfterSaleState[],
    needsAttentionAt: needs === 'attention' ? now : null,
  };
}
