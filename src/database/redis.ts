import { Redis } from 'ioredis';
import type { RedisConfig } from '../../config/redis.config.js';

/** Injection token of the client for rate limits and wake-ups. */
export const QUEUE_REDIS = Symbol('QueueRedis');

/** Injection token of the client for carts. */
export const CART_REDIS = Symbol('CartRedis');

/**
 * After a disconnect, the library keeps the process this long for a connection that may have ended long ago: a process
 * that stops is not to wait for it.
 */
export const DISCONNECT_TIMEOUT_MS = 200;

const MAX_RECONNECT_PAUSE_MS = 2_000;

/**
 * A client that fails fast: no command waits in a queue for a server that is away, none longer than the configured
 * time for one that is frozen, and it reconnects for ever by itself.
 */
export function redisClient(url: string, config: RedisConfig): Redis {
  const client = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: config.commandTimeoutMs,
    // A frozen server keeps its connections open: this ends them, so that a new one is tried.
    socketTimeout: config.commandTimeoutMs * 2,
    connectTimeout: config.commandTimeoutMs * 5,
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    retryStrategy: (tries) => Math.min(MAX_RECONNECT_PAUSE_MS, tries * 50),
  });
  // Without a listener an unreachable server would end the process; each command reports its own failure.
  client.on('error', () => undefined);
  return client;
}
