import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { closingOf, orphanedTradeCheckAt } from './closing.js';
import { type LatePayment, LatePaymentService } from './late-payment.service.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';
import type { OrderEffect } from './settlement.js';

/** The settlement's change, and what it rests on. */
export interface EffectGrounds extends Omit<LatePayment, 'order' | 'payment'> {
  readonly order: OrderEffect;
}

/** Moves the order after its payment, in the payment's transaction. */
@Injectable()
export class OrderEffects {
  constructor(
    private readonly orders: OrderTransitions,
    private readonly payments: PaymentRepository,
    private readonly lateMoney: LatePaymentService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Carries out the settlement's effect on the order, whose row is locked. */
  async carryOut(
    tx: EntityManager,
    order: OrderRecord,
    payment: PaymentEntity,
    { order: effect, ...grounds }: EffectGrounds,
  ): Promise<void> {
    switch (effect) {
      case 'none':
        return;
      case 'pay':
        return this.pay(tx, order, payment, grounds.paidAt);
      case 'pay-and-refund':
        await this.pay(tx, order, payment, grounds.paidAt);
        return this.refund(tx, order.id);
      case 'refund':
        return this.refund(tx, order.id);
      case 'late':
        await this.lateMoney.dealWith(tx, { order, payment, ...grounds });
        return this.watchOthers(tx, order.id);
      case 'unpaid-closed':
        return this.unpaidClosed(tx, order);
    }
  }

  private async pay(
    tx: EntityManager,
    order: OrderRecord,
    payment: PaymentEntity,
    paidAt: Date,
  ): Promise<void> {
    const moved = await this.orders.markPaid(tx, order, paidAt);
    if (!moved) throw new Error(`order ${order.orderNo} refused to be paid in ${order.state}`);
    if (payment.state === 'CLOSED') await this.watchOthers(tx, order.id);
  }

  /** A payment that was thought to be closed may have been replaced, and that one's link can still be paid. */
  private async watchOthers(tx: EntityManager, orderId: string): Promise<void> {
    const payments = await this.payments.lockOfOrder(tx, orderId);
    const at = orphanedTradeCheckAt(payments, this.clock.now());
    if (at !== null) await this.orders.schedule(tx, orderId, at);
  }

  private async refund(tx: EntityManager, orderId: string): Promise<void> {
    const order = await this.orders.lockById(tx, orderId);
    if (order !== null) await this.orders.markRefunded(tx, order);
    await this.watchOthers(tx, orderId);
  }

  /** A trade that Alipay closed finishes an order that only waited for that: its close's answer may have been lost. */
  private async unpaidClosed(tx: EntityManager, order: OrderRecord): Promise<void> {
    const how = closingOf(order, this.clock.now());
    if (how !== null) await this.orders.close(tx, order, how);
  }
}
