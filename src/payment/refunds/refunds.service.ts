import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { keyScope, type SignedInUser } from '../../auth/signed-in-user.js';
import { Idempotency } from '../../http/idempotency/idempotency.js';
import type { Reply } from '../../http/idempotency/idempotency-record.js';
import { type Page, type PageRequest, toPage } from '../../http/page.js';
import { yuanToFen } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { OrdersService } from '../../orders/lifecycle/orders.service.js';
import type { RefundDto } from './refund.dto.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { decided, noSuchRefund, RefundDecisions } from './refund-decisions.service.js';
import { RefundRequests } from '../settlement/refund-requests.service.js';
import { RefundRunner } from './refund-runner.service.js';
import { isUnderWay } from '../model/refund-states.js';
import { RefundRepository } from '../model/refund.repository.js';
import { refundView, type RefundView } from './refund-view.js';

/** Refunds as operators make them and customers ask for them. */
@Injectable()
export class Refunds {
  private readonly logger = new Logger(Refunds.name);

  constructor(
    private readonly orders: OrdersService,
    private readonly refunds: RefundRepository,
    private readonly decisions: RefundDecisions,
    private readonly requests: RefundRequests,
    private readonly runner: RefundRunner,
    private readonly idempotency: Idempotency,
  ) {}

  /**
   * Makes a refund: an operator's is sent to Alipay at once, a customer's waits for an operator. The answer shows it
   * as it was written down, before Alipay was asked, so that each repeat gets the same. Throws Problem
   * `no-such-order`, `order-not-refundable`, `refund-exceeds-payment`, `restock-impossible`, `refund-request-waits` (with
   * the request's id: a customer has one at a time, and an operator says so when his refund closes it), `operator-only`
   * (a customer decides neither about the stock nor about requests).
   */
  async request(
    user: SignedInUser,
    orderNo: string,
    body: RefundDto,
    key: string | null,
  ): Promise<Reply<RefundView>> {
    const order = await this.orders.record(user, orderNo);
    const { restock = false, closeRequests: closesRequests = false } = body;
    refuseForCustomer(user, body);
    const outRequestNo = this.requests.newNumber();
    const command = { amount: yuanToFen(body.amount), reason: body.reason, restock, outRequestNo };
    const origin = user.role === 'operator' ? ('operator' as const) : ('customer' as const);
    const asker = { user, origin, closesRequests };
    const request = { scope: keyScope(user), key, route: `POST refunds of ${orderNo}`, body };
    const reply = await this.idempotency.once(request, async (tx) => {
      const refund = await this.requests.request(tx, order.id, command, asker);
      return { status: 201, body: refundView(refund, orderNo, user.role === 'operator') };
    });
    await this.tryNow(reply.body.id);
    return reply;
  }

  /** A part of an order's refunds, oldest first. Throws Problem `no-such-order`. */
  async list(user: SignedInUser, orderNo: string, page: PageRequest): Promise<Page<RefundView>> {
    const order = await this.orders.record(user, orderNo);
    const rows = await this.refunds.pageOfOrder(order.id, page.after, page.limit + 1);
    const viewOf = (one: RefundEntity) => refundView(one, orderNo, user.role === 'operator');
    return toPage(rows, page.limit, ({ id }) => id, viewOf);
  }

  /** Lets a customer's refund go to Alipay; again, it answers the same. Throws Problem `no-such-refund`, `refund-decided`, `refund-exceeds-payment`. */
  async approve(operator: SignedInUser, orderNo: string, id: string): Promise<RefundView> {
    await this.decisions.decide(operator, orderNo, id, 'approve');
    await this.tryNow(id);
    return this.view(operator, orderNo, id);
  }

  /** Turns a customer's refund down; again, it answers the same. Throws Problem `no-such-refund`, `refund-decided`. */
  async reject(operator: SignedInUser, orderNo: string, id: string): Promise<RefundView> {
    await this.decisions.decide(operator, orderNo, id, 'reject');
    return this.view(operator, orderNo, id);
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
    const before = counted.find(({ origin }) => origin === 'cancel');
    if (before !== undefined) return before.id;
    if (counted.length > 0) throw decided();
    const outRequestNo = this.requests.newNumber();
    const command = { amount: order.payable, reason: '发货前取消', restock: true, outRequestNo };
    const asker = { user, origin: 'cancel', closesRequests: true } as const;
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

  private async view(user: SignedInUser, orderNo: string, id: string): Promise<RefundView> {
    const refund = await this.refunds.byId(id);
    if (refund === null) throw noSuchRefund();
    return refundView(refund, orderNo, user.role === 'operator');
  }
}

/** Throws Problem `operator-only`. */
function refuseForCustomer({ role }: SignedInUser, { restock, closeRequests }: RefundDto): void {
  if (role === 'operator') return;
  if (restock === true) throw new Problem('operator-only', { action: 'restock' });
  if (closeRequests === true) throw new Problem('operator-only', { action: 'close-requests' });
}
