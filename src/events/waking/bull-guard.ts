import type { Queue } from 'bull';
import { setTimeout as pause } from 'node:timers/promises';
import { handleRejections, type RedisClient } from '../../database/redis.js';

/** A queue carries wake-ups alone: a process that stops does not wait longer for a Redis that is away. */
const END_WITHIN_MS = 2_000;

/** What Bull has beside its types. */
interface QueueInside {
  /** The client that sends. */
  readonly client: RedisClient;
  /** The client that listens. */
  readonly eclient: RedisClient;
  /** The client that waits for jobs. */
  readonly bclient: RedisClient;
  /** Those that it ends with itself: none of {@link bullOptions}, unless they are put there. */
  readonly clients: RedisClient[];
  setWorkerName(): Promise<void>;
  onApplicationShutdown(): Promise<void>;
}

/**
 * Takes from a queue what would end the process when Redis refuses it, because Bull leaves the promises of it to nobody:
 *
 * - the name of the worker's connection, which is for people who look;
 * - the subscription to what is delayed: no wake-up ever is, and the library subscribes again by itself when the
 *   connection comes back;
 * - an end that Redis refuses or does not answer: it would keep what ends after it from ending.
 */
export function guardQueue(queue: Queue): void {
  const inside = queue as unknown as QueueInside;
  const { client, eclient, bclient } = inside;
  [client, eclient, bclient].forEach(handleRejections);
  inside.clients.push(client, eclient, bclient);
  inside.setWorkerName = () => Promise.resolve();
  eclient.subscribe = () => Promise.resolve(0);
  inside.onApplicationShutdown = () => endQueue(queue, [client, eclient, bclient]);
}

/** A client of a cluster that has just lost a node may never say that it has ended. */
async function endQueue(queue: Queue, clients: readonly RedisClient[]): Promise<void> {
  const enough = new AbortController();
  const silence = pause(END_WITHIN_MS, undefined, { signal: enough.signal });
  silence.catch(() => undefined);
  await Promise.race([queue.close(), silence]).catch(() => undefined);
  enough.abort();
  for (const client of clients) if (client.status !== 'end') client.disconnect();
}
