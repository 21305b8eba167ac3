import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Counter } from 'prom-client';
import { DatabaseUnavailable } from '../database/database-trouble.js';
import { Transactions } from '../database/transactions.js';
import { Metrics } from '../http/health/metrics.service.js';
import { CHANCE, type Chance } from '../kernel/chance.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { type DomainEvent, EVENT_TYPES, type EventType } from './domain-events.js';
import { EventHandlers } from './event-handlers.js';
import { eventOf } from './outbox-event.js';
import { RelayRepository } from './relay.repository.js';

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
    private readonly repository: RelayRepository,
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
    const due = await this.repository.dueIds(this.clock.now(), BATCH);
    for (const id of due) moved += (await this.relay(id)) ? 1 : 0;
    return moved;
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
    const row = await this.repository.lock(tx, id);
    if (row === null || row.relayedAt !== null) return null;
    const event = eventOf(row);
    for (const { name, handle } of this.handlers.of(event.type)) {
      const isNew = await this.repository.noteHandled(tx, name, event.id, this.clock.now());
      if (isNew) await handle(tx, event);
    }
    await this.repository.markRelayed(tx, id, this.clock.now());
    this.logger.log({ event: event.type, id: event.id, ...orderOf(event) }, 'event relayed');
    return event.type;
  }

  /** A database that is busy or away says nothing of the event, which stays due. */
  private async postpone(id: string, error: unknown): Promise<void> {
    if (error instanceof DatabaseUnavailable) throw error;
    this.logger.error({ err: error, outboxId: id }, 'an event could not be relayed');
    const text = error instanceof Error ? error.message : String(error);
    const attempts = await this.repository.attemptsOf(id);
    const gap = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts);
    await this.repository.postpone(id, {
      nextAttemptAt: plusMs(this.clock.now(), gap * (0.5 + this.chance.fraction())),
      lastError: text.slice(0, MAX_ERROR_LENGTH),
    });
  }
}

function orderOf(event: DomainEvent): { orderNo?: unknown } {
  return 'orderNo' in event.data ? { orderNo: event.data['orderNo'] } : {};
}
