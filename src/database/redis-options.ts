import type { ClusterOptions, RedisOptions } from 'ioredis';
import type { RedisAddress } from '../../config/redis-address.js';
import type { RedisConfig } from '../../config/redis.config.js';

/**
 * After a disconnect, the library keeps the process this long for a connection that may have ended long ago: a process
 * that stops is not to wait for it.
 */
const DISCONNECT_TIMEOUT_MS = 200;

const MAX_RECONNECT_PAUSE_MS = 2_000;

/** So often each client asks a node of its cluster which slots are where, beside when it meets another answer. */
const LOOK_FOR_SLOTS_EVERY_MS = 2_000;

/** How long a client waits before it connects again, in milliseconds. Pure. */
export function reconnectPauseMs(tries: number): number {
  return Math.min(MAX_RECONNECT_PAUSE_MS, tries * 50);
}

/**
 * Whether a server answers that it only reads: it was a primary, and after a failover its name belongs to another, which
 * only a new connection finds. Older servers tell it of a script in the middle of a sentence. Pure.
 */
export function isReadOnly(error: Error): boolean {
  return error.message.includes('READONLY');
}

/** How to get into any server of an address. */
function entry({ username, password, isTls }: RedisAddress, config: RedisConfig): RedisOptions {
  return {
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
    ...(isTls ? { tls: {} } : {}),
    connectTimeout: config.commandTimeoutMs * 5,
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
  };
}

/** Options of a client of one server: that of the address, or the primary that its sentinels name at each connection. Pure. */
export function serverOptions(address: RedisAddress, config: RedisConfig): RedisOptions {
  const shared = {
    ...entry(address, config),
    db: address.database,
    reconnectOnError: isReadOnly,
    retryStrategy: reconnectPauseMs,
  };
  if (address.kind !== 'sentinel') return { ...shared, ...address.nodes[0] };
  const { sentinelUsername, sentinelPassword, commandTimeoutMs } = config;
  return {
    ...shared,
    sentinels: address.nodes.map((node) => ({ ...node })),
    name: address.primary,
    ...(sentinelUsername === '' ? {} : { sentinelUsername }),
    ...(sentinelPassword === '' ? {} : { sentinelPassword }),
    ...(address.isTls ? { sentinelTLS: {}, enableTLSForSentinelMode: true } : {}),
    // One that is silent is passed over, and the next one asked.
    connectTimeout: commandTimeoutMs,
    sentinelCommandTimeout: commandTimeoutMs,
    sentinelRetryStrategy: reconnectPauseMs,
    // The old primary may stay open, and be told by nobody that it is none any more.
    failoverDetector: true,
  };
}

/** Options of a client of a cluster; `ofNodes` are those of its connections to the nodes. Pure. */
export function clusterOptions(
  address: RedisAddress,
  config: RedisConfig,
  ofNodes: RedisOptions,
): ClusterOptions {
  return {
    redisOptions: { ...entry(address, config), ...ofNodes },
    clusterRetryStrategy: reconnectPauseMs,
    slotsRefreshInterval: LOOK_FOR_SLOTS_EVERY_MS,
    slotsRefreshTimeout: config.commandTimeoutMs,
    // Certificates are for names, and some clusters tell of their nodes by name.
    ...(address.isTls ? { dnsLookup: (name, found) => found(null, name) } : {}),
  };
}
