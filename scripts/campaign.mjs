import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ensureBuild } from './lib/build.mjs';
import { auditBooks } from './lib/audit/audit.mjs';
import { watched } from './lib/audit/processes.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { pickPort } from './lib/process/ports.mjs';
import { launch, run } from './lib/process/processes.mjs';
import { say } from './lib/say.mjs';
import { openTestServers } from './lib/servers/test-servers.mjs';

const rootDir = join(import.meta.dirname, '..');
const APP_ID = '9021000000000001';
const SELLER_ID = '2088000000000001';
const ORDER_TTL_SECONDS = 120;
const SKUS = 10;
const STOCK = 1_000;
const BUYERS = 20;
const AT_ONCE = 12;
const KILL_EVERY_MS = 4_000;
const QUIET_WITHIN_MS = 240_000;

const often = (probability, more = {}) => ({ probability, ...more });
const FAULTS = {
  loseNotifies: often(0.2),
  doubleNotifies: often(0.2),
  delayNotifies: often(0.1, { ms: 5_000 }),
  reorderNotifies: often(0.1),
  deafNotifies: often(0.1),
  loseRequests: often(0.02),
  loseAnswers: often(0.05),
  slowAnswers: often(0.03, { ms: 2_000 }),
  failAnswers: often(0.03),
  unknownAnswers: often(0.03),
  garbleAnswers: often(0.02),
  unsignAnswers: often(0.02),
  missignAnswers: often(0.02),
  payAtClose: often(0.1),
  denyFundChange: often(0.2),
  emptyBalance: often(0.1),
};

/** How orders end, and how many of a hundred do so. */
const FATES = [
  ['abandon', 12],
  ['open', 12],
  ['cancel', 8],
  ['cancel-then-pay', 10],
  ['pay-then-cancel', 6],
  ['pay', 28],
  ['pay-and-refund-part', 8],
  ['pay-and-refund-all', 6],
  ['pay-and-restock-part', 4],
  ['pay-and-restock-all', 6],
];

const ADDRESS = {
  tag: '家',
  receiver: '张三',
  mobile: '13800000000',
  province: '北京市',
  city: '北京市',
  district: '海淀区',
  detail: '一号',
};

function option(name, fallback) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}

/** `npm run campaign [-- --orders 2000 --seed 1]`: everything goes wrong for some minutes; then the books are compared. */
await runScript(async (cleanup) => {
  const orders = option('orders', 2_000);
  const seed = option('seed', 1);
  await ensureDependencies(rootDir);
  await ensureBuild(rootDir);
  const stage = await setStage(cleanup, seed);
  say(`${orders} orders, seed ${seed}; two workers, one killed every ${KILL_EVERY_MS / 1_000} s`);
  const started = Date.now();
  const { random } = await import('../dist/simulator/control/random.js');
  await drive(stage, orders, random(seed));
  say(`all orders driven after ${seconds(started)} s; the faults go on for 60 s`);
  await wait(60_000);
  stage.stopKilling();
  stage.simulator.faults.reset();
  say(`faults off after ${seconds(started)} s; waiting until nothing is owed`);
  const faultsOff = Date.now();
  const { quiet, converged } = await untilQuiet(stage);
  say(quiet ? `nothing is owed ${seconds(faultsOff)} s later` : 'something is still owed');
  say(`nothing was overdue ${converged ?? 'never'} s after the faults`);
  const faults = await auditBooks({
    query: stage.query,
    trades: stage.simulator.ledger(),
    now: new Date(),
    initialStock: stage.initialStock,
    processes: stage.processes,
  });
  await report(stage, { quiet, seconds: seconds(started), faults });
  return faults.length === 0 ? 0 : 1;
});

function seconds(since) {
  return Math.round((Date.now() - since) / 1_000);
}

async function setStage(cleanup, seed) {
  const servers = await openTestServers(rootDir, cleanup);
  const { startSimulator } = await import('../dist/simulator/server.js');
  const keys = makeKeys(cleanup);
  const simulator = await startSimulator({
    appId: APP_ID,
    sellerId: SELLER_ID,
    appPublicKey: keys.app.publicKey,
    alipayPrivateKey: keys.alipay.privateKey,
    notifyScale: 0.0005,
  });
  cleanup.defer(() => simulator.close());
  const port = await pickPort();
  const env = environment(servers, simulator, keys, port);
  await mustRun('dist/src/database/migrate.js', env);
  await mustRun('dist/src/bootstrap/demo-data.js', env);
  const processes = [];
  const start = (name, file) => {
    const options = { cwd: rootDir, env };
    const child = watched(launch(name, process.execPath, [join(rootDir, file)], options));
    processes.push(child);
    cleanup.defer(() => child.end());
    return child;
  };
  start('api', 'dist/src/main.js');
  const base = `http://127.0.0.1:${port}`;
  await untilReady(base);
  const { createPool } = await import('mysql2/promise');
  const pool = createPool({ uri: servers.TEST_DATABASE_URL, connectionLimit: 2, timezone: 'Z' });
  cleanup.defer(() => pool.end());
  const query = async (sql, parameters) => (await pool.query(sql, parameters))[0];
  const shop = await openShop(base);
  const workers = killing(start, servers.TEST_REDIS_URL);
  cleanup.defer(() => workers.stop());
  simulator.faults.set({ ...FAULTS, seed });
  return { ...shop, base, simulator, query, workers, processes, stopKilling: workers.stop };
}

function keyPair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

function makeKeys(cleanup) {
  const dir = mkdtempSync(join(tmpdir(), 'alipay-checkout-keys-'));
  cleanup.defer(() => rmSync(dir, { recursive: true, force: true }));
  const [app, alipay] = [keyPair(), keyPair()];
  const write = (name, pem) => {
    const file = join(dir, name);
    writeFileSync(file, pem, { mode: 0o600 });
    return file;
  };
  const files = [write('app.pem', app.privateKey), write('alipay.pem', alipay.publicKey)];
  return { app, alipay, files };
}

function environment(servers, simulator, { files }, port) {
  return {
    ...process.env,
    NODE_ENV: 'development',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: 'silent',
    DATABASE_URL: servers.TEST_DATABASE_URL,
    REDIS_URL: servers.TEST_REDIS_URL,
    JWT_SECRET: randomBytes(32).toString('hex'),
    LOGIN_ATTEMPTS: '1000000',
    MAX_UNPAID_ORDERS: '1000000',
    ORDER_TTL_SECONDS: String(ORDER_TTL_SECONDS),
    ORDER_LAST_LINK_SECONDS: '61',
    ALIPAY_APP_ID: APP_ID,
    ALIPAY_SELLER_ID: SELLER_ID,
    ALIPAY_GATEWAY: simulator.gatewayUrl,
    ALIPAY_PRIVATE_KEY_FILE: files[0],
    ALIPAY_PUBLIC_KEY_FILE: files[1],
    ALIPAY_TIMEOUT_MS: '1500',
    ALIPAY_ASKS_PER_MINUTE: '1000000',
  };
}

async function mustRun(file, env) {
  const { code, output } = await run(process.execPath, [join(rootDir, file)], {
    cwd: rootDir,
    env,
  });
  if (code !== 0) throw new Error(`${file} failed:\n${output}`);
}

async function untilReady(base) {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(`${base}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await wait(100);
  }
  throw new Error('the API was never ready');
}

async function call(base, token, method, path, body) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(base + path, {
    method,
    headers: token === null ? { 'content-type': 'application/json' } : headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json().catch(() => null) };
}

async function openShop(base) {
  const login = { username: 'operator', password: 'demo-demo-1' };
  const operator = (await call(base, null, 'POST', '/api/v1/auth/login', login)).body.token;
  const initialStock = new Map();
  for (let made = 0; made < SKUS; made += 1) {
    const requiresShipping = made % 2 === 0;
    const price = requiresShipping ? '189.00' : '199.00'; // with the freight, each order is one sum
    const sku = { name: `货品 ${made}`, price, stock: STOCK, requiresShipping };
    const { body } = await call(base, operator, 'POST', '/api/v1/skus', sku);
    initialStock.set(body.id, STOCK);
  }
  const buyers = [];
  for (let made = 0; made < BUYERS; made += 1) {
    const credentials = { username: `buyer-${made}`, password: 'a long password' };
    const { body } = await call(base, null, 'POST', '/api/v1/auth/register', credentials);
    await call(base, body.token, 'POST', '/api/v1/addresses', ADDRESS);
    buyers.push(body.token);
  }
  return { operator, buyers, initialStock };
}

/** Two workers; the older of them is killed without warning again and again, and Redis is emptied twice. */
function killing(start, redisUrl) {
  const workers = [start('worker', 'dist/src/worker.js'), start('worker', 'dist/src/worker.js')];
  const counts = { killed: 0, flushed: 0 };
  const timer = setInterval(() => {
    workers.shift()?.end({ signal: 'SIGKILL' });
    counts.killed += 1;
    workers.push(start('worker', 'dist/src/worker.js'));
  }, KILL_EVERY_MS);
  const flush = async () => {
    const { Redis } = await import('ioredis');
    const redis = new Redis(redisUrl);
    await redis.flushall();
    redis.disconnect();
    counts.flushed += 1;
  };
  const flushes = [15_000, 40_000].map((after) => setTimeout(() => void flush(), after));
  const stop = () => {
    clearInterval(timer);
    flushes.forEach((flushing) => clearTimeout(flushing));
  };
  return { counts, stop };
}

async function drive(stage, orders, random) {
  let next = 0;
  const lane = async () => {
    while (next < orders) {
      next += 1;
      await liveOneOrder(stage, random, next);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

function fateOf(random) {
  let rest = random() * 100;
  return FATES.find(([, share]) => (rest -= share) < 0)?.[0] ?? 'pay';
}

async function liveOneOrder(stage, random, number) {
  const { base, buyers, simulator, operator } = stage;
  const fate = fateOf(random);
  const buyer = buyers[number % buyers.length];
  const skuId = [...stage.initialStock.keys()][Math.floor(random() * SKUS)];
  const ask = (method, path, body) => call(base, buyer, method, path, body);
  const quote = await ask('POST', '/api/v1/orders/quote', { source: 'buyNow', skuId, count: 1 });
  const { quoteToken, addresses } = quote.body ?? {};
  const made = await ask('POST', '/api/v1/orders', { quoteToken, addressId: addresses?.[0]?.id });
  const orderNo = made.body?.orderNo;
  if (orderNo === undefined || fate === 'abandon') return;
  const path = `/api/v1/orders/${orderNo}`;
  const link = (await ask('POST', `${path}/payments`, { method: 'page' })).body?.payUrl;
  if (link === undefined) return;
  const cancel = () => ask('POST', `${path}/cancel`, {});
  if (fate === 'cancel-then-pay') await cancel();
  if (fate === 'cancel') return void (await cancel());
  simulator.buyer.open(link);
  if (fate === 'open') return;
  simulator.buyer.pay(orderNo);
  if (fate === 'pay-then-cancel') await cancel();
  if (!fate.startsWith('pay-and-re')) return;
  await ask('POST', `${path}/payment/sync`, {});
  const restock = fate.includes('restock');
  const amount = fate.endsWith('all') ? '199.00' : '50.00';
  await call(base, operator, 'POST', `${path}/refunds`, { amount, reason: '试验', restock });
  // What was sent back whole is not shipped; whatever is shipped must not be in the stock as well.
  const shipment = { carrier: '顺丰', trackingNumber: `SF${number}` };
  if (restock) await call(base, operator, 'POST', `${path}/ship`, shipment);
}

/**
 * Waits until no order is unpaid, no refund open, no event unrelayed; answers whether that came to pass, and after how many
 * seconds nothing was overdue any more: an unpaid order owes nothing before its deadline.
 */
async function untilQuiet({ query }) {
  const began = Date.now();
  let converged = null;
  for (let tries = 1; Date.now() - began < QUIET_WITHIN_MS; tries += 1) {
    const [owed] = await query(
      `SELECT (SELECT COUNT(*) FROM orders WHERE state = 'PENDING_PAYMENT') AS unpaid,
        (SELECT COUNT(*) FROM orders WHERE state = 'PENDING_PAYMENT'
          AND (expires_at <= ? OR cancel_requested_at IS NOT NULL)) AS overdue,
        (SELECT COUNT(*) FROM refunds WHERE state IN ('PROCESSING', 'UNKNOWN')) AS refunds,
        (SELECT COUNT(*) FROM outbox WHERE pending = 1) AS events`,
      [new Date()],
    );
    const { unpaid, overdue, refunds, events } = owed;
    const isLate = [overdue, refunds, events].some((count) => Number(count) > 0);
    if (!isLate) converged ??= seconds(began);
    if (!isLate && Number(unpaid) === 0) return { quiet: true, converged };
    if (tries % 10 === 0) {
      const orders = `${unpaid} unpaid orders (${overdue} overdue)`;
      say(`  ${seconds(began)} s: ${orders}, ${refunds} refunds, ${events} events are owed`);
    }
    await wait(1_000);
  }
  return { quiet: false, converged };
}

function yuan(fen) {
  return (fen / 100).toFixed(2);
}

function listed(rows) {
  return rows.map(({ n, ...of }) => `${Object.values(of).join(' ')} ${n}`).join(', ');
}

async function report({ query, simulator, workers }, { quiet, seconds: took, faults }) {
  const states = await query('SELECT state, COUNT(*) AS n FROM orders GROUP BY state');
  const refunds = await query(
    'SELECT origin, state, COUNT(*) AS n FROM refunds GROUP BY origin, state',
  );
  const [books] = await query(
    `SELECT COALESCE(SUM(amount), 0) AS paid, COALESCE(SUM(refunded_amount), 0) AS refunded FROM payments
     WHERE state NOT IN ('CREATED', 'AWAITING', 'CLOSED')`,
  );
  const incidents = await query('SELECT kind, COUNT(*) AS n FROM incidents GROUP BY kind');
  const delays = await query(
    'SELECT TIMESTAMPDIFF(MICROSECOND, paid_at, recorded_at) / 1e6 AS s FROM payments WHERE recorded_at IS NOT NULL ORDER BY 1',
  );
  const at = (share) => Number(delays[Math.floor((delays.length - 1) * share)]?.s ?? 0).toFixed(1);
  const sum = (member) => simulator.ledger().reduce((total, trade) => total + trade[member], 0);
  say(`
orders      ${listed(states)}
refunds     ${listed(refunds)}
incidents   ${listed(incidents) || 'none'}
here        paid ${books.paid}, sent back ${books.refunded}
at Alipay   paid ${yuan(sum('paid_fen'))}, sent back ${yuan(sum('refunded_fen'))}
recorded    p50 ${at(0.5)} s, p99 ${at(0.99)} s after the payment
killed      ${workers.counts.killed} workers; Redis emptied ${workers.counts.flushed} times
took        ${took} s, ${quiet ? 'and nothing is owed' : 'AND SOMETHING IS STILL OWED'}
violations  ${faults.length}`);
  faults.slice(0, 30).forEach((fault) => say(`  ${fault}`));
}
