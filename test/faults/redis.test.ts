import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditAtRest } from '../support/audit.js';
import type { Client } from '../support/client.js';
import { type CuttableProxy, openProxy } from '../support/cuttable-proxy.js';
import { testRedisUrl } from '../support/database.js';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;

let shop: Shop;
let proxy: CuttableProxy;
let customer: Client;
let skuId: number;

beforeAll(async () => {
  const address = new URL(testRedisUrl());
  proxy = await openProxy(Number(address.port));
  address.port = String(proxy.port);
  address.pathname = '/8';
  shop = await openShop({
    REDIS_URL: address.href,
    REDIS_COMMAND_TIMEOUT_MS: '1000',
  });
  customer = await shop.customer();
  skuId = await shop.sku();
  await shop.worker();
});

afterAll(async () => {
  await shop.close();
  await proxy.close();
});

async function opened(): Promise<string> {
  const { orderNo } = await placeOrder(customer, skuId);
  const { payUrl } = await payLink(customer, orderNo);
  shop.simulator.buyer.open(payUrl);
  return String(orderNo);
}

function allAre(orders: readonly string[], state: string) {
  return async () => {
    const { body } = await customer.get(`/api/v1/orders?state=${state}&limit=100`);
    const found = body.items.map(({ orderNo }: { orderNo: string }) => orderNo);
    return orders.every((orderNo) => found.includes(orderNo));
  };
}

describe('a minute without Redis', () => {
  it.each(['cut', 'freeze'] as const)(
    '(%s): notifies are answered, and the worker goes on by its own timer',
    async (how) => {
      const heard = await Promise.all([opened(), opened(), opened()]);
      const unheard = await Promise.all([opened(), opened()]);
      proxy[how]();
      for (const orderNo of heard) shop.simulator.buyer.pay(orderNo);
      await shop.simulator.settled();
      for (const orderNo of heard) {
        expect(shop.simulator.trade(orderNo)?.notifies).toMatchObject([
          { state: 'delivered', tries: 1 },
        ]);
      }
      expect(await allAre(heard, 'TO_SHIP')()).toBe(true);

      shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
      for (const orderNo of unheard) shop.simulator.buyer.pay(orderNo);
      shop.advance(MINUTE);
      await until('the worker asks by itself', allAre(unheard, 'TO_SHIP'));
      shop.simulator.faults.reset();

      proxy.heal();
      const after = await opened();
      shop.simulator.buyer.pay(after);
      await until('the order after it is paid', allAre([after], 'TO_SHIP'));
    },
  );

  it('leaves books in which every invariant holds', async () => {
    const relayed = async () => {
      const rows = await shop.database.query('SELECT id FROM outbox WHERE pending = 1');
      return rows.length === 0;
    };
    await until('all events are relayed', relayed);
    expect(await auditAtRest(shop, { initialStock: new Map([[skuId, 100]]) })).toEqual([]);
  });
});
