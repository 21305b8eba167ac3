import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRows } from '../database/batching/rows.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { IDS, type Ids } from '../kernel/ids.js';
import { tracing } from '../kernel/tracing.js';
import { EVENT_VERSION, type NewEvent } from './domain-events.js';
import { tracesOf } from './event-traces.repository.js';

/** Where a state change leaves its events, in its own transaction. */
@Injectable()
export class Outbox {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /**
   * Writes events in the order given. The caller holds the order's row lock, which is what makes the ids of one
   * order's events rise in the order of their commits.
   */
  async write(tx: EntityManager, ...events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    const now = this.clock.now();
    const traces = tracing.isOn ? await tracesOf(tx, events) : null;
    const rows = events.map((event, index) => ({
      event_id: this.ids.sortable(now),
      type: event.type,
      order_id: event.orderId,
      payment_id: event.paymentId ?? null,
      version: EVENT_VERSION,
      data: JSON.stringify(event.data),
      occurred_at: now,
      next_attempt_at: now,
      // Where nobody is told of traces the column is left out.
      ...(traces !== null && { traceparent: traces[index] ?? null }),
    }));
    await insertRows(tx, 'outbox', rows);
  }
}
