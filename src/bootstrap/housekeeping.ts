import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { EventRetention } from '../events/event-retention.service.js';
import { BillRetention } from '../reconciliation/fetching/bill-retention.service.js';
import { type Loop, startLoop } from '../events/waking/loop.js';
import { IdempotencyRetention } from '../http/idempotency/idempotency-retention.service.js';

const IDLE_PAUSE_MS = 60_000;

/** Between two batches, so that a backlog of years is cleared beside the work and not instead of it. */
const BATCH_PAUSE_MS = 500;

/**
 * Lets each floor forget what it need not keep any more; part of the worker alone. Nothing waits for it, so that its own
 * timer is enough. Orders, payments, refunds, evidence and incidents are never removed.
 */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Housekeeping.name);
  private loop: Loop | null = null;

  constructor(
    private readonly idempotency: IdempotencyRetention,
    private readonly events: EventRetention,
    private readonly bills: BillRetention,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = startLoop(
      IDLE_PAUSE_MS,
      () => this.runOnce(),
      (error) => {
        this.logger.error({ err: error }, 'old rows could not be removed');
      },
    );
  }

  /** Before the database's connections end. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  /** One batch of each kind; 0 when there was nothing to do. */
  async runOnce(): Promise<number> {
    const keys = await this.idempotency.prune();
    const notes = await this.events.pruneInbox();
    const endings = await this.events.pruneEvents();
    const lines = await this.bills.prune();
    const done = keys + notes + endings + lines;
    if (done === 0) return 0;
    this.logger.log({ keys, notes, endings, lines }, 'old rows were looked at and removed');
    await pause(BATCH_PAUSE_MS);
    return done;
  }
}
