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

it('lets the commands of one turn leave together, and those of the next by themselves', async () => {
  const client = redisClient(config.url, config);
  await client.connect();
  const { stream } = client;
  const one = jest.spyOn(stream, '_write');
  const several = jest.spyOn(stream, '_writev' as '_write');
  try {
    expect(await Promise.all([client.ping(), client.ping(), client.ping()])).toHaveLength(3);
    expect([one.mock.calls.length, several.mock.calls.length]).toEqual([0, 1]);
    expect(await client.ping()).toBe('PONG');
    expect([one.mock.calls.length, several.mock.calls.length]).toEqual([1, 1]);
  } finally {
    await client.quit();
  }
});
