import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Waker } from '../../events/waking/waker.js';
import { AfterSalePoller } from './after-sale-poller.service.js';

/** Keeps the poller of cases awake; part of the worker alone. */
@Injectable()
export class AfterSaleWakes implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly poller: AfterSalePoller,
    private readonly waker: Waker,
  ) {}

  onApplicationBootstrap(): void {
    const { work } = this.poller;
    this.waker.keepAwake({ name: 'after-sales', isDue: work.isDue, poll: () => work.step() });
  }

  /** Before the database's connections end. */
  beforeApplicationShutdown(): Promise<void> {
    return this.poller.work.stop();
  }
}
