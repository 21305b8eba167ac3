import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { subjectText } from '../../alipay/subject.js';
import type { NewId } from '../../database/batching/rows.js';
import { Outbox } from '../../events/outbox.js';
import type { NewEvent } from '../../events/domain-events.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { outTradeNo } from '../../kernel/ids.js';
import { fen, fenToYuan } from '../../kernel/money.js';
import type { OrderRecord, Storefront } from '../../orders/model/order-record.js';
import type { PayMethod } from '../model/pay-method.js';
import type { NewPayment } from '../model/payment-rows.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';

/** A payment that is to be made for an order; `attempt` counts from 1. */
export interface PaymentRequest {
  readonly order: Pick<OrderRecord, 'orderNo' | 'payable' | 'expiresAt'> & {
    readonly id: string | NewId;
  };
  readonly attempt: number;
  readonly method: PayMethod;
  readonly storefront: Storefront;
  /** What the cashier shows. */
  readonly subject: string;
}

/** Payments on their way to the database, and the events that tell of them. */
export interface MadePayments {
  readonly made: readonly MadePayment[];
  readonly events: readonly NewEvent[];
  /** Ends when they are there. */
  readonly done: Promise<void>;
}

type MadePayment = NewPayment & { readonly id: NewId };

/** Makes payments, in the caller's transaction. */
@Injectable()
export class NewPayments {
  constructor(
    private readonly payments: PaymentRepository,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes a payment for each of some orders, with its event, and answers them by the order's id. */
  async make(
    tx: EntityManager,
    requests: readonly PaymentRequest[],
  ): Promise<ReadonlyMap<string, PaymentEntity>> {
    const { made, events, done } = this.insert(tx, requests);
    await Promise.all([done, this.outbox.write(tx, ...events)]);
    return paymentsByOrder(made);
  }

  /** Asks for a payment for each of some orders to be inserted. The caller writes the events. */
  insert(tx: EntityManager, requests: readonly PaymentRequest[]): MadePayments {
    if (requests.length === 0) return { made: [], events: [], done: Promise.resolve() };
    const now = this.clock.now();
    const rows = requests.map((request) => ({
      ...newPayment(request, now),
      orderNo: request.order.orderNo,
    }));
    const { made, done } = this.payments.insert(tx, rows);
    return { made, events: made.map(initiatedEvent), done };
  }
}

/** Payments that are in the database now, by the order's id. Pure. */
export function paymentsByOrder(made: readonly MadePayment[]): Map<string, PaymentEntity> {
  return new Map(
    made.map((payment) => {
      const orderId = knownId(payment.orderId);
      return [orderId, { ...payment, orderId, id: payment.id.known }];
    }),
  );
}

function knownId(id: string | NewId): string {
  return typeof id === 'string' ? id : id.known;
}

function newPayment(
  { order, attempt, method, storefront, subject }: PaymentRequest,
  now: Date,
): NewPayment {
  return {
    orderId: order.id,
    attempt,
    provider: 'alipay',
    outTradeNo: outTradeNo(order.orderNo, attempt),
    tradeNo: null,
    method,
    storefront,
    subject: subjectText(subject),
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
    answeredAt: null,
    recheckAt: null,
    noAnswerWhy: null,
    noAnswerAt: null,
    closedAt: null,
  };
}

function initiatedEvent(payment: MadePayment & { readonly orderNo: string }): NewEvent {
  const { id: paymentId, orderId, orderNo, outTradeNo: number, method } = payment;
  const data = { orderNo, outTradeNo: number, method, amount: fenToYuan(payment.amount) };
  return { type: 'payment.initiated', orderId, paymentId, data };
}
