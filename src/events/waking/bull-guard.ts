import type { Queue } from 'bull';
import { handleRejections, type RedisClient } from '../../database/redis.js';

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
 * - an end that Redis refuses: it would keep what ends after it from ending in order.
 */
export function guardQueue(queue: Queue): void {
  const inside = queue as unknown as QueueInside;
  const { client, eclient, bclient } = inside;
  [client, eclient, bclient].forEach(handleRejections);
  inside.clients.push(client, eclient, bclient);
  inside.setWorkerName = () => Promise.resolve();
  eclient.subscribe = () => Promise.resolve(0);
  inside.onApplicationShutdown = () => queue.close().catch(() => undefined);
}
