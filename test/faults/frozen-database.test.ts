import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { auditAtRest } from '../support/audit.js';
import { openBeside } from '../support/beside.js';
import type { Answer, Client } from '../support/client.js';
import { type CuttableProxy, openProxy } from '../support/cuttable-proxy.js';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const JWT_SECRET = 'x'.repeat(64);
const STOCK = 1_000;
/** A statement may take a second, and a connection be silent for two. */
const LIMITS = {
  DATABASE_POOL: '3',
  DATABASE_LOCK_WAIT_SECONDS: '1',
  DATABASE_STATEMENT_TIMEOUT_MS: '1001',
  DATABASE_SILENCE_TIMEOUT_MS: '2000',
};
/** What is answered within this was not left to TCP, which takes a quarter of an hour. */
const SOON_MS = 60_000;

let shop: Shop;
let proxy: CuttableProxy;
/** The same shop, whose way to the database can freeze. */
let app: NestFastifyApplication;
let buyer: Client;
let skuId: number;

beforeAll(async () => {
  shop = await openShop({ JWT_SECRET });
  proxy = await openProxy(Number(new URL(shop.database.url).port));
  const beside = await openBeside(shop, { JWT_SECRET, ...LIMITS }, proxy.port);
  app = beside.app;
  buyer = beside.anybody.as((await shop.customer()).token);
  skuId = await shop.sku({ stock: STOCK });
});
afterAll(async () => {
  await app.close();
  await proxy.close();
  await shop.close();
});

/** Reads, and writes of their own and of shared transactions; more than there are connections. */
function crowd(orderNo: string, order: unknown): Promise<Answer[]> {
  return Promise.all([
    buyer.get('/api/v1/orders'),
    buyer.get(`/api/v1/orders/${orderNo}`),
    payLinkOf(orderNo),
    buyer.post('/api/v1/orders', order),
    buyer.get('/api/v1/addresses'),
  ]);
}

const payLinkOf = (orderNo: string) =>
  buyer.post(`/api/v1/orders/${orderNo}/payments`, { method: 'page' });

it('who asks while the database is frozen is told so in time, and served when it is back', async () => {
  const { orderNo } = await placeOrder(buyer, skuId);
  await payLink(buyer, orderNo);
  const purchase = { source: 'buyNow', skuId, count: 1 };
  const { quoteToken, addresses } = (await buyer.post('/api/v1/orders/quote', purchase)).body;
  proxy.freeze();
  const started = performance.now();
  const answers = await crowd(orderNo, { quoteToken, addressId: addresses[0].id });
  expect(performance.now() - started).toBeLessThan(SOON_MS);
  for (const { status, headers, body } of answers) {
    expect([status, headers.get('retry-after'), body.type]).toEqual([
      503,
      '1',
      'urn:problem:alipay-checkout:database-unavailable',
    ]);
  }
  proxy.heal();
  const served = async () => (await buyer.get('/health/ready')).status === 200;
  await until('the process is ready again', served);
  expect((await payLinkOf(orderNo)).status).toBe(201);
  expect((await placeOrder(buyer, skuId)).orderNo).not.toBe(orderNo);
});

it('the books are as they would be had nothing frozen', async () => {
  expect(await auditAtRest(shop, { initialStock: new Map([[skuId, STOCK]]) })).toEqual([]);
});
