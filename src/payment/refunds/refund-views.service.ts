import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { UserNames } from '../../auth/user-names.js';
import { Transactions } from '../../database/transactions.js';
import { Problem } from '../../kernel/problem.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import { isRefundable } from '../model/refund-rules.js';
import { PaymentRepository } from '../model/payment.repository.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { RefundPieces } from '../settlement/refund-pieces.service.js';
import {
  type MadeRefundView,
  namedIn,
  type RefundRestView,
  refundView,
  type RefundView,
  restView,
} from './refund-view.js';

/** For whom refunds of an order are shown. */
export interface RefundReader {
  readonly orderNo: string;
  readonly isStaff: boolean;
}

/** Shows refunds with what they are for. */
@Injectable()
export class RefundViews {
  constructor(
    private readonly pieces: RefundPieces,
    private readonly payments: PaymentRepository,
    private readonly transitions: OrderTransitions,
    private readonly transactions: Transactions,
    private readonly names: UserNames,
    private readonly dataSource: DataSource,
  ) {}

  /** Refunds of one order, in their order. */
  async show(
    refunds: readonly RefundEntity[],
    { orderNo, isStaff }: RefundReader,
    tx: EntityManager = this.dataSource.manager,
  ): Promise<RefundView[]> {
    const parts = await this.pieces.parts(tx, refunds);
    const names = await this.names.of(isStaff ? namedIn(refunds) : [], tx);
    return refunds.flatMap((refund, index) => {
      const of = parts[index];
      return of === undefined ? [] : [refundView(refund, of, { orderNo, isStaff, names })];
    });
  }

  /** What is left to refund of an order. Throws Problem `order-not-refundable`. */
  showRest(orderId: string): Promise<RefundRestView> {
    return this.transactions.run(async (tx) => {
      await this.transitions.lockById(tx, orderId);
      const payments = await this.payments.lockOfOrder(tx, orderId);
      const payment = payments.find(({ appliedAt }) => appliedAt !== null);
      if (payment === undefined || !isRefundable(payment)) {
        throw new Problem('order-not-refundable');
      }
      return restView(await this.pieces.books(tx, payment));
    });
  }

  /** A refund that was made just now, with what it leaves; the rows of its order and its payment are locked. */
  async showMade(
    tx: EntityManager,
    refund: RefundEntity,
    reader: RefundReader,
  ): Promise<MadeRefundView> {
    const [view] = await this.show([refund], reader, tx);
    if (view === undefined) throw new Error(`refund ${refund.id} has no view`);
    return { ...view, leaves: restView(await this.pieces.leftBy(tx, refund)) };
  }
}
