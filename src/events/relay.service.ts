import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Counter } from 'prom-client';
import { DatabaseUnavailable } from '../database/database-trouble.js';
import { Transactions } from '../database/transactions.js';
import { Metrics } from '../http/health/metrics.service.js';
import { CHANCE, type Chance } from '../kernel/chance.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import type { Outcome } from '../kernel/outcome.js';
import { ORDER_NO, SpanKind, tellIn, tracing } from '../kernel/tracing.js';
import { type DomainEvent, EVENT_TYPES } from './domain-events.js';
import { EventHandlers, type HandlerShare } from './event-handlers.js';
import { eventOf } from './outbox-event.js';
import { RelayRepository } from './relay.repository.js';

const BATCH = 100;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 5 * 60_000;
const MAX_ERROR_LENGTH = 500;

/** An event that went out, and the trace that it belongs to. */
interface Relayed {
  readonly event: DomainEvent;
  readonly traceparent: string | null;
}

/**
 * Hands events from the outbox to their handlers, at least once and in order per order, with any number of relays at
 * work. Those of a batch are handed on together in one transaction; when that fails, each in its own, so that one whose
 * handler fails holds up its own order's events only.
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
    const due = await this.repository.dueIds(this.clock.now(), BATCH);
    if (due.length === 0) return 0;
    const together = await this.tryRelaying(due);
    if (together.ok) return together.value;
    if (together.error instanceof DatabaseUnavailable) throw together.error;
    return due.length === 1 ? this.postpone(due[0] ?? '', together.error) : this.relayApart(due);
  }

  /** What one of them is wrong with is nothing to the others. */
  private async relayApart(due: readonly string[]): Promise<number> {
    let moved = 0;
    for (const id of due) {
      const alone = await this.tryRelaying([id]);
      moved += alone.ok ? alone.value : await this.postpone(id, alone.error);
    }
    return moved;
  }

  /** In one transaction: all of them, or the error and none. */
  private async tryRelaying(ids: readonly string[]): Promise<Outcome<number>> {
    try {
      const began = this.clock.now();
      const relayed = await this.transactions.run((tx) => this.relayIn(tx, ids));
      for (const { event, traceparent } of relayed) {
        tellOfRelay(event, traceparent, began);
        this.relayed.inc({ type: event.type });
        this.logger.log({ event: event.type, id: event.id, ...orderOf(event) }, 'event relayed');
      }
      return { ok: true, value: relayed.length };
    } catch (error) {
      return { ok: false, error };
    }
  }

  /** Answers the events, without those that were relayed before or are being. */
  private async relayIn(tx: EntityManager, ids: readonly string[]): Promise<Relayed[]> {
    const rows = await this.repository.lockPending(tx, ids);
    if (rows.length === 0) return [];
    const now = this.clock.now();
    const all = rows.map((row) => ({ event: eventOf(row), traceparent: row.traceparent }));
    const events = all.map(({ event }) => event);
    for (const share of this.handlers.sharesOf(events)) await this.handle(tx, share, now);
    const relayed = rows.map(({ id }) => id);
    await this.repository.markRelayed(tx, relayed, now);
    return all;
  }

  private async handle(tx: EntityManager, share: HandlerShare, now: Date): Promise<void> {
    const { name, handle, events } = share;
    const eventIds = events.map(({ id }) => id);
    const fresh = await this.repository.noteHandled(tx, name, eventIds, now);
    if (fresh === events.length) return handle(tx, events);
    // Which of several it has handled before shows when each is relayed alone.
    if (events.length > 1) throw new Error(`${name} has handled some of these events before`);
  }

  /** A database that is busy or away says nothing of the event, which stays due. Answers that nothing went out. */
  private async postpone(id: string, error: unknown): Promise<0> {
    if (error instanceof DatabaseUnavailable) throw error;
    this.logger.error({ err: error, outboxId: id }, 'an event could not be relayed');
    const text = error instanceof Error ? error.message : String(error);
    const attempts = await this.repository.attemptsOf(id);
    const gap = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts);
    await this.repository.postpone(id, {
      nextAttemptAt: plusMs(this.clock.now(), gap * (0.5 + this.chance.fraction())),
      lastError: text.slice(0, MAX_ERROR_LENGTH),
    });
    return 0;
  }
}

/** In the trace of the order, and not of the batch in which it went out. */
function tellOfRelay(event: DomainEvent, traceparent: string | null, began: Date): void {
  if (!tracing.isOn || traceparent === null) return;
  const attributes = { 'event.id': event.id, [ORDER_NO]: orderOf(event).orderNo ?? '' };
  const subject = { kind: SpanKind.CONSUMER, attributes };
  tellIn(traceparent, `relay ${event.type}`, subject, began);
}

function orderOf({ data }: DomainEvent): { orderNo?: string | null } {
  return 'orderNo' in data ? { orderNo: data.orderNo } : {};
}
