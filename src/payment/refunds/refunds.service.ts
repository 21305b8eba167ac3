import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../audit/audit-log.service.js';
import { permissionRequired, requirePermission } from '../../auth/permission-required.js';
import { isStaff, may } from '../../auth/permissions.js';
import { keyScope, type SignedInUser } from '../../auth/signed-in-user.js';
import { Idempotency } from '../../http/idempotency/idempotency.js';
import type { Reply } from '../../http/idempotency/idempotency-record.js';
import { type Page, type PageRequest, toPage } from '../../http/page.js';
import { fenToYuan } from '../../kernel/money.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { OrdersService } from '../../orders/lifecycle/orders.service.js';
import type { RefundDto } from './refund.dto.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { noSuchRefund, RefundDecisions, refundDecided } from './refund-decisions.service.js';
import { type RefundAsker, RefundRequests } from '../settlement/refund-requests.service.js';
import { RefundRunner } from './refund-runner.service.js';
import { isBuyer, refuseBuyer } from '../model/own-orders.js';
import { isUnderWay } from '../model/refund-states.js';
import { RefundRepository } from '../model/refund.repository.js';
import { decidesRestock, refundContent } from './refund-request.js';
import { RefundRetries } from './refund-retries.service.js';
import type { MadeRefundView, RefundRestView, RefundView } from './refund-view.js';
import { type RefundReader, RefundViews } from './refund-views.service.js';

/** Refunds as the staff makes them and customers ask for them. */
@Injectable()
export class Refunds {
  private readonly logger = new Logger(Refunds.name);

  constructor(
    private readonly orders: OrdersService,
    private readonly refunds: RefundRepository,
    private readonly decisions: RefundDecisions,
    private readonly requests: RefundRequests,
    private readonly views: RefundViews,
    private readonly runner: RefundRunner,
    private readonly retries: RefundRetries,
    private readonly idempotency: Idempotency,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Makes a refund: that of who has `refunds.make` is sent to Alipay at once, below the sum from which on two persons
   * decide; the buyer's, of the staff or not, and one of who may only ask wait for an approval. The answer shows it as it
   * was written down, before Alipay was asked, so that each repeat gets the same, and what it leaves. Throws Problem
   * `invalid-request`, `no-such-order`, `permission-required` and `own-order` (who asks decides neither about the stock nor
   * about requests) and what {@link RefundRequests.request} throws.
   */
  async request(
    user: SignedInUser,
    orderNo: string,
    body: RefundDto,
    key: string | null,
  ): Promise<Reply<MadeRefundView>> {
    const content = refundContent(body);
    const order = await this.orders.record(user, orderNo);
    const { reason, closeRequests: closesRequests = false } = body;
    const command = { content, reason, outRequestNo: this.requests.newNumber() };
    const asker = { ...askerOf(user, order, body), closesRequests };
    const request = { scope: keyScope(user), key, route: `POST refunds of ${orderNo}`, body };
    const reply = await this.idempotency.once(request, async (tx) => {
      const refund = await this.requests.request(tx, order.id, command, asker);
      if (isStaff(user)) await this.writeEntry(tx, user, orderNo, refund);
      return { status: 201, body: await this.views.showMade(tx, refund, reader(user, orderNo)) };
    });
    await this.tryNow(reply.body.id);
    return reply;
  }

  /** A part of an order's refunds, oldest first. Throws Problem `no-such-order`. */
  async list(user: SignedInUser, orderNo: string, page: PageRequest): Promise<Page<RefundView>> {
    const order = await this.orders.record(user, orderNo);
    const rows = await this.refunds.pageOfOrder(order.id, page.after, page.limit + 1);
    const views = await this.views.show(rows, reader(user, orderNo));
    return toPage(
      views,
      page,
      ({ id }) => id,
      (view) => view,
    );
  }

  /** Lets a customer's refund go to Alipay; again, it answers the same. Throws Problem `no-such-refund`, `refund-decided`, `refund-exceeds-payment`. */
  async approve(
    operator: SignedInUser,
    orderNo: string,
    id: string,
    reason: string | null = null,
  ): Promise<RefundView> {
    await this.decisions.decide(operator, orderNo, id, { decision: 'approve', reason });
    await this.tryNow(id);
    return this.view(operator, orderNo, id);
  }

  /** Turns a customer's refund down; again, it answers the same. Throws Problem `no-such-refund`, `refund-decided`. */
  async reject(
    operator: SignedInUser,
    orderNo: string,
    id: string,
    reason: string | null = null,
  ): Promise<RefundView> {
    await this.decisions.decide(operator, orderNo, id, { decision: 'reject', reason });
    return this.view(operator, orderNo, id);
  }

  /** What is left to refund of an order. Throws Problem `no-such-order`, `order-not-refundable`. */
  async rest(user: SignedInUser, orderNo: string): Promise<RefundRestView> {
    const order = await this.orders.record(user, orderNo);
    return this.views.showRest(order.id);
  }

  /** Takes a refund that is under way a step on. Throws Problem `no-such-order`, `no-such-refund`, `refund-decided`. */
  async retry(staff: SignedInUser, orderNo: string, id: string): Promise<RefundView> {
    await this.retries.bringForward(staff, orderNo, id);
    await this.tryNow(id);
    return this.view(staff, orderNo, id);
  }

  /**
   * Takes a customer's own request back while it waits; again, it answers the same. Throws Problem `no-such-order`,
   * `no-such-refund`, `owner-only`, `refund-decided`.
   */
  async withdraw(customer: SignedInUser, orderNo: string, id: string): Promise<RefundView> {
    await this.decisions.withdraw(customer, orderNo, id);
    return this.view(customer, orderNo, id);
  }

  /**
   * Sends back all of a paid order that is not shipped, pieces included, because it is cancelled; while that is under
   * way, answers the same refund. Throws Problem `refund-decided` when another refund was made already, and what
   * {@link RefundRequests.request} throws.
   */
  async refundCancelled(
    tx: EntityManager,
    user: SignedInUser,
    order: OrderRecord,
  ): Promise<string> {
    const made = await this.refunds.ofOrder(order.id, tx);
    const counted = made.filter(({ state }) => isUnderWay(state) || state === 'SUCCEEDED');
    // What the staff asked for may wait for a second person; who cancels their own order need not wait for that.
    const waiting = made.filter(({ state }) => state === 'REQUESTED' && isStaff(user));
    const before = [...counted, ...waiting].find(({ origin }) => origin === 'cancel');
    if (before !== undefined) return before.id;
    if (counted.length > 0) throw refundDecided();
    const outRequestNo = this.requests.newNumber();
    const content = { scope: 'everything' } as const;
    const command = { content, reason: '发货前取消', outRequestNo };
    const asker = { user, origin: 'cancel', waits: false, closesRequests: true } as const;
    return (await this.requests.request(tx, order.id, command, asker)).id;
  }

  /** Tries a refund's first step without waiting for the worker; what fails here is the worker's to take up. */
  async tryNow(id: string): Promise<void> {
    try {
      await this.runner.run(id);
    } catch (error) {
      this.logger.warn({ err: error, refundId: id }, 'a refund is left to the worker');
    }
  }

  private async writeEntry(
    tx: EntityManager,
    staff: SignedInUser,
    orderNo: string,
    refund: RefundEntity,
  ): Promise<void> {
    const { id, state, amount, scope, restock, reason } = refund;
    await this.audit.write(tx, staff, {
      action: state === 'REQUESTED' ? 'refund.request' : 'refund.make',
      object: { kind: 'refund', id },
      after: { orderNo, state, amount: fenToYuan(amount), scope, restock },
      reason,
    });
  }

  private async view(user: SignedInUser, orderNo: string, id: string): Promise<RefundView> {
    const refund = await this.refunds.byId(id);
    const [view] = refund === null ? [] : await this.views.show([refund], reader(user, orderNo));
    if (view === undefined) throw noSuchRefund();
    return view;
  }
}

function reader(user: SignedInUser, orderNo: string): RefundReader {
  return { orderNo, isStaff: may(user, 'refunds.read') };
}

/**
 * As what a user asks for a refund of an order: whoever bought it does so as its customer, whatever the role. Throws Problem
 * `permission-required`, `own-order`. Pure.
 */
function askerOf(
  user: SignedInUser,
  order: OrderRecord,
  body: RefundDto,
): Omit<RefundAsker, 'closesRequests'> {
  const decides = decidesRestock(body) || body.closeRequests === true;
  const mayMake = may(user, 'refunds.make');
  if (decides && !mayMake) throw permissionRequired('refunds.make');
  if (decides) refuseBuyer(user, [order]);
  if (isBuyer(user, order)) return { user, origin: 'customer', waits: true };
  if (!mayMake) requirePermission(user, 'refunds.request');
  return { user, origin: 'operator', waits: !mayMake };
}
