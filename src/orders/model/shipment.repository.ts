import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { insertRows } from '../../database/batching/rows.js';
import { caseOf } from '../../database/batching/set-clauses.js';
import { PLAIN_PLACE } from '../../database/places.js';
import type { OrderRecord } from './order-record.js';
import type { Parcel, Shipment, ShippedLine } from './shipment-record.js';
import type { PlannedLine } from './shipment.js';
import { ShipmentEntity } from './shipment.entity.js';

/** A new parcel of an order. */
export interface NewShipment extends Parcel {
  readonly orderId: string;
  readonly createdBy: number;
  readonly createdAt: Date;
  readonly lines: readonly PlannedLine[];
}

/** A count comes as text. */
interface ContentOf {
  readonly shipmentId: string;
  readonly lineId: string;
}

/** Reads and writes of orders' parcels. */
@Injectable()
export class ShipmentRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Inserts a parcel, and counts its pieces as shipped. Throws Error when there are not so many: the order was not locked. */
  async insert(tx: EntityManager, { lines, ...shipment }: NewShipment): Promise<string> {
    const { orderId, carrier, trackingNumber, createdBy, createdAt } = shipment;
    const id = await insertRows(tx, 'shipments', [
      {
        order_id: orderId,
        carrier,
        tracking_number: trackingNumber,
        created_by: createdBy,
        created_at: createdAt,
      },
    ]);
    const rows = lines.map(({ rowId, count }) => {
      return { shipment_id: id, line_id: rowId, count };
    });
    await insertRows(tx, 'shipment_lines', rows);
    await this.countShipped(tx, lines);
    return id;
  }

  /** The parcel with this id; null when there is none. */
  async find(tx: EntityManager, id: string): Promise<Shipment | null> {
    const row = await tx.findOneBy(ShipmentEntity, { id });
    if (row === null) return null;
    const lines = (await this.contentsOf([id], tx)).get(id) ?? [];
    return shipmentOf(row, lines);
  }

  /** Parcels of an order, oldest first: at most `limit` after the one with the id `after` (null: the first). */
  async page(orderId: string, after: string | null, limit: number): Promise<Shipment[]> {
    const query = this.dataSource.manager
      .createQueryBuilder(ShipmentEntity, 'shipment')
      .where('shipment.orderId = :orderId', { orderId })
      .orderBy('shipment.id')
      .take(limit);
    if (after !== null) query.andWhere('shipment.id > :after', { after });
    return this.withContents(await query.getMany(), this.dataSource.manager);
  }

  /** The parcels of orders by the order's id, oldest first: no query for orders of which nothing was sent. */
  async ofOrders(
    orders: readonly Pick<OrderRecord, 'id' | 'shippedAt'>[],
    tx: EntityManager = this.dataSource.manager,
  ): Promise<Map<string, Shipment[]>> {
    const found = new Map<string, Shipment[]>(orders.map(({ id }) => [id, []]));
    const sent = orders.flatMap(({ id, shippedAt }) => (shippedAt === null ? [] : [id]));
    if (sent.length === 0) return found;
    const rows = await tx
      .createQueryBuilder(ShipmentEntity, 'shipment')
      .where('shipment.orderId IN (:...sent)', { sent })
      .orderBy('shipment.id')
      .getMany();
    for (const one of await this.withContents(rows, tx)) found.get(one.orderId)?.push(one);
    return found;
  }

  /** Writes another carrier and number to a parcel. */
  async correct(tx: EntityManager, id: string, parcel: Parcel, correctedAt: Date): Promise<void> {
    const { carrier, trackingNumber } = parcel;
    await tx.update(ShipmentEntity, { id }, { carrier, trackingNumber, correctedAt });
  }

  private async withContents(
    rows: readonly ShipmentEntity[],
    tx: EntityManager,
  ): Promise<Shipment[]> {
    const contents = await this.contentsOf(
      rows.map(({ id }) => id),
      tx,
    );
    return rows.map((row) => shipmentOf(row, contents.get(row.id) ?? []));
  }

  /** What is in parcels, by their ids. */
  private async contentsOf(
    ids: readonly string[],
    tx: EntityManager,
  ): Promise<Map<string, ShippedLine[]>> {
    const contents = new Map<string, ShippedLine[]>(ids.map((id) => [id, []]));
    if (ids.length === 0) return contents;
    // Raw: a join of two tables whose rows name each other by id alone.
    const rows: (Omit<ShippedLine, 'lineId'> & ContentOf)[] = await tx.query(
      `SELECT s.shipment_id AS shipmentId, l.sku_id AS skuId, l.name, s.count,
         (SELECT COUNT(*) FROM order_lines o WHERE o.order_id = l.order_id AND o.id <= l.id) AS lineId
       FROM shipment_lines s JOIN order_lines l ON l.id = s.line_id
       WHERE s.shipment_id IN (?) ORDER BY s.line_id`,
      [ids],
    );
    for (const { shipmentId, lineId, ...line } of rows) {
      contents.get(shipmentId)?.push({ ...line, lineId: Number(lineId) });
    }
    return contents;
  }

  private async countShipped(tx: EntityManager, lines: readonly PlannedLine[]): Promise<void> {
    const counts = lines.map(({ rowId, count }) => [rowId, count] as const);
    const { sql, params } = caseOf(PLAIN_PLACE, counts);
    // Raw: one statement for all lines, each with its own count; no piece is sent twice, nor one that was refunded.
    const { affectedRows }: { affectedRows: number } = await tx.query(
      `UPDATE order_lines SET shipped_count = shipped_count + ${sql}
       WHERE id IN (?) AND shipped_count + refunded_unshipped_count + ${sql} <= count`,
      [...params, counts.map(([id]) => id), ...params],
    );
    if (affectedRows !== lines.length) throw new Error('pieces of a locked order were sent twice');
  }
}

function shipmentOf(row: ShipmentEntity, lines: readonly ShippedLine[]): Shipment {
  const { id, orderId, carrier, trackingNumber, createdAt, correctedAt } = row;
  return { id, orderId, carrier, trackingNumber, createdAt, correctedAt, lines };
}
