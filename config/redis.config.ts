import type { EnvReader } from './env-reader.js';

/** Redis: queues and rate limits in one database, carts in another (their eviction policies differ). */
export class RedisConfig {
  readonly url: string;
  readonly cartUrl: string;
  /** A carts' age after its last use, in seconds. */
  readonly cartTtlSeconds: number;
  /** No command may hold a request longer than this many milliseconds. */
  readonly commandTimeoutMs: number;
  /** Put before every key, so that several installations can share one server. */
  readonly keyPrefix: string;

  constructor(env: EnvReader) {
    this.url = env.url('REDIS_URL', 'redis://127.0.0.1:6379/0', ['redis', 'rediss']);
    this.cartUrl = env.optionalUrl('CART_REDIS_URL', ['redis', 'rediss']) ?? this.url;
    this.cartTtlSeconds = env.integer('CART_TTL_SECONDS', 90 * 86_400, 60, 3 * 366 * 86_400);
    this.commandTimeoutMs = env.integer('REDIS_COMMAND_TIMEOUT_MS', 1_000, 50, 60_000);
    this.keyPrefix = env.text('REDIS_KEY_PREFIX', 'alipay-checkout');
  }
}
