import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, LessThanOrEqual, MoreThan, Repository } from 'typeorm';
import { type Page, type PageRequest, toPage } from '../http/page.js';
import { Outbox } from '../events/outbox.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { yuanToFen } from '../kernel/money.js';
import { Problem } from '../kernel/problem.js';
import { MAX_STOCK, type RestockDto, type SkuDto, type SkuMembers } from './sku.dto.js';
import { SkuEntity } from './sku.entity.js';
import { SkuRepository } from './sku.repository.js';
import { type SkuView, skuView, type SkuWire, skuWire } from './sku-view.js';

/** The things for sale. */
@Injectable()
export class CatalogService {
  constructor(
    @InjectRepository(SkuEntity) private readonly skus: Repository<SkuEntity>,
    private readonly repository: SkuRepository,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** SKUs by id, without those that do not exist; inactive ones are there and say so. */
  async findMany(ids: readonly number[], tx?: EntityManager): Promise<Map<number, SkuView>> {
    if (ids.length === 0) return new Map();
    const found = await this.repository.findMany(ids, tx);
    return new Map(found.map((sku) => [sku.id, sku]));
  }

  /** What can be bought, in the order of the ids; `all`: what is not for sale as well. */
  async list(page: PageRequest, all = false): Promise<Page<SkuWire>> {
    const rows = await this.skus.find({
      where: { id: MoreThan(Number(page.after ?? 0)), ...(all ? {} : { active: true }) },
      order: { id: 'ASC' },
      take: page.limit + 1,
    });
    return toPage(rows.map(skuView), page, ({ id }) => id, skuWire);
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
    const insert = tx.getRepository(SkuEntity).createQueryBuilder().insert().values(row);
    const { raw } = await insert.updateEntity(false).execute();
    const id = Number((raw as { insertId: number | string }).insertId);
    if (sku.stock !== null && sku.stock > 0) await this.tell(tx, 'edit', id, sku.stock);
    return skuView({ ...row, id });
  }

  /** A SKU whose row stays locked until the transaction ends. Throws Problem `no-such-sku`. */
  async lock(tx: EntityManager, id: number): Promise<SkuView> {
    const lock = { mode: 'pessimistic_write' } as const;
    const sku = await tx.getRepository(SkuEntity).findOne({ where: { id }, lock });
    if (sku === null) throw noSuchSku();
    return skuView(sku);
  }

  /** Changes members of a SKU; orders keep what they were made with. Throws Problem `no-such-sku`. */
  async edit(tx: EntityManager, id: number, { price, ...members }: SkuMembers): Promise<SkuView> {
    const change = { ...members, ...(price === undefined ? {} : { price: yuanToFen(price) }) };
    const set = { ...change, updatedAt: this.clock.now() };
    await tx.getRepository(SkuEntity).update({ id }, set);
    return this.lock(tx, id);
  }

  /** Adds pieces to a SKU's stock. Throws Problem `no-such-sku`, `stock-without-limit`, `stock-too-large`. */
  async restock(tx: EntityManager, id: number, { count }: RestockDto): Promise<SkuView> {
    const { affected } = await tx
      .getRepository(SkuEntity)
      .createQueryBuilder()
      .update({ stock: () => 'stock + :count', updatedAt: this.clock.now() })
      .where({ id, stock: LessThanOrEqual(MAX_STOCK - count) })
      .setParameters({ count })
      .execute();
    const sku = (await this.findMany([id], tx)).get(id);
    if (sku === undefined) throw noSuchSku();
    if (affected === 1) {
      await this.tell(tx, 'restock', sku.id, count);
      return sku;
    }
    if (sku.stock === null) {
      throw new Problem('stock-without-limit');
    }
    throw new Problem('stock-too-large', { stock: sku.stock, most: MAX_STOCK });
  }

  /** Tells that pieces came into a stock by hand. */
  private tell(
    tx: EntityManager,
    why: 'restock' | 'edit',
    skuId: number,
    change: number,
  ): Promise<void> {
    const data = { orderNo: null, why, skus: [{ skuId, change }] };
    return this.outbox.write(tx, { type: 'sku.stock_changed', orderId: null, data });
  }
}

/** The refusal of an id that is no SKU's. */
export function noSuchSku(): Problem {
  return new Problem('no-such-sku');
}
