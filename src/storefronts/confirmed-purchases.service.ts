import { Inject, Injectable, Logger } from '@nestjs/common';
import { RedisConfig } from '../../config/redis.config.js';
import type { UserIds } from '../auth/signed-in-user.js';
import { CART_REDIS, type RedisClient } from '../database/redis.js';
import { Problem } from '../kernel/problem.js';

/** So many pieces of one SKU, bought past the cart. */
export interface Purchase {
  readonly skuId: number;
  readonly count: number;
}

const KEPT_SECONDS = 15 * 60;
const FORM = /^(\d+):(\d+)$/;

/** What each user last saw on the confirm page of buy now: dadashop's page does not name it again when it orders. */
@Injectable()
export class ConfirmedPurchases {
  private readonly logger = new Logger(ConfirmedPurchases.name);

  constructor(
    @Inject(CART_REDIS) private readonly redis: RedisClient,
    private readonly config: RedisConfig,
  ) {}

  /** Keeps a purchase for 15 minutes, in the place of an earlier one. While Redis is away the page is shown all the same. */
  async keep(user: UserIds, { skuId, count }: Purchase): Promise<void> {
    try {
      await this.redis.set(this.key(user), `${skuId}:${count}`, 'EX', KEPT_SECONDS);
    } catch (error) {
      this.logger.warn({ err: error }, 'a confirmed purchase could not be kept');
    }
  }

  /** The user's last purchase. Throws Problem `purchase-lost` when there is none, `cart-unavailable` while Redis is away. */
  async last(user: UserIds): Promise<Purchase> {
    const [, skuId, count] = FORM.exec((await this.read(user)) ?? '') ?? [];
    if (skuId !== undefined) return { skuId: Number(skuId), count: Number(count) };
    throw new Problem('purchase-lost');
  }

  private async read(user: UserIds): Promise<string | null> {
    try {
      return await this.redis.get(this.key(user));
    } catch (error) {
      this.logger.warn({ err: error }, 'a confirmed purchase could not be read');
      throw new Problem('cart-unavailable');
    }
  }

  private key({ publicId }: UserIds): string {
    return `${this.config.keyPrefix}:buy-now:${publicId}`;
  }
}
