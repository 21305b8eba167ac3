import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import { AuditLog } from '../../audit/audit-log.service.js';
import { requirePermission } from '../../auth/permission-required.js';
import { may } from '../../auth/permissions.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { Problem } from '../../kernel/problem.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { OrderView } from '../../orders/model/order-view.js';
import { OrdersService } from '../../orders/lifecycle/orders.service.js';
import { CloseUnpaid } from '../settlement/close-unpaid.service.js';
import { Refunds } from '../refunds/refunds.service.js';

/** Time for the request itself to finish the cancel, questions to Alipay included, before the worker takes it up. */
const CANCEL_HEADSTART_MS = 15_000;

/** A cancel's end: the order as it stands, and whether it is done or waits for Alipay. */
export interface Cancelled {
  readonly done: boolean;
  readonly order: OrderView;
}

/** Cancels an unpaid order: the request is stored first, then Alipay is asked and closed. */
@Injectable()
export class CancelOrder {
  constructor(
    private readonly transactions: Transactions,
    private readonly transitions: OrderTransitions,
    private readonly orders: OrdersService,
    private readonly closing: CloseUnpaid,
    private readonly refunds: Refunds,
    private readonly audit: AuditLog,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Cancels for the owner or whoever has `orders.cancel`; cancelling again answers the same. `done` is false while Alipay is silent:
   * the worker finishes it. A paid order that is not shipped is refunded instead, where that is configured.
   * Throws Problem `no-such-order`, `permission-required`, `order-not-cancellable`, `order-already-paid`, and what
   * {@link Refunds.refundCancelled} throws. The reason is what the staff's entry in the audit log says.
   */
  async cancel(
    user: SignedInUser,
    orderNo: string,
    reason: string | null = null,
  ): Promise<Cancelled> {
    const { id, state, userId } = await this.orders.record(user, orderNo);
    if (userId !== user.id) requirePermission(user, 'orders.cancel');
    if (state === 'TO_SHIP' && this.config.refundOnCancel) {
      return this.sendBack(user, { id, orderNo }, reason);
    }
    const wanted = await this.transactions.run((tx) => this.requestCancel(tx, user, id, reason));
    const ending = wanted ? await this.closing.end(id) : 'closed';
    if (ending === 'paid') throw alreadyPaid();
    const order = await this.orders.view(user, orderNo);
    return { done: order.state === 'CANCELLED', order };
  }

  /** Cancels a paid order that is not shipped by refunding all of it, which stops its shipping, where that is configured. */
  private async sendBack(
    user: SignedInUser,
    { id, orderNo }: { readonly id: string; readonly orderNo: string },
    reason: string | null,
  ): Promise<Cancelled> {
    const refundId = await this.transactions.run(async (tx) => {
      const order = await this.transitions.lockById(tx, id);
      if (order?.state !== 'TO_SHIP') throw notCancellable(order);
      await this.writeEntry(tx, user, order, reason);
      return this.refunds.refundCancelled(tx, user, order);
    });
    await this.refunds.tryNow(refundId);
    const order = await this.orders.view(user, orderNo);
    return { done: order.state === 'REFUNDED', order };
  }

  /** Stores the request to cancel; false when the order is cancelled already. */
  private async requestCancel(
    tx: EntityManager,
    user: SignedInUser,
    orderId: string,
    reason: string | null,
  ): Promise<boolean> {
    const order = await this.transitions.lockById(tx, orderId);
    if (order === null) throw new Error(`order ${orderId} has vanished`);
    if (order.state === 'CANCELLED') return false;
    if (order.state !== 'PENDING_PAYMENT') throw notCancellable(order);
    if (order.cancelRequestedAt === null) {
      const by = may(user, 'orders.cancel') ? 'operator' : 'customer';
      await this.transitions.requestCancel(tx, order, by);
      await this.writeEntry(tx, user, order, reason);
    }
    await this.transitions.schedule(tx, orderId, plusMs(this.clock.now(), CANCEL_HEADSTART_MS), 0);
    return true;
  }

  /** An owner who cancels leaves his trace in the order; what the staff does stands in the log. */
  private async writeEntry(
    tx: EntityManager,
    user: SignedInUser,
    order: OrderRecord,
    reason: string | null,
  ): Promise<void> {
    if (!may(user, 'orders.cancel')) return;
    const { orderNo, state } = order;
    await this.audit.write(tx, user, {
      action: 'order.cancel',
      object: { kind: 'order', id: orderNo },
      before: { state },
      after: { cancelRequestedBy: 'operator' },
      reason,
    });
  }
}

function notCancellable(order: OrderRecord | null): Problem {
  const members = { state: order?.state };
  return new Problem('order-not-cancellable', members);
}

function alreadyPaid(): Problem {
  return new Problem('order-already-paid');
}
