import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { DueRepository } from './due.repository.js';
import { PollRunner } from './poll-runner.js';
import type { Poller } from './poller.js';
import { WakeQueue } from './wake-queue.service.js';

/** A worker looks by itself so often, whether Bull wakes it or not. */
const LOOK_EVERY_MS = 500;

/** No sooner after a look: what becomes due meanwhile is taken up together. */
const GATHER_MS = 250;

/** Each poller is run so often even when nothing seems to be due, for what only time brings about. */
const RUN_EVERY_MS = 60_000;

/**
 * Runs the pollers that have something to do. What is due stands in the database, and one statement asks it for all of
 * them; Redis wakes a worker sooner, and without it each looks by its own timer.
 */
@Injectable()
export class Waker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Waker.name);
  private readonly pollers: Poller[] = [];
  private readonly ranAt = new Map<Poller, Date>();
  private waking = new AbortController();
  private stopping = false;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly repository: DueRepository,
    private readonly polls: PollRunner,
    private readonly queue: WakeQueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Runs a poller from now on until the process ends. */
  keepAwake(poller: Poller): void {
    this.pollers.push(poller);
  }

  onApplicationBootstrap(): void {
    this.queue.start(() => this.waking.abort());
    this.looking = this.lookOn();
  }

  /** Before the database's connections end. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.polls.stop();
    this.waking.abort();
    await this.looking;
  }

  private async lookOn(): Promise<void> {
    while (!this.stopping) {
      const since = performance.now();
      const { signal } = (this.waking = new AbortController());
      const isAnyDue = await this.lookOnce();
      const rest = async (untilMs: number, cutShort?: AbortSignal): Promise<void> => {
        const ms = untilMs - (performance.now() - since);
        if (ms <= 0 || this.stopping) return;
        await pause(ms, undefined, { signal: cutShort }).catch(() => undefined);
      };
      if (!isAnyDue) await rest(LOOK_EVERY_MS, signal);
      await rest(GATHER_MS);
    }
  }

  /** Begins what is due, and answers whether anything was. */
  private async lookOnce(): Promise<boolean> {
    try {
      const due = await this.repository.due(this.pollers);
      for (const poller of new Set([...due, ...this.rested()])) this.run(poller);
      return due.length > 0;
    } catch (error) {
      this.logger.error({ err: error }, 'the database could not be asked what is due');
      return false;
    }
  }

  private rested(): Poller[] {
    const since = this.clock.now().getTime() - RUN_EVERY_MS;
    return this.pollers.filter((poller) => (this.ranAt.get(poller)?.getTime() ?? 0) <= since);
  }

  private run(poller: Poller): void {
    const { name } = poller;
    this.ranAt.set(poller, this.clock.now());
    this.polls.run(poller).catch((error: unknown) => {
      this.logger.error({ err: error, poller: name }, 'a poller failed');
    });
  }
}
