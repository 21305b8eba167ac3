import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPrivateRedis, type PrivateRedis } from '../support/private-redis.js';
import { openShop, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const KEY_PREFIX = 'ready-shop';
const SLOTS = 16_384;

let shop: Shop;
let redis: PrivateRedis;
let other: PrivateRedis;

beforeAll(async () => {
  [redis, other] = [await openPrivateRedis(), await openPrivateRedis()];
  const REDIS_URL = `redis://127.0.0.1:${redis.port}`;
  shop = await openShop({ REDIS_URL, REDIS_KEY_PREFIX: KEY_PREFIX, REDIS_PROBE_MS: '500' });
});

afterAll(async () => {
  await shop.close();
  await redis.close();
  await other.close();
});

/** Waits until both uses are told so; answers what the process says of itself. */
async function isTold(state: string): Promise<string> {
  return until(`Redis is told as ${state}`, async () => {
    const { status, body } = await shop.anybody.get('/health/ready');
    const isSeen = body.redis === state && body.cartRedis === state;
    return isSeen ? `${status} ${body.status}` : null;
  });
}

async function figures(): Promise<string> {
  return (await shop.anybody.get('/metrics')).text;
}

const config = (...settings: readonly string[]) => redis.admin.call('CONFIG', 'SET', ...settings);

/** Lets a server hold more than it may. */
async function fill(): Promise<void> {
  await redis.admin.set('ballast', 'x'.repeat(2_000_000));
  await config('maxmemory-policy', 'noeviction', 'maxmemory', '1500000');
}

async function empty(): Promise<void> {
  await redis.admin.flushall();
  await config('maxmemory', '0');
}

/** Makes it a replica of a primary that lives, and waits until it has its data. */
async function replicate(): Promise<void> {
  await redis.admin.call('REPLICAOF', '127.0.0.1', String(other.port));
  await until('it follows', async () => {
    return (await redis.admin.info('replication')).includes('master_link_status:up');
  });
}

async function loseThePrimary(): Promise<void> {
  await config('replica-serve-stale-data', 'no');
  await redis.admin.call('REPLICAOF', '127.0.0.1', '1');
}

async function becomePrimary(): Promise<void> {
  await redis.admin.call('REPLICAOF', 'NO', 'ONE');
  await config('replica-serve-stale-data', 'yes');
}

const onItsOwn = () => redis.restart();

/** Makes it a node of a cluster with some of the slots; `own` is told that of the key that a probe writes. */
function clustered(own: (slot: number) => readonly (readonly [from: number, to: number])[]) {
  return async () => {
    await redis.restart({ 'cluster-enabled': 'yes', 'cluster-require-full-coverage': 'no' });
    // What it knew of its cluster before.
    await redis.admin.call('CLUSTER', 'RESET', 'HARD');
    const slot = Number(await redis.admin.call('CLUSTER', 'KEYSLOT', `${KEY_PREFIX}:probe`));
    for (const [from, to] of own(slot)) {
      await redis.admin.call('CLUSTER', 'ADDSLOTSRANGE', String(from), String(to));
    }
  };
}

/** Makes it a node of two, of which the other keeps all keys. */
async function clusteredWithAnother(): Promise<void> {
  await clustered(() => [])();
  await other.restart({ 'cluster-enabled': 'yes' });
  await other.admin.call('CLUSTER', 'ADDSLOTSRANGE', '0', String(SLOTS - 1));
  await redis.admin.call('CLUSTER', 'MEET', '127.0.0.1', String(other.port));
  await until('it knows where the keys are', async () => {
    return String(await redis.admin.call('CLUSTER', 'INFO')).includes('cluster_state:ok');
  });
  const moved = await redis.admin.set(`${KEY_PREFIX}:probe`, '1').catch((error: Error) => error);
  expect(String(moved)).toContain('MOVED');
}

describe('a real Redis that answers PING', () => {
  it.each<[string, string, () => Promise<unknown>, () => Promise<unknown>]>([
    ['is full', 'full', fill, empty],
    ['is the replica of a living primary', 'reads-only', replicate, becomePrimary],
    ['is a replica that has lost its primary', 'reads-only', loseThePrimary, becomePrimary],
    ['is a node of a cluster without slots', 'clustered', clustered(() => []), onItsOwn],
    [
      'is a node of a cluster that has the slot of the probe alone',
      'clustered',
      clustered((slot) => [[slot, slot]]),
      onItsOwn,
    ],
    [
      'is a node of a cluster that has all slots but that of the probe',
      'clustered',
      clustered((slot) => [
        [0, slot - 1],
        [slot + 1, SLOTS - 1],
      ]),
      onItsOwn,
    ],
    [
      'is a node of a cluster that has all slots',
      'clustered',
      clustered(() => [[0, SLOTS - 1]]),
      onItsOwn,
    ],
    ['sends keys to another node', 'clustered', clusteredWithAnother, onItsOwn],
  ])('and %s is told as %s, until it is well again', async (_, state, spoil, mend) => {
    await isTold('up');
    await spoil();
    try {
      // Redis is the record of nothing: the process takes requests all the same.
      expect(await isTold(state)).toBe('200 ready');
      await until('the figures tell of it', async () => {
        const text = await figures();
        return ['limits', 'carts'].every((use) => text.includes(`redis_usable{use="${use}"} 0`));
      });
    } finally {
      await mend();
    }
    await isTold('up');
  });

  it.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
    ['full', fill, empty],
    ['one that only reads', replicate, becomePrimary],
  ])('%s, answers carts 503 and sells all the same', async (_, spoil, mend) => {
    const customer = await shop.customer();
    const skuId = await shop.sku();
    await spoil();
    try {
      const put = await customer.post('/api/v1/cart/items', { skuId, count: 1 });
      expect([put.status, put.headers.get('retry-after')]).toEqual([503, expect.any(String)]);
      expect((await placeOrder(customer, skuId)).orderNo).toBeDefined();
    } finally {
      await mend();
    }
    await until('carts are kept again', async () => {
      const { status } = await customer.post('/api/v1/cart/items', { skuId, count: 1 });
      return status === 200;
    });
  });
});
