import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { IDS, type Ids } from '../kernel/ids.js';
import { EVENT_VERSION, type NewEvent } from './domain-events.js';
import { OutboxEntity } from './outbox.entity.js';

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
    const rows = events.map((event) => ({
      eventId: this.ids.sortable(now),
      type: event.type,
      orderId: event.orderId,
      paymentId: event.paymentId ?? null,
      version: EVENT_VERSION,
      data: event.data,
      occurredAt: now,
      relayedAt: null,
      attempts: 0,
      nextAttemptAt: now,
      lastError: null,
    }));
    await tx
      .createQueryBuilder()
      .insert()
      .into(OutboxEntity)
      .values(rows)
      .updateEntity(false)
      .execute();
  }
}
