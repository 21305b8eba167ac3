import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { WebhooksConfig } from '../../../config/webhooks.config.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { type Claimed, DeliveryQueue } from './delivery-queue.service.js';
import { DeliveryRunner } from './delivery-runner.service.js';

/** Deliveries of one process that are under way at the same time, in all and to one endpoint. */
const MOST_UNDER_WAY = 64;
const MOST_TO_ONE = 8;

/** To an endpoint that has failed lately goes one at a time, so that dead ones hold up nobody. */
const MOST_TO_FAILING = 1;

/** While deliveries are under way, new ones are looked for so often. */
const LOOK_MS = 200;

const PRUNE_EVERY_MS = 60_000;
const PRUNE_BATCH = 1_000;

/** Takes due deliveries up, without letting a slow endpoint hold up the others. */
@Injectable()
export class DeliveryPoller implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliveryPoller.name);
  private readonly underWay = new Set<Promise<void>>();
  private readonly perEndpoint = new Map<number, number>();
  private stopping = false;
  private prunedAt = new Date(0);

  constructor(
    private readonly queue: DeliveryQueue,
    private readonly runner: DeliveryRunner,
    private readonly config: WebhooksConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Starts what is due and there is room for; 0 when nothing is due and nothing under way. */
  async pollBatch(): Promise<number> {
    if (this.stopping) return 0;
    await this.prune();
    const started = await this.startDue();
    if (started > 0 || this.underWay.size === 0) return started;
    await Promise.race([...this.underWay, pause(LOOK_MS, undefined, { ref: false })]);
    return 1;
  }

  /** Before the database's connections end: what is under way is recorded. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.underWay);
  }

  private async startDue(): Promise<number> {
    let started = 0;
    for (const { id, failures } of await this.queue.endpointsDue()) {
      const most = failures > 0 ? MOST_TO_FAILING : MOST_TO_ONE;
      const room = Math.min(
        most - (this.perEndpoint.get(id) ?? 0),
        MOST_UNDER_WAY - this.underWay.size,
      );
      const claimed = room > 0 ? await this.queue.claim(id, room) : [];
      claimed.forEach((one) => this.start(one));
      started += claimed.length;
    }
    return started;
  }

  private start(claimed: Claimed): void {
    const { endpointId } = claimed;
    this.perEndpoint.set(endpointId, (this.perEndpoint.get(endpointId) ?? 0) + 1);
    const running = this.runSafely(claimed).finally(() => {
      this.underWay.delete(running);
      this.perEndpoint.set(endpointId, (this.perEndpoint.get(endpointId) ?? 1) - 1);
    });
    this.underWay.add(running);
  }

  private async runSafely(claimed: Claimed): Promise<void> {
    const { claims } = this.queue;
    try {
      await this.runner.run(claimed);
      claims.done(claimed.id);
    } catch (error) {
      this.logger.error({ err: error, deliveryId: claimed.id }, 'a delivery stumbled');
      await claims.free(claimed.id);
    }
  }

  /** Forgets deliveries that ended long ago, a few at a time. */
  private async prune(): Promise<void> {
    const now = this.clock.now();
    if (plusMs(this.prunedAt, PRUNE_EVERY_MS) > now) return;
    this.prunedAt = now;
    await this.queue.prune(plusMs(now, -this.config.keepMs), PRUNE_BATCH);
  }
}
