import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { RefundEntity } from '../model/refund.entity.js';
import { RefundPieces } from '../settlement/refund-pieces.service.js';
import { type MadeRefundView, refundView, type RefundView, restView } from './refund-view.js';

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
    private readonly dataSource: DataSource,
  ) {}

  /** Refunds of one order, in their order. */
  async show(
    refunds: readonly RefundEntity[],
    { orderNo, isStaff }: RefundReader,
    tx: EntityManager = this.dataSource.manager,
  ): Promise<RefundView[]> {
    const parts = await this.pieces.parts(tx, refunds);
    return refunds.flatMap((refund, index) => {
      const of = parts[index];
      return of === undefined ? [] : [refundView(refund, of, orderNo, isStaff)];
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
