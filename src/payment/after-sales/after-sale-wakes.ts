import { InjectQueue } from '@nestjs/bull';
import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Queue } from 'bull';
import { Waker } from '../../events/waking/waker.js';
import { AfterSalePoller } from './after-sale-poller.service.js';

/** Queue of wake-ups for cases that are due. */
export const AFTER_SALE_QUEUE = 'after-sales';

/** Keeps the poller of cases awake; part of the worker alone. */
@Injectable()
export class AfterSaleWakes implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @InjectQueue(AFTER_SALE_QUEUE) private readonly queue: Queue,
    private readonly poller: AfterSalePoller,
    private readonly waker: Waker,
  ) {}

  onApplicationBootstrap(): void {
    this.waker.keepAwake(this.queue, () => this.poller.work.step());
  }

  /** Before the database's connections end. */
  beforeApplicationShutdown(): Promise<void> {
    return this.poller.work.stop();
  }
}
