import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { readSettings } from '../../config/settings.js';
import { redisClient } from '../../src/database/redis.js';
import { probeRedis } from '../../src/database/redis-probe.js';
import { testRedisUrl } from '../support/database.js';

/** A slow machine is not a Redis that is away. */
const settingsAt = (url: string) =>
  readSettings({ NODE_ENV: 'test', REDIS_URL: url, REDIS_COMMAND_TIMEOUT_MS: '30000' });

/** A Redis that answers PING, and writes as it is told. */
async function openRedis(write: string, info: string) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('data', (bytes) => {
      for (const [, name = ''] of String(bytes).matchAll(/\*\d+\r\n\$\d+\r\n(\w+)/g)) {
        const about = `loading:0\r\n${info}`;
        if (name.toUpperCase() === 'EVAL') socket.write(`${write}\r\n`);
        else if (name.toUpperCase() === 'INFO') socket.write(`$${about.length}\r\n${about}\r\n`);
        else socket.write('+PONG\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  };
  return { url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

it.each([
  ['+OK', '', 'up'],
  ['+OK', 'cluster_enabled:1', 'clustered'],
  ['-OOM command not allowed when used memory > maxmemory', '', 'full'],
  [
    '-ERR Error running script (call to f_1): @user_script:1: @user_script: 1: -OOM command not allowed',
    '',
    'full',
  ],
  ["-READONLY You can't write against a read only replica.", '', 'reads-only'],
  ['-MOVED 3999 127.0.0.1:6381', '', 'clustered'],
  ['-CLUSTERDOWN Hash slot not served', '', 'clustered'],
  ['-MISCONF Redis is configured to save RDB snapshots', '', 'refuses'],
  ['-NOPERM this user has no permissions', '', 'refuses'],
])(
  'a Redis that answers PING, and a write with %s (%s), is told as %s',
  async (write, info, state) => {
    const { url, close } = await openRedis(write, info);
    const { redis: config } = settingsAt(url);
    const client = redisClient(url, config);
    try {
      await client.connect();
      expect(await client.ping()).toBe('PONG');
      expect(await probeRedis(client, 'test')).toMatchObject({ state });
    } finally {
      client.disconnect();
      close();
    }
  },
);

it('a real one is up', async () => {
  const url = testRedisUrl();
  const { redis: config } = settingsAt(url);
  const client = redisClient(url, config);
  await client.connect();
  expect(await probeRedis(client, `test-${process.pid}`)).toEqual({ state: 'up' });
  client.disconnect();
});
