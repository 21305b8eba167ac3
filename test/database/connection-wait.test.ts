import { afterAll, expect, it } from '@jest/globals';
import mysql2, { type Pool, type PoolConnection } from 'mysql2';
import { boundWaiting, NO_CONNECTION, POOL_QUEUE } from '../../src/database/connection-wait.js';
import { freshDatabase } from '../support/database.js';

const database = await freshDatabase();
const pool = mysql2.createPool({ uri: database.url, connectionLimit: 1 });
boundWaiting(pool, 50);
afterAll(async () => {
  await pool.promise().end();
  await database.drop();
});

const take = (of: Pool): Promise<PoolConnection> =>
  new Promise((resolve, reject) => {
    of.getConnection((error, connection) => (error === null ? resolve(connection) : reject(error)));
  });

/** Those who wait in the pool. */
const waiting = () => (pool as unknown as Record<string, { length: number }>)[POOL_QUEUE]?.length;

it('who waits for so long is refused and gives the place up; later ones are served', async () => {
  const held = await take(pool);
  const late = [take(pool), take(pool)];
  expect(waiting()).toBe(2);
  for (const one of late) await expect(one).rejects.toThrow(NO_CONNECTION);
  expect(waiting()).toBe(0);
  const soon = take(pool);
  held.release();
  (await soon).release();
  (await take(pool)).release();
});
