import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Pool } from 'mysql2';
import { DataSource } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { keeperOf } from '../../src/database/connection-keeper.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import type { Answer, Client } from '../support/client.js';
import { type CuttableProxy, openProxy } from '../support/cuttable-proxy.js';
import { postNotify } from '../support/notify.js';
import { copyRows, type PrivateServer, privateServers } from '../support/private-servers.js';
import { canStartDatabase } from '../support/row-servers.js';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

/** Two servers are made: as long as of what hangs, on however slow a machine. */
const START_MS = 300_000;
const POOL = 4;
const describeWithServer = canStartDatabase ? describe : describe.skip;

const optionsAt = (url: string) =>
  dataSourceOptions(readSettings({ NODE_ENV: 'test', DATABASE_URL: url }).database);

async function migrate(server: PrivateServer): Promise<void> {
  const source = await new DataSource(optionsAt(server.url)).initialize();
  await source.runMigrations();
  await source.destroy();
}

describeWithServer('the writer of the database moves (needs mariadbd or mysqld)', () => {
  const servers = privateServers();
  let writer: PrivateServer;
  let other: PrivateServer;
  let proxy: CuttableProxy;
  let shop: Shop;
  let buyer: Client;
  let skuId: number;

  beforeAll(async () => {
    writer = await servers.start('first');
    other = await servers.start('second');
    for (const server of [writer, other]) await migrate(server);
    proxy = await openProxy(writer.port);
    const url = new URL(writer.url);
    url.port = String(proxy.port);
    shop = await openShop({ DATABASE_URL: url.href, DATABASE_POOL: String(POOL) });
    buyer = await shop.customer();
    skuId = await shop.sku({ stock: 1_000 });
  }, START_MS);
  afterAll(async () => {
    await shop?.close();
    await proxy?.close();
    await servers.close();
  }, START_MS);

  /** So many statements at once that every connection of the pool is there. */
  beforeEach(async () => {
    const source = shop.app.get(DataSource);
    await Promise.all(Array.from({ length: POOL }, () => source.query('SELECT SLEEP(0.1)')));
    // A connection that was made a moment ago leads where a new one would.
    await pause(1_100);
  });

  /** Makes the writer read only, and leads new connections to the other, with all that was written. */
  async function moveWriter(): Promise<void> {
    await copyRows(writer.admin, other.admin);
    await other.admin.query('SET GLOBAL read_only = 0');
    await writer.admin.query('SET GLOBAL read_only = 1');
    proxy.leadTo(other.port);
    [writer, other] = [other, writer];
  }

  it('the first order succeeds, nobody waits for the old connections', async () => {
    const before = await placeOrder(buyer, skuId);
    await moveWriter();
    const after = await placeOrder(buyer, skuId);
    expect(after.orderNo).not.toBe(before.orderNo);
    const [rows] = await writer.admin.query('SELECT order_no FROM orders ORDER BY id');
    expect(rows).toEqual([{ order_no: before.orderNo }, { order_no: after.orderNo }]);
    // Whoever only reads reads there as well, on whatever connection.
    const listed = await Promise.all(Array.from({ length: 20 }, () => buyer.get('/api/v1/orders')));
    expect(listed.map(({ body }) => body.orders?.length ?? body.items?.length)).toEqual(
      Array<number>(20).fill(2),
    );
  });

  it('the first notify is taken, and kept by the new writer', async () => {
    const { orderNo } = await placeOrder(buyer, skuId);
    await payLink(buyer, String(orderNo));
    await moveWriter();
    const { status, text } = await postNotify(shop, String(orderNo));
    expect([status, text]).toEqual([200, 'success']);
    const [rows] = await writer.admin.query(
      `SELECT o.state AS order_state, p.state AS payment_state, o.paid_at IS NOT NULL AS is_paid
       FROM orders o JOIN payments p ON p.order_id = o.id WHERE o.order_no = ?`,
      [orderNo],
    );
    expect(rows).toEqual([{ order_state: 'TO_SHIP', payment_state: 'SUCCEEDED', is_paid: 1 }]);
    // Alipay tells again what it was answered before the switch, or has lost the answer to.
    expect((await postNotify(shop, String(orderNo))).text).toBe('success');
  });

  it('the first who registers is a user, and signs in', async () => {
    await moveWriter();
    const credentials = { username: 'after-the-switch', password: 'a long password' };
    const registered = await shop.anybody.post('/api/v1/auth/register', credentials);
    expect(registered.status).toBe(201);
    const [rows] = await writer.admin.query('SELECT username FROM users WHERE username = ?', [
      credentials.username,
    ]);
    expect(rows).toEqual([{ username: credentials.username }]);
    const signedIn = await shop.anybody.post('/api/v1/auth/login', credentials);
    expect(signedIn.status).toBe(200);
    const orders = await shop.anybody.as(signedIn.body.token).get('/api/v1/orders');
    expect([orders.status, orders.body.items]).toEqual([200, []]);
  });

  it('orders, notifies and those who register meet it at once, and at most one each is told to wait', async () => {
    const unpaid = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const orderNo = String((await placeOrder(buyer, skuId)).orderNo);
        await payLink(buyer, orderNo);
        return orderNo;
      }),
    );
    await moveWriter();
    const again = async (what: () => Promise<Answer>): Promise<number> => {
      let refused = 0;
      await until('it is taken', async () => {
        const { status } = await what();
        if (status < 300) return true;
        expect(status).toBe(503);
        refused += 1;
        return false;
      });
      return refused;
    };
    const register = (name: string) => () =>
      shop.anybody.post('/api/v1/auth/register', { username: name, password: 'a long password' });
    const refusals = await Promise.all([
      ...unpaid.map((orderNo) => again(() => postNotify(shop, orderNo))),
      ...['one', 'two', 'three'].map((name) => again(register(`meanwhile-${name}`))),
    ]);
    expect(Math.max(...refusals)).toBeLessThanOrEqual(1);
    const [rows] = await writer.admin.query(
      "SELECT order_no FROM orders WHERE order_no IN (?) AND state = 'TO_SHIP'",
      [unpaid],
    );
    expect(rows).toHaveLength(3);
  });

  it('one that only reads is not ready, and found out by that alone', async () => {
    await writer.admin.query('SET GLOBAL read_only = 1');
    const refused = await until('it is not ready', async () => {
      const answer = await shop.anybody.get('/health/ready');
      return answer.status === 503 && answer.body;
    });
    expect(refused).toMatchObject({ status: 'database-reads-only', database: 'reads-only' });
    const order = await buyer.post('/api/v1/orders/quote', { source: 'buyNow', skuId, count: 1 });
    const addressId = order.body.addresses[0].id as number;
    const refusal = await buyer.post('/api/v1/orders', {
      quoteToken: order.body.quoteToken,
      addressId,
    });
    expect([refusal.status, refusal.headers.get('retry-after')]).toEqual([503, '1']);
    await moveWriter();
    await until(
      'it is ready',
      async () => (await shop.anybody.get('/health/ready')).status === 200,
    );
    expect((await placeOrder(buyer, skuId)).orderNo).toBeDefined();
  });

  it('prepared statements that are used up are told as 503, and counted for an alarm', async () => {
    const { pool } = shop.app.get(DataSource).driver as unknown as { readonly pool: Pool };
    keeperOf(pool).renewAll();
    await writer.admin.query('SET GLOBAL max_prepared_stmt_count = 0');
    try {
      const answer = await buyer.get('/api/v1/orders');
      expect([answer.status, answer.headers.get('retry-after'), answer.body.type]).toEqual([
        503,
        '1',
        'urn:problem:alipay-checkout:database-unavailable',
      ]);
    } finally {
      await writer.admin.query('SET GLOBAL max_prepared_stmt_count = 16382');
    }
    const { text } = await shop.anybody.get('/metrics');
    expect(text).toMatch(/^database_errors_total\{kind="resources"\} [1-9]/m);
    expect(text).toMatch(/^database_errors_total\{kind="full"\} 0$/m);
    expect((await buyer.get('/api/v1/orders')).status).toBe(200);
  });
});
