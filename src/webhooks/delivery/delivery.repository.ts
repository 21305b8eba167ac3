import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Value } from '../../database/batching/rows.js';
import { setClause } from '../../database/batching/set-clauses.js';
import { INSTANT_PLACE, PLAIN_PLACE } from '../../database/places.js';
import type { DeliveryEntity, Try } from './delivery.entity.js';
import type { NextTry } from './delivery-outcome.js';

/** A pending delivery whose row is locked. */
export type PendingDelivery = Pick<DeliveryEntity, 'id' | 'attempts' | 'tries'>;

/** A pending delivery as it is after a try. */
export interface TriedDelivery extends PendingDelivery {
  readonly endpointId: number;
  readonly orderId: string | null;
  readonly next: NextTry['next'];
}

/** A place in an endpoint's deliveries of an order. */
export type OrderOfEndpoint = Pick<DeliveryEntity, 'endpointId' | 'orderId'>;

/** Reads and writes of many deliveries at a time. */
@Injectable()
export class DeliveryRepository {
  /** Pending ones of these deliveries, locked, with the tries that were made. */
  async lockPending(tx: EntityManager, ids: readonly string[]): Promise<PendingDelivery[]> {
    // Raw: hot; three columns of all deliveries of a batch.
    const rows: { id: string; attempts: number; tries: string }[] = await tx.query(
      `SELECT id, attempts, tries FROM webhook_deliveries WHERE id IN (?) AND state = 'PENDING'
       ORDER BY id FOR UPDATE`,
      [ids],
    );
    return rows.map(({ tries, ...row }) => ({ ...row, tries: JSON.parse(tries) as Try[] }));
  }

  /** Writes what followed from a try of each of these locked deliveries, at least one. */
  async writeTried(tx: EntityManager, tried: readonly TriedDelivery[], now: Date): Promise<void> {
    const ids = tried.map(({ id }) => id);
    const column = (name: string, place: string, valueOf: (one: TriedDelivery) => Value) => ({
      name,
      place,
      values: tried.map(valueOf),
    });
    const sets = setClause(ids, [
      column('state', PLAIN_PLACE, ({ next }) => (next instanceof Date ? 'PENDING' : next)),
      column('next_attempt_at', INSTANT_PLACE, ({ next }) => (next instanceof Date ? next : null)),
      column('ended_at', INSTANT_PLACE, ({ next }) => (next instanceof Date ? null : now)),
      column('attempts', PLAIN_PLACE, ({ attempts }) => attempts),
      column('tries', PLAIN_PLACE, ({ tries }) => JSON.stringify(tries)),
    ]);
    // Raw: hot; one statement for all deliveries of a batch, each with its own values.
    const sql = `UPDATE webhook_deliveries SET ${sets.sql} WHERE id IN (?)`;
    await tx.query(sql, [...sets.params, ids]);
  }

  /** Gives due times to the first pending delivery of each of these orders, where it has none. */
  async makeHeadsDue(
    tx: EntityManager,
    endpointId: number,
    orderIds: readonly string[],
    now: Date,
  ): Promise<void> {
    if (orderIds.length === 0) return;
    // Raw: hot; the heads of many orders in one statement, which the query builder cannot say.
    await tx.query(
      `UPDATE webhook_deliveries d JOIN (SELECT MIN(id) AS id FROM webhook_deliveries
         WHERE endpoint_id = ? AND order_id IN (?) AND pending = 1 GROUP BY order_id) head ON head.id = d.id
       SET d.next_attempt_at = ? WHERE d.next_attempt_at IS NULL`,
      [endpointId, orderIds, now],
    );
  }

  /**
   * Orders whose first pending delivery to an active endpoint was added in a range of time and has no due time: nobody
   * would ever take it up.
   */
  async stranded(
    tx: EntityManager,
    { since, until, limit }: { readonly since: Date; readonly until: Date; readonly limit: number },
  ): Promise<OrderOfEndpoint[]> {
    // Raw: it names its index, for a log has far more deliveries of an endpoint without a due time than pending ones.
    return tx.query(
      `SELECT STRAIGHT_JOIN d.endpoint_id AS endpointId, d.order_id AS orderId
       FROM webhook_deliveries d FORCE INDEX (ix_webhook_deliveries_state)
       JOIN webhook_endpoints e ON e.id = d.endpoint_id AND e.state = 'ACTIVE'
       WHERE d.state = 'PENDING' AND d.created_at >= ? AND d.created_at < ?
         AND d.next_attempt_at IS NULL AND NOT EXISTS (SELECT 1 FROM webhook_deliveries p
           WHERE p.endpoint_id = d.endpoint_id AND p.order_id = d.order_id AND p.pending = 1 AND p.id < d.id)
       ORDER BY d.id LIMIT ?`,
      [since, until, limit],
    );
  }
}
