import type { EnvReader } from './env-reader.js';
import { redisAddress } from './redis-address.js';

/** Redis: queues and rate limits in one database, carts in another (their eviction policies differ). */
export class RedisConfig {
  /** Of one of the forms of {@link redisAddress}. */
  readonly url: string;
  readonly cartUrl: string;
  /** Whom the sentinels let in, which may be somebody else than their servers do; empty: everybody. */
  readonly sentinelUsername: string;
  readonly sentinelPassword: string;
  /** A cart's age after its last use, in seconds: a user's, and a guest's. */
  readonly cartTtlSeconds: number;
  readonly guestCartTtlSeconds: number;
  /** Guests' carts that one address is given in a day. */
  readonly guestCartsPerDay: number;
  /** No command may hold a request longer than this many milliseconds. */
  readonly commandTimeoutMs: number;
  /** So often each Redis is asked to do what this process needs of it, in milliseconds. */
  readonly probeEveryMs: number;
  /** Put before every key, so that several installations can share one server. */
  readonly keyPrefix: string;

  constructor(env: EnvReader) {
    this.url = checked(env, 'REDIS_URL', env.own('REDIS_URL', 'redis://127.0.0.1:6379/0'));
    const cartUrl = env.optional('CART_REDIS_URL');
    this.cartUrl = cartUrl === null ? this.url : checked(env, 'CART_REDIS_URL', cartUrl);
    this.sentinelUsername = env.text('REDIS_SENTINEL_USERNAME', '');
    this.sentinelPassword = env.text('REDIS_SENTINEL_PASSWORD', '');
    this.cartTtlSeconds = env.integer('CART_TTL_SECONDS', 90 * 86_400, 60, 3 * 366 * 86_400);
    this.guestCartTtlSeconds = env.integer(
      'GUEST_CART_TTL_SECONDS',
      Math.min(30 * 86_400, this.cartTtlSeconds),
      60,
      3 * 366 * 86_400,
    );
    this.guestCartsPerDay = env.integer('GUEST_CARTS_PER_DAY', 1_000, 1, 1_000_000);
    this.commandTimeoutMs = env.integer('REDIS_COMMAND_TIMEOUT_MS', 1_000, 50, 60_000);
    this.probeEveryMs = env.integer('REDIS_PROBE_MS', 5_000, 100, 60_000);
    this.keyPrefix = env.text('REDIS_KEY_PREFIX', 'alipay-checkout');
  }
}

function checked(env: EnvReader, name: string, url: string): string {
  try {
    redisAddress(url);
  } catch (error) {
    env.fault(name, (error as Error).message);
  }
  return url;
}
