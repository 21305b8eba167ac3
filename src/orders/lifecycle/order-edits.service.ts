import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../audit/audit-log.service.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import { Outbox } from '../../events/outbox.js';
import { noSuchOrder } from '../../http/no-such-order.js';
import { type Fen, fenToYuan } from '../../kernel/money.js';
import { adjustedPayable, editedOrder, type OrderEdit } from '../model/order-edits.js';
import { orderEvent } from '../model/order-events.js';
import type { OrderRecord } from '../model/order-record.js';
import { OrderRepository } from '../model/order.repository.js';

/** What an unpaid order is to cost less, and why. */
export interface PriceReduction {
  /** In fen, off goods and freight; it takes the place of an earlier one. */
  readonly discount: Fen;
  readonly reason: string;
}

/** What staff changes of orders that did not leave the shop. */
@Injectable()
export class OrderEdits {
  constructor(
    private readonly store: OrderRepository,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Writes an order's address or remark anew; the same again changes nothing. Throws Problem `no-such-order`,
   * `order-not-editable`, `nothing-shipped`.
   */
  edit(staff: SignedInUser, orderNo: string, edit: OrderEdit): Promise<void> {
    return this.transactions.run(async (tx) => {
      const order = await this.store.lock(tx, { order_no: orderNo });
      if (order === null) throw noSuchOrder();
      const { address, remark } = editedOrder(order, edit);
      const changes = {
        address: JSON.stringify(address) !== JSON.stringify(order.address),
        remark: remark !== order.remark,
      };
      if (!changes.address && !changes.remark) return;
      await this.store.change(tx, order.id, { address, remark });
      await this.outbox.write(tx, orderEvent(order, 'order.edited', changes));
      await this.audit.write(tx, staff, {
        action: 'order.edit',
        object: { kind: 'order', id: orderNo },
        before: { address: order.address, remark: order.remark },
        after: { address, remark },
      });
    });
  }

  /**
   * Reduces what an unpaid order costs; its row is locked, and no trade over the old sum is open. Throws Problem
   * `order-not-adjustable`, `discount-too-large`.
   */
  async reducePrice(
    tx: EntityManager,
    staff: SignedInUser,
    order: OrderRecord,
    { discount, reason }: PriceReduction,
  ): Promise<void> {
    const payable = adjustedPayable(order, discount);
    if (discount === order.discount) return;
    await this.store.change(tx, order.id, { discount, payable });
    const event = orderEvent(order, 'order.adjusted', {
      payable: fenToYuan(payable),
      previousPayable: fenToYuan(order.payable),
      discount: fenToYuan(discount),
      reason,
    });
    await this.outbox.write(tx, event);
    await this.audit.write(tx, staff, {
      action: 'order.adjust',
      object: { kind: 'order', id: order.orderNo },
      before: { discount: fenToYuan(order.discount), payable: fenToYuan(order.payable) },
      after: { discount: fenToYuan(discount), payable: fenToYuan(payable) },
      reason,
    });
  }
}
