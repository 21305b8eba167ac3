import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../database/transactions.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { ArchiveRepository, type IdRange } from './archive.repository.js';
import { archivedOrders, rowsOf } from './archived-order.js';

/** So many orders come back in one transaction at most. */
const TOGETHER = 100;
/** An archive that is empty is looked into again after so long. */
const EMPTY_FOR_MS = 60_000;

/**
 * Where old orders lie, out of the tables that everything works on. Whoever looks for one by a number brings it back
 * first, whole, so that nothing but the archive itself has to know where it was.
 */
@Injectable()
export class ArchiveService {
  private readonly logger = new Logger(ArchiveService.name);
  /** Until then it is taken to be empty. */
  private emptyUntil = 0;

  constructor(
    private readonly store: ArchiveRepository,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Moves orders into the archive, whose rows the transaction has locked; answers how many rows of all tables they are.
   * Throws Error when a row was added meanwhile: the transaction must end without a trace.
   */
  async move(tx: EntityManager, orderIds: readonly string[]): Promise<number> {
    if (orderIds.length === 0) return 0;
    const rows = await this.store.read(tx, orderIds);
    const orders = archivedOrders(rows);
    if (orders.length !== orderIds.length) throw new Error('an order has vanished');
    await this.store.keep(tx, orders, this.clock.now());
    await this.store.remove(tx, rows, orderIds);
    this.emptyUntil = 0;
    return orders.reduce((sum, { rowCount }) => sum + rowCount, 0);
  }

  /**
   * Brings back the orders that have one of these numbers (their own, of a payment, of a refund, of a parcel); answers
   * whether there was any. In the transaction `tx` when it is one, else in its own.
   */
  async bringBack(names: readonly string[], tx?: EntityManager): Promise<boolean> {
    return this.restore(await this.store.idsByNames(names, TOGETHER, tx), tx);
  }

  /** Brings back the newest of a user's orders in a range of ids; answers whether there was any. */
  async bringBackOfUser(userId: number, range: Omit<IdRange, 'limit'>): Promise<boolean> {
    if (await this.isEmpty()) return false;
    return this.restore(await this.store.idsOfUser(userId, { ...range, limit: TOGETHER }));
  }

  /** Brings back all orders whose money moved on these days (`2026-11-20`, in China). */
  async bringBackDays(days: readonly string[]): Promise<void> {
    while (await this.bringBack(days));
  }

  /** Brings back some orders, whichever; answers whether there was any. */
  async bringBackSome(): Promise<boolean> {
    return this.restore(await this.store.someIds(TOGETHER));
  }

  /** What `read` finds; when that is nothing, and the order with this id or number is in the archive, it reads again. */
  async orBroughtBack<Found>(
    read: () => Promise<Found | null>,
    { id, order_no: orderNo }: Readonly<Record<string, string | number>>,
    tx: EntityManager,
  ): Promise<Found | null> {
    const found = await read();
    if (found !== null) return found;
    const isBack =
      orderNo === undefined
        ? await this.restore(id === undefined ? [] : [String(id)], tx)
        : await this.bringBack([String(orderNo)], tx);
    return isBack ? read() : null;
  }

  /** In the transaction `tx` when it is one, else in its own, which begins only where there is something to bring back. */
  private async restore(orderIds: readonly string[], tx?: EntityManager): Promise<boolean> {
    if (orderIds.length === 0) return false;
    const isInside = tx?.queryRunner?.isTransactionActive === true;
    return isInside
      ? this.restoreIn(tx, orderIds)
      : this.transactions.run((own) => this.restoreIn(own, orderIds));
  }

  private async restoreIn(tx: EntityManager, orderIds: readonly string[]): Promise<boolean> {
    const taken = await this.store.take(tx, orderIds);
    for (const order of taken) {
      await this.store.restore(tx, rowsOf(order));
      this.logger.log({ orderId: order.orderId }, 'an order came back from the archive');
    }
    return taken.length > 0;
  }

  /** Whether there is nothing in it, as far as was known a moment ago: lists are asked for all the time. */
  private async isEmpty(): Promise<boolean> {
    const now = this.clock.now().getTime();
    if (now < this.emptyUntil) return true;
    const isEmpty = (await this.store.someIds(1)).length === 0;
    if (isEmpty) this.emptyUntil = now + EMPTY_FOR_MS;
    return isEmpty;
  }
}
