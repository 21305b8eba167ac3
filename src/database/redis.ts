import { Cluster, Redis } from 'ioredis';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { redisAddress } from '../../config/redis-address.js';
import type { RedisConfig } from '../../config/redis.config.js';
import { clusterOptions, serverOptions } from './redis-options.js';
import { traceCommands } from './redis-tracing.js';

/** Injection token of the client for rate limits and wake-ups. */
export const QUEUE_REDIS = Symbol('QueueRedis');

/** Injection token of the client for carts. */
export const CART_REDIS = Symbol('CartRedis');

/** A client of one server, of the primary that sentinels name, or of a cluster: commands are the same. */
export type RedisClient = Redis | Cluster;

/**
 * A client that fails fast: no command waits in a queue for a server that is away, none longer than the configured
 * time for one that is frozen, and it reconnects for ever by itself. Throws Error for an address that is none.
 */
export function redisClient(url: string, config: RedisConfig): RedisClient {
  const address = redisAddress(url);
  const limits = {
    commandTimeout: config.commandTimeoutMs,
    // A frozen server keeps its connections open: this ends them, so that a new one is tried.
    socketTimeout: config.commandTimeoutMs * 2,
    maxRetriesPerRequest: 0,
  };
  const client =
    address.kind === 'cluster'
      ? clusterClient([...address.nodes], {
          ...clusterOptions(address, config, limits),
          lazyConnect: true,
          enableOfflineQueue: false,
          // A change that may have been made is not made again, and nobody waits for a failover.
          retryDelayOnFailover: 0,
          retryDelayOnClusterDown: 0,
        })
      : new Redis({
          ...serverOptions(address, config),
          ...limits,
          lazyConnect: true,
          enableOfflineQueue: false,
        });
  // Without a listener an unreachable server would end the process; each command reports its own failure.
  client.on('error', () => undefined);
  if (client instanceof Redis) sendTogether(client);
  handleRejections(client);
  return traceCommands(client);
}

/** A client of a cluster whose connections to the nodes send as {@link sendTogether} does. */
function clusterClient(...[nodes, options]: ConstructorParameters<typeof Cluster>): Cluster {
  const client = new Cluster(nodes, options);
  client.on('+node', (node: Redis) => {
    sendTogether(node);
    handleRejections(node);
  });
  return client;
}

/**
 * Connects, and waits for it no longer than for a connection: where sentinels or nodes are away the library tries on
 * without a word. Throws the client's error.
 */
export async function connectRedis(client: RedisClient, config: RedisConfig): Promise<void> {
  const enough = new AbortController();
  const silence = pause(config.commandTimeoutMs * 5, null, { signal: enough.signal }).then(
    () => Promise.reject(new Error('Command timed out')),
    () => undefined,
  );
  const connecting = client.connect();
  connecting.catch(() => undefined);
  try {
    await Promise.race([connecting, silence]);
  } finally {
    enough.abort();
  }
}

/**
 * Lets no refused command end the process: the library itself sends some whose answer it leaves to nobody, such as SELECT
 * and SUBSCRIBE on a connection that comes back. Who waits for a command is still told.
 */
export function handleRejections(client: RedisClient): void {
  const send = client.sendCommand.bind(client);
  client.sendCommand = (...all: Parameters<Redis['sendCommand']>) => {
    const answer = send(...all);
    if (answer instanceof Promise) answer.catch(() => undefined);
    return answer;
  };
}

/**
 * Lets the commands of one turn of the event loop leave in one packet: a packet costs more than what is in it. (The
 * library's own way to that, `enableAutoPipelining`, costs as much as it saves.)
 */
function sendTogether(client: Redis): void {
  const send = client.sendCommand.bind(client);
  client.sendCommand = (...all: Parameters<Redis['sendCommand']>) => {
    hold(client.stream);
    return send(...all);
  };
}

/** @param socket undefined before the first connection */
function hold(socket: Socket | undefined): void {
  if (socket === undefined || socket.writableCorked > 0) return;
  socket.cork();
  setImmediate(() => {
    socket.uncork();
  });
}
