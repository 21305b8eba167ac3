import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PLAIN_PLACE } from '../database/places.js';
import { caseOf } from '../database/batching/rows.js';

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
export class Stock {
  /**
   * Takes all pieces, in the order of the SKUs' ids; `sales` rise with it. When one SKU has not enough, the caller must
   * undo what was done to the others: by the end of its transaction, or back to a savepoint.
   */
  async take(tx: EntityManager, lines: readonly StockLine[]): Promise<TakeOutcome> {
    const wanted = mergeLines(lines);
    const [only] = wanted;
    if (only !== undefined && wanted.length === 1) return takeOne(tx, only);
    const [short] = await Promise.all([firstShort(tx, wanted), takeMany(tx, wanted)]);
    return short === null ? { ok: true } : { ok: false, skuId: short };
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

async function takeOne(tx: EntityManager, { skuId, count }: StockLine): Promise<TakeOutcome> {
  const result: { affectedRows: number } = await tx.query(
    `UPDATE skus SET stock = stock - ?, sales = sales + ?
     WHERE id = ? AND active = 1 AND (stock IS NULL OR stock >= ?)`,
    [count, count, skuId, count],
  );
  return result.affectedRows === 1 ? { ok: true } : { ok: false, skuId };
}

async function takeMany(tx: EntityManager, wanted: readonly StockLine[]): Promise<void> {
  const { sql, params } = caseOf(
    PLAIN_PLACE,
    wanted.map((line) => [line.skuId, line.count]),
  );
  await tx.query(
    `UPDATE skus SET stock = stock - ${sql}, sales = sales + ${sql}
     WHERE id IN (?) AND active = 1 AND (stock IS NULL OR stock >= ${sql})`,
    [...params, ...params, wanted.map(({ skuId }) => skuId), ...params],
  );
}

/** The first SKU of which there are not enough pieces, or null; all of them are locked then. */
async function firstShort(tx: EntityManager, wanted: readonly StockLine[]): Promise<number | null> {
  const rows: { id: number; stock: number | null }[] = await tx.query(
    'SELECT id, stock FROM skus WHERE id IN (?) AND active = 1 ORDER BY id FOR UPDATE',
    [wanted.map(({ skuId }) => skuId)],
  );
  const stocks = new Map(rows.map(({ id, stock }) => [id, stock ?? Infinity]));
  return wanted.find(({ skuId, count }) => (stocks.get(skuId) ?? 0) < count)?.skuId ?? null;
}
