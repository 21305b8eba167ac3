import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, Not, Repository } from 'typeorm';
import { insertRows, type Row } from '../../database/batching/rows.js';
import { Claims } from '../../database/claims.js';
import { Transactions } from '../../database/transactions.js';
import type { EventHead } from '../../events/event-log.service.js';
import { CHANCE, type Chance } from '../../kernel/chance.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { EndpointEntity } from '../endpoints/endpoint.entity.js';
import { DeliveryEntity, type DeliveryOrigin } from './delivery.entity.js';
import {
  DeliveryRepository,
  type OrderOfEndpoint,
  type TriedDelivery,
} from './delivery.repository.js';

const CHUNK = 500;
const DUE_DELIVERIES = { table: 'webhook_deliveries', dueAt: 'next_attempt_at' } as const;
const CLAIMED_COLUMNS = `id, endpoint_id AS endpointId, event_id AS eventId, order_id AS orderId, attempts,
  created_at AS createdAt`;

/** Whether there is something to deliver now. */
// Raw: a part of the statement that asks for all pollers at once.
export const SOME_DELIVERY_IS_DUE = `EXISTS (SELECT 1 FROM webhook_endpoints e WHERE e.state = 'ACTIVE'
  AND EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.endpoint_id = e.id AND d.next_attempt_at <= ?))`;

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
    private readonly repository: DeliveryRepository,
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
      await this.repository.makeHeadsDue(tx, endpointId, [...new Set(orderIds)], now);
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

  /** Writes what followed from a try of each of these locked deliveries; those that ended make the next of their order due. */
  async record(tx: EntityManager, tried: readonly TriedDelivery[]): Promise<void> {
    if (tried.length === 0) return;
    const now = this.clock.now();
    const ended = tried.filter(({ next }) => !(next instanceof Date));
    await Promise.all([
      this.repository.writeTried(tx, tried, now),
      ...groupsByEndpoint(ended).map(([endpointId, orderIds]) =>
        this.repository.makeHeadsDue(tx, endpointId, orderIds, now),
      ),
    ]);
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

/** The orders of some deliveries for each endpoint; those of no order make nothing due. Pure. */
export function groupsByEndpoint(
  deliveries: readonly OrderOfEndpoint[],
): [endpointId: number, orderIds: string[]][] {
  const endpointIds = [...new Set(deliveries.map(({ endpointId }) => endpointId))];
  return endpointIds.map((id) => {
    const own = deliveries.filter(({ endpointId }) => endpointId === id);
    return [id, own.flatMap(({ orderId }) => orderId ?? [])];
  });
}
