import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bull';
import { setTimeout as pause } from 'node:timers/promises';
import { type Loop, startLoop } from './loop.js';
import { Rounds } from './rounds.js';

const TICK_MS = 500;

/** A wake-up is worth this much waiting; a frozen Redis would hold it for ever. */
const ADD_TIMEOUT_MS = 300;

/** When Bull has woken nobody here for this long, this worker looks for itself. */
const PATIENCE_MS = 2_000;

/**
 * Wakes the workers through Bull, again and again under a fixed job id, because Redis may forget all it knew. What is due
 * stands in the database: without Redis, each worker sweeps by its own timer.
 */
@Injectable()
export class Waker implements OnApplicationShutdown {
  private readonly logger = new Logger(Waker.name);
  private readonly loops: Loop[] = [];

  constructor(private readonly rounds: Rounds) {}

  /** Keeps the consumers of a queue awake until the process ends; `round` is what they do. */
  keepAwake(queue: Queue, round: () => Promise<number>): void {
    // Bull's clients emit their connection errors here; without a listener they would end the process.
    queue.on('error', () => undefined);
    const tick = async (): Promise<number> => {
      await this.wake(queue);
      if (this.rounds.sinceLastMs(queue.name) < PATIENCE_MS) return 0;
      await this.rounds.run(queue.name, round);
      return 0;
    };
    const onError = (error: unknown): void => {
      this.logger.error({ err: error, queue: queue.name }, 'a sweep stumbled');
    };
    this.loops.push(startLoop(TICK_MS, tick, onError));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  private async wake(queue: Queue): Promise<void> {
    const adding = queue.add({}, { jobId: 'wake' }).catch(() => undefined);
    await Promise.race([adding, pause(ADD_TIMEOUT_MS, undefined, { ref: false })]);
  }
}
