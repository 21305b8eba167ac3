import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../config/orders.config.js';
import { subjectText } from '../alipay/subject.js';
import { Transactions } from '../database/transactions.js';
import { Outbox } from '../events/outbox.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { outTradeNo } from '../kernel/ids.js';
import { fen, fenToYuan } from '../kernel/money.js';
import { Problem } from '../kernel/problem.js';
import { OrderLedger } from '../orders/order-ledger.service.js';
import type { OrderRecord, Storefront } from '../orders/order-record.js';
import { OrdersService } from '../orders/orders.service.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { PayLinks, type PayLink } from './pay-links.service.js';
import type { PayMethod } from './pay-method.js';
import type { PaymentEntity } from './payment.entity.js';
import { PaymentStore } from './payment-store.js';
import { checkGapMs } from './check-schedule.js';

/** What a payment is started with. */
export interface StartRequest {
  readonly orderNo: string;
  readonly method: PayMethod;
  readonly storefront: Storefront;
  /** What the cashier shows; the first line and the count unless the storefront has words of its own. */
  readonly subject?: string;
}

/** Gives out pay links: one payment an order, the same one for every method, replaced only after a close. */
@Injectable()
export class StartPayment {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: OrderLedger,
    private readonly orders: OrdersService,
    private readonly payments: PaymentStore,
    private readonly links: PayLinks,
    private readonly outbox: Outbox,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Makes the order's payment when there is none that can still be paid, and answers a fresh link to it.
   * Throws Problem `no-such-order`, `order-not-payable`, `order-about-to-expire`, or `alipay-unavailable` when a QR code
   * cannot be had.
   */
  async start(user: SignedInUser, request: StartRequest): Promise<PayLink> {
    const { id } = await this.orders.record(user, request.orderNo);
    const subject = request.subject ?? (await this.orders.title(id));
    const payment = await this.transactions.run((tx) =>
      this.prepare(tx, user.id, { ...request, subject: subjectText(subject) }),
    );
    return this.links.make(payment);
  }

  private async prepare(
    tx: EntityManager,
    userId: number,
    request: Required<StartRequest>,
  ): Promise<PaymentEntity> {
    const order = await this.ledger.lockByNo(tx, request.orderNo);
    // An operator sees the order, but only its owner is led to Alipay with it.
    if (order === null || order.userId !== userId) throw noSuchOrder();
    const now = this.clock.now();
    this.refuseUnpayable(order, now);
    const newest = (await this.payments.lockOfOrder(tx, order.id)).at(-1);
    const gap = checkGapMs({ sinceLinkMs: 0, attempts: 0 });
    await this.ledger.schedule(tx, order.id, plusMs(now, gap), 0);
    if (newest === undefined || newest.state === 'CLOSED') {
      return this.create(tx, order, request, newest?.attempt ?? 0, now);
    }
    const { method, storefront } = request;
    await this.payments.change(tx, newest, { method, storefront, linkGivenAt: now });
    return { ...newest, method, storefront, linkGivenAt: now };
  }

  private refuseUnpayable(order: OrderRecord, now: Date): void {
    if (order.state !== 'PENDING_PAYMENT' || order.cancelRequestedAt !== null) {
      const detail = 'The order does not wait for a payment.';
      throw new Problem('conflict', 'order-not-payable', detail, {
        members: { state: order.state },
      });
    }
    if (plusMs(now, this.config.lastLinkMs) > order.expiresAt) {
      const detail = 'The order is about to expire; it gets no new pay link.';
      throw new Problem('conflict', 'order-about-to-expire', detail);
    }
  }

  private async create(
    tx: EntityManager,
    order: OrderRecord,
    request: Required<StartRequest>,
    attemptsBefore: number,
    now: Date,
  ): Promise<PaymentEntity> {
    const payment = newPayment(order, request, attemptsBefore + 1, now);
    const id = await this.payments.insert(tx, payment);
    const data = {
      orderNo: order.orderNo,
      outTradeNo: payment.outTradeNo,
      method: payment.method,
      amount: fenToYuan(payment.amount),
    };
    const event = { type: 'payment.initiated', orderId: order.id, paymentId: id, data } as const;
    await this.outbox.write(tx, event);
    return { ...payment, id };
  }
}

function newPayment(
  order: OrderRecord,
  request: Required<StartRequest>,
  attempt: number,
  now: Date,
): Omit<PaymentEntity, 'id'> {
  return {
    orderId: order.id,
    attempt,
    provider: 'alipay',
    outTradeNo: outTradeNo(order.orderNo, attempt),
    tradeNo: null,
    method: request.method,
    storefront: request.storefront,
    subject: request.subject,
    state: 'CREATED',
    amount: order.payable,
    refundedAmount: fen(0),
    refundReserved: fen(0),
    createdAt: now,
    expiresAt: order.expiresAt,
    linkGivenAt: now,
    paidAt: null,
    recordedAt: null,
    appliedAt: null,
    askedAt: null,
    closedAt: null,
  };
}

function noSuchOrder(): Problem {
  return new Problem('not-found', 'no-such-order', 'There is no such order.');
}
