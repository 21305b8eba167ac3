import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { Transactions } from '../database/transactions.js';
import { Idempotency } from '../http/idempotency.js';
import type { Reply } from '../http/idempotency-record.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { yuanToFen } from '../kernel/money.js';
import { Problem } from '../kernel/problem.js';
import { OrderLedger } from '../orders/order-ledger.service.js';
import type { OrderRecord } from '../orders/order-record.js';
import { OrdersService } from '../orders/orders.service.js';
import { PaymentStore } from './payment-store.js';
import type { RefundDto } from './refund.dto.js';
import type { RefundEntity } from './refund.entity.js';
import { RefundRequests, WORKER_HEADSTART_MS } from './refund-requests.service.js';
import { RefundRunner } from './refund-runner.service.js';
import type { RefundEvent } from './refund-states.js';
import { RefundStore } from './refund-store.js';
import { RefundSums } from './refund-sums.service.js';
import { refundView, type RefundView } from './refund-view.js';

/** Refunds as operators make them and customers ask for them. */
@Injectable()
export class Refunds {
  private readonly logger = new Logger(Refunds.name);

  constructor(
    private readonly orders: OrdersService,
    private readonly ledger: OrderLedger,
    private readonly payments: PaymentStore,
    private readonly refunds: RefundStore,
    private readonly sums: RefundSums,
    private readonly requests: RefundRequests,
    private readonly runner: RefundRunner,
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Makes a refund: an operator's is sent to Alipay at once, a customer's waits for an operator. The answer shows it
   * as it was written down, before Alipay was asked, so that each repeat gets the same. Throws Problem
   * `no-such-order`, `order-not-refundable`, `refund-exceeds-payment`, `restock-impossible`, `operator-only` (a customer
   * does not decide about the stock).
   */
  async request(
    user: SignedInUser,
    orderNo: string,
    body: RefundDto,
    key: string | null,
  ): Promise<Reply<RefundView>> {
    const order = await this.orders.record(user, orderNo);
    const restock = body.restock ?? false;
    if (restock && user.role !== 'operator') throw operatorOnly();
    const outRequestNo = this.requests.newNumber();
    const wish = { amount: yuanToFen(body.amount), reason: body.reason, restock, outRequestNo };
    const origin = user.role === 'operator' ? 'operator' : 'customer';
    const request = { scope: `user:${user.id}`, key, route: `POST refunds of ${orderNo}`, body };
    const reply = await this.idempotency.once(request, async (tx) => {
      const refund = await this.requests.request(tx, user, order.id, wish, origin);
      return { status: 201, body: refundView(refund, orderNo, user.role === 'operator') };
    });
    await this.tryNow(reply.body.id);
    return reply;
  }

  /** An order's refunds, oldest first. Throws Problem `no-such-order`. */
  async list(user: SignedInUser, orderNo: string): Promise<RefundView[]> {
    const order = await this.orders.record(user, orderNo);
    const refunds = await this.refunds.ofOrder(order.id);
    return refunds.map((refund) => refundView(refund, orderNo, user.role === 'operator'));
  }

  /** Lets a customer's refund go to Alipay; again, it answers the same. Throws Problem `no-such-refund`, `refund-decided`. */
  async approve(operator: SignedInUser, orderNo: string, id: string): Promise<RefundView> {
    await this.decide(operator, orderNo, id, 'approve');
    await this.tryNow(id);
    return this.view(orderNo, id);
  }

  /** Turns a customer's refund down; again, it answers the same. Throws Problem `no-such-refund`, `refund-decided`. */
  async reject(operator: SignedInUser, orderNo: string, id: string): Promise<RefundView> {
    await this.decide(operator, orderNo, id, 'reject');
    return this.view(orderNo, id);
  }

  /**
   * Sends back all of a paid order that is not shipped, pieces included, because it is cancelled; while that is under
   * way, answers the same refund. Throws Problem `refund-decided` when another refund was asked for already, and what
   * {@link RefundRequests.request} throws.
   */
  async refundCancelled(
    tx: EntityManager,
    user: SignedInUser,
    order: OrderRecord,
  ): Promise<string> {
    const made = await this.refunds.ofOrder(order.id, tx);
    const counted = made.filter(({ state }) => state !== 'FAILED' && state !== 'REJECTED');
    const before = counted.find(({ origin }) => origin === 'cancel');
    if (before !== undefined) return before.id;
    if (counted.length > 0) throw decided();
    const outRequestNo = this.requests.newNumber();
    const wish = { amount: order.payable, reason: '发货前取消', restock: true, outRequestNo };
    return (await this.requests.request(tx, user, order.id, wish, 'cancel')).id;
  }

  /** Tries a refund's first step without waiting for the worker; what fails here is the worker's to take up. */
  async tryNow(id: string): Promise<void> {
    try {
      await this.runner.run(id);
    } catch (error) {
      this.logger.warn({ err: error, refundId: id }, 'a refund is left to the worker');
    }
  }

  private async view(orderNo: string, id: string): Promise<RefundView> {
    const refund = await this.refunds.byId(id);
    if (refund === null) throw noSuchRefund();
    return refundView(refund, orderNo, true);
  }

  private async decide(
    operator: SignedInUser,
    orderNo: string,
    id: string,
    event: Extract<RefundEvent, 'approve' | 'reject'>,
  ): Promise<void> {
    const order = await this.orders.record(operator, orderNo);
    await this.transactions.run(async (tx) => {
      await this.ledger.lockById(tx, order.id);
      await this.payments.lockOfOrder(tx, order.id);
      const refund = await this.refunds.lock(tx, id);
      if (refund === null || refund.orderId !== order.id) throw noSuchRefund();
      await this.moveTo(tx, operator, refund, event);
    });
  }

  private async moveTo(
    tx: EntityManager,
    operator: SignedInUser,
    refund: RefundEntity,
    event: 'approve' | 'reject',
  ): Promise<void> {
    const now = this.clock.now();
    const soon = plusMs(now, WORKER_HEADSTART_MS);
    const ends = event === 'reject' ? { endedAt: now } : { nextCheckAt: soon };
    const decision = { decidedBy: operator.id, decidedAt: now };
    if (await this.refunds.move(tx, refund, event, { ...decision, ...ends })) {
      if (refund.paymentId !== null) await this.sums.follow(tx, refund.paymentId, true);
      return;
    }
    const isRejected = refund.state === 'REJECTED';
    const isCustomers = refund.origin === 'customer' && refund.decidedBy !== null;
    if (!isCustomers || isRejected !== (event === 'reject')) throw decided();
  }
}

function noSuchRefund(): Problem {
  return new Problem('not-found', 'no-such-refund', 'There is no such refund.');
}

function decided(): Problem {
  return new Problem('conflict', 'refund-decided', 'This was decided otherwise already.');
}

function operatorOnly(): Problem {
  return new Problem(
    'forbidden',
    'operator-only',
    'Only an operator puts pieces back into the stock.',
  );
}
