import { randomBytes } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { readSettings, type Settings } from '../../config/settings.js';
import { type CartOwner, CartRepository } from '../../src/cart/cart.repository.js';
import { GuestCarts } from '../../src/cart/guest-carts.js';
import { makeGuestToken } from '../../src/cart/guest-token.js';
import { redisClient, type RedisClient } from '../../src/database/redis.js';
import { testRedisUrl } from '../support/database.js';
import { until } from '../support/until.js';

const JWT_SECRET = 'x'.repeat(64);

function settingsFor(more: Readonly<Record<string, string>>): Settings {
  return readSettings({
    NODE_ENV: 'test',
    REDIS_URL: testRedisUrl(),
    REDIS_KEY_PREFIX: `test-${randomBytes(6).toString('hex')}`,
    JWT_SECRET,
    CART_TTL_SECONDS: '1000',
    GUEST_CART_TTL_SECONDS: '500',
    MAX_LINES: '5',
    MAX_COUNT: '99',
    // A slow machine is not a Redis that is away: tests that are about that say how soon it shows.
    REDIS_COMMAND_TIMEOUT_MS: '30000',
    ...more,
  });
}

let nextUser = 0;
function someUser(): CartOwner {
  nextUser += 1;
  return { kind: 'user', publicId: `user-${nextUser}` };
}

function someGuest(): CartOwner {
  return { kind: 'guest', token: makeGuestToken(settingsFor({}).orders.guestCartSecret) };
}

function storeOf(redis: RedisClient, { redis: config, orders }: Settings): CartRepository {
  return new CartRepository(redis, config, orders, new GuestCarts(redis, config, orders));
}

describe('CartStore', () => {
  const settings = settingsFor({});
  let redis: RedisClient;
  let store: CartRepository;

  beforeAll(async () => {
    redis = redisClient(settings.redis.cartUrl, settings.redis);
    await redis.connect();
    store = storeOf(redis, settings);
  });

  afterAll(async () => {
    const keys = await redis.keys(`${settings.redis.keyPrefix}:*`);
    if (keys.length > 0) await redis.del(...keys);
    redis.disconnect();
  });

  async function fill(owner: CartOwner, ...lines: [skuId: number, count: number][]): Promise<void> {
    for (const [skuId, count] of lines) await store.add(owner, { skuId, count }, null);
  }

  async function counts(owner: CartOwner): Promise<[skuId: number, count: number][]> {
    return (await store.lines(owner)).map(({ skuId, count }) => [skuId, count]);
  }

  it('goes on with a server that forgot its scripts', async () => {
    const owner = someUser();
    await fill(owner, [1, 2]);
    await redis.script('FLUSH');
    expect(await counts(owner)).toEqual([[1, 2]]);
    await redis.script('FLUSH');
    await fill(owner, [1, 1]);
    expect(await counts(owner)).toEqual([[1, 3]]);
  });

  function keyOf(owner: CartOwner): string {
    const whose = owner.kind === 'user' ? `user:${owner.publicId}` : `guest:${owner.token}`;
    return `${settings.redis.keyPrefix}:cart:${whose}`;
  }

  it('adds to what is there and selects it', async () => {
    const owner = someUser();
    await fill(owner, [10, 2], [9, 1]);
    await store.set(owner, 10, undefined, false);
    await fill(owner, [10, 3]);
    expect(await store.lines(owner)).toEqual([
      { skuId: 9, count: 1, selected: true },
      { skuId: 10, count: 5, selected: true },
    ]);
  });

  it('counts 50 additions at the same time right', async () => {
    const owner = someUser();
    await Promise.all(
      Array.from({ length: 50 }, () => store.add(owner, { skuId: 1, count: 1 }, null)),
    );
    expect(await counts(owner)).toEqual([[1, 50]]);
  });

  it('stops additions at the same time exactly at the stock', async () => {
    const owner = someUser();
    const refusals = await Promise.all(
      Array.from({ length: 20 }, () => store.add(owner, { skuId: 1, count: 1 }, 7)),
    );
    expect(refusals.filter((refusal) => refusal === null)).toHaveLength(7);
    expect(refusals.filter((refusal) => refusal === 'stock')).toHaveLength(13);
    expect(await counts(owner)).toEqual([[1, 7]]);
  });

  it('stops additions at the same time exactly at the most lines', async () => {
    const owner = someUser();
    const refusals = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.add(owner, { skuId: index + 1, count: 1 }, null),
      ),
    );
    expect(refusals.filter((refusal) => refusal === 'lines')).toHaveLength(15);
    expect(await counts(owner)).toHaveLength(5);
  });

  it('adds to a line of a full cart, up to the most pieces', async () => {
    const owner = someUser();
    await fill(owner, [1, 1], [2, 1], [3, 1], [4, 1], [5, 1]);
    expect(await store.add(owner, { skuId: 5, count: 98 }, null)).toBeNull();
    expect(await store.add(owner, { skuId: 5, count: 1 }, null)).toBe('pieces');
    expect(await counts(owner)).toContainEqual([5, 99]);
  });

  it('sets the count and the selection apart from each other', async () => {
    const owner = someUser();
    await fill(owner, [1, 2]);
    expect(await store.set(owner, 1, undefined, false)).toBe(true);
    expect(await store.set(owner, 1, 7)).toBe(true);
    expect(await store.lines(owner)).toEqual([{ skuId: 1, count: 7, selected: false }]);
    expect(await store.set(owner, 1, 8, true)).toBe(true);
    expect(await store.lines(owner)).toEqual([{ skuId: 1, count: 8, selected: true }]);
  });

  it('sets no line that is not there', async () => {
    const owner = someUser();
    expect(await store.set(owner, 1, 7, true)).toBe(false);
    expect(await store.lines(owner)).toEqual([]);
  });

  it('selects and deselects every line', async () => {
    const owner = someUser();
    await fill(owner, [1, 2], [2, 3]);
    await store.selectAll(owner, false);
    expect((await store.lines(owner)).map(({ selected }) => selected)).toEqual([false, false]);
    await store.selectAll(owner, true);
    expect((await store.lines(owner)).map(({ selected }) => selected)).toEqual([true, true]);
    expect(await counts(owner)).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  it('removes one line or all of them', async () => {
    const owner = someUser();
    await fill(owner, [1, 2], [2, 3]);
    await store.remove(owner, 1);
    await store.remove(owner, 1);
    expect(await counts(owner)).toEqual([[2, 3]]);
    await store.clear(owner);
    expect(await counts(owner)).toEqual([]);
  });

  it('merges up to the limits, once', async () => {
    const [guest, user] = [someGuest(), someUser()];
    await fill(user, [1, 60], [2, 1]);
    await store.set(user, 2, undefined, false);
    await fill(guest, [1, 60], [3, 4]);
    await Promise.all(Array.from({ length: 5 }, () => store.merge(guest, user)));
    expect(await store.lines(user)).toEqual([
      { skuId: 1, count: 99, selected: true },
      { skuId: 2, count: 1, selected: false },
      { skuId: 3, count: 4, selected: true },
    ]);
    expect(await redis.exists(keyOf(guest))).toBe(0);
  });

  it('merges no more lines than a cart may have', async () => {
    const [guest, user] = [someGuest(), someUser()];
    await fill(user, [1, 1], [2, 1], [3, 1], [4, 1]);
    await fill(guest, [4, 1], [5, 1], [6, 1], [7, 1]);
    await store.merge(guest, user);
    const lines = await counts(user);
    expect(lines).toHaveLength(5);
    expect(lines).toContainEqual([4, 2]);
  });

  it('takes what was bought out and leaves what was added meanwhile', async () => {
    const owner = someUser();
    await fill(owner, [1, 2], [2, 3], [3, 4]);
    await store.set(owner, 2, undefined, false);
    const bought = [
      { skuId: 1, count: 2 },
      { skuId: 2, count: 1 },
      { skuId: 9, count: 1 },
    ];
    await store.takeOut(owner, bought);
    expect(await store.lines(owner)).toEqual([
      { skuId: 2, count: 2, selected: false },
      { skuId: 3, count: 4, selected: true },
    ]);
    await store.takeOut(owner, [{ skuId: 3, count: 5 }]);
    expect(await counts(owner)).toEqual([[2, 2]]);
  });

  it('keeps owners apart', async () => {
    const [one, other, guest] = [someUser(), someUser(), someGuest()];
    await fill(one, [1, 1]);
    expect(await counts(other)).toEqual([]);
    expect(await counts(guest)).toEqual([]);
  });

  it('lets a cart that nobody uses go, and every use keeps it', async () => {
    const owner = someUser();
    const uses: [string, () => Promise<unknown>][] = [
      ['add', () => store.add(owner, { skuId: 1, count: 1 }, null)],
      ['set', () => store.set(owner, 1, 5)],
      ['selectAll', () => store.selectAll(owner, true)],
      ['lines', () => store.lines(owner)],
      ['merge', () => store.merge(someGuest(), owner)],
    ];
    for (const [name, use] of uses) {
      await redis.expire(keyOf(owner), 10);
      await use();
      const seconds = await redis.ttl(keyOf(owner));
      expect([name, seconds > 990 && seconds <= 1_000]).toEqual([name, true]);
    }
  });

  it("keeps a guest's cart for a time of its own", async () => {
    const guest = someGuest();
    await store.add(guest, { skuId: 1, count: 1 }, null);
    const seconds = await redis.ttl(keyOf(guest));
    expect(seconds > 490 && seconds <= 500).toBe(true);
  });

  it('skips what it cannot read', async () => {
    const owner = someUser();
    await fill(owner, [1, 2]);
    await redis.hset(keyOf(owner), '2', 'nonsense');
    expect(await counts(owner)).toEqual([[1, 2]]);
  });
});

describe('CartStore without Redis', () => {
  const unavailable = { name: 'Problem', kind: 'unavailable', slug: 'cart-unavailable' };

  // Each refusal is logged; here they are expected.
  beforeAll(() => Logger.overrideLogger(false));

  it('refuses at once while Redis is away', async () => {
    const settings = settingsFor({
      REDIS_URL: 'redis://127.0.0.1:1',
      REDIS_COMMAND_TIMEOUT_MS: '60000',
    });
    const redis = redisClient(settings.redis.cartUrl, settings.redis);
    await redis.connect().catch(() => undefined);
    const store = storeOf(redis, settings);
    const before = performance.now();
    await expect(store.lines(someUser())).rejects.toMatchObject(unavailable);
    expect(performance.now() - before).toBeLessThan(30_000);
    redis.disconnect();
  });

  it('refuses soon when Redis is frozen, and works again when it wakes up', async () => {
    const frozen = await freezableRedis();
    const settings = settingsFor({ REDIS_URL: frozen.url, REDIS_COMMAND_TIMEOUT_MS: '3000' });
    const redis = redisClient(settings.redis.cartUrl, settings.redis);
    const store = storeOf(redis, settings);
    const owner = someUser();
    try {
      await redis.connect();
      await store.add(owner, { skuId: 1, count: 1 }, null);
      frozen.freeze();
      const before = performance.now();
      await expect(store.lines(owner)).rejects.toMatchObject(unavailable);
      expect(performance.now() - before).toBeLessThan(60_000);
      frozen.thaw();
      await until('Redis answers', () => redis.ping().catch(() => false));
      expect(await store.lines(owner)).toEqual([{ skuId: 1, count: 1, selected: true }]);
      await store.clear(owner);
    } finally {
      redis.disconnect();
      await frozen.close();
    }
  });
});

/** The tests' Redis behind a wire that can stop to carry anything while it stays connected. */
async function freezableRedis() {
  const target = new URL(testRedisUrl());
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `${target.protocol}//${target.hostname}:${port}`,
    freeze: () => sockets.forEach((socket) => socket.pause()),
    thaw: () => sockets.forEach((socket) => socket.resume()),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
