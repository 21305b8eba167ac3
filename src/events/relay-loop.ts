import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { type Loop, startLoop } from './waking/loop.js';
import { Relay } from './relay.service.js';

const IDLE_PAUSE_MS = 250;

/** Keeps the relay going; part of the worker alone. */
@Injectable()
export class RelayLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RelayLoop.name);
  private loop: Loop | null = null;

  constructor(private readonly relay: Relay) {}

  onApplicationBootstrap(): void {
    const relay = () => this.relay.relayBatch();
    this.loop = startLoop(IDLE_PAUSE_MS, relay, (error) => {
      this.logger.error({ err: error }, 'the relay stumbled');
    });
  }

  /** Before the database's connections end. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }
}
