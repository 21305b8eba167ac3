import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { environmentBeside } from '../support/beside.js';
import { Client } from '../support/client.js';
import { signNotify } from '../support/notify.js';
import { type Process, startApi, startWorker } from '../support/processes.js';
import { ADDRESS, openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { type Collector, openCollector, type ToldSpan } from '../support/trace-collector.js';
import { until } from '../support/until.js';

const BUYERS = 3;
const PASSWORD = 'a-password-of-a-buyer';
/** What somebody may put into a path, a query or a header. */
const SENT = ['sent-in-a-path', 'sent-in-a-query', 'sent-as-a-key', 'sent-as-a-remark'] as const;
const ONE_ORDER = 'GET /api/v1/orders/:orderNo';
/** Longer than what is no secret in a pay link: the order's number, the names of Alipay's methods. */
const SECRET_LENGTH = 30;

let shop: Shop;
let collector: Collector;
let skuId: number;
const processes: Process[] = [];
/** Made at the same moment, in one transaction. */
let orders: string[];
let notified: string;
/** What no span may hold, by what it is. */
const secrets = new Map<string, string>();

beforeAll(async () => {
  shop = await openShop();
  collector = await openCollector();
  skuId = await shop.sku();
  const env = await environmentBeside(shop, {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '100',
  });
  processes.push(await startApi(env), startWorker(env));
  const anybody = new Client(String(env['PUBLIC_URL']));
  const buyers = await Promise.all(
    Array.from({ length: BUYERS }, (_, index) => register(anybody, `traced-buyer-${index}`)),
  );
  shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
  orders = await Promise.all(
    buyers.map(async (buyer) => String((await placeOrder(buyer, skuId)).orderNo)),
  );
  const [buyer = anybody, other = anybody] = buyers;
  notified = orders[0] ?? '';
  await payLink(other, orders[1] ?? '');
  // So that Alipay is asked.
  await other.post(`/api/v1/orders/${orders[1]}/cancel`);
  await payAndNotify(anybody, buyer);
  await sendSecrets(anybody, buyer);
  secrets.set('the secret of tokens', String(env['JWT_SECRET']));
  await until('the settling notify is relayed', () => named('relay order.paid').length > 0);
  await until('the requests are told of', () => named('POST /api/v1/orders').length === BUYERS);
  await until('the last of all is told of', () => named(ONE_ORDER).length > 0);
});

afterAll(async () => {
  for (const process of processes) await process.kill();
  collector?.close();
  await shop?.close();
});

async function register(anybody: Client, username: string): Promise<Client> {
  const { body } = await anybody.post('/api/v1/auth/register', { username, password: PASSWORD });
  const buyer = anybody.as(body.token);
  await buyer.post('/api/v1/addresses', ADDRESS);
  return buyer;
}

async function payAndNotify(anybody: Client, buyer: Client): Promise<void> {
  const link = await payLink(buyer.with({ 'idempotency-key': SENT[2] }), notified);
  shop.simulator.buyer.open(link.payUrl);
  shop.simulator.buyer.pay(notified);
  const trade = shop.simulator.trade(notified);
  if (trade === null) throw new Error('no such trade');
  const { trade_no, total_amount } = trade;
  const form = signNotify(shop.keys, { out_trade_no: notified, trade_no, total_amount });
  await anybody.postForm('/api/v1/alipay/notify', form);
  secrets.set('the signature of a notify', String(form['sign']));
  secrets.set('the account of a buyer', String(form['buyer_id']));
  const parts = String(link.payUrl).split(/[/?&=]/u);
  const long = parts.filter(({ length }) => length > SECRET_LENGTH);
  for (const [index, part] of long.entries()) secrets.set(`part ${index} of a pay link`, part);
}

/** Has what nobody else may know go through the API in all the ways there are, the statements that fail included. */
async function sendSecrets(anybody: Client, buyer: Client): Promise<void> {
  await anybody.post('/api/v1/auth/register', { username: 'traced-buyer-0', password: PASSWORD });
  await anybody.post('/api/v1/auth/login', { username: 'traced-buyer-0', password: PASSWORD });
  await buyer.post('/api/v1/addresses', { ...ADDRESS, detail: SENT[3] });
  await anybody.get(`/nothing/${SENT[0]}?token=${SENT[1]}`);
  await buyer.get(`/api/v1/orders/${SENT[0]}?token=${SENT[1]}`);
  const { receiver, mobile, detail } = ADDRESS;
  for (const text of [...SENT, receiver, mobile, detail, PASSWORD]) secrets.set(text, text);
  secrets.set('the name of a user', 'traced-buyer-');
  secrets.set('a token', String(buyer.token));
  const users = await shop.database.query<{ hash: string | null }>(
    "SELECT password_hash AS hash FROM users WHERE username LIKE 'traced-buyer-%'",
  );
  for (const [index, { hash }] of users.entries()) secrets.set(`hash ${index}`, String(hash));
}

const named = (name: string): ToldSpan[] => collector.spans.filter((span) => span.name === name);
const ofOrder = (name: string, orderNo: string): ToldSpan | undefined =>
  named(name).find(({ attributes }) => attributes['order.no'] === orderNo);

describe('a trace', () => {
  it('leads from the order through its notify to the relay in the worker', () => {
    const request = ofOrder('POST /api/v1/orders', notified);
    const settled = ofOrder('order.paid', notified);
    const relayed = ofOrder('relay order.paid', notified);
    expect(request?.service).toBe('alipay-checkout-api');
    expect(settled?.traceId).toBe(request?.traceId);
    expect(relayed?.traceId).toBe(request?.traceId);
    expect(relayed?.parentSpanId).toBe(settled?.spanId);
    expect(relayed?.service).toBe('alipay-checkout-worker');
  });

  it('is linked with that of the notify', () => {
    const notify = ofOrder('POST /api/v1/alipay/notify', notified);
    expect(notify).toBeDefined();
    expect(ofOrder('order.paid', notified)?.linked).toEqual([notify?.traceId]);
  });

  it("is each order's own, though they share a transaction", () => {
    const requests = orders.map((orderNo) => ofOrder('POST /api/v1/orders', orderNo));
    const relayed = orders.map((orderNo) => ofOrder('relay order.created', orderNo));
    const traces = requests.map((span) => span?.traceId);
    expect(new Set(traces).size).toBe(BUYERS);
    expect(relayed.map((span) => span?.traceId)).toEqual(traces);
  });

  it('holds what was asked of the database, of Redis and of Alipay', () => {
    const request = new Set(named('POST /api/v1/orders').map(({ spanId }) => spanId));
    const systems = (name: string) =>
      collector.spans.filter(({ attributes }) => attributes['db.system.name'] === name);
    const written = systems('mysql').filter(
      ({ parentSpanId, attributes }) =>
        request.has(parentSpanId ?? '') &&
        /INSERT INTO orders\b.* VALUES \?/su.test(attributes['db.query.text'] ?? ''),
    );
    expect(written.length).toBeGreaterThan(0);
    expect(systems('redis').length).toBeGreaterThan(0);
    const asked = collector.spans.filter(({ name }) => name.startsWith('alipay.trade.'));
    expect(asked.map(({ attributes }) => attributes['alipay.out_trade_no'])).toContain(orders[1]);
  });

  it('of the worker holds its polls and its wake-ups', async () => {
    await until('a wake-up is told of', () => named('process wake-up').length > 0);
    expect(collector.spans.some(({ name }) => name.startsWith('poll '))).toBe(true);
  });

  it('holds no secret, nothing of a buyer and no value of a statement', () => {
    const told = collector.received();
    expect(secrets.size).toBeGreaterThan(12);
    expect([...secrets].filter(([, text]) => told.includes(text)).map(([name]) => name)).toEqual(
      [],
    );
  });
});

/** Says which files of the SDK a process has loaded after its start; its argument is whom it tells. */
const STARTED = `
  import { createRequire } from 'node:module';
  const { startTracing } = await import('./dist/src/bootstrap/tracing.js');
  const { tracing } = await import('./dist/src/kernel/tracing.js');
  await startTracing({ tracesTo: process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null, tracesName: null }, 'api');
  const files = Object.keys(createRequire(process.cwd() + '/x.js').cache);
  const count = files.filter((file) => /@opentelemetry.(?!api.)/.test(file)).length;
  console.log(JSON.stringify({ isOn: tracing.isOn, isLoaded: count > 0 }));
  process.exit(0);`;

describe('without an address', () => {
  it.each([
    ['nothing of the SDK is loaded', {}, false],
    ['and with one it is', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' }, true],
  ])('%s', async (_, env, isOn) => {
    const words = ['--input-type=module', '-e', STARTED];
    const { stdout } = await promisify(execFile)(process.execPath, words, { env });
    expect(JSON.parse(stdout)).toEqual({ isOn, isLoaded: isOn });
  });

  it('no event keeps a trace', async () => {
    const { orderNo } = await placeOrder(await shop.customer(), skuId);
    const rows = await shop.database.query<{ traceparent: string | null }>(
      `SELECT traceparent FROM outbox
       WHERE order_id = (SELECT id FROM orders WHERE order_no = ?)`,
      [orderNo],
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ traceparent }) => traceparent !== null)).toEqual([]);
  });
});
