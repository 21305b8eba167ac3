import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Counter } from 'prom-client';
import { RedisConfig } from '../../../config/redis.config.js';
import { CART_REDIS, QUEUE_REDIS, type RedisClient } from '../../database/redis.js';
import { probeRedis } from '../../database/redis-probe.js';
import { redisTrouble } from '../../database/redis-trouble.js';
import { Metrics } from './metrics.service.js';

/** What Redis is used for: counters of limits, carts, and (in a worker) wake-ups. */
export type RedisUse = 'limits' | 'carts' | 'wake-ups';

/**
 * A use that was refused works again once nothing was refused for this part of the time between two probes: a server half
 * of which works is not well.
 */
const CALM_PART = 0.8;

interface State {
  /** What was said since it worked last, the newest last; nothing: nothing is wrong. */
  readonly said: readonly string[];
  readonly refusedAt: number;
}

const WELL: State = { said: [], refusedAt: 0 };

/**
 * Knows whether Redis does what this process asks of it. A refusal is said once, with the setting that names the server
 * and what can be done about it, and so is its end; nothing ends because of it.
 */
@Injectable()
export class RedisHealth implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RedisHealth.name);
  private readonly states = new Map<RedisUse, State>();
  private readonly refusals: Counter<'use'>;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(QUEUE_REDIS) private readonly queue: RedisClient,
    @Inject(CART_REDIS) private readonly cart: RedisClient,
    private readonly config: RedisConfig,
    metrics: Metrics,
  ) {
    const counted = 'What Redis refused this process, or did not answer in time';
    this.refusals = metrics.counter('redis_refusals_total', counted, ['use']);
    const told = '1 while Redis does what this process asks of it, 0 while it refuses or is away';
    metrics.gauge('redis_usable', told, ['use'], () => this.samples());
    this.watch('limits');
    this.watch('carts');
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.probe();
    this.timer = setInterval(() => void this.probe(), this.config.probeEveryMs);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
    this.states.clear();
  }

  /** From now on the figures tell of a use as well. */
  watch(use: RedisUse): void {
    this.states.set(use, WELL);
    this.refusals.inc({ use }, 0);
  }

  /** Redis refused something, or was away; each code is said once until it works again. */
  noteRefusal(use: RedisUse, error: unknown): void {
    const before = this.states.get(use);
    if (before === undefined) return;
    const { code, remedy } = redisTrouble(error);
    this.refusals.inc({ use });
    const said = before.said.filter((one) => one !== code);
    this.states.set(use, { said: [...said, code], refusedAt: performance.now() });
    if (before.said.includes(code)) return;
    const setting = this.settingOf(use);
    this.logger.warn({ use, code, setting }, `the Redis of ${setting} serves no ${use}: ${remedy}`);
  }

  /** Redis did what was asked. */
  noteSuccess(use: RedisUse): void {
    const before = this.states.get(use);
    if (before === undefined || before.said.length === 0) return;
    const calmMs = this.config.probeEveryMs * CALM_PART;
    if (performance.now() - before.refusedAt < calmMs) return;
    this.states.set(use, WELL);
    this.logger.log({ use }, `the Redis of ${this.settingOf(use)} serves ${use} again`);
  }

  private async probe(): Promise<void> {
    await Promise.all([this.probeOne('limits', this.queue), this.probeOne('carts', this.cart)]);
  }

  private async probeOne(use: RedisUse, client: RedisClient): Promise<void> {
    try {
      const found = await probeRedis(client, this.config.keyPrefix);
      if (found.state === 'up') this.noteSuccess(use);
      else this.noteRefusal(use, found.error);
    } catch (error) {
      this.noteRefusal(use, error);
    }
  }

  private settingOf(use: RedisUse): string {
    const isOfCarts = use === 'carts' && this.config.cartUrl !== this.config.url;
    return isOfCarts ? 'CART_REDIS_URL' : 'REDIS_URL';
  }

  private samples() {
    return [...this.states].map(([use, { said }]) => ({
      labels: { use },
      value: said.length === 0 ? 1 : 0,
    }));
  }
}
