import type { BullRootModuleOptions } from '@nestjs/bull';
import type { RedisConfig } from '../../config/redis.config.js';
import { hostOf } from '../database/data-source.js';
import { DISCONNECT_TIMEOUT_MS, isReadOnly } from '../database/redis.js';

/** A lock longer than a batch can take: a job whose lock is lost runs twice. */
const LOCK_MS = 120_000;

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
      disconnectTimeout: DISCONNECT_TIMEOUT_MS,
      connectTimeout: config.commandTimeoutMs * 5,
    },
    prefix: `{${config.keyPrefix}-bull}`,
    settings: { lockDuration: LOCK_MS, stalledInterval: 30_000, maxStalledCount: 1 },
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
  };
}
