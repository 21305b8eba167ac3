import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, MoreThan } from 'typeorm';
import { inList, PreparedReads } from '../database/batching/prepared-reads.js';
import { type Page, type PageRequest, toPage } from '../http/page.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { yuanToFen } from '../kernel/money.js';
import { Problem } from '../kernel/problem.js';
import { MAX_STOCK, type RestockDto, type SkuChangeDto, type SkuDto } from './sku.dto.js';
import { SkuEntity } from './sku.entity.js';
import { SKU_COLUMNS, skuOf, type SkuRow } from './sku-row.js';
import { type SkuView, skuView, type SkuWire, skuWire } from './sku-view.js';

/** The things for sale. */
@Injectable()
export class CatalogService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reads: PreparedReads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** SKUs by id, without those that do not exist; inactive ones are there and say so. */
  async findMany(ids: readonly number[], tx?: EntityManager): Promise<Map<number, SkuView>> {
    if (ids.length === 0) return new Map();
    const { places, values } = inList(ids);
    const statement = `SELECT ${SKU_COLUMNS} FROM skus WHERE id IN (${places})`;
    const rows: SkuRow[] = await (tx === undefined
      ? this.reads.rows(statement, values)
      : tx.query(statement, [...values]));
    return new Map(rows.map((row) => [row.id, skuOf(row)]));
  }

  /** What can be bought, in the order of the ids; `all`: what is not for sale as well. */
  async list({ limit, after }: PageRequest, all = false): Promise<Page<SkuWire>> {
    const rows = await this.dataSource.manager.find(SkuEntity, {
      where: { id: MoreThan(Number(after ?? 0)), ...(all ? {} : { active: true }) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return toPage(rows.map(skuView), limit, ({ id }) => id, skuWire);
  }

  /** One SKU. Throws Problem `no-such-sku`. */
  async read(id: number): Promise<SkuView> {
    const sku = (await this.findMany([id])).get(id);
    if (sku === undefined) throw noSuchSku();
    return sku;
  }

  /** Adds a SKU. */
  async create(tx: EntityManager, sku: SkuDto): Promise<SkuView> {
    const now = this.clock.now();
    const row = {
      name: sku.name,
      price: yuanToFen(sku.price),
      stock: sku.stock,
      sales: 0,
      picture: sku.picture ?? '',
      attributes: sku.attributes ?? [],
      requiresShipping: sku.requiresShipping,
      active: sku.active ?? true,
      createdAt: now,
      updatedAt: now,
    };
    const insert = tx.createQueryBuilder().insert().into(SkuEntity).values(row);
    const { raw } = await insert.updateEntity(false).execute();
    return skuView({ ...row, id: Number((raw as { insertId: number | string }).insertId) });
  }

  /** Changes members of a SKU; orders keep what they were made with. Throws Problem `no-such-sku`. */
  async edit(id: number, { price, ...members }: SkuChangeDto): Promise<SkuView> {
    const change = { ...members, ...(price === undefined ? {} : { price: yuanToFen(price) }) };
    const set = { ...change, updatedAt: this.clock.now() };
    const update = this.dataSource.createQueryBuilder().update(SkuEntity).set(set);
    await update.where({ id }).execute();
    return this.read(id);
  }

  /** Adds pieces to a SKU's stock. Throws Problem `no-such-sku`, `stock-without-limit`, `stock-too-large`. */
  async restock(tx: EntityManager, id: number, { count }: RestockDto): Promise<SkuView> {
    const result: { affectedRows: number } = await tx.query(
      'UPDATE skus SET stock = stock + ?, updated_at = ? WHERE id = ? AND stock <= ?',
      [count, this.clock.now(), id, MAX_STOCK - count],
    );
    const sku = (await this.findMany([id], tx)).get(id);
    if (sku === undefined) throw noSuchSku();
    if (result.affectedRows === 1) return sku;
    if (sku.stock === null) {
      throw new Problem('conflict', 'stock-without-limit', 'This SKU has no limit to its stock.');
    }
    const detail = `A stock holds at most ${MAX_STOCK} pieces.`;
    throw new Problem('conflict', 'stock-too-large', detail, { members: { stock: sku.stock } });
  }
}

/** The refusal of an id that is no SKU's. */
export function noSuchSku(): Problem {
  return new Problem('not-found', 'no-such-sku', 'There is no such SKU.');
}
