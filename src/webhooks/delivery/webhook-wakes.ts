import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Waker } from '../../events/waking/waker.js';
import { DeliveryPoller } from './delivery-poller.service.js';
import { SOME_DELIVERY_IS_DUE } from './delivery-queue.service.js';

/** Keeps the deliveries awake; part of the worker alone. */
@Injectable()
export class WebhookWakes implements OnApplicationBootstrap {
  constructor(
    private readonly poller: DeliveryPoller,
    private readonly waker: Waker,
  ) {}

  onApplicationBootstrap(): void {
    const poll = () => this.poller.pollBatch();
    this.waker.keepAwake({ name: 'webhooks', isDue: SOME_DELIVERY_IS_DUE, poll });
  }
}
