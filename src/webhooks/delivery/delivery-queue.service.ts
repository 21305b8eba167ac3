import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Claims } from '../../database/claims.js';
import { INSTANT_PLACE } from '../../database/places.js';
import { Transactions } from '../../database/transactions.js';
import type { EventHead } from '../../events/event-log.service.js';
import type { Held } from '../../events/event-retention.service.js';
import { CHANCE, type Chance } from '../../kernel/chance.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { DeliveryEntity, type DeliveryOrigin, type Try } from './delivery.entity.js';

const CHUNK = 500;
const DUE_DELIVERIES = { table: 'webhook_deliveries', dueAt: 'next_attempt_at' } as const;
const CLAIMED_COLUMNS = `id, endpoint_id AS endpointId, event_id AS eventId, order_id AS orderId, attempts,
  created_at AS createdAt`;

/** A delivery that a worker has taken upon itself. */
export type Claimed = Pick<
  DeliveryEntity,
  'id' | 'endpointId' | 'eventId' | 'orderId' | 'attempts' | 'createdAt'
>;

/** What follows a try: when the next is due, or how the delivery ended; and whether it counts as one. */
export interface NextTry {
  readonly next: Date | 'DELIVERED' | 'FAILED';
  readonly counts: boolean;
}

/**
 * The rows of what is to be delivered. For each endpoint and order one pending delivery at most has a due time, the
 * oldest; the next gets one when that ends. Whoever adds or ends deliveries holds a lock on the endpoint's row, so that
 * neither misses the other.
 */
@Injectable()
export class DeliveryQueue {
  readonly claims: Claims;

  constructor(
    private readonly dataSource: DataSource,
    transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) chance: Chance,
  ) {
    this.claims = new Claims(transactions, clock, chance, DUE_DELIVERIES);
  }

  /** Adds deliveries of events, in the order given, each behind the earlier ones of its order. */
  async add(
    tx: EntityManager,
    endpointId: number,
    events: readonly EventHead[],
    origin: 'event' | 'replay',
  ): Promise<void> {
    for (let start = 0; start < events.length; start += CHUNK) {
      const part = events.slice(start, start + CHUNK);
      const rows = part.map((event) => this.rowOf(endpointId, event, origin, event.orderId, null));
      await this.insert(tx, rows);
    }
    await this.makeHeadsDue(tx, endpointId, events);
  }

  /** Adds a delivery that waits for no other and that no other waits for; answers its id. */
  addAlone(tx: EntityManager, endpointId: number, event: EventHead): Promise<string> {
    const row = this.rowOf(endpointId, event, 'resend', null, this.clock.now());
    return this.insert(tx, [row]);
  }

  /** Endpoints that have something due, and how often each has failed lately. */
  endpointsDue(): Promise<{ id: number; failures: number }[]> {
    return this.dataSource.query(
      `SELECT e.id, e.failures FROM webhook_endpoints e
       WHERE e.state = 'ACTIVE' AND EXISTS (SELECT 1 FROM webhook_deliveries d
         WHERE d.endpoint_id = e.id AND d.next_attempt_at <= ?)`,
      [this.clock.now()],
    );
  }

  /** Claims due deliveries of an endpoint. */
  claim(endpointId: number, limit: number): Promise<Claimed[]> {
    return this.claims.claim<Claimed>({
      columns: CLAIMED_COLUMNS,
      where: 'endpoint_id = ?',
      parameters: [endpointId],
      limit,
    });
  }

  /**
   * Records a try of a claimed delivery: when it is due again, or how it ended, which makes the next of its order due.
   * False when it was taken up by somebody else since.
   */
  async record(
    tx: EntityManager,
    claimed: Claimed,
    tries: readonly Try[],
    { next, counts }: NextTry,
  ): Promise<boolean> {
    const now = this.clock.now();
    const stays = next instanceof Date;
    const ended = stays
      ? { nextAttemptAt: next }
      : { state: next, nextAttemptAt: null, endedAt: now };
    const update = tx
      .createQueryBuilder()
      .update(DeliveryEntity)
      .set({ ...ended, attempts: claimed.attempts + (counts ? 1 : 0), tries: [...tries] });
    const { id, attempts } = claimed;
    const { affected } = await update.where({ id, attempts, state: 'PENDING' }).execute();
    if (affected !== 1) return false;
    if (!stays) await this.makeNextDue(tx, claimed, now);
    return true;
  }

  /** Makes a delivery that waits for its next try due now. */
  async makeDue(tx: EntityManager, id: string): Promise<void> {
    const sql = `UPDATE webhook_deliveries SET next_attempt_at = ?
      WHERE id = ? AND next_attempt_at IS NOT NULL`;
    await tx.query(sql, [this.clock.now(), id]);
  }

  /** Makes all of an endpoint's deliveries that wait for their next try due now, with all their tries before them. */
  async makeAllDue(tx: EntityManager, endpointId: number): Promise<void> {
    await tx.query(
      `UPDATE webhook_deliveries SET next_attempt_at = ?, attempts = 0
       WHERE endpoint_id = ? AND next_attempt_at IS NOT NULL`,
      [this.clock.now(), endpointId],
    );
  }

  /** What is not delivered yet: those of these orders, and the events that are delivered in no order. */
  async undelivered(tx: EntityManager, orderIds: readonly string[]): Promise<Held> {
    const pending = `FROM webhook_endpoints e
      JOIN webhook_deliveries d ON d.endpoint_id = e.id AND d.pending = 1`;
    const orders: { id: string }[] = await tx.query(
      `SELECT DISTINCT d.order_id AS id ${pending} AND d.order_id IN (?)`,
      [orderIds],
    );
    const events: { id: string }[] = await tx.query(
      `SELECT DISTINCT d.event_id AS id ${pending} AND d.order_id IS NULL`,
    );
    return { orderIds: orders.map(({ id }) => id), eventIds: events.map(({ id }) => id) };
  }

  private async makeNextDue(tx: EntityManager, ended: Claimed, now: Date): Promise<void> {
    if (ended.orderId === null) return;
    await tx.query(
      `UPDATE webhook_deliveries SET next_attempt_at = ?
       WHERE endpoint_id = ? AND order_id = ? AND pending = 1 ORDER BY id LIMIT 1`,
      [now, ended.endpointId, ended.orderId],
    );
  }

  /** Gives due times to the first pending delivery of each of these events' orders, and to those of no order. */
  private async makeHeadsDue(
    tx: EntityManager,
    endpointId: number,
    events: readonly EventHead[],
  ): Promise<void> {
    const now = this.clock.now();
    const orderIds = [...new Set(events.map(({ orderId }) => orderId))];
    for (const orderId of orderIds) {
      const whose = orderId === null ? 'order_id IS NULL' : 'order_id = ?';
      const limit = orderId === null ? '' : 'ORDER BY id LIMIT 1';
      await tx.query(
        `UPDATE webhook_deliveries SET next_attempt_at = COALESCE(next_attempt_at, ${INSTANT_PLACE})
         WHERE endpoint_id = ? AND ${whose} AND pending = 1 ${limit}`,
        [now, endpointId, ...(orderId === null ? [] : [orderId])],
      );
    }
  }

  private rowOf(
    endpointId: number,
    event: EventHead,
    origin: DeliveryOrigin,
    orderId: string | null,
    nextAttemptAt: Date | null,
  ) {
    return {
      endpointId,
      eventId: event.id,
      type: event.type,
      orderId,
      origin,
      state: 'PENDING' as const,
      attempts: 0,
      nextAttemptAt,
      createdAt: this.clock.now(),
      endedAt: null,
      tries: [],
    };
  }

  private async insert(
    tx: EntityManager,
    rows: readonly Omit<DeliveryEntity, 'id'>[],
  ): Promise<string> {
    const insert = tx
      .createQueryBuilder()
      .insert()
      .into(DeliveryEntity)
      .values([...rows]);
    const { raw } = await insert.updateEntity(false).execute();
    return String((raw as { insertId: string | number }).insertId);
  }
}
