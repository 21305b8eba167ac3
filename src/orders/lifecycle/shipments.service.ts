import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import { type AuditEntry, AuditLog } from '../../audit/audit-log.service.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Outbox } from '../../events/outbox.js';
import type { NewEvent } from '../../events/domain-events.js';
import { noSuchOrder } from '../../http/no-such-order.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { Problem } from '../../kernel/problem.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import { orderEvent } from '../model/order-events.js';
import type { BookedLine, OrderRecord } from '../model/order-record.js';
import { OrderRepository } from '../model/order.repository.js';
import type { Parcel, PieceCount, Shipment, ShippedLine } from '../model/shipment-record.js';
import { isNothingWaiting, linesAfter, type PlannedLine, planShipment } from '../model/shipment.js';
import { ShipmentRepository } from '../model/shipment.repository.js';

/** A parcel that is to leave: how, and with which pieces (null: all that wait). */
export interface ShipmentCommand extends Parcel {
  readonly lines: readonly PieceCount[] | null;
}

/** What another carrier or number was written to, and what it was before. */
export interface Correction {
  readonly order: OrderRecord;
  readonly before: Shipment;
  readonly after: Shipment;
}

/** Parcels of orders, inside the caller's transaction. */
@Injectable()
export class Shipments {
  constructor(
    private readonly store: OrderRepository,
    private readonly shipments: ShipmentRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The order with this number, locked. Throws Problem `no-such-order`. */
  async lockOrder(tx: EntityManager, orderNo: string): Promise<OrderRecord> {
    const order = await this.store.lock(tx, { order_no: orderNo });
    if (order === null) throw noSuchOrder();
    return order;
  }

  /**
   * Sends pieces of a paid order, whose row is locked, in a parcel. `isHeld`: a refund under way holds some, which do not
   * leave, and wait again when it fails; so the order is not shipped whole before its end. Throws Problem `order-not-shippable`, `nothing-to-ship`, `no-such-order-line`, `more-than-waits`.
   */
  async send(
    tx: EntityManager,
    staff: SignedInUser,
    order: OrderRecord,
    command: ShipmentCommand,
    isHeld: boolean,
  ): Promise<Shipment> {
    this.refuseUnshippable(order);
    const lines = await this.linesOf(tx, order);
    const planned = planShipment(lines, command.lines);
    const { carrier, trackingNumber } = command;
    const createdAt = this.clock.now();
    const row = { orderId: order.id, carrier, trackingNumber, createdBy: staff.id, createdAt };
    const id = await this.shipments.insert(tx, { ...row, lines: planned });
    const contents = planned.map(contentOf);
    const shipment = { ...row, id, correctedAt: null, lines: contents };
    const isLast = !isHeld && isNothingWaiting(linesAfter(lines, planned));
    const change = { carrier, trackingNumber, shippedAt: order.shippedAt ?? createdAt };
    const moved = await this.store.move(tx, order, isLast ? 'ship' : 'shipPart', change);
    if (!moved) throw new Problem('order-not-shippable', { state: order.state });
    await this.outbox.write(tx, ...sentEvents(order, shipment, isLast));
    await this.audit.write(tx, staff, sentEntry(order, shipment, isLast));
    return shipment;
  }

  /**
   * An order of which something was sent, and whose rest was refunded, is shipped when nothing waits any more. `isHeld` as
   * for {@link send}; the order's row is locked.
   */
  async finish(tx: EntityManager, order: OrderRecord, isHeld: boolean): Promise<void> {
    if (order.state !== 'PARTLY_SHIPPED' || isHeld) return;
    if (!isNothingWaiting(await this.linesOf(tx, order))) return;
    const { carrier, trackingNumber } = order;
    if (!(await this.store.move(tx, order, 'ship', {}))) return;
    const parcel = { carrier: carrier ?? '', trackingNumber: trackingNumber ?? '' };
    await this.outbox.write(tx, orderEvent(order, 'order.shipped', parcel));
  }

  /** Whether pieces of an order wait to be put into a parcel. */
  async isWaiting(tx: EntityManager, order: OrderRecord): Promise<boolean> {
    if (order.state !== 'TO_SHIP' && order.state !== 'PARTLY_SHIPPED') return false;
    return !isNothingWaiting(await this.linesOf(tx, order));
  }

  /** The newest parcel of an order; null when nothing was sent. */
  async newest(tx: EntityManager, order: OrderRecord): Promise<Shipment | null> {
    return (await this.shipments.ofOrders([order], tx)).get(order.id)?.at(-1) ?? null;
  }

  /** A part of an order's parcels, oldest first. */
  page(orderId: string, after: string | null, limit: number): Promise<Shipment[]> {
    return this.shipments.page(orderId, after, limit);
  }

  /**
   * Writes another carrier and number to a parcel; the same ones again change nothing. Throws Problem `no-such-shipment`.
   */
  async correct(
    tx: EntityManager,
    staff: SignedInUser,
    id: string,
    parcel: Parcel,
  ): Promise<Correction> {
    const known = await this.shipments.find(tx, id);
    if (known === null) throw new Problem('no-such-shipment');
    const order = await this.store.lock(tx, { id: known.orderId });
    const before = await this.shipments.find(tx, id);
    if (order === null || before === null) throw new Problem('no-such-shipment');
    if (isSameParcel(before, parcel)) return { order, before, after: before };
    const { carrier, trackingNumber } = parcel;
    const correctedAt = this.clock.now();
    await this.shipments.correct(tx, id, parcel, correctedAt);
    const newest = await this.newest(tx, order);
    // The order shows the parcel that left last.
    if (newest?.id === id) await this.store.change(tx, order.id, { carrier, trackingNumber });
    await this.outbox.write(tx, correctedEvent(order, before, parcel));
    await this.audit.write(tx, staff, {
      action: 'shipment.correct',
      object: { kind: 'shipment', id },
      before: { carrier: before.carrier, trackingNumber: before.trackingNumber },
      after: { carrier, trackingNumber },
    });
    return { order, before, after: { ...before, carrier, trackingNumber, correctedAt } };
  }

  /** An order's lines, in the order in which they were made. */
  async linesOf(tx: EntityManager, { id }: OrderRecord): Promise<BookedLine[]> {
    return (await this.store.linesOf([id], tx)).get(id) ?? [];
  }

  /** What is going back is not sent, and what its customer wants back whole waits for a while, where that is configured. */
  private refuseUnshippable(order: OrderRecord): void {
    const { state, shippingStoppedAt, refundRequestedAt } = order;
    if (state !== 'TO_SHIP' && state !== 'PARTLY_SHIPPED')
      throw new Problem('order-not-shippable', { state });
    if (shippingStoppedAt !== null)
      throw new Problem('order-not-shippable', { state, because: 'being-refunded' });
    if (refundRequestedAt === null) return;
    const heldUntil = plusMs(refundRequestedAt, this.config.refundRequestHoldMs);
    if (this.clock.now() >= heldUntil) return;
    const held = { because: 'refund-requested', heldUntil: toRfc3339(heldUntil) } as const;
    throw new Problem('order-not-shippable', { state, ...held });
  }
}

/** Whether goods go the same way. Pure. */
export function isSameParcel(one: Parcel, other: Parcel): boolean {
  return one.carrier === other.carrier && one.trackingNumber === other.trackingNumber;
}

function sentEntry(order: OrderRecord, shipment: Shipment, isLast: boolean): AuditEntry {
  const { id: shipmentId, carrier, trackingNumber, lines } = shipment;
  const state = isLast ? 'SHIPPED' : 'PARTLY_SHIPPED';
  return {
    action: 'order.ship',
    object: { kind: 'order', id: order.orderNo },
    before: { state: order.state },
    after: { state, shipmentId, carrier, trackingNumber, lines },
  };
}

function contentOf({ lineId, skuId, name, count }: PlannedLine): ShippedLine {
  return { lineId, skuId, name, count };
}

function sentEvents(order: OrderRecord, shipment: Shipment, isLast: boolean): NewEvent[] {
  const { id: shipmentId, carrier, trackingNumber } = shipment;
  const lines = shipment.lines.map(({ lineId, skuId, count }) => ({ lineId, skuId, count }));
  const parcel = { carrier, trackingNumber };
  const created = { shipmentId, ...parcel, lines, isLast };
  return [
    orderEvent(order, 'shipment.created', created),
    ...(isLast ? [orderEvent(order, 'order.shipped', parcel)] : []),
  ];
}

function correctedEvent(order: OrderRecord, before: Shipment, parcel: Parcel): NewEvent {
  const { carrier, trackingNumber } = parcel;
  return orderEvent(order, 'shipment.corrected', {
    shipmentId: before.id,
    carrier,
    trackingNumber,
    previousCarrier: before.carrier,
    previousTrackingNumber: before.trackingNumber,
  });
}
