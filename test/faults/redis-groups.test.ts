import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Cleanup } from '../../scripts/lib/process/cleanup.mjs';
import { throwAwayFolder } from '../../scripts/lib/process/throw-away.mjs';
import { startCluster, startSentinels } from '../../scripts/lib/servers/redis-groups.mjs';
import type { Client } from '../support/client.js';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

/** Servers are made, and one is killed: as long as of what hangs, on however slow a machine. */
const START_MS = 600_000;
const KEY_PREFIX = 'grouped-shop';

interface Group {
  readonly url: string;
  primary(): Promise<{ readonly server: { end(how: object): Promise<void> } }>;
}

const GROUPS: readonly (readonly [string, (cleanup: Cleanup) => Promise<Group>])[] = [
  ['sentinels', async (cleanup) => startSentinels(await throwAwayFolder(cleanup), cleanup)],
  [
    'a cluster',
    async (cleanup) =>
      startCluster(await throwAwayFolder(cleanup), `{${KEY_PREFIX}-bull}:wait`, cleanup),
  ],
];

describe.each(GROUPS)('a shop on %s', (_, startGroup) => {
  const cleanup = new Cleanup();
  let group: Group;
  let shop: Shop;
  let customer: Client;
  let skuId: number;

  beforeAll(async () => {
    group = await startGroup(cleanup);
    shop = await openShop({
      REDIS_URL: group.url,
      REDIS_KEY_PREFIX: KEY_PREFIX,
      REDIS_PROBE_MS: '500',
      GUEST_CARTS_PER_DAY: '7',
    });
    customer = await shop.customer();
    skuId = await shop.sku();
    await shop.worker();
  }, START_MS);

  afterAll(async () => {
    await shop?.close();
    await cleanup.run();
  }, START_MS);

  const isWell = async () => {
    const { body } = await shop.anybody.get('/health/ready');
    return body.redis === 'up' && body.cartRedis === 'up';
  };
  const linesOf = async (client: Client) => (await client.get('/api/v1/cart')).body.lines;

  async function paid(): Promise<void> {
    const orderNo = String((await placeOrder(customer, skuId)).orderNo);
    const { payUrl } = await payLink(customer, orderNo);
    shop.simulator.buyer.open(payUrl);
    shop.simulator.buyer.pay(orderNo);
    await until('it is paid', async () => {
      const { body } = await customer.get(`/api/v1/orders/${orderNo}`);
      return body.state === 'TO_SHIP';
    });
  }

  it('is ready, and its carts and limits are kept there', async () => {
    await until('both are up', isWell);
    const begin = () => shop.anybody.post('/api/v1/cart/guest');
    const begun = await Promise.all(Array.from({ length: 9 }, begin));
    expect(begun.filter(({ status }) => status === 429)).toHaveLength(2);
    const cartToken = begun.find(({ status }) => status === 201)?.body.cartToken as string;
    const guest = shop.anybody.with({ 'cart-token': cartToken });
    for (const [client, count] of [
      [guest, 2],
      [customer, 1],
    ] as const) {
      expect((await client.post('/api/v1/cart/items', { skuId, count })).status).toBe(200);
    }
    expect((await customer.post('/api/v1/cart/merge', { cartToken })).status).toBe(200);
    expect(await linesOf(customer)).toMatchObject([{ skuId, count: 3 }]);
    expect(await linesOf(guest)).toEqual([]);
  });

  it(
    'sells, and goes on by itself when the primary is killed',
    async () => {
      await paid();
      const { server } = await group.primary();
      await server.end({ signal: 'SIGKILL' });
      await paid();
      // While nobody stands in for it, nobody can say who does.
      const isReplaced = () =>
        group.primary().then(
          (now) => now.server !== server,
          () => false,
        );
      await until('another one stands in for it', isReplaced);
      await until('both are up', isWell);
      const put = () => customer.post('/api/v1/cart/items', { skuId, count: 1 });
      await until('carts are kept again', async () => (await put()).status === 200);
      await paid();
      expect(await linesOf(customer)).toMatchObject([{ skuId }]);
    },
    START_MS,
  );
});
