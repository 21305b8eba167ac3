import { Inject, Injectable } from '@nestjs/common';
import { AlipayConfig } from '../../../config/alipay.config.js';
import { RedisConfig } from '../../../config/redis.config.js';
import { may } from '../../auth/permissions.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { QUEUE_REDIS, type RedisClient } from '../../database/redis.js';
import { RateLimit } from '../../http/rate-limit.js';

const WINDOW_SECONDS = 60;

/** Bounds how often one customer can have Alipay asked: its patience is shared by all. */
@Injectable()
export class AskingLimit {
  private readonly limit: RateLimit;

  constructor(
    @Inject(QUEUE_REDIS) redis: RedisClient,
    config: AlipayConfig,
    { keyPrefix }: RedisConfig,
  ) {
    this.limit = new RateLimit(redis, {
      keyPrefix: `${keyPrefix}:asking`,
      points: config.asksPerMinute,
      duration: WINDOW_SECONDS,
      slug: 'too-many-questions',
    });
  }

  /** Counts a call of Alipay. Throws Problem `too-many-questions` when a customer had too many; whoever has `payments.sync` never has. */
  async spend(user: SignedInUser): Promise<void> {
    if (!may(user, 'payments.sync')) await this.limit.spend(String(user.id));
  }
}
