import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import { Stock, type StockLine } from '../../catalog/stock.service.js';
import { undoUnless } from '../../database/savepoint.js';
import type { NewEvent } from '../../events/domain-events.js';
import { Outbox } from '../../events/outbox.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { fenToYuan } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import { orderEvent } from '../model/order-events.js';
import { givenBackEvents, takenEvents } from '../model/stock-events.js';
import type { CancelledBy, OrderLine, OrderRecord } from '../model/order-record.js';
import type { OrderEvent } from '../model/order-states.js';
import type { OrderChange, PaidMove } from '../model/order-changes.js';
import { OrderRepository } from '../model/order.repository.js';

const NOTHING_DUE = { nextCheckAt: null, checkAttempts: 0 } as const;

/** An order whose money has come, and when it was paid. */
export interface Paid {
  readonly order: OrderRecord;
  readonly paidAt: Date;
}

/**
 * What money does to an order: payment calls it inside its own transaction. Every move is a compare-and-set on the
 * state of the record that is handed in, and writes its event in the same transaction.
 */
@Injectable()
export class OrderTransitions {
  constructor(
    private readonly store: OrderRepository,
    private readonly stock: Stock,
    private readonly outbox: Outbox,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The order with this id, locked; null when there is none. */
  lockById(tx: EntityManager, id: string): Promise<OrderRecord | null> {
    return this.store.lock(tx, { id });
  }

  /**
   * The orders with these ids or numbers, locked. Several at once pass over those that somebody else holds, and so does one
   * that `isShared`, whose transaction others share; those are left out, like those that do not exist.
   */
  lockMany(
    tx: EntityManager,
    column: 'id' | 'order_no',
    values: readonly string[],
    isShared = values.length > 1,
  ): Promise<OrderRecord[]> {
    return this.store.lockMany(tx, column, values, isShared);
  }

  /**
   * Unpaid orders become paid: to ship, or received at once when nothing is shipped. `before` happened to them before.
   * False when the state of one of them refuses; the transaction must then end without a trace.
   */
  async markPaidAll(
    tx: EntityManager,
    paid: readonly Paid[],
    before: readonly NewEvent[] = [],
  ): Promise<boolean> {
    const moves = paid.map((one) => this.paidMove(one, ['payShipped', 'payVirtual']));
    const [arePaid] = await Promise.all([
      this.store.payAll(tx, moves),
      this.outbox.write(tx, ...before, ...paidEvents(paid, false)),
    ]);
    return arePaid;
  }

  /**
   * A cancelled or expired order becomes paid when its stock can be taken again; false, and unchanged, otherwise.
   * `before` happened to it before, and is written only with the rest.
   */
  async revive(
    tx: EntityManager,
    order: OrderRecord,
    paidAt: Date,
    before: readonly NewEvent[] = [],
  ): Promise<boolean> {
    const paid = { order, paidAt };
    const move = this.paidMove(paid, ['reviveShipped', 'reviveVirtual']);
    return undoUnless(tx, async () => {
      const moved = await this.store.payAll(tx, [move], true);
      const lines = await this.linesOf(tx, order.id);
      const limited = await this.stock.limitedOf(tx, lines);
      const taken = moved && (await this.stock.take(tx, lines)).ok;
      const events = [...paidEvents([paid], true), ...takenEvents(order, limited)];
      if (taken) await this.outbox.write(tx, ...before, ...events);
      return taken;
    });
  }

  /** Ends an unpaid order and gives its stock back. False when its state refuses. */
  async close(
    tx: EntityManager,
    order: OrderRecord,
    how: 'cancelled' | 'expired',
  ): Promise<boolean> {
    const change = { ...NOTHING_DUE, closedAt: this.clock.now() };
    const event = how === 'cancelled' ? 'cancel' : 'expire';
    const moved = await this.store.move(tx, order, event, change);
    if (!moved) return false;
    const { cancelRequestedBy: requestedBy } = order;
    const ended = orderEvent(order, `order.${how}` as const, { requestedBy });
    const lines = await this.linesOf(tx, order.id);
    const limited = await this.stock.limitedOf(tx, lines);
    await this.outbox.write(tx, ended, ...givenBackEvents(order, 'cancel', limited));
    await this.stock.giveBack(tx, lines);
    return true;
  }

  /** Stores that a cancel was asked for; the first request stays. */
  async requestCancel(tx: EntityManager, order: OrderRecord, by: CancelledBy): Promise<void> {
    if (order.cancelRequestedAt !== null) return;
    const change = { cancelRequestedAt: this.clock.now(), cancelRequestedBy: by };
    await this.store.change(tx, order.id, change);
  }

  /** All that was paid for an order is being sent back: while it waits to be shipped, from here on nobody ships it. */
  stopShipping(tx: EntityManager, orderId: string): Promise<void> {
    return this.store.changeStop(tx, orderId, this.clock.now());
  }

  /** Not all of it goes back: an order that waits to be shipped may be. */
  resumeShipping(tx: EntityManager, orderId: string): Promise<void> {
    return this.store.changeStop(tx, orderId, null);
  }

  /** Notes since when a customer asks for all that is left of an order's money; null: nobody does. */
  noteRefundRequest(tx: EntityManager, orderId: string, since: Date | null): Promise<void> {
    return this.store.changeRefundRequest(tx, orderId, since);
  }

  /** What went back of the money that paid an order, and what goes back with that which is under way, in fen. */
  noteRefundSums(
    tx: EntityManager,
    orderId: string,
    sums: Pick<OrderRecord, 'refundedAmount' | 'refundReserved'>,
  ): Promise<void> {
    return this.store.changeRefundSums(tx, orderId, sums);
  }

  /** A paid order whose whole sum was sent back. False when its state refuses. */
  markRefunded(tx: EntityManager, order: OrderRecord): Promise<boolean> {
    const change = { ...NOTHING_DUE, refundedAt: this.clock.now() };
    return this.finish(tx, order, 'refund', change, 'order.refunded');
  }

  /** What waited to be shipped is refunded, and the rest of the order needs no shipping: that is received. */
  async receiveRest(tx: EntityManager, order: OrderRecord): Promise<void> {
    const receivedAt = this.clock.now();
    const nextCheckAt = plusMs(receivedAt, this.config.completeAfterMs);
    const change = { receivedAt, nextCheckAt, checkAttempts: 0 };
    if (!(await this.store.move(tx, order, 'refundRest', change))) return;
    await this.outbox.write(tx, orderEvent(order, 'order.received', {}));
  }

  /** A received order has nothing left to do. False when its state refuses. */
  complete(tx: EntityManager, order: OrderRecord): Promise<boolean> {
    const change = { ...NOTHING_DUE, completedAt: this.clock.now() };
    return this.finish(tx, order, 'complete', change, 'order.completed');
  }

  /**
   * Puts pieces of an order into the stock again, and takes them off the sales. The caller holds its row and sees to it that
   * this happens once.
   */
  async restock(
    tx: EntityManager,
    order: OrderRecord,
    pieces: readonly StockLine[],
  ): Promise<void> {
    if (pieces.length === 0) return;
    const limited = await this.stock.limitedOf(tx, pieces);
    await this.outbox.write(tx, ...givenBackEvents(order, 'restock', limited));
    await this.stock.giveBack(tx, pieces);
  }

  /** Sets when the worker must look at orders, as if it had never looked in vain. */
  scheduleAll(tx: EntityManager, orderIds: readonly string[], at: Date): Promise<void> {
    return this.store.scheduleAll(tx, orderIds, at);
  }

  /** Sets when the worker must look at an order (null: nothing is due), and how often it has looked in vain. */
  schedule(tx: EntityManager, orderId: string, at: Date | null, attempts?: number): Promise<void> {
    const checkAttempts = attempts === undefined ? {} : { checkAttempts: attempts };
    return this.store.change(tx, orderId, { nextCheckAt: at, ...checkAttempts });
  }

  /** Nothing to ship is received with its payment, and due when it is to be completed. */
  private paidMove(
    { order, paidAt }: Paid,
    [shipped, virtual]: readonly [OrderEvent, OrderEvent],
  ): PaidMove {
    if (order.requiresShipping) {
      return { order, event: shipped, paidAt, receivedAt: null, nextCheckAt: null };
    }
    const receivedAt = this.clock.now();
    const nextCheckAt = plusMs(receivedAt, this.config.completeAfterMs);
    return { order, event: virtual, paidAt, receivedAt, nextCheckAt };
  }

  private async finish(
    tx: EntityManager,
    order: OrderRecord,
    event: OrderEvent,
    change: OrderChange,
    type: 'order.refunded' | 'order.completed',
  ): Promise<boolean> {
    const moved = await this.store.move(tx, order, event, change);
    const data = { payable: fenToYuan(order.payable) };
    if (moved) await this.outbox.write(tx, orderEvent(order, type, data));
    return moved;
  }

  private async linesOf(tx: EntityManager, orderId: string): Promise<readonly OrderLine[]> {
    return (await this.store.linesOf([orderId], tx)).get(orderId) ?? [];
  }
}

function paidEvents(paid: readonly Paid[], revived: boolean): NewEvent[] {
  return paid.flatMap(({ order, paidAt }) => {
    const sums = { payable: fenToYuan(order.payable), paidAt: toRfc3339(paidAt) };
    const event = orderEvent(order, 'order.paid', { ...sums, revived });
    return order.requiresShipping ? [event] : [event, orderEvent(order, 'order.received', {})];
  });
}
