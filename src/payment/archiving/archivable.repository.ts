import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { OrderState } from '../../orders/model/order-states.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { RefundEntity } from '../model/refund.entity.js';
import type { ArchiveFacts } from './archive-rules.js';

/** Where a scan of old orders has come to. */
export interface ScanPosition {
  readonly createdAt: Date;
  readonly id: string;
}

type OwnFacts = Omit<ArchiveFacts, 'payments' | 'refunds'> & { readonly id: string };

/** What is open of orders, each found by an index. */
// Raw: counts over tables of several floors.
const OPEN_COUNTS = {
  openCases: 'SELECT order_id FROM after_sales WHERE order_id IN (?) AND ended_at IS NULL',
  openIncidents: "SELECT order_id FROM incidents WHERE order_id IN (?) AND state = 'OPEN'",
  openDiscrepancies: "SELECT order_id FROM discrepancies WHERE state = 'OPEN' AND order_id IN (?)",
  pendingEvents: 'SELECT order_id FROM outbox WHERE order_id IN (?) AND pending = 1',
  pendingDeliveries: `SELECT d.order_id FROM webhook_endpoints e
    JOIN webhook_deliveries d ON d.endpoint_id = e.id AND d.pending = 1 WHERE d.order_id IN (?)`,
} as const;

/** Finds old orders, and what is known of them. */
@Injectable()
export class ArchivableRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly payments: PaymentRepository,
  ) {}

  /** Orders of a state that were made before an instant, oldest first, behind a position. */
  // Raw: it goes along one index, whose entries alone it reads.
  scan(
    state: OrderState,
    before: Date,
    after: ScanPosition,
    limit: number,
  ): Promise<ScanPosition[]> {
    return this.dataSource.query(
      `SELECT id, created_at AS createdAt FROM orders FORCE INDEX (ix_orders_state)
       WHERE state = ? AND created_at >= ? AND created_at < ? AND (created_at > ? OR id > ?)
       ORDER BY created_at, id LIMIT ${limit}`,
      [state, after.createdAt, before, after.createdAt, after.id],
    );
  }

  /** What is known of orders, whose rows and payments' rows stay locked. */
  async facts(
    tx: EntityManager,
    orderIds: readonly string[],
  ): Promise<(ArchiveFacts & { readonly id: string })[]> {
    const orders = await this.lock(tx, orderIds);
    const payments = await this.payments.lockOfOrders(tx, orderIds);
    const refunds = await tx.find(RefundEntity, { where: { orderId: In([...orderIds]) } });
    return orders.map((order) => ({
      ...order,
      payments: payments.get(order.id) ?? [],
      refunds: refunds.filter(({ orderId }) => orderId === order.id),
    }));
  }

  private async lock(tx: EntityManager, orderIds: readonly string[]): Promise<OwnFacts[]> {
    // Raw: the entity of orders belongs to another floor.
    const rows: Pick<OwnFacts, 'id' | 'state' | 'lastAt' | 'nextCheckAt'>[] = await tx.query(
      `SELECT id, state, next_check_at AS nextCheckAt, GREATEST(created_at, COALESCE(received_at, created_at),
         COALESCE(completed_at, created_at), COALESCE(closed_at, created_at),
         COALESCE(refunded_at, created_at)) AS lastAt
       FROM orders WHERE id IN (?) ORDER BY id FOR UPDATE`,
      [orderIds],
    );
    const counts = await this.openCounts(tx, orderIds);
    return rows.map((row) => ({
      ...row,
      openCases: counts.openCases.get(row.id) ?? 0,
      openIncidents: counts.openIncidents.get(row.id) ?? 0,
      openDiscrepancies: counts.openDiscrepancies.get(row.id) ?? 0,
      pendingEvents:
        (counts.pendingEvents.get(row.id) ?? 0) + (counts.pendingDeliveries.get(row.id) ?? 0),
    }));
  }

  private async openCounts(tx: EntityManager, orderIds: readonly string[]) {
    const count = async (kind: keyof typeof OPEN_COUNTS) => {
      // Raw: as above.
      const rows: { orderId: string; count: string }[] = await tx.query(
        `SELECT order_id AS orderId, COUNT(*) AS count FROM (${OPEN_COUNTS[kind]}) open GROUP BY order_id`,
        [orderIds],
      );
      return new Map(rows.map((row) => [row.orderId, Number(row.count)]));
    };
    return {
      openCases: await count('openCases'),
      openIncidents: await count('openIncidents'),
      openDiscrepancies: await count('openDiscrepancies'),
      pendingEvents: await count('pendingEvents'),
      pendingDeliveries: await count('pendingDeliveries'),
    };
  }
}
