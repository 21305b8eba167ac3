import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool, PoolConnection } from 'mysql2';
import { POOL_QUEUE, refusedWhenLate } from './connection-wait.js';

type Take = Parameters<Pool['getConnection']>[0];

/** Of ten connections three are left to those who move money. */
const READERS_SHARE = 0.7;

const reading = new AsyncLocalStorage<true>();

/** Whatever `work` asks the database for is for somebody who only reads: it leaves some connections to the others. */
export function asReader(work: () => void): void {
  reading.run(true, work);
}

function waitingIn(pool: Pool): number {
  return (pool as unknown as Record<string, { readonly length: number }>)[POOL_QUEUE]?.length ?? 0;
}

/**
 * Keeps readers from taking the whole pool: those beyond their share wait, in the order in which they came. As everywhere
 * no more than `queueLimit` requests wait.
 */
export function leaveToWriters(pool: Pool, poolSize: number, queueLimit: number): void {
  const share = Math.max(1, Math.floor(poolSize * READERS_SHARE));
  const waiting: Take[] = [];
  let readers = 0;
  const getConnection = pool.getConnection.bind(pool);
  const leave = (): void => {
    readers -= 1;
    const next = waiting.shift();
    if (next !== undefined) enter(next);
  };
  const leaveLine = (reader: Take): boolean => {
    const place = waiting.indexOf(reader);
    if (place >= 0) waiting.splice(place, 1);
    return place >= 0;
  };
  const enter = (take: Take): void => {
    readers += 1;
    getConnection((error, connection) => {
      if (error === null) leaveOnce(connection, leave);
      else leave();
      take(error, connection);
    });
  };
  pool.getConnection = (take) => {
    if (reading.getStore() === undefined) return getConnection(take);
    if (readers < share) return enter(take);
    if (waiting.length + waitingIn(pool) >= queueLimit) {
      return take(new Error('Queue limit reached.'), undefined as unknown as PoolConnection);
    }
    waiting.push(refusedWhenLate(AsyncLocalStorage.bind(take), leaveLine));
  };
}

/** Calls `leave` when a connection is given back or given up, once for each time that it was taken. */
function leaveOnce(connection: PoolConnection, leave: () => void): void {
  const release = connection.release.bind(connection);
  const destroy = connection.destroy.bind(connection);
  const end = (how: () => void) => (): void => {
    connection.release = release;
    connection.destroy = destroy;
    how();
    leave();
  };
  connection.release = end(release);
  connection.destroy = end(destroy);
}
