import { Inject, Injectable } from '@nestjs/common';
import { OrdersConfig } from '../../config/orders.config.js';
import { RedisConfig } from '../../config/redis.config.js';
import { networkOf } from '../auth/network.js';
import { QUEUE_REDIS, type RedisClient } from '../database/redis.js';
import { RateLimit } from '../http/rate-limit.js';
import { Problem } from '../kernel/problem.js';
import { isGuestToken, makeGuestToken } from './guest-token.js';

const DAY_SECONDS = 86_400;

/** Gives out the tokens of guests' carts: nobody fills Redis with carts under tokens of his own making. */
@Injectable()
export class GuestCarts {
  private readonly limit: RateLimit;

  constructor(
    @Inject(QUEUE_REDIS) redis: RedisClient,
    redisConfig: RedisConfig,
    private readonly orders: OrdersConfig,
  ) {
    this.limit = new RateLimit(redis, {
      keyPrefix: `${redisConfig.keyPrefix}:guest-carts`,
      points: redisConfig.guestCartsPerDay,
      duration: DAY_SECONDS,
      slug: 'too-many-carts',
    });
  }

  /** A new token for somebody at this address. Throws Problem `too-many-carts`. */
  async issue(address: string): Promise<string> {
    await this.limit.spend(networkOf(address));
    return makeGuestToken(this.orders.guestCartSecret);
  }

  /** Whether this server gave a token out. */
  isIssued(token: string): boolean {
    return isGuestToken(token, this.orders.guestCartSecret);
  }
}

/** The refusal of a request for a cart that is nobody's. */
export function cartOwnerRequired(): Problem {
  return new Problem('sign-in-required', { or: 'cart-token' });
}
