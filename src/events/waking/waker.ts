import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bull';
import { setTimeout as pause } from 'node:timers/promises';
import { RedisHealth } from '../../http/health/redis-health.service.js';
import { guardQueue } from './bull-guard.js';
import { type Loop, startLoop } from './loop.js';
import { PollRunner } from './poll-runner.js';

const TICK_MS = 500;

/** A wake-up is worth this much waiting; a frozen Redis would hold it for ever. */
const ADD_TIMEOUT_MS = 300;

/** When Bull has woken nobody here for this long, this worker looks for itself. */
const PATIENCE_MS = 1_000;

/**
 * Wakes the workers through Bull, again and again under a fixed job id, because Redis may forget all it knew. What is due
 * stands in the database: without Redis, each worker polls by its own timer.
 */
@Injectable()
export class Waker implements OnApplicationShutdown {
  private readonly logger = new Logger(Waker.name);
  private readonly loops: Loop[] = [];

  constructor(
    private readonly polls: PollRunner,
    private readonly redis: RedisHealth,
  ) {
    redis.watch('wake-ups');
  }

  /** Keeps the consumer of a queue awake until the process ends; `poll` is what it does. */
  keepAwake(queue: Queue, poll: () => Promise<number>): void {
    guardQueue(queue);
    const refused = (error: unknown): void => this.redis.noteRefusal('wake-ups', error);
    // Bull's clients emit their connection errors here; without a listener they would end the process.
    queue.on('error', refused);
    const onError = (error: unknown): void => {
      this.logger.error({ err: error, queue: queue.name }, 'a poller failed');
    };
    // Not by @Process: Nest leaves the promise to nobody. A batch that fails is no failure of Redis.
    const consume = () => this.polls.run(queue.name, poll).catch(onError);
    queue.process(consume).catch(refused);
    const tick = async (): Promise<number> => {
      await this.wake(queue);
      if (this.polls.sinceLastMs(queue.name) < PATIENCE_MS) return 0;
      await this.polls.run(queue.name, poll);
      return 0;
    };
    this.loops.push(startLoop(TICK_MS, tick, onError));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  private async wake(queue: Queue): Promise<void> {
    const adding = queue.add({}, { jobId: 'wake' }).then(
      () => this.redis.noteSuccess('wake-ups'),
      (error: unknown) => this.redis.noteRefusal('wake-ups', error),
    );
    const silence = pause(ADD_TIMEOUT_MS, 'silence' as const, { ref: false });
    if ((await Promise.race([adding, silence])) !== 'silence') return;
    this.redis.noteRefusal('wake-ups', new Error('Command timed out'));
  }
}
