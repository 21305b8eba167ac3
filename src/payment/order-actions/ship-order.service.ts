import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import { keyScope, type SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import { Idempotency } from '../../http/idempotency/idempotency.js';
import { type Page, type PageRequest, toPage } from '../../http/page.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { OrdersService } from '../../orders/lifecycle/orders.service.js';
import { isSameParcel, Shipments } from '../../orders/lifecycle/shipments.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { OrderView } from '../../orders/model/order-view.js';
import { type ShipmentView, shipmentView } from '../../orders/model/shipment-view.js';
import type { Parcel, Shipment } from '../../orders/model/shipment-record.js';
import { HeldPiecesRepository } from '../model/held-pieces.repository.js';
import { isStale } from '../model/paid-schedule.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { alipayTrouble } from '../settlement/alipay-trouble.js';
import { TradeInquiry } from '../settlement/trade-inquiry.service.js';
import type { ShipmentDto } from './shipping.dto.js';

/** Ships orders whose money is still here, as far as Alipay can be asked. */
@Injectable()
export class ShipOrder {
  private readonly logger = new Logger(ShipOrder.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    private readonly orders: OrdersService,
    private readonly shipments: Shipments,
    private readonly payments: PaymentRepository,
    private readonly held: HeldPiecesRepository,
    private readonly inquiry: TradeInquiry,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Sends pieces of a paid order in a parcel. When Alipay has not been heard of its money for a while, it is asked first:
   * all of it may have gone back on Alipay's own pages. Throws Problem `alipay-unavailable`, `alipay-answer-unverified` or
   * `alipay-refused` when it says nothing to rely on, unless shipping then is configured, and what
   * {@link Shipments.send} throws.
   */
  async send(
    staff: SignedInUser,
    orderNo: string,
    body: ShipmentDto,
    key: string | null,
  ): Promise<ShipmentView> {
    const request = { scope: keyScope(staff), key, route: `POST shipments of ${orderNo}`, body };
    const known =
      key === null ? null : await this.idempotency.find<ShipmentView>({ ...request, key });
    if (known !== null) return known.body;
    const { id } = await this.askFirst(staff, orderNo);
    const { carrier, trackingNumber, lines = null } = body;
    const reply = await this.idempotency.once(request, async (tx) => {
      const order = await this.shipments.lockOrder(tx, orderNo);
      const isHeld = await this.held.isHeld(tx, id);
      const command = { carrier, trackingNumber, lines };
      const shipment = await this.shipments.send(tx, staff, order, command, isHeld);
      return { status: 201, body: shipmentView(shipment, orderNo) };
    });
    return reply.body;
  }

  /** {@link send} of all that waits; the same parcel again answers the same. Throws what that throws. */
  async ship(staff: SignedInUser, orderNo: string, parcel: Parcel): Promise<OrderView> {
    await this.askFirst(staff, orderNo);
    await this.transactions.run((tx) => this.shipOnce(tx, staff, orderNo, parcel));
    return this.orders.view(staff, orderNo);
  }

  /** A part of an order's parcels, oldest first. Throws Problem `no-such-order`. */
  async list(user: SignedInUser, orderNo: string, page: PageRequest): Promise<Page<ShipmentView>> {
    const order = await this.orders.record(user, orderNo);
    const rows = await this.shipments.page(order.id, page.after, page.limit + 1);
    const viewOf = (shipment: Shipment) => shipmentView(shipment, orderNo);
    return toPage(rows, page, ({ id }) => id, viewOf);
  }

  /** Writes another carrier and number to a parcel; the same again changes nothing. Throws Problem `no-such-shipment`. */
  async correct(staff: SignedInUser, id: string, parcel: Parcel): Promise<ShipmentView> {
    return this.transactions.run(async (tx) => {
      const { order, after } = await this.shipments.correct(tx, staff, id, parcel);
      return shipmentView(after, order.orderNo);
    });
  }

  private async shipOnce(
    tx: EntityManager,
    staff: SignedInUser,
    orderNo: string,
    parcel: Parcel,
  ): Promise<void> {
    const order = await this.shipments.lockOrder(tx, orderNo);
    const newest = await this.shipments.newest(tx, order);
    const isSaidAgain = newest !== null && isSameParcel(newest, parcel);
    if (isSaidAgain && !(await this.shipments.isWaiting(tx, order))) return;
    const isHeld = await this.held.isHeld(tx, order.id);
    await this.shipments.send(tx, staff, order, { ...parcel, lines: null }, isHeld);
  }

  private async askFirst(staff: SignedInUser, orderNo: string): Promise<OrderRecord> {
    const order = await this.orders.record(staff, orderNo);
    const isToShip = order.state === 'TO_SHIP' || order.state === 'PARTLY_SHIPPED';
    if (isToShip && order.shippingStoppedAt === null) await this.askAlipay(order.id);
    return order;
  }

  private async askAlipay(orderId: string): Promise<void> {
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
