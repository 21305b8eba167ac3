import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { caseOf } from '../database/batching/set-clauses.js';
import { PLAIN_PLACE } from '../database/places.js';
import { SkuEntity } from './sku.entity.js';

/** So many pieces of a SKU. */
export interface StockLine {
  readonly skuId: number;
  readonly count: number;
}

/** Writes SKUs' stock and sales; only what is for sale can be taken, and no stock falls below zero. */
@Injectable()
export class StockRepository {
  /** Takes pieces of one SKU; false, and unchanged, when there are not enough. */
  async takeOne(tx: EntityManager, { skuId, count }: StockLine): Promise<boolean> {
    // Raw: hot; most orders take one SKU, and its row is the one that all of them wait for.
    const result: { affectedRows: number } = await tx.query(
      `UPDATE skus SET stock = stock - ?, sales = sales + ?
       WHERE id = ? AND active = 1 AND (stock IS NULL OR stock >= ?)`,
      [count, count, skuId, count],
    );
    return result.affectedRows === 1;
  }

  /** Takes pieces of those SKUs of which there are enough; `wanted` names each SKU once. */
  async takeMany(tx: EntityManager, wanted: readonly StockLine[]): Promise<void> {
    const { sql, params } = caseOf(
      PLAIN_PLACE,
      wanted.map((line) => [line.skuId, line.count]),
    );
    // Raw: hot; one statement for all SKUs of a batch of orders, each with its own count.
    await tx.query(
      `UPDATE skus SET stock = stock - ${sql}, sales = sales + ${sql}
       WHERE id IN (?) AND active = 1 AND (stock IS NULL OR stock >= ${sql})`,
      [...params, ...params, wanted.map(({ skuId }) => skuId), ...params],
    );
  }

  /** The first SKU of which there are not enough pieces, or null; all of them are locked then. */
  async firstShort(tx: EntityManager, wanted: readonly StockLine[]): Promise<number | null> {
    // Raw: hot; it travels together with the statement that takes the pieces.
    const rows: { id: number; stock: number | null }[] = await tx.query(
      'SELECT id, stock FROM skus WHERE id IN (?) AND active = 1 ORDER BY id FOR UPDATE',
      [wanted.map(({ skuId }) => skuId)],
    );
    const stocks = new Map(rows.map(({ id, stock }) => [id, stock ?? Infinity]));
    return wanted.find(({ skuId, count }) => (stocks.get(skuId) ?? 0) < count)?.skuId ?? null;
  }

  /** Which of these SKUs have a limit to their stock. */
  async limitedIds(tx: EntityManager, skuIds: readonly number[]): Promise<Set<number>> {
    const where = { id: In([...skuIds]), stock: Not(IsNull()) };
    const rows = await tx.find(SkuEntity, { select: { id: true }, where });
    return new Set(rows.map(({ id }) => id));
  }

  /** Gives pieces of one SKU back: stock rises, `sales` fall. */
  async giveBack(tx: EntityManager, { skuId, count }: StockLine): Promise<void> {
    await tx
      .getRepository(SkuEntity)
      .createQueryBuilder()
      .update({ stock: () => 'stock + :count', sales: () => 'sales - :count' })
      .where({ id: skuId })
      .setParameters({ count })
      .execute();
  }
}
