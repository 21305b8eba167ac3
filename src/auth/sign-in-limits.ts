import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterAbstract,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { AuthConfig } from '../../config/auth.config.js';
import { RedisConfig } from '../../config/redis.config.js';
import { QUEUE_REDIS } from '../database/redis.js';
import { Problem } from '../kernel/problem.js';
import { foldedName } from './folded-name.js';
import { networkOf } from './network.js';

/** Many people may sit behind one address; one name belongs to one person. */
const ADDRESS_FACTOR = 10;

/** Bounds how often passwords can be tried; without Redis each process counts for itself. */
@Injectable()
export class SignInLimits {
  private readonly byName: RateLimiterAbstract;
  private readonly byAddress: RateLimiterAbstract;

  constructor(@Inject(QUEUE_REDIS) redis: Redis, config: AuthConfig, redisConfig: RedisConfig) {
    const limiter = (kind: string, points: number): RateLimiterAbstract => {
      const bounds = {
        keyPrefix: `${redisConfig.keyPrefix}:sign-in-${kind}`,
        points,
        duration: config.loginWindowSeconds,
      };
      const insuranceLimiter = new RateLimiterMemory(bounds);
      return new RateLimiterRedis({ storeClient: redis, ...bounds, insuranceLimiter });
    };
    this.byName = limiter('name', config.loginAttempts);
    this.byAddress = limiter('address', config.loginAttempts * ADDRESS_FACTOR);
  }

  /** Counts an attempt. Throws Problem `too-many-attempts` when there were too many in the window. */
  async spend(username: string, address: string): Promise<void> {
    await Promise.all([
      this.count(this.byName, foldedName(username)),
      this.count(this.byAddress, networkOf(address)),
    ]);
  }

  /** Forgets the attempts of somebody who knew the password. */
  async forgive(username: string): Promise<void> {
    await this.byName.delete(foldedName(username)).catch(() => undefined);
  }

  private async count(limiter: RateLimiterAbstract, key: string): Promise<void> {
    try {
      await limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
      const detail = 'Too many attempts to sign in. Try again later.';
      throw new Problem('too-many', 'too-many-attempts', detail, { retryAfterSeconds });
    }
  }
}
