import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Loop, startLoop } from '../events/waking/loop.js';
import { HourlySums } from './hour-sums.service.js';
import { QueueDepths } from './queue-depths.service.js';

const IDLE_PAUSE_MS = 5_000;

/** Keeps the sums and depths of the overview; part of the worker alone. No money rests on it, so that its own timer is enough. */
@Injectable()
export class HourSumsLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(HourSumsLoop.name);
  private loop: Loop | null = null;

  constructor(
    private readonly sums: HourlySums,
    private readonly depths: QueueDepths,
  ) {}

  onApplicationBootstrap(): void {
    const refresh = async () => {
      await this.depths.note();
      return this.sums.refresh();
    };
    this.loop = startLoop(IDLE_PAUSE_MS, refresh, (error) => {
      this.logger.error({ err: error }, 'the sums of the overview could not be made');
    });
  }

  /** Before the database's connections end. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }
}
