import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { subjectText } from '../alipay/subject.js';
import { Outbox } from '../events/outbox.js';
import type { NewEvent } from '../events/domain-events.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { outTradeNo } from '../kernel/ids.js';
import { fen, fenToYuan } from '../kernel/money.js';
import type { OrderRecord, Storefront } from '../orders/order-record.js';
import { OrdersService } from '../orders/orders.service.js';
import type { PayMethod } from './pay-method.js';
import type { PaymentEntity } from './payment.entity.js';
import { PaymentStore } from './payment-store.js';

/** A payment that is to be made for an order; `attempt` counts from 1. */
export interface PaymentWish {
  readonly order: Pick<OrderRecord, 'id' | 'orderNo' | 'payable' | 'expiresAt'>;
  readonly attempt: number;
  readonly method: PayMethod;
  readonly storefront: Storefront;
  /** What the cashier shows; what the order is called when it is absent. */
  readonly subject?: string;
}

/** Payments that were made, by the order's id, and the events that tell of them. */
export interface MadePayments {
  readonly payments: ReadonlyMap<string, PaymentEntity>;
  readonly events: readonly NewEvent[];
}

/** Makes payments, in the caller's transaction. */
@Injectable()
export class NewPayments {
  constructor(
    private readonly orders: OrdersService,
    private readonly payments: PaymentStore,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes a payment for each of some orders, with its event, and answers them by the order's id. */
  async make(
    tx: EntityManager,
    wishes: readonly PaymentWish[],
  ): Promise<ReadonlyMap<string, PaymentEntity>> {
    const { payments, events } = await this.insert(tx, wishes);
    await this.outbox.write(tx, ...events);
    return payments;
  }

  /** Inserts a payment for each of some orders. The caller writes the events. */
  async insert(tx: EntityManager, wishes: readonly PaymentWish[]): Promise<MadePayments> {
    if (wishes.length === 0) return { payments: new Map(), events: [] };
    const now = this.clock.now();
    const untitled = wishes.filter(({ subject }) => subject === undefined);
    const titles = await this.orders.titles(
      tx,
      untitled.map(({ order }) => order.id),
    );
    const rows = wishes.map((wish) => {
      const subject = wish.subject ?? titles.get(wish.order.id) ?? '';
      return newPayment(wish, subjectText(subject), now);
    });
    const ids = await this.payments.insert(tx, rows);
    const made = rows.map((row) => ({ ...row, id: ids.get(row.outTradeNo) ?? missing(row) }));
    return {
      payments: new Map(made.map((payment) => [payment.orderId, payment])),
      events: made.map((payment, index) =>
        initiatedEvent(payment, wishes[index]?.order.orderNo ?? ''),
      ),
    };
  }
}

function newPayment(
  { order, attempt, method, storefront }: PaymentWish,
  subject: string,
  now: Date,
): Omit<PaymentEntity, 'id'> {
  return {
    orderId: order.id,
    attempt,
    provider: 'alipay',
    outTradeNo: outTradeNo(order.orderNo, attempt),
    tradeNo: null,
    method,
    storefront,
    subject,
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

function initiatedEvent(payment: PaymentEntity, orderNo: string): NewEvent {
  const { id: paymentId, orderId, outTradeNo: number, method } = payment;
  const data = { orderNo, outTradeNo: number, method, amount: fenToYuan(payment.amount) };
  return { type: 'payment.initiated', orderId, paymentId, data };
}

function missing({ outTradeNo: number }: Pick<PaymentEntity, 'outTradeNo'>): never {
  throw new Error(`payment ${number} has no row`);
}
