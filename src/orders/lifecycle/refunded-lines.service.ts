import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type PaidLine, shippingEnd } from '../model/line-progress.js';
import { OrderLineRepository } from '../model/order-line.repository.js';
import type { BookedLine, LineRefunds, OrderRecord } from '../model/order-record.js';
import { OrderRepository } from '../model/order.repository.js';
import { OrderTransitions } from './order-transitions.service.js';
import { Shipments } from './shipments.service.js';

/** What refunds of pieces do to an order's lines and its shipping, inside the refund's transaction. */
@Injectable()
export class RefundedLines {
  constructor(
    private readonly orders: OrderRepository,
    private readonly lines: OrderLineRepository,
    private readonly transitions: OrderTransitions,
    private readonly shipments: Shipments,
  ) {}

  /** An order's lines, in the order in which they were made. */
  async linesOf(tx: EntityManager, orderId: string): Promise<BookedLine[]> {
    return (await this.orders.linesOf([orderId], tx)).get(orderId) ?? [];
  }

  /** Notes what refunds make of an order's lines, where it is not what is noted. The order's row is locked. */
  async note(
    tx: EntityManager,
    lines: readonly BookedLine[],
    refunds: readonly LineRefunds[],
  ): Promise<void> {
    for (const [index, made] of refunds.entries()) {
      const line = lines[index];
      if (line !== undefined && !isNoted(line, made)) await this.lines.changeRefunds(tx, made);
    }
  }

  /**
   * An order of which refunds that are done have left nothing to ship goes on: what is on its way is shipped, what needs
   * no shipping is received, and an order without any piece is refunded. The order's row is locked.
   */
  async endShipping(
    tx: EntityManager,
    order: OrderRecord,
    lines: readonly PaidLine[],
  ): Promise<void> {
    if (order.state !== 'TO_SHIP' && order.state !== 'PARTLY_SHIPPED') return;
    switch (shippingEnd(lines)) {
      case null:
        return;
      case 'shipped':
        return this.shipments.finish(tx, order, false);
      case 'received':
        return this.transitions.receiveRest(tx, order);
      case 'refunded':
        await this.transitions.markRefunded(tx, order);
    }
  }
}

function isNoted(line: BookedLine, made: LineRefunds): boolean {
  return (
    line.refundedCount === made.refundedCount &&
    line.refundedUnshippedCount === made.refundedUnshippedCount &&
    line.restockedCount === made.restockedCount &&
    line.refundedAmount === made.refundedAmount
  );
}
