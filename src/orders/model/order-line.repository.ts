import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrderLineEntity } from './order-line.entity.js';
import type { LineRefunds } from './order-record.js';

/** Writes what becomes of lines' pieces; the rows of their orders are locked. */
@Injectable()
export class OrderLineRepository {
  /** Notes what refunds make of a line. */
  async changeRefunds(tx: EntityManager, { id, ...refunds }: LineRefunds): Promise<void> {
    await tx.update(OrderLineEntity, { id }, refunds);
  }
}
