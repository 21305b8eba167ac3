import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { AuthConfig } from '../../config/auth.config.js';
import { RedisConfig } from '../../config/redis.config.js';
import { QUEUE_REDIS } from '../database/redis.js';
import { RateLimit } from '../http/rate-limit.js';
import { foldedName } from './folded-name.js';
import { networkOf } from './network.js';

/** Many people may sit behind one address; one name belongs to one person. */
const ADDRESS_FACTOR = 10;

/** Bounds how often passwords can be tried. */
@Injectable()
export class SignInLimits {
  private readonly byName: RateLimit;
  private readonly byAddress: RateLimit;

  constructor(@Inject(QUEUE_REDIS) redis: Redis, config: AuthConfig, { keyPrefix }: RedisConfig) {
    const limit = (kind: string, points: number): RateLimit =>
      new RateLimit(redis, {
        keyPrefix: `${keyPrefix}:sign-in-${kind}`,
        points,
        duration: config.loginWindowSeconds,
        slug: 'too-many-attempts',
        detail: 'Too many attempts to sign in. Try again later.',
      });
    this.byName = limit('name', config.loginAttempts);
    this.byAddress = limit('address', config.loginAttempts * ADDRESS_FACTOR);
  }

  /** Counts an attempt. Throws Problem `too-many-attempts` when there were too many in the window. */
  async spend(username: string, address: string): Promise<void> {
    await Promise.all([
      this.byName.spend(foldedName(username)),
      this.byAddress.spend(networkOf(address)),
    ]);
  }

  /** Forgets the attempts of somebody who knew the password. */
  async forgive(username: string): Promise<void> {
    await this.byName.forget(foldedName(username));
  }
}
