import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';
import type { Shipment } from './shipment-record.js';

/** A parcel's row; its pieces have rows of their own. */
@Entity('shipments')
export class ShipmentEntity implements Omit<Shipment, 'lines'> {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  @Column({ name: 'order_id', type: 'bigint', unsigned: true })
  orderId!: string;

  @Column({ type: 'varchar', length: 50 })
  carrier!: string;

  @Column({ name: 'tracking_number', type: 'varchar', length: 64 })
  trackingNumber!: string;

  /** Null: from before there were parcels. */
  @Column({ name: 'created_by', type: 'int', unsigned: true, nullable: true })
  createdBy!: number | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'corrected_at', nullable: true })
  correctedAt!: Date | null;
}

/** So many pieces of an order's line, in a parcel. */
@Entity('shipment_lines')
export class ShipmentLineEntity {
  @PrimaryColumn({ name: 'shipment_id', type: 'bigint', unsigned: true })
  shipmentId!: string;

  @PrimaryColumn({ name: 'line_id', type: 'bigint', unsigned: true })
  lineId!: string;

  @Column({ type: 'int', unsigned: true })
  count!: number;
}
