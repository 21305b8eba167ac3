import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { type Loop, startLoop } from './loop.js';
import { Relay } from './relay.service.js';

const IDLE_PAUSE_MS = 250;

/** Keeps the relay going; part of the worker alone. */
@Injectable()
export class RelayLoop implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RelayLoop.name);
  private loop: Loop | null = null;

  constructor(private readonly relay: Relay) {}

  onApplicationBootstrap(): void {
    const round = () => this.relay.drain();
    this.loop = startLoop(IDLE_PAUSE_MS, round, (error) => {
      this.logger.error({ err: error }, 'the relay stumbled');
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }
}
