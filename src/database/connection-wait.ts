import type { Pool, PoolConnection } from 'mysql2';

/** Longer than a new connection may take; a request that waits twice is answered within 15 s all the same. */
const LONGEST_WAIT_MS = 6_000;

/** What the error says of whoever got no connection in time. */
export const NO_CONNECTION = 'No connection became free in time.';

/**
 * Lets nobody wait for a connection of a pool for more than six seconds: mysql2 lets them wait for ever, and those who have
 * all of them may be held up by one who waits.
 */
export function boundWaiting(pool: Pool, longestMs = LONGEST_WAIT_MS): void {
  const getConnection = pool.getConnection.bind(pool);
  pool.getConnection = (take) => {
    let isOver = false;
    const end = setTimeout(() => {
      isOver = true;
      take(new Error(NO_CONNECTION), undefined as unknown as PoolConnection);
    }, longestMs);
    getConnection((error, connection) => {
      clearTimeout(end);
      if (!isOver) take(error, connection);
      else if (error === null) connection.release();
    });
  };
}
