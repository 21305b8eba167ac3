import { InjectQueue, Process, Processor } from '@nestjs/bull';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bull';
import { Rounds } from '../events/rounds.js';
import { Waker } from '../events/waker.js';
import { DeliverySweep } from './delivery-sweep.service.js';

/** Queue of wake-ups for due deliveries. */
export const WEBHOOK_QUEUE = 'webhooks';

/** The Bull job that delivers events. */
@Processor(WEBHOOK_QUEUE)
export class WebhooksProcessor {
  constructor(
    private readonly rounds: Rounds,
    private readonly sweep: DeliverySweep,
  ) {}

  @Process()
  deliver(): Promise<void> {
    return this.rounds.run(WEBHOOK_QUEUE, () => this.sweep.round());
  }
}

/** Keeps the deliveries awake; part of the worker alone. */
@Injectable()
export class WebhookWakes implements OnApplicationBootstrap {
  constructor(
    @InjectQueue(WEBHOOK_QUEUE) private readonly queue: Queue,
    private readonly sweep: DeliverySweep,
    private readonly waker: Waker,
  ) {}

  onApplicationBootstrap(): void {
    this.waker.keepAwake(this.queue, () => this.sweep.round());
  }
}
