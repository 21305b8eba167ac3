import type { BullRootModuleOptions } from '@nestjs/bull';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { redisAddress } from '../../../config/redis-address.js';
import type { RedisConfig } from '../../../config/redis.config.js';
import type { RedisClient } from '../../database/redis.js';
import { clusterOptions, serverOptions } from '../../database/redis-options.js';
import { traceCommands } from '../../database/redis-tracing.js';

/** Bull's queue of wake-ups: one for whatever may be due. */
export const WAKE_QUEUE = 'wake-ups';

/**
 * How long a dead worker's wake-up keeps others from being given (its id is taken); a living one renews it. One whose
 * lock is lost is given twice, which only makes two workers look.
 */
const LOCK_MS = 10_000;
const LOOK_FOR_DEAD_EVERY_MS = 10_000;
const SOCKET_TIMEOUT_MS = 12_000;

/** What Bull wants of a client: it refuses ready checks on all, and retry limits on those that wait and listen. */
const WAITING: RedisOptions = {
  enableReadyCheck: false,
  maxRetriesPerRequest: null,
  // Longer than Bull waits for a job (5 s): ends the connection of a frozen server, so that a new one is tried.
  socketTimeout: SOCKET_TIMEOUT_MS,
};

/** One of the three clients of a queue, of which Bull calls one `client`: that one gives up what it cannot send. */
export function bullClient(config: RedisConfig, type: string): RedisClient {
  const address = redisAddress(config.url);
  if (address.kind === 'cluster') {
    return traceCommands(new Cluster([...address.nodes], clusterOptions(address, config, WAITING)));
  }
  const { maxRetriesPerRequest, ...sending } = WAITING;
  const own = type === 'client' ? sending : { ...sending, maxRetriesPerRequest };
  return traceCommands(new Redis({ ...serverOptions(address, config), ...own }));
}

/**
 * Bull on the queue's Redis. It carries wake-ups only, so a command that cannot be sent fails instead of waiting: the
 * worker's own timer stands in. All keys of a queue are in one slot of a cluster, as its scripts want them.
 */
export function bullOptions(config: RedisConfig): BullRootModuleOptions {
  return {
    createClient: (type) => bullClient(config, type),
    prefix: `{${config.keyPrefix}-bull}`,
    settings: {
      lockDuration: LOCK_MS,
      stalledInterval: LOOK_FOR_DEAD_EVERY_MS,
      maxStalledCount: 1,
    },
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
  };
}
