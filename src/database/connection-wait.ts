import type { Pool, PoolConnection } from 'mysql2';

/** Longer than a new connection may take; a request that waits twice is answered within 15 s all the same. */
const LONGEST_WAIT_MS = 6_000;

/** What the error says of whoever got no connection in time. */
export const NO_CONNECTION = 'No connection became free in time.';

/** The member of mysql2's pool that holds who waits for a connection; it is not in its types. */
export const POOL_QUEUE = '_connectionQueue';

type Take = Parameters<Pool['getConnection']>[0];

/** Those who wait in a pool, as mysql2 keeps them. */
interface PoolQueue {
  toArray(): Take[];
  removeOne(place: number): unknown;
}

/**
 * Lets nobody wait in a pool for more than six seconds: mysql2 lets them wait for ever, and those who have all connections
 * may be held up by one who waits. To be called before what else stands before the pool, so that all hear of it.
 */
export function boundWaiting(pool: Pool, longestMs = LONGEST_WAIT_MS): void {
  const getConnection = pool.getConnection.bind(pool);
  const queue = (): PoolQueue => (pool as unknown as Record<string, PoolQueue>)[POOL_QUEUE]!;
  const leave = (waiter: Take): boolean => {
    const place = queue().toArray().indexOf(waiter);
    if (place >= 0) queue().removeOne(place);
    return place >= 0;
  };
  pool.getConnection = (take) => getConnection(refusedWhenLate(take, leave, longestMs));
}

/**
 * One who waits in a line, and is refused after so many milliseconds if still there. `leave` takes them out of it and says
 * whether they were in it: whoever is out of it is being served.
 */
export function refusedWhenLate(
  take: Take,
  leave: (waiter: Take) => boolean,
  longestMs = LONGEST_WAIT_MS,
): Take {
  const waiter: Take = (error, connection) => {
    clearTimeout(end);
    take(error, connection);
  };
  const end = setTimeout(() => {
    if (leave(waiter)) take(new Error(NO_CONNECTION), undefined as unknown as PoolConnection);
  }, longestMs);
  return waiter;
}
