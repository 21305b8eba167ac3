import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import { askOnce, closedLoop, openLoop } from '../../bench/driver.mjs';
import { jobs } from '../../bench/jobs.mjs';
import { median } from '../../bench/report.mjs';
import { makeCatalogue, mintTokens } from '../../bench/world.mjs';
import { type FreshDatabase, freshDatabase, testRedisUrl } from '../support/database.js';
import { APP_ID, freePort, openShop, SELLER_ID, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const USERS = 400;
const REQUESTS = 60;
const PIECES = 20;

/** One of the two that are measured: where it listens, and what it keeps its rows and carts in. */
async function sideOf(name: string, port: number, databaseUrl: string, prefix: string) {
  const db = await createConnection({ uri: databaseUrl, supportBigNumbers: true, timezone: 'Z' });
  const redis = new Redis(testRedisUrl());
  await makeCatalogue(db, USERS);
  const close = async () => {
    await db.end();
    redis.disconnect();
  };
  return { name, host: '127.0.0.1', port, db, redis, prefix, base: 0, close };
}

type Side = Awaited<ReturnType<typeof sideOf>>;

async function startFloor(port: number, shop: Shop, databaseUrl: string): Promise<ChildProcess> {
  const env = {
    PATH: process.env['PATH'],
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: databaseUrl,
    CART_REDIS_URL: testRedisUrl(),
    REDIS_KEY_PREFIX: 'floor',
    JWT_SECRET: shop.settings.auth.jwtSecret,
    ALIPAY_APP_ID: APP_ID,
    ALIPAY_SELLER_ID: SELLER_ID,
    ALIPAY_GATEWAY: shop.simulator.gatewayUrl,
    ALIPAY_PRIVATE_KEY_FILE: shop.settings.alipay.privateKeyFile,
    ALIPAY_PUBLIC_KEY_FILE: shop.settings.alipay.publicKeyFile,
  };
  const child = spawn(process.execPath, ['bench/floor/floor.mjs'], { env, stdio: 'inherit' });
  const health = `http://127.0.0.1:${port}/health/ready`;
  await until('the floor answers', () =>
    fetch(health).then(
      (answer) => answer.ok,
      () => false,
    ),
  );
  return child;
}

/** What stands where in a JSON value, without the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  const entries: [string, unknown][] = Object.entries(value).map(([name, member]) => [
    name,
    shapeOf(member),
  ]);
  return Object.fromEntries(entries.toSorted(([one], [other]) => one.localeCompare(other)));
}

describe('the benchmark', () => {
  let shop: Shop;
  let floorDatabase: FreshDatabase;
  let floor: ChildProcess;
  let keyDir: string;
  const sides: Record<string, Side> = {};
  let world: Record<string, unknown>;

  beforeAll(async () => {
    shop = await openShop();
    floorDatabase = await freshDatabase();
    const port = await freePort();
    floor = await startFloor(port, shop, floorDatabase.url);
    const { keyPrefix } = shop.settings.redis;
    const app = { port: shop.settings.app.port, database: shop.database.url };
    sides['app'] = await sideOf('app', app.port, app.database, keyPrefix);
    sides['floor'] = await sideOf('floor', port, floorDatabase.url, 'floor');
    keyDir = mkdtempSync(join(tmpdir(), 'bench-keys-'));
    const keyFile = join(keyDir, 'alipay-private-key.pem');
    writeFileSync(keyFile, shop.keys.alipayPrivateKey, { mode: 0o600 });
    const tokens = mintTokens(shop.settings.auth.jwtSecret, USERS);
    const alipay = { keyFile, appId: APP_ID, sellerId: SELLER_ID };
    world = { users: USERS, tokens, forms: {}, alipay };
  });

  afterAll(async () => {
    for (const side of Object.values(sides)) await side.close();
    floor.kill('SIGTERM');
    await once(floor, 'exit');
    await floorDatabase.drop();
    await shop.close();
    rmSync(keyDir, { recursive: true });
  });

  async function rounds(side: Side, job: (typeof jobs)[keyof typeof jobs]) {
    await job.prepare(side, world, REQUESTS);
    const handedOut = job.requests(world, REQUESTS, side);
    let left = REQUESTS;
    const next = () => (left-- > 0 ? handedOut() : null);
    const load = { target: side, connections: 4, seconds: 10, next, isGood: job.isGood };
    const { good, bad, faults } = await closedLoop(load);
    return { good, bad, faults, wrong: await job.check(side, good) };
  }

  const pairs = Object.keys(jobs).flatMap((job) => ['app', 'floor'].map((side) => [job, side]));

  it.each(pairs as [keyof typeof jobs, string][])(
    'drives %s on the %s and finds in SQL what was answered',
    async (name, side) => {
      const answers = await rounds(sides[side] as Side, jobs[name]);
      expect(answers).toEqual({ good: REQUESTS, bad: 0, faults: [], wrong: [] });
    },
  );

  it.each(['app', 'floor'])('sells exactly the stock of a flash sale on the %s', async (name) => {
    const side = sides[name] as Side;
    const load = (wish: object) => closedLoop({ target: side, connections: 4, ...wish } as never);
    expect(await jobs.flash.finish(side, world, { load, pieces: PIECES })).toEqual([]);
  });

  it.each(['create', 'link', 'confirm', 'list', 'notify'] as const)(
    'gets the same kind of answer to %s from both sides',
    async (name) => {
      const [app, lean] = await Promise.all(
        ['app', 'floor'].map(async (sideName) => {
          const side = sides[sideName] as Side;
          await jobs[name].prepare(side, world, 1);
          const { status, body } = await askOnce(side, jobs[name].requests(world, 1, side)());
          return { status, shape: body.startsWith('{') ? shapeOf(JSON.parse(body)) : body };
        }),
      );
      expect(lean).toEqual(app);
    },
  );

  it('says what is wrong when rows and answers differ', async () => {
    const side = sides['floor'] as Side;
    const { good } = await rounds(side, jobs.create);
    await side.db.query('DELETE FROM outbox LIMIT 1');
    expect(await jobs.create.check(side, good)).toHaveLength(1);
    expect(await jobs.create.check(side, good + 1)).toHaveLength(7);
  });

  it('times a request from the moment it was due', async () => {
    const side = sides['floor'] as Side;
    await jobs.list.prepare(side);
    const next = jobs.list.requests(world, 0, side);
    const load = { target: side, connections: 8, rate: 100, seconds: 0.5, next };
    const { good, bad, p99 } = await openLoop({ ...load, isGood: jobs.list.isGood });
    expect({ good, bad }).toEqual({ good: 50, bad: 0 });
    expect(p99).toBeGreaterThan(0);
  });

  it('counts the middle one', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2);
  });
});
