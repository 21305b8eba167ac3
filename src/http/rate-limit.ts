import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { RedisClient } from '../database/redis.js';
import { Problem } from '../kernel/problem.js';
import type { BareSlug } from '../kernel/problems/problems.js';

/** What may be done how often, and what somebody is told who does it more often. */
export interface RateRule {
  /** Where it is counted in Redis; no two rules share it. */
  readonly keyPrefix: string;
  /** So many times in a window of `duration` seconds, which begins with the first. */
  readonly points: number;
  readonly duration: number;
  readonly slug: BareSlug;
}

/** Bounds how often something is done for a key; all processes count together, and without Redis each for itself. */
export class RateLimit {
  private readonly limiter: RateLimiterAbstract;

  constructor(
    redis: RedisClient,
    private readonly rule: RateRule,
  ) {
    const { keyPrefix, points, duration } = rule;
    const bounds = { keyPrefix, points, duration };
    const insuranceLimiter = new RateLimiterMemory(bounds);
    this.limiter = new RateLimiterRedis({ storeClient: redis, ...bounds, insuranceLimiter });
  }

  /** Counts once more. Throws the rule's Problem, with the seconds until the window ends, when that is too often. */
  async spend(key: string): Promise<void> {
    try {
      await this.limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw this.refused(refusal);
    }
  }

  /** Throws the rule's Problem when a key has used up its window; counts nothing. */
  async check(key: string): Promise<void> {
    const state = await this.limiter.get(key);
    if (state === null || state.consumedPoints < this.rule.points) return;
    throw this.refused(state);
  }

  /** Counts once more, however often it was, and answers how often it is now. */
  async count(key: string): Promise<number> {
    return (await this.limiter.penalty(key)).consumedPoints;
  }

  /** Takes one back that was counted. */
  async giveBack(key: string): Promise<void> {
    await this.limiter.reward(key).catch(() => undefined);
  }

  /** Refuses a key for so many seconds from now. */
  async block(key: string, seconds: number): Promise<void> {
    await this.limiter.block(key, seconds);
  }

  /** Forgets what was counted for a key. */
  async forget(key: string): Promise<void> {
    await this.limiter.delete(key).catch(() => undefined);
  }

  private refused({ msBeforeNext }: RateLimiterRes): Problem {
    const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1_000));
    return new Problem<BareSlug>(this.rule.slug, {}, { retryAfterSeconds });
  }
}
