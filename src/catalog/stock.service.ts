import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** So many pieces of a SKU. */
export interface StockLine {
  readonly skuId: number;
  readonly count: number;
}

/** Whether all pieces could be taken, or the first SKU of which there were not enough. */
export type TakeOutcome = { readonly ok: true } | { readonly ok: false; readonly skuId: number };

/** One line a SKU, in the order of the ids: the order in which every transaction locks them. Pure. */
export function mergeLines(lines: readonly StockLine[]): StockLine[] {
  const counts = new Map<number, number>();
  for (const { skuId, count } of lines) counts.set(skuId, (counts.get(skuId) ?? 0) + count);
  return [...counts]
    .map(([skuId, count]) => ({ skuId, count }))
    .toSorted((one, other) => one.skuId - other.skuId);
}

/** Takes pieces from the stock and gives them back, inside the order's transaction. */
@Injectable()
export class StockService {
  /**
   * Takes all pieces by conditional updates, in the order of the SKUs' ids; `sales` rise with it. When one SKU has not
   * enough, the caller rolls its transaction back: what was taken before is still taken in it.
   */
  async take(tx: EntityManager, lines: readonly StockLine[]): Promise<TakeOutcome> {
    for (const { skuId, count } of mergeLines(lines)) {
      const result: { affectedRows: number } = await tx.query(
        `UPDATE skus SET stock = stock - ?, sales = sales + ?
         WHERE id = ? AND active = 1 AND (stock IS NULL OR stock >= ?)`,
        [count, count, skuId, count],
      );
      if (result.affectedRows !== 1) return { ok: false, skuId };
    }
    return { ok: true };
  }

  /** Gives pieces back: stock rises, `sales` fall. */
  async giveBack(tx: EntityManager, lines: readonly StockLine[]): Promise<void> {
    for (const { skuId, count } of mergeLines(lines)) {
      await tx.query('UPDATE skus SET stock = stock + ?, sales = sales - ? WHERE id = ?', [
        count,
        count,
        skuId,
      ]);
    }
  }
}
