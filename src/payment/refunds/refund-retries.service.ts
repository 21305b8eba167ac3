import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.service.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { OrdersService } from '../../orders/lifecycle/orders.service.js';
import { RefundRepository } from '../model/refund.repository.js';
import { isUnderWay } from '../model/refund-states.js';
import { WORKER_HEADSTART_MS } from '../settlement/refund-requests.service.js';
import { noSuchRefund, refundDecided } from './refund-decisions.service.js';

/** Brings forward what is to be done about a refund whose end is not known. */
@Injectable()
export class RefundRetries {
  constructor(
    private readonly orders: OrdersService,
    private readonly refunds: RefundRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Makes a refund that is under way due now, with its audit entry: the caller tries it, and the worker does where that
   * fails. Throws Problem `no-such-order`, `no-such-refund`, and `refund-decided` for one that waits for a person or has
   * ended.
   */
  async bringForward(staff: SignedInUser, orderNo: string, id: string): Promise<void> {
    const order = await this.orders.record(staff, orderNo);
    await this.transactions.run(async (tx) => {
      const refund = await this.refunds.lock(tx, id);
      if (refund === null || refund.orderId !== order.id) throw noSuchRefund();
      const nextCheckAt = plusMs(this.clock.now(), WORKER_HEADSTART_MS);
      const isOpen = isUnderWay(refund.state);
      if (!isOpen || !(await this.refunds.touch(tx, refund, { nextCheckAt })))
        throw refundDecided();
      await this.audit.write(tx, staff, {
        action: 'refund.retry',
        object: { kind: 'refund', id },
        before: { orderNo, state: refund.state, waitsFor: refund.fault },
      });
    });
  }
}
