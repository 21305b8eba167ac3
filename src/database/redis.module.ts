/**
 * Owns the connections to Redis.
 * Promises that nobody waits long for a Redis that is away or frozen: it is the record of nothing.
 */
import {
  Global,
  Inject,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { RedisConfig } from '../../config/redis.config.js';
import { CART_REDIS, connectRedis, QUEUE_REDIS, redisClient, type RedisClient } from './redis.js';

async function connected(url: string, config: RedisConfig): Promise<RedisClient> {
  const client = redisClient(url, config);
  await connectRedis(client, config).catch(() => undefined);
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
export class RedisModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RedisModule.name);

  constructor(
    @Inject(QUEUE_REDIS) private readonly queue: RedisClient,
    @Inject(CART_REDIS) private readonly cart: RedisClient,
  ) {}

  /** Warns when the server may throw wake-ups away; some hosted servers do not tell. */
  async onApplicationBootstrap(): Promise<void> {
    const answer = await this.queue.config('GET', 'maxmemory-policy').catch(() => null);
    const policy = Array.isArray(answer) ? String(answer[1]) : 'noeviction';
    if (policy === 'noeviction') return;
    const members = { policy, wanted: 'noeviction' };
    this.logger.warn(members, 'the Redis of REDIS_URL may evict queues when it is full');
  }

  onApplicationShutdown(): void {
    this.queue.disconnect();
    this.cart.disconnect();
  }
}
