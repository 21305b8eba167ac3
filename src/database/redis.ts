import { Redis } from 'ioredis';
import type { Socket } from 'node:net';
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
    reconnectOnError: isReadOnly,
    retryStrategy: reconnectPauseMs,
  });
  // Without a listener an unreachable server would end the process; each command reports its own failure.
  client.on('error', () => undefined);
  sendTogether(client);
  handleRejections(client);
  return client;
}

/**
 * Lets no refused command end the process: the library itself sends some whose answer it leaves to nobody, such as SELECT
 * and SUBSCRIBE on a connection that comes back. Who waits for a command is still told.
 */
export function handleRejections(client: Redis): void {
  const send = client.sendCommand.bind(client);
  client.sendCommand = (...all: Parameters<Redis['sendCommand']>) => {
    const answer = send(...all);
    if (answer instanceof Promise) answer.catch(() => undefined);
    return answer;
  };
}

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
