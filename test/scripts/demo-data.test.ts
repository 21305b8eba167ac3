import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { DemoClock } from '../../scripts/lib/demo-data/clock.mjs';
import { fillShop } from '../../scripts/lib/demo-data/fill.mjs';
import { FOREIGN_REFUND } from '../../scripts/lib/demo-data/lives.mjs';
import { workOf } from '../../scripts/lib/demo-data/work.mjs';
import { random } from '../../simulator/control/random.js';
import { type Simulator, startSimulator } from '../../simulator/server.js';
import { DEMO_PASSWORD, DEMO_USERS } from '../../src/auth/demo-users.js';
import { Users } from '../../src/auth/users.service.js';
import { createApi } from '../../src/bootstrap/api.js';
import { CatalogService } from '../../src/catalog/catalog.service.js';
import { Transactions } from '../../src/database/transactions.js';
import { SOME_EVENT_IS_DUE } from '../../src/events/relay.repository.js';
import { Relay } from '../../src/events/relay.service.js';
import { DueRepository } from '../../src/events/waking/due.repository.js';
import { HourlySums } from '../../src/overview/hour-sums.service.js';
import { QueueDepths } from '../../src/overview/queue-depths.service.js';
import { AfterSalePoller } from '../../src/payment/after-sales/after-sale-poller.service.js';
import { INCIDENT_KINDS } from '../../src/payment/model/incident.entity.js';
import { DepositBackPoller } from '../../src/payment/polling/deposit-back-poller.service.js';
import { OrderPoller } from '../../src/payment/polling/order-poller.service.js';
import { PaidPaymentPoller } from '../../src/payment/polling/paid-payment-poller.service.js';
import { RefundPoller } from '../../src/payment/polling/refund-poller.service.js';
import { BillWorker } from '../../src/reconciliation/days/bill-worker.service.js';
import { SOME_DELIVERY_IS_DUE } from '../../src/webhooks/delivery/delivery-queue.service.js';
import { DeliveryPoller } from '../../src/webhooks/delivery/delivery-poller.service.js';
import { audit } from '../support/audit.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { makeTestKeys, type TestKeys } from '../support/keys.js';
import { freePort } from '../support/ports.js';
import { APP_ID, environmentOf, SELLER_ID } from '../support/shop.js';

const CLASSES = {
  Relay,
  OrderPoller,
  RefundPoller,
  AfterSalePoller,
  PaidPaymentPoller,
  DepositBackPoller,
  DeliveryPoller,
  BillWorker,
  HourlySums,
  QueueDepths,
  DueRepository,
  SOME_EVENT_IS_DUE,
  SOME_DELIVERY_IS_DUE,
  DataSource,
};

const DAY = 86_400_000;
const HOUR = 3_600_000;
const STOCK = 1_000;
/** When the first run ends, before the last day. */
const DEATH_MS = 11 * DAY;
/** A day whose sums a worker has made before, when it held nothing. */
const EMPTY_MS = 8 * DAY;

let keys: TestKeys;
let database: FreshDatabase;
let simulator: Simulator;
let app: NestFastifyApplication;
let fill: () => Promise<{ orders: number } | null>;
const initialStock = new Map<number, number>();

beforeAll(async () => {
  keys = makeTestKeys();
  database = await freshDatabase();
  const now = Date.now();
  const clock = new DemoClock(now - 20 * DAY);
  const { appPublicKey, alipayPrivateKey } = keys;
  simulator = await startSimulator({
    appId: APP_ID,
    sellerId: SELLER_ID,
    appPublicKey,
    alipayPrivateKey,
    clock: () => clock.ms,
  });
  const { gatewayUrl } = simulator;
  const port = await freePort();
  const more = {
    JWT_TTL_SECONDS: '31536000',
    WEBHOOK_ALLOW_PRIVATE: 'true',
    ALIPAY_PAID_ASKS_PER_SECOND: '1000',
  };
  const settings = readSettings(
    environmentOf({ port, databaseUrl: database.url, gatewayUrl, keys, more }),
  );
  app = await createApi(settings, { clock });
  await app.listen(port, '127.0.0.1');
  for (const { username, role } of DEMO_USERS) {
    await app.get(Users).ensureDemoUser(username, DEMO_PASSWORD, role);
  }
  for (const [name, price, isShipped] of [
    ['手冲咖啡壶', '239.00', true],
    ['便携保温杯', '99.90', true],
    ['MySQL 锁与事务', '129.00', false],
  ] as const) {
    const sku = { name, price, stock: isShipped ? STOCK : null, requiresShipping: isShipped };
    const made = await app
      .get(Transactions)
      .run((tx) => app.get(CatalogService).create(tx, { ...sku, picture: '', attributes: [] }));
    if (isShipped) initialStock.set(made.id, STOCK + 300);
  }
  const base = settings.app.publicUrl;
  const alipay = {
    appId: APP_ID,
    sellerId: SELLER_ID,
    gatewayUrl,
    notifyUrl: `${base}/api/v1/alipay/notify`,
    appPrivateKey: readFileSync(keys.appPrivateKeyFile, 'utf8'),
    alipayPrivateKey,
  };
  const work = workOf(app, CLASSES, clock);
  let diesAt = now - DEATH_MS;
  const mortal = {
    ...work,
    often: async () => {
      await work.often();
      if (clock.ms < diesAt) return;
      diesAt = Infinity;
      throw new Error('a power cut');
    },
  };
  await database.query(
    `INSERT INTO hour_sums (hour, orders, paid_count, paid_amount, refunded_count, refunded_amount, delays, funnel,
       refund_reasons, computed_at)
     VALUES ${emptyHours(now).join(', ')}`,
  );
  const stage = {
    base,
    clock,
    simulator,
    work: mortal,
    alipay,
  };
  fill = () => fillShop({ ...stage, random: random(20) }, { now, days: 14, perDay: 2 });
});

afterAll(async () => {
  await app.close();
  await simulator.close();
  await database.drop();
  keys.remove();
});

const ORDER_STATES = [
  'PENDING_PAYMENT',
  'TO_SHIP',
  'PARTLY_SHIPPED',
  'SHIPPED',
  'RECEIVED',
  'COMPLETED',
  'CANCELLED',
  'EXPIRED',
  'REFUNDED',
];

/** The values of a column. */
async function valuesOf(table: string, column: string): Promise<string[]> {
  const rows = await database.query<{ value: string }>(
    `SELECT DISTINCT ${column} AS value FROM ${table}`,
  );
  return rows.map(({ value }) => value);
}

/** The hours of {@link EMPTY_MS}, as a worker made them that ran before. */
function emptyHours(now: number): string[] {
  const text = (ms: number) => new Date(ms).toISOString().slice(0, 23).replace('T', ' ');
  const first = Math.floor((now - EMPTY_MS) / HOUR) * HOUR;
  return Array.from({ length: 24 }, (_, nth) => {
    return `('${text(first + nth * HOUR)}', 0, 0, 0, 0, 0, '{}', '{}', '{}', '${text(now)}')`;
  });
}

async function rowsIn(tables: readonly string[]): Promise<unknown[]> {
  return Promise.all(
    tables.map((table) => database.query(`SELECT COUNT(*) AS count FROM ${table}`)),
  );
}

describe('the demo data', () => {
  it('is of all that may happen to a shop after a run that ended halfway, and its books are right', async () => {
    await expect(fill()).rejects.toThrow('a power cut');
    const [before] = await rowsIn(['orders']);
    const done = await fill();
    expect(done?.orders).toBeGreaterThan(14);
    expect(await rowsIn(['orders'])).not.toEqual([before]);
    const foreignNumbers = new Set(
      simulator
        .ledger()
        .flatMap(({ refunds }) => refunds.map(({ out_request_no: number }) => number))
        .filter((number) => number.startsWith(FOREIGN_REFUND)),
    );
    expect(await audit({ database, simulator }, { initialStock, foreignNumbers })).toEqual([]);
    expect(await valuesOf('orders', 'state')).toEqual(expect.arrayContaining(ORDER_STATES));
    const open = await valuesOf("incidents WHERE state = 'OPEN'", 'kind');
    expect(open).toEqual(expect.arrayContaining([...INCIDENT_KINDS]));
    expect(await valuesOf('refunds', 'state')).toEqual(
      expect.arrayContaining(['REQUESTED', 'SUCCEEDED', 'FAILED']),
    );
    expect(await valuesOf('after_sales', 'state')).toEqual(
      expect.arrayContaining(['APPLIED', 'AGREED']),
    );
    expect(await valuesOf('webhook_deliveries', 'state')).toEqual(
      expect.arrayContaining(['DELIVERED', 'PENDING']),
    );
    expect(await valuesOf('webhook_endpoints', 'pause_reason')).toEqual(
      expect.arrayContaining(['operator', 'failing']),
    );
  });

  it('is subscribed to by each system once, and summed up for the overview', async () => {
    const [systems] = await database.query<{ count: string }>(
      'SELECT COUNT(DISTINCT description) = COUNT(*) AS count FROM webhook_endpoints',
    );
    expect(Number(systems?.count)).toBe(1);
    const [summed] = await database.query<{ orders: string; all: string }>(
      `SELECT SUM(orders) AS orders, (SELECT COUNT(*) FROM orders) AS \`all\` FROM hour_sums`,
    );
    expect(Number(summed?.orders)).toBe(Number(summed?.all));
  });

  it('has days of bills, of which one has the differences that were planted and no other', async () => {
    const bills = await database.query<{ day: string; state: string }>(
      'SELECT day, state FROM bills ORDER BY day',
    );
    expect(bills.length).toBeGreaterThanOrEqual(13);
    expect(bills.filter(({ state }) => state !== 'MATCHED' && state !== 'EMPTY')).toEqual([]);
    const open = await database.query<{ kind: string; outTradeNo: string }>(
      `SELECT kind, out_trade_no AS outTradeNo FROM discrepancies WHERE state = 'OPEN' ORDER BY kind`,
    );
    // What another program sold is in the bill, and held as an incident already.
    expect(open.map(({ kind }) => kind)).toEqual([
      'amount-differs',
      'duplicate-line',
      'missing-here',
    ]);
    expect(open[2]?.outTradeNo).toMatch(/^POS/);
  });

  it('is there once', async () => {
    const tables = ['users', 'orders', 'outbox', 'audit_log', 'webhook_endpoints', 'addresses'];
    const before = await rowsIn(tables);
    expect(await fill()).toBeNull();
    expect(await rowsIn(tables)).toEqual(before);
  });
});

describe('npm run demo-data', () => {
  it.each([
    [{ NODE_ENV: 'production' }, 'never for production'],
    [{ ALIPAY_GATEWAY: 'https://openapi.alipay.com/gateway.do' }, 'needs the simulator'],
  ])('refuses %j before it starts anything', async (more, words) => {
    const env = { ...process.env, ...more };
    const refused = promisify(execFile)(process.execPath, ['scripts/demo-data.mjs'], { env });
    await expect(refused).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(words),
    });
  });
});
