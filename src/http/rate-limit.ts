import type { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { Problem } from '../kernel/problem.js';

/** What may be done how often, and what somebody is told who does it more often. */
export interface RateRule {
  /** Where it is counted in Redis; no two rules share it. */
  readonly keyPrefix: string;
  /** So many times in a window of `duration` seconds, which begins with the first. */
  readonly points: number;
  readonly duration: number;
  readonly slug: string;
  readonly detail: string;
}

/** Bounds how often something is done for a key; all processes count together, and without Redis each for itself. */
export class RateLimit {
  private readonly limiter: RateLimiterAbstract;

  constructor(
    redis: Redis,
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
      const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
      throw new Problem('too-many', this.rule.slug, this.rule.detail, { retryAfterSeconds });
    }
  }

  /** Forgets what was counted for a key. */
  async forget(key: string): Promise<void> {
    await this.limiter.delete(key).catch(() => undefined);
  }
}
