import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { WebhooksConfig } from '../../../config/webhooks.config.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { type Claimed, DeliveryQueue } from './delivery-queue.service.js';
import { DeliveryRetention } from './delivery-retention.repository.js';
import { DeliveryRunner } from './delivery-runner.service.js';
import { mostUnderWay } from './endpoint-room.js';
import { StrandedDeliveries } from './stranded-deliveries.service.js';

/** While deliveries are under way, new ones are looked for so often. */
const LOOK_MS = 200;

/** When one has ended, others are about to end: what there is room for then is taken up together. */
const GATHER_MS = 10;

const KEEP_HOUSE_EVERY_MS = 60_000;
const PRUNE_BATCH = 1_000;
/** Stranded ones are so from the moment they are added: what is older was looked at before. */
const STRANDED_WITHIN_MS = 3_600_000;

/** Takes due deliveries up, without letting a slow endpoint hold up the others. */
@Injectable()
export class DeliveryPoller implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliveryPoller.name);
  private readonly underWay = new Set<Promise<void>>();
  private readonly perEndpoint = new Map<number, number>();
  private readonly answerMs = new Map<number, number>();
  private stopping = false;
  private keptHouseAt = new Date(0);

  constructor(
    private readonly queue: DeliveryQueue,
    private readonly runner: DeliveryRunner,
    private readonly deliveries: DeliveryRetention,
    private readonly stranded: StrandedDeliveries,
    private readonly config: WebhooksConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Starts what is due and there is room for; 0 when nothing is due, and nothing was under way when that was looked for. */
  async pollBatch(): Promise<number> {
    if (this.stopping) return 0;
    await this.keepHouse();
    const wasBusy = this.underWay.size > 0;
    const started = await this.startDue();
    if (started > 0) return started;
    // What ended since the look may have made the next of its order due.
    if (this.underWay.size === 0) return wasBusy ? 1 : 0;
    await Promise.race([...this.underWay, pause(LOOK_MS, undefined, { ref: false })]);
    await pause(GATHER_MS, undefined, { ref: false });
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
      const most = mostUnderWay({ failures, answerMs: this.answerMs.get(id) ?? null });
      const room = most - (this.perEndpoint.get(id) ?? 0);
      if (room > 0) started += await this.startTo(id, room);
    }
    return started;
  }

  private async startTo(endpointId: number, room: number): Promise<number> {
    const claimed = await this.queue.claim(endpointId, room);
    if (claimed.length === 0) return 0;
    const preparing = this.runner.prepare(endpointId, claimed);
    for (const one of claimed) {
      this.start(one, async () => {
        const sendable = (await preparing).find((prepared) => prepared.claimed === one);
        if (sendable !== undefined) this.answerMs.set(endpointId, await this.runner.run(sendable));
      });
    }
    return claimed.length;
  }

  private start(claimed: Claimed, run: () => Promise<void>): void {
    const { endpointId } = claimed;
    this.perEndpoint.set(endpointId, (this.perEndpoint.get(endpointId) ?? 0) + 1);
    const running = this.runSafely(claimed, run).finally(() => {
      this.underWay.delete(running);
      this.perEndpoint.set(endpointId, (this.perEndpoint.get(endpointId) ?? 1) - 1);
    });
    this.underWay.add(running);
  }

  private async runSafely({ id }: Claimed, run: () => Promise<void>): Promise<void> {
    const { claims } = this.queue;
    try {
      await run();
      claims.done(id);
    } catch (error) {
      this.logger.error({ err: error, deliveryId: id }, 'a delivery stumbled');
      await claims.free(id);
    }
  }

  /** Forgets deliveries that ended long ago, a few at a time, and looks for those that nobody would take up. */
  private async keepHouse(): Promise<void> {
    const [now, before] = [this.clock.now(), this.keptHouseAt];
    if (plusMs(before, KEEP_HOUSE_EVERY_MS) > now) return;
    this.keptHouseAt = now;
    await this.deliveries.prune(plusMs(now, -this.config.keepMs), PRUNE_BATCH);
    // Of all time when the worker has just started.
    await this.stranded.free(new Date(Math.max(0, before.getTime() - STRANDED_WITHIN_MS)));
  }
}
