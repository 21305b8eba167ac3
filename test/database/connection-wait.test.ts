import { afterAll, expect, it } from '@jest/globals';
import mysql2, { type Pool, type PoolConnection } from 'mysql2';
import { boundWaiting, NO_CONNECTION } from '../../src/database/connection-wait.js';
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

it('a connection that does not become free is waited for so long, and is nobody else’s loss', async () => {
  const held = await take(pool);
  await expect(take(pool)).rejects.toThrow(NO_CONNECTION);
  const soon = take(pool);
  held.release();
  (await soon).release();
  // The one that came too late went back.
  (await take(pool)).release();
});
