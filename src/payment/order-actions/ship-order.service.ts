import { Inject, Injectable, Logger } from '@nestjs/common';
import { OrdersConfig } from '../../../config/orders.config.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import type { OrderView } from '../../orders/model/order-view.js';
import { OrdersService, type Shipment } from '../../orders/lifecycle/orders.service.js';
import { alipayTrouble } from '../settlement/alipay-trouble.js';
import { isStale } from '../model/paid-schedule.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { TradeInquiry } from '../settlement/trade-inquiry.service.js';

/** Ships orders whose money is still here, as far as Alipay can be asked. */
@Injectable()
export class ShipOrder {
  private readonly logger = new Logger(ShipOrder.name);

  constructor(
    private readonly orders: OrdersService,
    private readonly payments: PaymentRepository,
    private readonly inquiry: TradeInquiry,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Sends a paid order's goods as {@link OrdersService.ship} does. When Alipay has not been heard of its money for a
   * while, it is asked first: all of it may have gone back on Alipay's own pages. Throws Problem `alipay-unavailable`,
   * `alipay-answer-unverified` or `alipay-refused` when it says nothing to rely on, unless shipping then is configured,
   * and what shipping throws.
   */
  async ship(operator: SignedInUser, orderNo: string, shipment: Shipment): Promise<OrderView> {
    const order = await this.orders.record(operator, orderNo);
    if (order.state === 'TO_SHIP' && order.shippingStoppedAt === null)
      await this.askFirst(order.id);
    return this.orders.ship(operator, orderNo, shipment);
  }

  private async askFirst(orderId: string): Promise<void> {
    const payments = await this.payments.ofOrder(orderId);
    const payment = payments.find(({ appliedAt }) => appliedAt !== null);
    if (payment === undefined || !this.isStale(payment)) return;
    const inquiry = await this.inquiry.ask(payment.outTradeNo);
    if (inquiry.answered) return;
    if (!this.config.shipUnanswered) throw alipayTrouble(inquiry.because);
    this.logger.warn({ outTradeNo: payment.outTradeNo }, 'shipped without an answer of Alipay');
  }

  private isStale(payment: PaymentEntity): boolean {
    return isStale(payment, this.clock.now(), this.config.shipAskAfterMs);
  }
}
