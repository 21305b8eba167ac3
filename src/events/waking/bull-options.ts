import type { BullRootModuleOptions } from '@nestjs/bull';
import type { RedisConfig } from '../../../config/redis.config.js';
import { hostOf } from '../../database/data-source.js';
import { DISCONNECT_TIMEOUT_MS, isReadOnly, reconnectPauseMs } from '../../database/redis.js';

/**
 * How long a dead worker's wake-up keeps others from being given (its id is taken); a living one renews it. One whose
 * lock is lost is given twice, which only makes two workers look.
 */
const LOCK_MS = 10_000;
const LOOK_FOR_DEAD_EVERY_MS = 10_000;
const SOCKET_TIMEOUT_MS = 12_000;

/**
 * Bull on the queue's Redis. It carries wake-ups only, so a command that cannot be sent fails instead of waiting: the
 * worker's own timer stands in. Bull refuses ready checks and retry limits on its blocking clients.
 */
export function bullOptions(config: RedisConfig): BullRootModuleOptions {
  const url = new URL(config.url);
  return {
    redis: {
      host: hostOf(url),
      port: url.port === '' ? 6379 : Number(url.port),
      db: Number(url.pathname.slice(1) || '0'),
      ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
      ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
      ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
      enableOfflineQueue: true,
      reconnectOnError: isReadOnly,
      // Longer than Bull waits for a job (5 s): ends the connection of a frozen server, so that a new one is tried.
      socketTimeout: SOCKET_TIMEOUT_MS,
      retryStrategy: reconnectPauseMs,
      disconnectTimeout: DISCONNECT_TIMEOUT_MS,
      connectTimeout: config.commandTimeoutMs * 5,
    },
    prefix: `{${config.keyPrefix}-bull}`,
    settings: {
      lockDuration: LOCK_MS,
      stalledInterval: LOOK_FOR_DEAD_EVERY_MS,
      maxStalledCount: 1,
    },
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
  };
}
