import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Counter } from 'prom-client';
import { DatabaseUnavailable } from '../database/database-trouble.js';
import { Transactions } from '../database/transactions.js';
import { Metrics } from '../http/health/metrics.service.js';
import { CHANCE, type Chance } from '../kernel/chance.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { type DomainEvent, domainEventOf, EVENT_TYPES, type EventType } from './domain-events.js';
import { EventHandlers } from './event-handlers.js';
import { OutboxEntity } from './outbox.entity.js';

const BATCH = 100;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 5 * 60_000;
const MAX_ERROR_LENGTH = 500;

/**
 * Hands events from the outbox to their handlers, at least once and in order per order, with any number of relays at
 * work. A handler that fails holds up its own order's events only.
 */
@Injectable()
export class Relay {
  private readonly logger = new Logger(Relay.name);
  private readonly relayed: Counter<'type'>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly handlers: EventHandlers,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
    metrics: Metrics,
  ) {
    const help = 'Events relayed by this process';
    const known = EVENT_TYPES.map((type) => ({ type }));
    this.relayed = metrics.counter('events_relayed_total', help, ['type'], known);
  }

  /** Relays what is due now, until nothing is; answers how many events went out. */
  async drain(): Promise<number> {
    let relayed = 0;
    for (let moved = await this.relayBatch(); moved > 0; moved = await this.relayBatch()) {
      relayed += moved;
    }
    return relayed;
  }

  /** Relays one batch of what is due, at most one event per order; answers how many went out. */
  async relayBatch(): Promise<number> {
    let moved = 0;
    for (const id of await this.due()) moved += (await this.relay(id)) ? 1 : 0;
    return moved;
  }

  /** The first pending event of each order, oldest first: a later one waits for it. */
  private async due(): Promise<string[]> {
    const rows: { id: string }[] = await this.dataSource.query(
      `SELECT o.id FROM outbox o
       WHERE o.pending = 1 AND o.next_attempt_at <= ?
         AND NOT EXISTS (SELECT 1 FROM outbox p
           WHERE p.order_id = o.order_id AND p.id < o.id AND p.pending = 1)
       ORDER BY o.id LIMIT ${BATCH}`,
      [this.clock.now()],
    );
    return rows.map(({ id }) => id);
  }

  private async relay(id: string): Promise<boolean> {
    try {
      const type = await this.transactions.run((tx) => this.relayIn(tx, id));
      if (type !== null) this.relayed.inc({ type });
      return type !== null;
    } catch (error) {
      await this.postpone(id, error);
      return false;
    }
  }

  /** Answers the event's type; null when it was relayed before, or is being. */
  private async relayIn(tx: EntityManager, id: string): Promise<EventType | null> {
    const lock = { mode: 'pessimistic_write', onLocked: 'skip_locked' } as const;
    const row = await tx.findOne(OutboxEntity, { where: { id }, lock });
    if (row === null || row.relayedAt !== null) return null;
    const event = eventOf(row);
    for (const { name, handle } of this.handlers.of(event.type)) {
      if (await this.isNew(tx, name, event.id)) await handle(tx, event);
    }
    const relayedAt = this.clock.now();
    await tx.createQueryBuilder().update(OutboxEntity).set({ relayedAt }).where({ id }).execute();
    this.logger.log({ event: event.type, id: event.id, ...orderOf(event) }, 'event relayed');
    return event.type;
  }

  /** Notes in the consumer's inbox that it handles the event; false when it has done so before. */
  private async isNew(tx: EntityManager, handler: string, eventId: string): Promise<boolean> {
    const result: { affectedRows: number } = await tx.query(
      'INSERT IGNORE INTO event_inbox (handler, event_id, handled_at) VALUES (?, ?, ?)',
      [handler, eventId, this.clock.now()],
    );
    return result.affectedRows === 1;
  }

  /** A database that is busy or away says nothing of the event, which stays due. */
  private async postpone(id: string, error: unknown): Promise<void> {
    if (error instanceof DatabaseUnavailable) throw error;
    this.logger.error({ err: error, outboxId: id }, 'an event could not be relayed');
    const text = error instanceof Error ? error.message : String(error);
    const row = await this.dataSource.manager.findOneBy(OutboxEntity, { id });
    const gap = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (row?.attempts ?? 0));
    await this.dataSource
      .createQueryBuilder()
      .update(OutboxEntity)
      .set({
        attempts: () => 'attempts + 1',
        nextAttemptAt: plusMs(this.clock.now(), gap * (0.5 + this.chance.fraction())),
        lastError: text.slice(0, MAX_ERROR_LENGTH),
      })
      .where({ id })
      .execute();
  }
}

function eventOf(row: OutboxEntity): DomainEvent {
  return domainEventOf({
    id: row.eventId,
    type: row.type,
    occurredAt: row.occurredAt,
    orderId: row.orderId,
    paymentId: row.paymentId,
    version: row.version,
    data: row.data,
  });
}

function orderOf(event: DomainEvent): { orderNo?: unknown } {
  return 'orderNo' in event.data ? { orderNo: event.data['orderNo'] } : {};
}
