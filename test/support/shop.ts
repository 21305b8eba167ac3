import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readSettings, type Settings } from '../../config/settings.js';
import { type Simulator, startSimulator } from '../../simulator/server.js';
import { createApi } from '../../src/bootstrap/api.js';
import type { Role } from '../../src/auth/permissions.js';
import { Users } from '../../src/auth/users.service.js';
import { CatalogService } from '../../src/catalog/catalog.service.js';
import type { SkuDto } from '../../src/catalog/sku.dto.js';
import { Transactions } from '../../src/database/transactions.js';
import { Relay } from '../../src/events/relay.service.js';
import { AfterSalePoller } from '../../src/payment/after-sales/after-sale-poller.service.js';
import { RefundPoller } from '../../src/payment/polling/refund-poller.service.js';
import { OrderPoller } from '../../src/payment/polling/order-poller.service.js';
import { createWorker } from '../../src/bootstrap/worker-app.js';
import { ADDRESS } from './address.js';
import { Client } from './client.js';
import { MovableClock } from './clock.js';
import { freshDatabase, type FreshDatabase, testRedisUrl, tlsVariables } from './database.js';
import { makeTestKeys, type TestKeys } from './keys.js';
import { watchConnections } from './one-connection.js';
import { freePort } from './ports.js';
import { until } from './until.js';

export { ADDRESS };

export const APP_ID = '9021000000000001';
export const SELLER_ID = '2088000000000001';

/** The whole of a shop on loopback: API, database, Redis and a simulated Alipay, with a clock that tests move. */
export interface Shop {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly settings: Settings;
  readonly database: FreshDatabase;
  readonly simulator: Simulator;
  /** Moves the shop's clock and Alipay's forward together, in milliseconds. */
  advance(ms: number): void;
  /**
   * From now on only `advance` moves the shop's clock: what a test does takes no time, however slow the machine is. It stands
   * in no hour's last minute, so that what a test does at once falls into one hour, and one day.
   */
  stopClock(): void;
  readonly keys: TestKeys;
  /** A client that nobody has signed in with. */
  readonly anybody: Client;
  /** Registers a customer with an address and answers a client signed in as them. */
  customer(): Promise<Client>;
  /** A client signed in as somebody who may do everything. */
  operator(): Promise<Client>;
  /** A client signed in as a member of the staff, always the same of each role. */
  staff(role: Role): Promise<Client>;
  /** Adds a SKU to the catalogue and answers its id. */
  sku(changes?: Partial<SkuDto>): Promise<number>;
  /** Relays every pending event. */
  relay(): Promise<number>;
  /** Does what a worker would do now for orders and refunds, until nothing is due. */
  sweep(): Promise<void>;
  /** A background process beside the API; ended with the shop unless the test ends it. */
  worker(): Promise<INestApplicationContext>;
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Environment of a process of the shop. */
export interface ShopEnvironment {
  readonly port: number;
  readonly databaseUrl: string;
  readonly gatewayUrl: string;
  readonly keys: TestKeys;
  readonly more?: Readonly<Record<string, string>>;
}

/** Whether the database is the run's: a server of a test's own, or one that is to be reached in clear, is not. */
const isOfRun = (more: Readonly<Record<string, string>> = {}) =>
  more['DATABASE_URL'] === undefined && more['DATABASE_TLS'] === undefined;

/** The variables with which a process of a test's shop starts. */
export function environmentOf(shop: ShopEnvironment): Record<string, string> {
  return {
    NODE_ENV: 'test',
    PORT: String(shop.port),
    PUBLIC_URL: `http://127.0.0.1:${shop.port}`,
    LOG_LEVEL: 'silent',
    // Client and server are one process: one that stands still for seconds must not find its own connections given up.
    KEEP_ALIVE_SECONDS: '600',
    DATABASE_URL: shop.databaseUrl,
    REDIS_URL: testRedisUrl(),
    // A slow machine is not a Redis that is away: tests that are about that say how soon it shows.
    REDIS_COMMAND_TIMEOUT_MS: '30000',
    REDIS_KEY_PREFIX: `test-${randomBytes(6).toString('hex')}`,
    JWT_SECRET: randomBytes(32).toString('hex'),
    LOGIN_ATTEMPTS: '1000000',
    MAX_UNPAID_ORDERS: '1000000',
    ALIPAY_ASKS_PER_MINUTE: '1000000',
    ALIPAY_APP_ID: APP_ID,
    ALIPAY_SELLER_ID: SELLER_ID,
    ALIPAY_GATEWAY: shop.gatewayUrl,
    ALIPAY_PRIVATE_KEY_FILE: shop.keys.appPrivateKeyFile,
    ALIPAY_PUBLIC_KEY_FILE: shop.keys.alipayPublicKeyFile,
    ...(isOfRun(shop.more) ? tlsVariables() : {}),
    // The whole run as behind a proxy that takes no several statements in a packet.
    ...(process.env['TEST_MULTI_STATEMENTS'] === 'false' && { DATABASE_MULTI_STATEMENTS: 'false' }),
    ...shop.more,
  };
}

/** Starts a shop; `more` are further environment variables. */
export async function openShop(more: Readonly<Record<string, string>> = {}): Promise<Shop> {
  const keys = makeTestKeys();
  const clock = new MovableClock();
  const database = await freshDatabase();
  const { appPublicKey, alipayPrivateKey } = keys;
  const simulator = await startSimulator({
    appId: APP_ID,
    sellerId: SELLER_ID,
    appPublicKey,
    alipayPrivateKey,
    notifyScale: 0.0005,
  });
  const { gatewayUrl } = simulator;
  const port = await freePort();
  const settings = readSettings(
    environmentOf({ port, databaseUrl: database.url, gatewayUrl, keys, more }),
  );
  const app = await createApi(settings, { clock });
  const watched = [watchConnections(app)];
  await app.listen(port, '127.0.0.1');
  const url = settings.app.publicUrl;
  const workers: INestApplicationContext[] = [];
  const advance = (ms: number): void => {
    clock.advance(ms);
    simulator.clock.advance(ms);
  };
  let names = 0;
  const anybody = new Client(url);
  const staff = async (username: string, role: Role) => {
    const password = 'a long password';
    await app.get(Users).ensureDemoUser(username, password, role);
    const { body } = await anybody.post('/api/v1/auth/login', { username, password });
    return anybody.as(body.token);
  };
  return {
    url,
    app,
    settings,
    database,
    simulator,
    advance,
    stopClock: () => {
      clock.stop();
      const left = HOUR_MS - (clock.now().getTime() % HOUR_MS);
      if (left < MINUTE_MS) advance(left);
    },
    keys,
    anybody,
    customer: async () => {
      names += 1;
      const credentials = { username: `customer-${names}`, password: 'a long password' };
      const { body } = await anybody.post('/api/v1/auth/register', credentials);
      const client = anybody.as(body.token);
      await client.post('/api/v1/addresses', ADDRESS);
      return client;
    },
    operator: () => staff('test-operator', 'admin'),
    staff: (role) => staff(`test-${role}`, role),
    sku: async (changes = {}) => {
      const sku = { name: '安踏A红色', price: '199.00', stock: 100, requiresShipping: true };
      const made = await app
        .get(Transactions)
        .run((tx) => app.get(CatalogService).create(tx, { ...sku, ...changes }));
      return made.id;
    },
    relay: () => app.get(Relay).drain(),
    sweep: async () => {
      while ((await app.get(OrderPoller).work.finish()) > 0);
      while ((await app.get(RefundPoller).work.finish()) > 0);
      while ((await app.get(AfterSalePoller).work.finish()) > 0);
    },
    worker: async () => {
      const worker = await createWorker(settings, { clock });
      workers.push(worker);
      watched.push(watchConnections(worker));
      return worker;
    },
    close: async () => {
      for (const worker of workers) await worker.close();
      await app.close();
      await simulator.close();
      await database.drop();
      keys.remove();
      const [second] = watched.flat();
      if (second !== undefined) throw new Error(`a second connection was asked for ${second}`);
    },
  };
}

/** A shop that people are in. */
export interface Business {
  readonly shop: Shop;
  readonly customer: Client;
  readonly operator: Client;
  /** A SKU that does not run out. */
  readonly skuId: number;
}

/** Starts a shop with all that most tests need of one; `more` are further environment variables. */
export async function openForBusiness(
  more: Readonly<Record<string, string>> = {},
): Promise<Business> {
  const shop = await openShop(more);
  const [customer, operator] = [await shop.customer(), await shop.operator()];
  return { shop, customer, operator, skuId: await shop.sku({ stock: 10_000 }) };
}

/** Buys so many pieces of a SKU as a REST client does, and answers the order. */
export async function placeOrder(client: Client, skuId: number, count = 1) {
  const source = { source: 'buyNow', skuId, count };
  const quote = await client.post('/api/v1/orders/quote', source);
  const addressId = quote.body.addresses?.[0]?.id as number | undefined;
  const { quoteToken } = quote.body;
  const made = await client.post('/api/v1/orders', {
    quoteToken,
    ...(addressId === undefined ? {} : { addressId }),
  });
  if (made.status !== 201) throw new Error(`no order: ${quote.text} ${made.text}`);
  return made.body;
}

/** Starts the payment of an order and answers the link. */
export async function payLink(client: Client, orderNo: string, method = 'page') {
  const answer = await client.post(`/api/v1/orders/${orderNo}/payments`, { method });
  if (answer.status !== 201) throw new Error(`no pay link: ${answer.text}`);
  return answer.body;
}

/** An order that its buyer has paid. */
export interface PaidOrder {
  readonly orderNo: string;
  /** Yuan. */
  readonly payable: string;
  /** Where Alipay sends the buyer's browser. */
  readonly returnUrl: string;
}

/** Buys pieces of a SKU, one unless told, and pays for them at Alipay; answers when the shop knows, and Alipay has told all it had to. */
export async function paidOrder(
  { simulator }: Pick<Shop, 'simulator'>,
  client: Client,
  skuId: number,
  count = 1,
): Promise<PaidOrder> {
  const { orderNo, payable } = await placeOrder(client, skuId, count);
  const { payUrl } = await payLink(client, orderNo);
  simulator.buyer.open(payUrl);
  const paid = simulator.buyer.pay(orderNo);
  if (!paid.ok || paid.value.returnUrl === null) throw new Error(`${orderNo} was not paid`);
  await until('the order is paid', async () => {
    return (await client.get(`/api/v1/orders/${orderNo}`)).body.state !== 'PENDING_PAYMENT';
  });
  await simulator.settled();
  return { orderNo, payable, returnUrl: paid.value.returnUrl };
}
