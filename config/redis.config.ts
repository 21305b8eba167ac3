import type { EnvReader } from './env-reader.js';

/** Redis: queues and rate limits in one database, carts in another (their eviction policies differ). */
export class RedisConfig {
  readonly url: string;
  readonly cartUrl: string;
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
    this.url = env.url('REDIS_URL', 'redis://127.0.0.1:6379/0', ['redis', 'rediss']);
    this.cartUrl = env.optionalUrl('CART_REDIS_URL', ['redis', 'rediss']) ?? this.url;
    for (const [name, url] of [
      ['REDIS_URL', this.url],
      ['CART_REDIS_URL', this.cartUrl],
    ] as const) {
      // The client takes options from there: who asks for a sentinel so would believe that he has one.
      if (/[?#]/.test(url)) {
        env.fault(name, 'must be without ? and # (a password writes them as %3F and %23)');
      }
    }
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
