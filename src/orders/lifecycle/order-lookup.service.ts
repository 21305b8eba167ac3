import { Injectable } from '@nestjs/common';
import type { OrderRecord } from '../model/order-record.js';
import { OrderRepository } from '../model/order.repository.js';

/** Finds orders for those who may see all of them. */
@Injectable()
export class OrderLookup {
  constructor(private readonly store: OrderRepository) {}

  /** The order with this number; null when there is none. */
  byNo(orderNo: string): Promise<OrderRecord | null> {
    return this.store.find({ order_no: orderNo });
  }

  /** The order with this id; null when there is none. */
  byId(id: string): Promise<OrderRecord | null> {
    return this.store.find({ id });
  }
}
