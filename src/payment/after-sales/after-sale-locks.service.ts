import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Problem } from '../../kernel/problem.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { AfterSaleEntity } from './after-sale.entity.js';
import { AfterSaleRepository } from './after-sale.repository.js';

/** A case and its order, both locked. */
export interface LockedCase {
  readonly order: OrderRecord;
  readonly found: AfterSaleEntity;
}

/** Locks cases for whoever moves them. */
@Injectable()
export class AfterSaleLocks {
  constructor(
    private readonly transitions: OrderTransitions,
    private readonly cases: AfterSaleRepository,
  ) {}

  /** Locks the order before the case, as everywhere. Throws Problem `no-such-after-sale`. */
  async lock(tx: EntityManager, id: string): Promise<LockedCase> {
    const known = await this.cases.byId(id, tx);
    if (known === null) throw new Problem('no-such-after-sale');
    const order = await this.transitions.lockById(tx, known.orderId);
    const found = await this.cases.lock(tx, id);
    if (order === null || found === null) throw new Problem('no-such-after-sale');
    return { order, found };
  }
}
