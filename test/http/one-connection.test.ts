import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool, PoolConnection } from 'mysql2';
import { DataSource } from 'typeorm';
import type { Client } from '../support/client.js';
import { openShop, paidOrder, type Shop } from '../support/shop.js';

/** As many as may wait for a connection, and no more than are served in seconds on a slow machine. */
const AT_ONCE = 40;

let shop: Shop;
let buyer: Client;
let operator: Client;
let skuId: number;
let orderNo: string;

beforeAll(async () => {
  shop = await openShop({ DATABASE_QUEUE: String(AT_ONCE) });
  [buyer, operator] = [await shop.customer(), await shop.operator()];
  skuId = await shop.sku({ stock: 1_000 });
  ({ orderNo } = await paidOrder(shop, buyer, skuId));
  await buyer.post('/api/v1/cart/items', { skuId, count: 1 });
});
afterAll(() => shop.close());

/** The most places in the pool that were asked for or held at the same time while `work` went on. */
async function mostAtOnce(work: () => Promise<unknown>): Promise<number> {
  const { pool } = shop.app.get(DataSource).driver as unknown as { readonly pool: Pool };
  const getConnection = pool.getConnection.bind(pool);
  let [taken, most] = [0, 0];
  pool.getConnection = (answer) => {
    taken += 1;
    most = Math.max(most, taken);
    getConnection((error, connection: PoolConnection) => {
      const release = connection.release.bind(connection);
      connection.release = () => {
        taken -= 1;
        connection.release = release;
        connection.release();
      };
      answer(error, connection);
    });
  };
  await work();
  pool.getConnection = getConnection;
  return most;
}

describe('a request takes one connection at a time', () => {
  it.each([
    [
      'a quote of one SKU',
      () => buyer.post('/api/v1/orders/quote', { source: 'buyNow', skuId, count: 1 }),
    ],
    ['a quote of the cart', () => buyer.post('/api/v1/orders/quote', { source: 'cart' })],
    ['a cart', () => buyer.get('/api/v1/cart')],
    ['a list of orders', () => buyer.get('/api/v1/orders')],
    ['an order', () => buyer.get(`/api/v1/orders/${orderNo}`)],
    ['a timeline', () => operator.get(`/api/v1/orders/${orderNo}/timeline`)],
    ['incidents', () => operator.get('/api/v1/incidents')],
    ['figures', () => shop.anybody.get('/metrics')],
    ['health', () => shop.anybody.get('/health/ready')],
  ])('%s', async (_, ask) => {
    let status = 0;
    const most = await mostAtOnce(async () => {
      ({ status } = await ask());
    });
    expect(status).toBeLessThan(300);
    expect(most).toBe(1);
  });

  it('as many quotes of one user at once as may wait are all answered', async () => {
    const quote = () => buyer.post('/api/v1/orders/quote', { source: 'buyNow', skuId, count: 1 });
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, quote));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});
