import { Inject, Injectable } from '@nestjs/common';
import { RedisConfig } from '../../config/redis.config.js';
import { QUEUE_REDIS, type RedisClient } from '../database/redis.js';
import { CLOCK, type Clock } from '../kernel/clock.js';

const KEPT_SECONDS = 90 * 86_400;
/** Of one name. */
const MOST_NETWORKS = 20;
/** By one process, of all names. */
const MOST_SEEN = 10_000;

/**
 * From where names have signed in: in Redis, and what this process saw itself. Where both are lost, a sign-in makes its
 * address known again.
 */
@Injectable()
export class KnownNetworks {
  private readonly seen = new Set<string>();

  constructor(
    @Inject(QUEUE_REDIS) private readonly redis: RedisClient,
    private readonly config: RedisConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whether a name has signed in from a network; while Redis is away, here. */
  async has(name: string, network: string): Promise<boolean> {
    if (this.seen.has(`${name} ${network}`)) return true;
    const score = await this.redis.zscore(this.key(name), network).catch(() => null);
    return score !== null;
  }

  /** Notes that a name has signed in from a network; the one that was used longest ago makes room. */
  async add(name: string, network: string): Promise<void> {
    const key = this.key(name);
    if (this.seen.size >= MOST_SEEN) this.seen.clear();
    this.seen.add(`${name} ${network}`);
    await Promise.all([
      this.redis.zadd(key, this.clock.now().getTime(), network),
      this.redis.zremrangebyrank(key, 0, -MOST_NETWORKS - 1),
      this.redis.expire(key, KEPT_SECONDS),
    ]).catch(() => undefined);
  }

  private key(name: string): string {
    return `${this.config.keyPrefix}:sign-in-known:${name}`;
  }
}
