import { expect, it, jest } from '@jest/globals';
import { Redis } from 'ioredis';
import { readSettings } from '../../config/settings.js';
import { redisClient } from '../../src/database/redis.js';
import { bullOptions } from '../../src/events/bull-options.js';
import { testRedisUrl } from '../support/database.js';

const { redis: config } = readSettings({ NODE_ENV: 'test', REDIS_URL: testRedisUrl() });
const KEPT_AT_MOST_MS = 300;

it.each([
  ['ours', () => redisClient(config.url, config)],
  ["Bull's", () => new Redis({ ...Object(bullOptions(config).redis), lazyConnect: true })],
])('a client, %s, that has ended and is ended again keeps no process', async (_, open) => {
  const client = open();
  await client.connect();
  const ended = new Promise((resolve) => void client.once('end', resolve));
  client.disconnect();
  await ended;
  const timers = jest.spyOn(globalThis, 'setTimeout');
  client.disconnect();
  const waits = timers.mock.calls.map(([, ms]) => Number(ms));
  timers.mockRestore();
  expect(waits).not.toEqual([]);
  expect(Math.max(...waits)).toBeLessThan(KEPT_AT_MOST_MS);
});
