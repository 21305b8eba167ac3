import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runScript } from './lib/process/cleanup.mjs';
import { DemoClock } from './lib/demo-data/clock.mjs';
import { fillShop } from './lib/demo-data/fill.mjs';
import { workOf } from './lib/demo-data/work.mjs';
import { openLocalShop } from './lib/local-shop.mjs';
import { say, step, UserError } from './lib/say.mjs';

const rootDir = join(import.meta.dirname, '..');
const dist = join(rootDir, 'dist');
const DAYS = 14;
/** Before the first day, by as much as a day's bill waits. */
const LEAD_MS = 2 * 86_400_000;
/** A process that was seen within this time may still be at work: it tells of itself three times as often. */
const SEEN_MS = 60_000;
const SEED = 20;
/** A power cut may cost the last second of what is made up anyway; the server's end writes all of it down. */
const TUNING = ['--innodb-flush-log-at-trx-commit=2'];

/** The files of the built program with the services that work while the days go by, and with what they ask the database by. */
const SERVICES = {
  Relay: 'events/relay.service.js',
  OrderPoller: 'payment/polling/order-poller.service.js',
  RefundPoller: 'payment/polling/refund-poller.service.js',
  AfterSalePoller: 'payment/after-sales/after-sale-poller.service.js',
  PaidPaymentPoller: 'payment/polling/paid-payment-poller.service.js',
  DepositBackPoller: 'payment/polling/deposit-back-poller.service.js',
  DeliveryPoller: 'webhooks/delivery/delivery-poller.service.js',
  BillWorker: 'reconciliation/days/bill-worker.service.js',
  HourlySums: 'overview/hour-sums.service.js',
  QueueDepths: 'overview/queue-depths.service.js',
  DueRepository: 'events/waking/due.repository.js',
  SOME_EVENT_IS_DUE: 'events/relay.repository.js',
  SOME_DELIVERY_IS_DUE: 'webhooks/delivery/delivery-queue.service.js',
};

/**
 * `npm run demo-data`: fills the shop of `npm start` with two weeks of orders, refunds, cases, incidents, bills and deliveries,
 * once. Nothing else may be at work on its database meanwhile: the clock of these weeks is not that of a worker.
 */
await runScript(async (cleanup) => {
  if (process.env.NODE_ENV === 'production') refuse('it is for development, never for production');
  if (process.env.ALIPAY_GATEWAY)
    refuse('it needs the simulator, and ALIPAY_GATEWAY names another');
  const { env, ports } = await openLocalShop(rootDir, cleanup, { tuning: TUNING });
  // A NODE_ENV of `.env` is known only now.
  if (env.NODE_ENV === 'production') refuse('it is for development, never for production');
  const started = Date.now();
  const clock = new DemoClock(started - DAYS * 86_400_000 - LEAD_MS);
  const simulator = await openSimulator(env, ports, clock);
  cleanup.defer(() => simulator.close());
  const app = await openApi(env, ports, clock);
  cleanup.defer(() => app.close());
  // Nobody else has the private database: its folder is held.
  if (process.env.DATABASE_URL) await refuseOthers(app);
  const classes = await servicesOf();
  const { random } = await import(join(dist, 'simulator/control/random.js'));
  const base = `http://127.0.0.1:${ports.api}`;
  const alipay = alipayOf(env);
  const work = workOf(app, classes, clock);
  const stage = { base, clock, simulator, work, random: random(SEED), alipay };
  say('Two weeks of a shop go by …');
  const done = await fillShop(stage, { now: started, days: DAYS });
  const seconds = Math.round((Date.now() - started) / 1_000);
  if (done === null) say('The demo data is there already; nothing was added.');
  else
    say(
      `Two weeks are there: ${done.orders} orders, made in ${seconds} s. "npm start" shows them.`,
    );
  return 0;
});

function refuse(why) {
  throw new UserError(`The demo data is not loaded: ${why}.`);
}

/** The API of `npm start` with the weeks' clock, and without the limits that protect it from one busy client. */
async function openApi(env, ports, clock) {
  const { readSettings } = await import(join(dist, 'config/settings.js'));
  const { createApi } = await import(join(dist, 'src/bootstrap/api.js'));
  const settings = readSettings({
    ...env,
    LOG_LEVEL: 'silent',
    JWT_TTL_SECONDS: String(30 * 86_400),
    LOGIN_ATTEMPTS: '1000000',
    MAX_UNPAID_ORDERS: '1000000',
    REQUIRE_SECOND_FACTOR: '',
    APPROVE_FROM: '',
    ALIPAY_ASKS_PER_MINUTE: '1000000',
    ALIPAY_PAID_ASKS_PER_SECOND: '1000',
    WEBHOOK_ALLOW_PRIVATE: 'true',
    // Each connection prepares its own statements, and there is one buyer at a time.
    DATABASE_POOL: '4',
    // A busy machine is not to end it halfway.
    REDIS_COMMAND_TIMEOUT_MS: '10000',
  });
  const app = await createApi(settings, { clock });
  await app.listen(ports.api, '127.0.0.1');
  return app;
}

async function openSimulator(env, ports, clock) {
  const { startSimulator } = await import(join(dist, 'simulator/server.js'));
  return startSimulator({
    port: ports.simulator,
    appId: env.SIMULATOR_APP_ID,
    sellerId: env.SIMULATOR_SELLER_ID,
    appPublicKey: readFileSync(env.SIMULATOR_APP_PUBLIC_KEY_FILE, 'utf8'),
    alipayPrivateKey: readFileSync(env.SIMULATOR_PRIVATE_KEY_FILE, 'utf8'),
    ledgerFile: env.SIMULATOR_LEDGER_FILE,
    clock: () => clock.ms,
  });
}

/** Whoever works on the same database would end orders of days ago before they are paid. Waits out those who have ended. */
async function refuseOthers(app) {
  const { DataSource } = await import('typeorm');
  const lastSeen = async () => {
    const [row] = await app
      .get(DataSource)
      .query('SELECT MAX(seen_at) AS at FROM process_sightings WHERE seen_at > ?', [
        new Date(Date.now() - SEEN_MS),
      ]);
    return row.at?.getTime() ?? null;
  };
  const first = await lastSeen();
  if (first === null) return;
  const wait = async () => {
    for (let at = first; at !== null; at = await lastSeen()) {
      if (at > first) refuse('a process of the shop is at work on its database');
      await pause(1_000);
    }
  };
  await step('Waiting whether a process of the shop is still at work on its database', wait);
}

async function servicesOf() {
  const found = Object.entries(SERVICES).map(async ([name, file]) => {
    return [name, (await import(join(dist, 'src', file)))[name]];
  });
  const { DataSource } = await import('typeorm');
  return { ...Object.fromEntries(await Promise.all(found)), DataSource };
}

function alipayOf(env) {
  return {
    appId: env.ALIPAY_APP_ID,
    sellerId: env.ALIPAY_SELLER_ID,
    gatewayUrl: env.ALIPAY_GATEWAY,
    notifyUrl: `${env.PUBLIC_URL}/api/v1/alipay/notify`,
    appPrivateKey: readFileSync(env.ALIPAY_PRIVATE_KEY_FILE, 'utf8'),
    alipayPrivateKey: readFileSync(env.SIMULATOR_PRIVATE_KEY_FILE, 'utf8'),
  };
}
