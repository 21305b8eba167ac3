import { InjectQueue } from '@nestjs/bull';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bull';
import { setTimeout as pause } from 'node:timers/promises';
import { RedisConfig } from '../../../config/redis.config.js';
import { RedisHealth } from '../../http/health/redis-health.service.js';
import { SpanKind, traced } from '../../kernel/tracing.js';
import { guardQueue } from './bull-guard.js';
import { WAKE_QUEUE } from './bull-options.js';
import { type Loop, startLoop } from './loop.js';

/** A wake-up is worth this much waiting; a frozen Redis would hold it for ever. */
const ADD_TIMEOUT_MS = 300;

/** Each costs Redis some thirty commands. */
const WAKE_UPS_PER_PROBE = 2;

/**
 * Wakes one of the workers through Bull, again and again under a fixed job id, because Redis may forget all it knew. A
 * job carries nothing: it says "look now".
 */
@Injectable()
export class WakeQueue implements OnApplicationShutdown {
  private loop: Loop | null = null;

  constructor(
    @InjectQueue(WAKE_QUEUE) private readonly queue: Queue,
    private readonly redis: RedisHealth,
    private readonly config: RedisConfig,
  ) {
    redis.watch('wake-ups');
  }

  /** Has `look` called at each wake-up that this worker is given, and adds wake-ups, until the process ends. */
  start(look: () => void): void {
    guardQueue(this.queue);
    const refused = (error: unknown): void => this.redis.noteRefusal('wake-ups', error);
    // Bull's clients emit their connection errors here; without a listener they would end the process.
    this.queue.on('error', refused);
    // Not by @Process: Nest leaves the promise to nobody.
    const subject = { kind: SpanKind.CONSUMER, root: true };
    const work = () => traced('process wake-up', subject, () => Promise.resolve(look()));
    this.queue.process(work).catch(refused);
    const everyMs = this.config.probeEveryMs / WAKE_UPS_PER_PROBE;
    this.loop = startLoop(everyMs, () => this.wake(), refused);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  private async wake(): Promise<0> {
    const adding = this.queue.add({}, { jobId: 'wake' }).then(
      () => this.redis.noteSuccess('wake-ups'),
      (error: unknown) => this.redis.noteRefusal('wake-ups', error),
    );
    const silence = pause(ADD_TIMEOUT_MS, 'silence' as const, { ref: false });
    if ((await Promise.race([adding, silence])) !== 'silence') return 0;
    this.redis.noteRefusal('wake-ups', new Error('Command timed out'));
    return 0;
  }
}
