import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type StockLine, StockRepository } from './stock.repository.js';

export type { StockLine } from './stock.repository.js';

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
export class Stock {
  constructor(private readonly repository: StockRepository) {}

  /**
   * Takes all pieces, in the order of the SKUs' ids; `sales` rise with it. When one SKU has not enough, the caller must
   * undo what was done to the others: by the end of its transaction, or back to a savepoint.
   */
  async take(tx: EntityManager, lines: readonly StockLine[]): Promise<TakeOutcome> {
    const wanted = mergeLines(lines);
    const [only] = wanted;
    if (only !== undefined && wanted.length === 1) {
      const isTaken = await this.repository.takeOne(tx, only);
      return isTaken ? { ok: true } : { ok: false, skuId: only.skuId };
    }
    const [short] = await Promise.all([
      this.repository.firstShort(tx, wanted),
      this.repository.takeMany(tx, wanted),
    ]);
    return short === null ? { ok: true } : { ok: false, skuId: short };
  }

  /** Those of some lines whose SKUs have a stock that ends, one line a SKU: the others' is not told of. */
  async limitedOf(tx: EntityManager, lines: readonly StockLine[]): Promise<StockLine[]> {
    const merged = mergeLines(lines);
    const limited = await this.repository.limitedIds(
      tx,
      merged.map(({ skuId }) => skuId),
    );
    return merged.filter(({ skuId }) => limited.has(skuId));
  }

  /** Gives pieces back: stock rises, `sales` fall. */
  async giveBack(tx: EntityManager, lines: readonly StockLine[]): Promise<void> {
    for (const line of mergeLines(lines)) await this.repository.giveBack(tx, line);
  }
}
