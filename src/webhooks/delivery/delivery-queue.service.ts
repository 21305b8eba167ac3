import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, LessThan, Not, Repository } from 'typeorm';
import { insertRows, type Row } from '../../database/batching/rows.js';
import { Claims } from '../../database/claims.js';
import { deleteBatch } from '../../database/delete-batch.js';
import { Transactions } from '../../database/transactions.js';
import type { EventHead } from '../../events/event-log.service.js';
import type { Held } from '../../events/event-retention.service.js';
import { CHANCE, type Chance } from '../../kernel/chance.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { EndpointEntity } from '../endpoints/endpoint.entity.js';
import { DeliveryEntity, type DeliveryOrigin, type Try } from './delivery.entity.js';

const CHUNK = 500;
const REMOVED_TOGETHER = 2_000;
const DUE_DELIVERIES = { table: 'webhook_deliveries', dueAt: 'next_attempt_at' } as const;
const CLAIMED_COLUMNS = `id, endpoint_id AS endpointId, event_id AS eventId, order_id AS orderId, attempts,
  created_at AS createdAt`;

/** A delivery that a worker has taken upon itself. */
export type Claimed = Pick<
  DeliveryEntity,
  'id' | 'endpointId' | 'eventId' | 'orderId' | 'attempts' | 'createdAt'
>;

/** Behind the deliveries of which order a new one stands, and when it is due; null: none, and when those have ended. */
interface PlaceInOrder {
  readonly orderId: string | null;
  readonly dueAt: Date | null;
}

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
    @InjectRepository(EndpointEntity) private readonly endpoints: Repository<EndpointEntity>,
    @InjectRepository(DeliveryEntity) private readonly deliveries: Repository<DeliveryEntity>,
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
    const now = this.clock.now();
    for (let start = 0; start < events.length; start += CHUNK) {
      const part = events.slice(start, start + CHUNK);
      const rows = part.map((event) => {
        const { orderId } = event;
        return this.rowOf(endpointId, event, origin, {
          orderId,
          dueAt: orderId === null ? now : null,
        });
      });
      await insertRows(tx, DUE_DELIVERIES.table, rows);
      const orderIds = part.flatMap(({ orderId }) => orderId ?? []);
      await this.makeHeadsDue(tx, endpointId, [...new Set(orderIds)]);
    }
  }

  /** Adds a delivery that waits for no other and that no other waits for; answers its id. */
  addAlone(tx: EntityManager, endpointId: number, event: EventHead): Promise<string> {
    const place = { orderId: null, dueAt: this.clock.now() };
    const row = this.rowOf(endpointId, event, 'resend', place);
    return insertRows(tx, DUE_DELIVERIES.table, [row]);
  }

  /** Endpoints that have something due, and how often each has failed lately. */
  endpointsDue(): Promise<{ id: number; failures: number }[]> {
    const due = this.deliveries
      .createQueryBuilder('delivery')
      .where('delivery.endpointId = endpoint.id')
      // By a name: those that TypeORM gives are the same ones inside and outside.
      .andWhere('delivery.nextAttemptAt <= :now', { now: this.clock.now() });
    return this.endpoints
      .createQueryBuilder('endpoint')
      .select(['endpoint.id', 'endpoint.failures'])
      .where({ state: 'ACTIVE' })
      .andWhereExists(due)
      .getMany();
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
    const { id, attempts } = claimed;
    const { affected } = await tx
      .getRepository(DeliveryEntity)
      .update(
        { id, attempts, state: 'PENDING' },
        { ...ended, attempts: attempts + (counts ? 1 : 0), tries: [...tries] },
      );
    if (affected !== 1) return false;
    if (!stays) await this.makeNextDue(tx, claimed, now);
    return true;
  }

  /** Makes a delivery that waits for its next try due now. */
  async makeDue(tx: EntityManager, id: string): Promise<void> {
    const nextAttemptAt = this.clock.now();
    await tx
      .getRepository(DeliveryEntity)
      .update({ id, nextAttemptAt: Not(IsNull()) }, { nextAttemptAt });
  }

  /** Makes all of an endpoint's deliveries that wait for their next try due now, with all their tries before them. */
  async makeAllDue(tx: EntityManager, endpointId: number): Promise<void> {
    const nextAttemptAt = this.clock.now();
    await tx
      .getRepository(DeliveryEntity)
      .update({ endpointId, nextAttemptAt: Not(IsNull()) }, { nextAttemptAt, attempts: 0 });
  }

  /** What is not delivered yet: those of these orders, and the events that are delivered in no order. */
  async undelivered(tx: EntityManager, orderIds: readonly string[]): Promise<Held> {
    const pending = () =>
      tx
        .getRepository(EndpointEntity)
        .createQueryBuilder('endpoint')
        .innerJoin(DeliveryEntity, 'd', 'd.endpointId = endpoint.id AND d.pending = 1')
        .distinct(true);
    const orders = await pending()
      .select('d.orderId', 'id')
      .where('d.orderId IN (:...orderIds)', { orderIds })
      .getRawMany<{ readonly id: string }>();
    const events = await pending()
      .select('d.eventId', 'id')
      .where('d.orderId IS NULL')
      .getRawMany<{ readonly id: string }>();
    return { orderIds: orders.map(({ id }) => id), eventIds: events.map(({ id }) => id) };
  }

  /** Forgets some deliveries that ended before this instant. */
  async prune(before: Date, limit: number): Promise<void> {
    const { manager } = this.deliveries;
    await deleteBatch(manager, DeliveryEntity, { endedAt: LessThan(before) }, { limit });
  }

  /** Removes all deliveries of an endpoint: a long log goes in parts. */
  async removeAll(endpointId: number): Promise<void> {
    const batch = { limit: REMOVED_TOGETHER };
    let gone = 1;
    while (gone > 0) {
      gone = await deleteBatch(this.deliveries.manager, DeliveryEntity, { endpointId }, batch);
    }
  }

  private async makeNextDue(tx: EntityManager, ended: Claimed, now: Date): Promise<void> {
    if (ended.orderId === null) return;
    const { endpointId, orderId } = ended;
    await tx
      .getRepository(DeliveryEntity)
      .createQueryBuilder()
      .update({ nextAttemptAt: now })
      .where({ endpointId, orderId, pending: 1 })
      .orderBy('id')
      .limit(1)
      .execute();
  }

  /** Gives due times to the first pending delivery of each of these orders, where it has none. */
  private async makeHeadsDue(
    tx: EntityManager,
    endpointId: number,
    orderIds: readonly string[],
  ): Promise<void> {
    if (orderIds.length === 0) return;
    // Raw: hot; the heads of many orders in one statement, which the query builder cannot say.
    await tx.query(
      `UPDATE webhook_deliveries d JOIN (SELECT MIN(id) AS id FROM webhook_deliveries
         WHERE endpoint_id = ? AND order_id IN (?) AND pending = 1 GROUP BY order_id) head ON head.id = d.id
       SET d.next_attempt_at = ? WHERE d.next_attempt_at IS NULL`,
      [endpointId, orderIds, this.clock.now()],
    );
  }

  private rowOf(
    endpointId: number,
    event: EventHead,
    origin: DeliveryOrigin,
    { orderId, dueAt }: PlaceInOrder,
  ): Row {
    return {
      endpoint_id: endpointId,
      event_id: event.id,
      type: event.type,
      order_id: orderId,
      origin,
      state: 'PENDING',
      attempts: 0,
      next_attempt_at: dueAt,
      created_at: this.clock.now(),
      ended_at: null,
      tries: '[]',
    };
  }
}
