import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { may } from '../../auth/permissions.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { type Page, readPage, toPage } from '../../http/page.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { Problem } from '../../kernel/problem.js';
import { OrdersService } from '../../orders/lifecycle/orders.service.js';
import type { AfterSaleState } from './after-sale-states.js';
import { afterSaleView, type AfterSaleView } from './after-sale-view.js';
import type { AfterSaleListQuery } from './after-sale.dto.js';
import type { AfterSaleEntity } from './after-sale.entity.js';
import { AfterSaleRepository } from './after-sale.repository.js';

/** Reads cases for those who may see them: a buyer his own, staff all. */
@Injectable()
export class AfterSales {
  constructor(
    private readonly cases: AfterSaleRepository,
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

  /** A part of the cases, newest first: a buyer's own, for staff everybody's. */
  async list(user: SignedInUser, query: AfterSaleListQuery): Promise<Page<AfterSaleView>> {
    const page = readPage(query);
    const { limit, after: before } = page;
    const rows = await this.cases.page({
      userId: may(user, 'orders.read') ? null : user.id,
      orderNo: query.orderNo ?? null,
      type: query.type ?? null,
      states: (query.state?.split(',') ?? []) as AfterSaleState[],
      needsAttentionAt: query.needs === 'attention' ? this.clock.now() : null,
      before,
      limit: limit + 1,
    });
    const lines = await this.cases.linesOf(rows.map(({ id }) => id));
    const numbers = await this.orders.numbersOf(rows.map(({ orderId }) => orderId));
    const viewOf = (one: AfterSaleEntity) =>
      afterSaleView(one, numbers.get(one.orderId) ?? '', lines);
    return toPage(rows, page, ({ id }) => id, viewOf);
  }

  private async show(found: AfterSaleEntity, tx?: EntityManager): Promise<AfterSaleView> {
    const [lines, numbers] = await Promise.all([
      this.cases.linesOf([found.id], tx),
      this.orders.numbersOf([found.orderId], tx),
    ]);
    return afterSaleView(found, numbers.get(found.orderId) ?? '', lines);
  }
}
