import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { rowsRedis } from './row-servers.js';
import { freePort } from './ports.js';
import { until } from './until.js';

/** A Redis of a test's own, which it may spoil. */
export interface PrivateRedis {
  readonly port: number;
  /** A folder that is removed with it, and is where it saves. */
  readonly dir: string;
  /** A client that may do everything. */
  readonly admin: Redis;
  close(): Promise<void>;
  /** Ends the server and starts it again on its port with these settings. */
  restart(settings?: Readonly<Record<string, string>>): Promise<void>;
}

/** Starts one. Throws when this machine has no program of Redis: `npm test` brings it where it may. */
export async function openPrivateRedis(): Promise<PrivateRedis> {
  const program = rowsRedis();
  if (program === undefined) throw new Error('there is no redis-server or valkey-server here');
  const dir = mkdtempSync(join(tmpdir(), 'alipay-checkout-redis-'));
  const port = await freePort();
  // It speaks to a server that still loads its data as well.
  const admin = new Redis({ port, host: '127.0.0.1', lazyConnect: true, enableReadyCheck: false });
  admin.on('error', () => undefined);
  let child: ChildProcess;
  const start = async (settings: Readonly<Record<string, string>>): Promise<void> => {
    const all = { port: String(port), bind: '127.0.0.1', dir, save: '', ...settings };
    const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, ...value.split(' ')]);
    child = spawn(program, args, { stdio: 'ignore' });
    await until('Redis answers', async () => {
      if (admin.status !== 'ready') await admin.connect().catch(() => undefined);
      return admin
        .call('CLIENT', 'ID')
        .then(() => true)
        .catch((error: Error) => error.message.startsWith('LOADING'));
    });
  };
  const end = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  await start({});
  return {
    port,
    dir,
    admin,
    close: async () => {
      admin.disconnect();
      await end();
      rmSync(dir, { recursive: true, force: true });
    },
    restart: async (settings = {}) => {
      await end();
      await start(settings);
    },
  };
}
