import { Inject, Injectable } from '@nestjs/common';
import { OrdersConfig } from '../../../config/orders.config.js';
import { type AuditEntry, AuditLog } from '../../audit/audit-log.service.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import type { NewEvent } from '../../events/domain-events.js';
import { Outbox } from '../../events/outbox.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { Problem } from '../../kernel/problem.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { Parcel } from '../../orders/model/shipment-record.js';
import { Refunds } from '../refunds/refunds.service.js';
import { afterSaleEvent } from './after-sale-events.js';
import { AfterSaleLocks } from './after-sale-locks.service.js';
import type { AfterSaleEvent, AfterSaleState } from './after-sale-states.js';
import type { AfterSaleView } from './after-sale-view.js';
import type { AfterSaleEntity, ReturnAddress } from './after-sale.entity.js';
import { type AfterSaleChange, AfterSaleRepository } from './after-sale.repository.js';
import { AfterSales } from './after-sales.service.js';

/** What the shop says when it agrees; null: nothing. */
export interface Agreement {
  readonly returnAddress: ReturnAddress | null;
  /** Why, as the audit log keeps it. */
  readonly reason: string | null;
}

/** A move that somebody makes of a case, and what is written down with it. */
interface Step {
  readonly event: AfterSaleEvent;
  readonly change: AfterSaleChange;
  /** A case in this state has made the step already: the same again answers the same. */
  readonly leadsTo: AfterSaleState;
  readonly told: (order: OrderRecord, found: AfterSaleEntity) => NewEvent;
  /** Null when the buyer makes it. */
  readonly entry: ((found: AfterSaleEntity) => AuditEntry) | null;
}

/** What buyers and staff decide about cases. A request for money alone is decided as the refund that it is. */
@Injectable()
export class AfterSaleDecisions {
  constructor(
    private readonly transactions: Transactions,
    private readonly locks: AfterSaleLocks,
    private readonly cases: AfterSaleRepository,
    private readonly reading: AfterSales,
    private readonly refunds: Refunds,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The shop agrees: money alone goes back at once, goods are waited for at an address; again, it answers the same. Throws
   * Problem `no-such-after-sale`, `own-request` (nobody agrees to their own), `after-sale-decided`,
   * `return-address-required`, and what approving a refund throws.
   */
  async agree(
    staff: SignedInUser,
    id: string,
    { returnAddress, reason }: Agreement,
  ): Promise<AfterSaleView> {
    const { type, refundId, orderNo } = await this.reading.view(staff, id);
    if (type === 'refundOnly') {
      if (refundId !== null) await this.refunds.approve(staff, orderNo, refundId, reason);
      return this.reading.view(staff, id);
    }
    if ((await this.reading.record(staff, id)).userId === staff.id)
      throw new Problem('own-request');
    if (returnAddress === null) throw new Problem('return-address-required');
    const now = this.clock.now();
    const sendBackBy = plusMs(now, this.config.afterSaleSendBackMs);
    const change = { agreedAt: now, decidedBy: staff.id, returnAddress, sendBackBy };
    return this.step(staff, id, {
      event: 'agree',
      change: { ...change, nextCheckAt: sendBackBy },
      leadsTo: 'AGREED',
      told: (order, found) => afterSaleEvent(order, found, 'after_sale.agreed', {}),
      entry: ({ state }) => ({
        action: 'after_sale.agree',
        object: { kind: 'after_sale', id },
        before: { orderNo, state },
        after: { state: 'AGREED', returnAddress },
        reason,
      }),
    });
  }

  /**
   * The shop does not agree, or not any more; again, it answers the same. Throws Problem `no-such-after-sale`,
   * `after-sale-decided`, `refund-decided`.
   */
  async reject(staff: SignedInUser, id: string, reason: string): Promise<AfterSaleView> {
    const { type, state, refundId, orderNo } = await this.reading.view(staff, id);
    if (type === 'refundOnly' && state === 'APPLIED' && refundId !== null) {
      await this.transactions.run((tx) => this.cases.noteReason(tx, id, reason));
      await this.refunds.reject(staff, orderNo, refundId, reason);
      return this.reading.view(staff, id);
    }
    const ended = { endedAt: this.clock.now(), nextCheckAt: null };
    return this.step(staff, id, {
      event: 'reject',
      change: { ...ended, rejectReason: reason, decidedBy: staff.id },
      leadsTo: 'REJECTED',
      told: (order, found) => afterSaleEvent(order, found, 'after_sale.rejected', { reason }),
      entry: (found) => ({
        action: 'after_sale.reject',
        object: { kind: 'after_sale', id },
        before: { orderNo, state: found.state },
        after: { state: 'REJECTED' },
        reason,
      }),
    });
  }

  /**
   * The buyer takes his case back before goods are on their way; again, it answers the same. Throws Problem
   * `no-such-after-sale`, `owner-only`, `after-sale-decided`, `refund-decided`.
   */
  async withdraw(user: SignedInUser, id: string): Promise<AfterSaleView> {
    await this.refuseStranger(user, id);
    const { type, state, refundId, orderNo } = await this.reading.view(user, id);
    if (type === 'refundOnly' && state === 'APPLIED' && refundId !== null) {
      await this.refunds.withdraw(user, orderNo, refundId);
      return this.reading.view(user, id);
    }
    return this.step(user, id, {
      event: 'withdraw',
      change: { endedAt: this.clock.now(), nextCheckAt: null },
      leadsTo: 'WITHDRAWN',
      told: (order, found) => afterSaleEvent(order, found, 'after_sale.withdrawn', {}),
      entry: null,
    });
  }

  /**
   * The buyer has sent the goods back; again, it answers the same. Throws Problem `no-such-after-sale`, `owner-only`,
   * `after-sale-decided`.
   */
  async sendBack(user: SignedInUser, id: string, parcel: Parcel): Promise<AfterSaleView> {
    await this.refuseStranger(user, id);
    const { carrier, trackingNumber } = parcel;
    return this.step(user, id, {
      event: 'sendBack',
      change: { carrier, trackingNumber, sentBackAt: this.clock.now(), nextCheckAt: null },
      leadsTo: 'SENT_BACK',
      told: (order, found) =>
        afterSaleEvent(order, found, 'after_sale.sent_back', { carrier, trackingNumber }),
      entry: null,
    });
  }

  /** Ends a case whose goods were not sent back in time; one that was meanwhile is left as it is. */
  async expire(id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { order, found } = await this.locks.lock(tx, id);
      const now = this.clock.now();
      if (found.sendBackBy === null || found.sendBackBy > now) return;
      if (found.type === 'refundOnly') return;
      const ended = { endedAt: now, nextCheckAt: null };
      if (!(await this.cases.move(tx, found, 'expire', ended))) return;
      await this.outbox.write(tx, afterSaleEvent(order, found, 'after_sale.expired', {}));
    });
  }

  private async step(user: SignedInUser, id: string, step: Step): Promise<AfterSaleView> {
    await this.transactions.run(async (tx) => {
      const { order, found } = await this.locks.lock(tx, id);
      if (await this.cases.move(tx, found, step.event, step.change)) {
        await this.outbox.write(tx, step.told(order, found));
        if (step.entry !== null) await this.audit.write(tx, user, step.entry(found));
        return;
      }
      if (found.state === step.leadsTo) return;
      throw new Problem('after-sale-decided', { state: found.state });
    });
    return this.reading.view(user, id);
  }

  private async refuseStranger(user: SignedInUser, id: string): Promise<void> {
    const { userId } = await this.reading.record(user, id);
    if (userId !== user.id) throw new Problem('owner-only');
  }
}
