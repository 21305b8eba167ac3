/**
 * Owns the connections to Redis.
 * Promises that nobody waits long for a Redis that is away or frozen: it is the record of nothing.
 */
import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { RedisConfig } from '../../config/redis.config.js';
import { CART_REDIS, QUEUE_REDIS, redisClient } from './redis.js';

async function connected(url: string, config: RedisConfig): Promise<Redis> {
  const client = redisClient(url, config);
  await client.connect().catch(() => undefined);
  return client;
}

@Global()
@Module({
  providers: [
    {
      provide: QUEUE_REDIS,
      inject: [RedisConfig],
      useFactory: (config: RedisConfig) => connected(config.url, config),
    },
    {
      provide: CART_REDIS,
      inject: [RedisConfig],
      useFactory: (config: RedisConfig) => connected(config.cartUrl, config),
    },
  ],
  exports: [QUEUE_REDIS, CART_REDIS],
})
export class RedisModule implements OnApplicationShutdown {
  constructor(
    @Inject(QUEUE_REDIS) private readonly queue: Redis,
    @Inject(CART_REDIS) private readonly cart: Redis,
  ) {}

  onApplicationShutdown(): void {
    this.queue.disconnect();
    this.cart.disconnect();
  }
}
