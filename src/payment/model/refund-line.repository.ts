import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { RefundLineEntity } from './refund-line.entity.js';
import type { PlannedLine } from './refund-plan.js';

/** Reads and writes which pieces refunds are for. */
@Injectable()
export class RefundLineRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The lines of refunds, in the order of the orders' lines. */
  async ofRefunds(
    refunds: readonly { readonly id: string }[],
    tx: EntityManager = this.dataSource.manager,
  ): Promise<RefundLineEntity[]> {
    if (refunds.length === 0) return [];
    const refundId = In(refunds.map(({ id }) => id));
    return tx.find(RefundLineEntity, { where: { refundId }, order: { lineId: 'ASC' } });
  }

  /** Writes the lines of a refund, whose row is new or locked, instead of those that it has. */
  async replace(tx: EntityManager, refundId: string, lines: readonly PlannedLine[]): Promise<void> {
    await tx.delete(RefundLineEntity, { refundId });
    if (lines.length > 0)
      await tx.insert(
        RefundLineEntity,
        lines.map((line) => rowOf(refundId, line)),
      );
  }
}

function rowOf(refundId: string, line: PlannedLine): RefundLineEntity {
  const { id: lineId, count, unshippedCount, restockCount, paidAmount, amount } = line;
  return { refundId, lineId, count, unshippedCount, restockCount, paidAmount, amount };
}
