import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Relay } from './relay.service.js';
import { SOME_EVENT_IS_DUE } from './relay.repository.js';
import { Waker } from './waking/waker.js';

/** Keeps the relay going; part of the worker alone. */
@Injectable()
export class RelayWakes implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private underWay: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly relay: Relay,
    private readonly waker: Waker,
  ) {}

  onApplicationBootstrap(): void {
    this.waker.keepAwake({
      name: 'relay',
      isDue: SOME_EVENT_IS_DUE,
      poll: () => {
        const batch = this.relay.relayBatch();
        this.underWay = batch.catch(() => undefined);
        return batch;
      },
    });
  }

  /** Before the database's connections end. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.underWay;
  }
}
