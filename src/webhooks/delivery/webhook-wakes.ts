import { InjectQueue } from '@nestjs/bull';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bull';
import { Waker } from '../../events/waking/waker.js';
import { DeliveryPoller } from './delivery-poller.service.js';

/** Queue of wake-ups for due deliveries. */
export const WEBHOOK_QUEUE = 'webhooks';

/** Keeps the deliveries awake; part of the worker alone. */
@Injectable()
export class WebhookWakes implements OnApplicationBootstrap {
  constructor(
    @InjectQueue(WEBHOOK_QUEUE) private readonly queue: Queue,
    private readonly poller: DeliveryPoller,
    private readonly waker: Waker,
  ) {}

  onApplicationBootstrap(): void {
    this.waker.keepAwake(this.queue, () => this.poller.pollBatch());
  }
}
