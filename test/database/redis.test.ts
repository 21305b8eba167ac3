import { createServer, type Socket } from 'node:net';
import { expect, it, jest } from '@jest/globals';
import type { Redis } from 'ioredis';
import { readSettings } from '../../config/settings.js';
import { redisClient, type RedisClient } from '../../src/database/redis.js';
import { bullClient } from '../../src/events/waking/bull-options.js';
import { freePort } from '../support/ports.js';
import { testRedisUrl } from '../support/database.js';
import { until } from '../support/until.js';

const { redis: config } = readSettings({
  NODE_ENV: 'test',
  REDIS_URL: testRedisUrl(),
  // A slow machine is not a Redis that is away.
  REDIS_COMMAND_TIMEOUT_MS: '30000',
});
const KEPT_AT_MOST_MS = 300;

/** Bull's clients connect by themselves. */
async function connected(client: RedisClient): Promise<void> {
  if (client.status === 'wait') await client.connect();
  await until('it is connected', () => client.status === 'ready');
}

it.each([
  ['ours', () => redisClient(config.url, config)],
  ["Bull's", () => bullClient(config, 'client')],
])('a client, %s, that has ended and is ended again keeps no process', async (_, open) => {
  const client = open();
  await connected(client);
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
  const { stream } = client as Redis;
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

/** A name under which first a server answers that only reads any more, and then the one that took its place. */
async function failedOver() {
  const port = await freePort();
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    const said = sockets.length === 1 ? '-READONLY You cannot write against a replica.' : '+OK';
    socket.on('data', (bytes) => {
      const names = [...String(bytes).matchAll(/\*\d+\r\n\$\d+\r\n(\w+)/g)];
      for (const [, name] of names) {
        socket.write(name?.toUpperCase() === 'SET' ? `${said}\r\n` : '$9\r\nloading:0\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  };
  return { url: `redis://127.0.0.1:${port}/0`, close };
}

it.each([
  ['ours', (url: string) => redisClient(url, config)],
  ["Bull's", (url: string) => bullClient({ ...config, url }, 'client')],
])('a client, %s, of a server that only reads any more looks for the new one', async (_, open) => {
  const { url, close } = await failedOver();
  const client = open(url);
  const write = () => client.set('name', 'value');
  try {
    await connected(client);
    await expect(write()).rejects.toThrow('READONLY');
    expect(await until('it writes', () => write().catch(() => null))).toBe('OK');
  } finally {
    client.disconnect();
    close();
  }
});
