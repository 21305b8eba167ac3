import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../config/orders.config.js';
import { StockService } from '../catalog/stock.service.js';
import type { EventType } from '../events/domain-events.js';
import { Outbox } from '../events/outbox.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { fenToYuan } from '../kernel/money.js';
import { toRfc3339 } from '../kernel/shanghai-time.js';
import type { CancelledBy, OrderLine, OrderRecord } from './order-record.js';
import type { OrderEvent } from './order-states.js';
import { type OrderChange, OrderStore } from './order-store.js';

const NOTHING_DUE = { nextCheckAt: null, checkAttempts: 0 } as const;
const REVIVED = { closedAt: null, cancelRequestedAt: null, cancelRequestedBy: null } as const;

/**
 * What money does to an order: payment calls it inside its own transaction. Every move is a compare-and-set on the
 * state of the record that is handed in, and writes its event in the same transaction.
 */
@Injectable()
export class OrderLedger {
  constructor(
    private readonly store: OrderStore,
    private readonly stock: StockService,
    private readonly outbox: Outbox,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The order with this number, locked; null when there is none. */
  lockByNo(tx: EntityManager, orderNo: string): Promise<OrderRecord | null> {
    return this.store.lock(tx, { order_no: orderNo });
  }

  /** The order with this id, locked; null when there is none. */
  lockById(tx: EntityManager, id: string): Promise<OrderRecord | null> {
    return this.store.lock(tx, { id });
  }

  /** The unpaid order becomes paid: to ship, or received at once when nothing is shipped. False when its state refuses. */
  markPaid(tx: EntityManager, order: OrderRecord, paidAt: Date): Promise<boolean> {
    const event = order.requiresShipping ? 'payShipped' : 'payVirtual';
    return this.pay(tx, order, event, { paidAt }, false);
  }

  /** A cancelled or expired order becomes paid when its stock can be taken again; false, and unchanged, otherwise. */
  async revive(tx: EntityManager, order: OrderRecord, paidAt: Date): Promise<boolean> {
    const event = order.requiresShipping ? 'reviveShipped' : 'reviveVirtual';
    await tx.query('SAVEPOINT revival');
    const moved = await this.pay(tx, order, event, { ...REVIVED, paidAt }, true);
    const taken = moved && (await this.stock.take(tx, await this.linesOf(tx, order.id))).ok;
    await tx.query(taken ? 'RELEASE SAVEPOINT revival' : 'ROLLBACK TO SAVEPOINT revival');
    return taken;
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
    await this.write(tx, order, `order.${how}`, { requestedBy: order.cancelRequestedBy });
    await this.restock(tx, order.id);
    return true;
  }

  /** Stores that a cancel was asked for; the first wish stays. */
  async requestCancel(tx: EntityManager, order: OrderRecord, by: CancelledBy): Promise<void> {
    if (order.cancelRequestedAt !== null) return;
    const change = { cancelRequestedAt: this.clock.now(), cancelRequestedBy: by };
    await this.store.change(tx, order.id, change);
  }

  /** A paid order whose whole sum was sent back. False when its state refuses. */
  markRefunded(tx: EntityManager, order: OrderRecord): Promise<boolean> {
    const change = { ...NOTHING_DUE, refundedAt: this.clock.now() };
    return this.finish(tx, order, 'refund', change, 'order.refunded');
  }

  /** A received order has nothing left to do. False when its state refuses. */
  complete(tx: EntityManager, order: OrderRecord): Promise<boolean> {
    const change = { ...NOTHING_DUE, completedAt: this.clock.now() };
    return this.finish(tx, order, 'complete', change, 'order.completed');
  }

  /** Gives an order's stock and sales back. The caller holds its row and sees to it that this happens once. */
  async restock(tx: EntityManager, orderId: string): Promise<void> {
    await this.stock.giveBack(tx, await this.linesOf(tx, orderId));
  }

  /** Sets when the worker must look at an order (null: nothing is due), and how often it has looked in vain. */
  schedule(tx: EntityManager, orderId: string, at: Date | null, attempts?: number): Promise<void> {
    const checkAttempts = attempts === undefined ? {} : { checkAttempts: attempts };
    return this.store.change(tx, orderId, { nextCheckAt: at, ...checkAttempts });
  }

  private async pay(
    tx: EntityManager,
    order: OrderRecord,
    event: OrderEvent,
    change: OrderChange & { readonly paidAt: Date },
    revived: boolean,
  ): Promise<boolean> {
    const { receivedAt, nextCheckAt } = this.afterPayment(order);
    const due = { receivedAt, nextCheckAt, checkAttempts: 0 };
    const moved = await this.store.move(tx, order, event, { ...change, ...due });
    if (!moved) return false;
    const sums = { payable: fenToYuan(order.payable), paidAt: toRfc3339(change.paidAt) };
    await this.write(tx, order, 'order.paid', { ...sums, revived });
    if (receivedAt !== null) await this.write(tx, order, 'order.received', {});
    return true;
  }

  /** Nothing to ship is received with its payment, and due when it is to be completed. */
  private afterPayment(order: OrderRecord): Pick<OrderRecord, 'receivedAt' | 'nextCheckAt'> {
    if (order.requiresShipping) return { receivedAt: null, nextCheckAt: null };
    const receivedAt = this.clock.now();
    return { receivedAt, nextCheckAt: plusMs(receivedAt, this.config.completeAfterMs) };
  }

  private async finish(
    tx: EntityManager,
    order: OrderRecord,
    event: OrderEvent,
    change: OrderChange,
    type: EventType,
  ): Promise<boolean> {
    const moved = await this.store.move(tx, order, event, change);
    if (moved) await this.write(tx, order, type, { payable: fenToYuan(order.payable) });
    return moved;
  }

  private write(
    tx: EntityManager,
    { id, orderNo }: OrderRecord,
    type: EventType,
    data: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    return this.outbox.write(tx, { type, orderId: id, data: { orderNo, ...data } });
  }

  private async linesOf(tx: EntityManager, orderId: string): Promise<readonly OrderLine[]> {
    return (await this.store.linesOf([orderId], tx)).get(orderId) ?? [];
  }
}
