/**
 * The floor that the backend is measured against: dadashop's routes and the notify as one plain program over Fastify,
 * mysql2, ioredis and node:crypto. One transaction a request, one prepared statement a round trip, on the same tables.
 * With FLOOR_PROCEDURES=1 orders and notifies are stored procedures, one round trip each ([procedures.mjs](procedures.mjs)).
 * It does the least that is correct: no framework, no ORM, no batching, and nothing of the other storefronts, of
 * incidents, refunds, retries of the gateway or metrics.
 */
import cluster from 'node:cluster';
import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  randomBytes,
  randomInt,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import querystring from 'node:querystring';
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import mysql from 'mysql2';
import { makeProcedures } from './procedures.mjs';

const env = process.env;
const freightFen = 1000;
const orderTtlMs = 30 * 60_000;
const pictureBase = env.PUBLIC_URL;
const shopName = 'alipay-checkout';
/** As one would write it: look, take, write. The usual way here is the faster one, the stock last. */
const takesStockFirst = env.FLOOR_STOCK === 'first';

const inOneTrip = env.FLOOR_PROCEDURES === '1';

// --- Keys, parsed once -------------------------------------------------------------------------------------------
const appKey = createPrivateKey(readFileSync(env.ALIPAY_PRIVATE_KEY_FILE));
const alipayKey = createPublicKey(readFileSync(env.ALIPAY_PUBLIC_KEY_FILE));
const jwtKey = Buffer.from(env.JWT_SECRET);

// --- Database and Redis --------------------------------------------------------------------------------------------
const poolOf = (autocommit, connectionLimit) => {
  const made = mysql.createPool({
    uri: env.DATABASE_URL,
    connectionLimit,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    charset: 'utf8mb4',
  });
  made.on('connection', (connection) => {
    connection.query(`SET time_zone = '+00:00', autocommit = ${autocommit}`);
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  });
  return made;
};
/** Single reads; and transactions, which begin with their first statement, so that BEGIN costs no round trip. */
const reads = poolOf(1, Number(env.FLOOR_POOL ?? 16));
const writes = poolOf(0, Number(env.FLOOR_POOL ?? 16));
const redis = new Redis(env.CART_REDIS_URL);

const take = () =>
  new Promise((resolve, reject) => {
    writes.getConnection((error, connection) => (error ? reject(error) : resolve(connection)));
  });
const run = (connection, sql, values) =>
  new Promise((resolve, reject) => {
    connection.execute(sql, values, (error, rows) => (error ? reject(error) : resolve(rows)));
  });
const say = (connection, sql) =>
  new Promise((resolve, reject) => {
    connection.query(sql, (error) => (error ? reject(error) : resolve()));
  });

/** A deadlock, a wait for a lock that took too long, or chance gave a number that is taken: the next try may do. */
const isPassing = ({ errno, message }) =>
  errno === 1213 || errno === 1205 || (errno === 1062 && message.includes('uq_orders_order_no'));

const MAX_TRIES = 7;
const RECHECK_AFTER_MS = 4 * 3_600_000;

/** One transaction, tried again where that may help. `work` answers undefined to have it undone. */
async function transaction(work, tries = 1) {
  const connection = await take();
  try {
    const answer = await work(connection);
    await say(connection, answer === undefined ? 'ROLLBACK' : 'COMMIT');
    return answer;
  } catch (error) {
    await say(connection, 'ROLLBACK');
    if (!isPassing(error) || tries >= MAX_TRIES) throw error;
  } finally {
    connection.release();
  }
  return transaction(work, tries + 1);
}

// --- Small things --------------------------------------------------------------------------------------------------
const fen = (yuan) => Number(yuan.replace('.', ''));
const yuan = (sum) => {
  const text = String(sum).padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
};
const places = (count) => Array(count).fill('?').join(',');
const sqlTime = (ms) => new Date(ms).toISOString().slice(0, 23).replace('T', ' ');
const chinaTime = (ms) => new Date(ms + 28_800_000).toISOString().slice(0, 19).replace('T', ' ');
const orderNumber = (ms) =>
  chinaTime(ms).replace(/\D/g, '') + String(randomInt(1e10)).padStart(10, '0');
/** A replacement of a payment has digits after the order's number. */
const ORDER_NO_LENGTH = 24;
/** 26 characters that sort by time, as wide as the application's ids. */
const eventId = (ms) => ms.toString(32).padStart(10, '0') + randomBytes(8).toString('hex');
const lasting = JSON.stringify;

/** Tokens that were found right, which come again and again. */
const knownTokens = new Map();
const MAX_TOKENS = 10_000;

function userOf(request) {
  const token = request.headers.authorization?.slice(7) ?? '';
  const claims = knownTokens.get(token) ?? checkedClaims(token);
  return claims !== null && claims.exp * 1000 > Date.now() ? claims.userId : null;
}

function checkedClaims(token) {
  const claims = claimsOf(token);
  if (knownTokens.size >= MAX_TOKENS) knownTokens.clear();
  if (claims !== null) knownTokens.set(token, claims);
  return claims;
}

/** Whose token it is and until when; null when it was not made here. */
function claimsOf(token) {
  const end = token.lastIndexOf('.');
  const mac = createHmac('sha256', jwtKey)
    .update(token.slice(0, Math.max(end, 0)))
    .digest();
  const given = Buffer.from(token.slice(end + 1), 'base64url');
  if (given.length !== mac.length || !timingSafeEqual(given, mac)) return null;
  const claims = JSON.parse(Buffer.from(token.split('.', 2)[1], 'base64url').toString());
  const isOurs = claims.iss === 'alipay-checkout' && claims.aud === 'alipay-checkout';
  return isOurs ? { userId: Number(claims.sub), exp: claims.exp } : null;
}

const failure = (code, text) => lasting({ code, error: { error_msg: text }, errmsg: text });

// --- Paying --------------------------------------------------------------------------------------------------------
function payUrl(order) {
  const params = [
    ['app_id', env.ALIPAY_APP_ID],
    [
      'biz_content',
      lasting({
        out_trade_no: order.outTradeNo,
        total_amount: order.amount,
        subject: order.subject,
        product_code: 'FAST_INSTANT_TRADE_PAY',
        time_expire: chinaTime(order.expiresMs),
      }),
    ],
    ['charset', 'utf-8'],
    ['format', 'JSON'],
    ['method', 'alipay.trade.page.pay'],
    ['notify_url', `${env.PUBLIC_URL}/v1/orders/success/`],
    ['return_url', `${env.PUBLIC_URL}/v1/orders/success/`],
    ['sign_type', 'RSA2'],
    ['timestamp', chinaTime(Date.now())],
    ['version', '1.0'],
  ];
  const text = params.map(([name, value]) => `${name}=${value}`).join('&');
  const signature = sign('sha256', Buffer.from(text), appKey).toString('base64');
  const query = params.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${env.ALIPAY_GATEWAY}?${query}&sign=${encodeURIComponent(signature)}`;
}

function paid(orderNo, payable, url) {
  const data = { saller: shopName, total_amount: Number(payable), order_id: orderNo, pay_url: url };
  return lasting({ code: 200, data });
}

// --- Create: POST /v1/orders/processing/ with status 0 --------------------------------------------------------------
const cartKey = (userId) => `${env.REDIS_KEY_PREFIX}:cart:user:${String(userId).padStart(32, '0')}`;

async function selectedLines(userId) {
  const cart = await redis.hgetall(cartKey(userId));
  return Object.entries(cart)
    .filter(([, value]) => value.endsWith(':1'))
    .map(([sku, value]) => ({ skuId: Number(sku), count: Number.parseInt(value, 10) }))
    .toSorted((one, other) => one.skuId - other.skuId);
}

async function create(userId, wish) {
  const wanted = await selectedLines(userId);
  if (wanted.length === 0) return failure(50106, '购物车没有选中的商品');
  const made = inOneTrip
    ? await callPlace(userId, wish.address_id, wanted)
    : await transaction((tx) => place(tx, userId, wish.address_id, wanted));
  if (made === undefined) return failure(50103, `商品[${wanted[0].skuId}]库存不足`);
  if (typeof made === 'string') return made;
  const cleared = redis.hdel(cartKey(userId), ...wanted.map(({ skuId }) => skuId));
  const answer = paid(made.outTradeNo, made.amount, payUrl(made));
  await cleared;
  return answer;
}

/** The first row of a procedure's answer. One that selected nothing answers no rows but its end alone. */
async function firstOfCall(call, values) {
  const answer = await run(reads, call, values);
  return Array.isArray(answer) ? answer[0]?.[0] : undefined;
}

async function callPlace(userId, addressId, wanted, tries = 1) {
  const now = Date.now();
  const outTradeNo = orderNumber(now);
  const expiresMs = now + orderTtlMs;
  const times = [now, expiresMs, now + 7000].map(sqlTime);
  const ids = [eventId(now), eventId(now), eventId(now), eventId(now)];
  const values = [
    userId,
    addressId,
    lasting(wanted),
    outTradeNo,
    ...ids,
    ...times,
    yuan(freightFen),
  ];
  try {
    const made = await firstOfCall(`CALL floor_place(${places(values.length)})`, values);
    if (made === undefined) return undefined;
    return made.amount === null
      ? failure(50102, '收货地址无效')
      : { ...made, outTradeNo, expiresMs };
  } catch (error) {
    if (!isPassing(error) || tries >= MAX_TRIES) throw error;
  }
  return callPlace(userId, addressId, wanted, tries + 1);
}

async function place(tx, userId, addressId, wanted) {
  const ids = wanted.map(({ skuId }) => skuId);
  const rows = await run(
    tx,
    `SELECT s.id, s.name, s.price, s.stock, s.picture, s.attributes, s.requires_shipping,
       a.tag, a.receiver, a.mobile, a.province, a.city, a.district, a.detail
     FROM addresses a LEFT JOIN skus s ON s.id IN (${places(ids.length)}) AND s.active = 1
     WHERE a.id = ? AND a.user_id = ? AND a.deleted_at IS NULL`,
    [...ids, addressId, userId],
  );
  if (rows.length === 0) return failure(50102, '收货地址无效');
  const byId = new Map(rows.map((row) => [row.id, row]));
  if (wanted.some(({ skuId, count }) => !(byId.get(skuId)?.stock >= count))) return undefined;
  const { tag, receiver, mobile, province, city, district, detail } = rows[0];
  const address = { tag, receiver, mobile, province, city, district, detail };
  if (takesStockFirst && !(await takeStock(tx, wanted))) return undefined;
  const order = await insertOrder(tx, userId, address, wanted, byId);
  // The stock comes last: its rows are locked from here to the commit.
  if (!takesStockFirst && !(await takeStock(tx, wanted))) return undefined;
  return order;
}

async function takeStock(tx, wanted) {
  for (const { skuId, count } of wanted) {
    const taken = await run(
      tx,
      'UPDATE skus SET stock = stock - ?, sales = sales + ? WHERE id = ? AND active = 1 AND stock >= ?',
      [count, count, skuId, count],
    );
    if (taken.affectedRows !== 1) return false;
  }
  return true;
}

async function insertOrder(tx, userId, address, wanted, skus) {
  const now = Date.now();
  const at = sqlTime(now);
  const expiresAt = sqlTime(now + orderTtlMs);
  const orderNo = orderNumber(now);
  const lines = wanted.map(({ skuId, count }) => {
    const sku = skus.get(skuId);
    return { ...sku, count, amount: fen(sku.price) * count };
  });
  const goods = lines.reduce((sum, { amount }) => sum + amount, 0);
  const pieces = lines.reduce((sum, { count }) => sum + count, 0);
  const amount = yuan(goods + freightFen);
  const { insertId } = await run(
    tx,
    `INSERT INTO orders (order_no, request_id, user_id, state, storefront, goods_amount, freight, payable,
       total_count, requires_shipping, address, created_at, expires_at, next_check_at)
     VALUES (?, ?, ?, 'PENDING_PAYMENT', 'dadashop', ?, ?, ?, ?, 1, ?, ?, ?, ?)`,
    [
      orderNo,
      eventId(now),
      userId,
      yuan(goods),
      yuan(freightFen),
      amount,
      pieces,
      lasting(address),
      at,
      expiresAt,
      sqlTime(now + 7000),
    ],
  );
  await run(
    tx,
    `INSERT INTO order_lines (order_id, sku_id, name, picture, attributes, requires_shipping, price, count, amount)
     VALUES ${lines.map(() => '(?, ?, ?, ?, ?, ?, ?, ?, ?)').join(',')}`,
    lines.flatMap((line) => [
      insertId,
      line.id,
      line.name,
      line.picture,
      line.attributes,
      line.requires_shipping,
      line.price,
      line.count,
      yuan(line.amount),
    ]),
  );
  const subject = `${lines[0].name} ${lines.length > 1 ? '等' : ''}${pieces}件`;
  const payment = await run(
    tx,
    `INSERT INTO payments (order_id, attempt, provider, out_trade_no, method, storefront, subject, state, amount,
       created_at, expires_at, link_given_at) VALUES (?, 1, 'alipay', ?, 'page', 'dadashop', ?, 'CREATED', ?, ?, ?, ?)`,
    [insertId, orderNo, subject, amount, at, expiresAt, at],
  );
  const created = {
    orderNo,
    storefront: 'dadashop',
    goodsAmount: yuan(goods),
    freight: yuan(freightFen),
    payable: amount,
    expiresAt: `${chinaTime(now + orderTtlMs).replace(' ', 'T')}+08:00`,
    lines: lines.map(({ id, count, price }) => ({ skuId: id, count, price })),
  };
  const initiated = { orderNo, outTradeNo: orderNo, method: 'page', amount };
  const skusChanged = lines.map(({ id, count }) => ({ skuId: id, change: -count }));
  const taken = { orderNo, why: 'order', skus: skusChanged };
  await run(
    tx,
    `INSERT INTO outbox (event_id, type, order_id, payment_id, version, data, occurred_at, next_attempt_at)
     VALUES (?, 'order.created', ?, NULL, 1, ?, ?, ?), (?, 'sku.stock_changed', ?, NULL, 1, ?, ?, ?),
       (?, 'payment.initiated', ?, ?, 1, ?, ?, ?)`,
    [
      eventId(now),
      insertId,
      lasting(created),
      at,
      at,
      eventId(now),
      insertId,
      lasting(taken),
      at,
      at,
      eventId(now),
      insertId,
      payment.insertId,
      lasting(initiated),
      at,
      at,
    ],
  );
  return { outTradeNo: orderNo, amount, subject, expiresMs: now + orderTtlMs };
}

// --- Pay an existing order: POST /v1/orders/processing/ with status 1 ------------------------------------------------
async function payAgain(userId, orderNo) {
  const [order] = await run(
    reads,
    `SELECT o.payable, o.state, o.expires_at, p.out_trade_no, p.subject, p.state AS payment_state
     FROM orders o JOIN payments p ON p.order_id = o.id
     WHERE o.order_no = ? AND o.user_id = ? ORDER BY p.attempt DESC LIMIT 1`,
    [orderNo, userId],
  );
  if (order === undefined) return failure(50107, '订单不存在');
  if (order.state !== 'PENDING_PAYMENT' || order.payment_state === 'CLOSED')
    return failure(50108, '订单不能支付');
  const expiresMs = Date.parse(`${order.expires_at}Z`);
  if (expiresMs < Date.now() + 90_000) return failure(50108, '订单不能支付');
  const url = payUrl({
    outTradeNo: order.out_trade_no,
    amount: order.payable,
    subject: order.subject,
    expiresMs,
  });
  return paid(orderNo, order.payable, url);
}

// --- Confirm page: GET /v1/orders/processing/?status=0 --------------------------------------------------------------
const wholeAddress = ({ province, city, district, detail }) => province + city + district + detail;

function goodsOf({ id, name, picture, attributes }) {
  const pairs = JSON.parse(attributes);
  return {
    id,
    name,
    default_image_url: picture,
    sku_sale_attr_names: pairs.map((one) => one.name),
    sku_sale_attr_vals: pairs.map((one) => one.value),
  };
}

async function confirm(userId) {
  const addressesRead = run(
    reads,
    `SELECT id, tag, receiver, mobile, province, city, district, detail FROM addresses
     WHERE user_id = ? AND deleted_at IS NULL ORDER BY is_default DESC, id DESC`,
    [userId],
  );
  const wanted = await selectedLines(userId);
  const ids = wanted.map(({ skuId }) => skuId);
  const skusRead = run(
    reads,
    `SELECT id, name, price, stock, picture, attributes FROM skus
     WHERE id IN (${places(ids.length)}) AND active = 1`,
    ids,
  );
  const [addresses, skus] = await Promise.all([addressesRead, skusRead]);
  if (addresses.length === 0) return failure(50100, '用户未添加收货地址');
  const byId = new Map(skus.map((sku) => [sku.id, sku]));
  const lines = wanted.map(({ skuId, count }) => {
    const sku = byId.get(skuId);
    return { sku, count, amount: fen(sku.price) * count };
  });
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  const data = {
    addresses: addresses.map((one) => ({
      id: one.id,
      name: one.tag,
      title: one.tag,
      address: wholeAddress(one),
      mobile: one.mobile,
      receiver: one.receiver,
    })),
    sku_list: lines.map(({ sku, count, amount }) => ({
      ...goodsOf(sku),
      price: Number(sku.price),
      count,
      total_amount: amount / 100,
      selected: true,
    })),
    total_count: lines.reduce((sum, { count }) => sum + count, 0),
    total_amount: total / 100,
    transit: freightFen / 100,
    payment_amount: (total + freightFen) / 100,
  };
  return lasting({ code: 200, data, base_url: pictureBase });
}

// --- Orders of a user: GET /v1/orders/processing/?status=1 ----------------------------------------------------------
const stateNumbers = { PENDING_PAYMENT: 1, TO_SHIP: 2, SHIPPED: 3, RECEIVED: 4, COMPLETED: 4 };

/** One statement: an order's columns come once for each of its lines. */
async function list(userId) {
  const rows = await run(
    reads,
    `SELECT o.id AS order_id, o.order_no, o.total_count, o.payable, o.freight, o.address, o.state,
       o.created_at + INTERVAL 8 HOUR AS ordered_at,
       l.sku_id AS id, l.name, l.picture, l.attributes, l.price, l.count, l.amount, l.id AS line_id
     FROM (SELECT id FROM orders WHERE user_id = ? ORDER BY id DESC LIMIT 20) newest
     JOIN orders o ON o.id = newest.id JOIN order_lines l ON l.order_id = o.id`,
    [userId],
  );
  const sorted = rows.toSorted(
    (one, other) => other.order_id - one.order_id || one.line_id - other.line_id,
  );
  const orders = [];
  let last;
  for (const row of sorted) {
    if (row.order_id !== last) orders.push(listed(row));
    last = row.order_id;
    orders.at(-1).order_sku.push(listedLine(row));
  }
  return lasting({ code: 200, data: { orders_list: orders }, base_url: pictureBase });
}

function listed(order) {
  const address = JSON.parse(order.address);
  return {
    order_id: order.order_no,
    order_total_count: order.total_count,
    order_total_amount: order.payable,
    order_freight: order.freight,
    address: {
      title: address.tag,
      address: wholeAddress(address),
      mobile: address.mobile,
      receiver: address.receiver,
    },
    status: stateNumbers[order.state] ?? 5,
    order_sku: [],
    order_time: order.ordered_at.slice(0, 19),
  };
}

const listedLine = (line) => ({
  ...goodsOf(line),
  price: line.price,
  count: line.count,
  total_amount: line.amount,
});

// --- Notify: POST /v1/orders/success/ -------------------------------------------------------------------------------
function isGenuine(fields) {
  const text = Object.keys(fields)
    .filter((name) => name !== 'sign' && name !== 'sign_type' && fields[name] !== '')
    .toSorted()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
  const isOurs = fields.app_id === env.ALIPAY_APP_ID && fields.seller_id === env.ALIPAY_SELLER_ID;
  return (
    fields.sign_type === 'RSA2' &&
    isOurs &&
    verify('sha256', Buffer.from(text), alipayKey, Buffer.from(fields.sign ?? '', 'base64'))
  );
}

/** Only what the measurement sends is dealt with: money for an order that waits for it, and repeats of that. */
async function settle(fields) {
  const booked = inOneTrip ? await callBook(fields) : await transaction((tx) => book(tx, fields));
  if (booked !== undefined) return 'success';
  const [payment] = await run(
    reads,
    'SELECT state, amount, trade_no FROM payments WHERE out_trade_no = ?',
    [fields.out_trade_no],
  );
  const isKnown = payment?.amount === fields.total_amount && payment.trade_no === fields.trade_no;
  if (isKnown && payment.state === 'SUCCEEDED') return 'success';
  throw new Error('an incident, which is not measured');
}

const passedChecks = lasting(
  Object.fromEntries(
    [
      'signature',
      'app_id',
      'seller_id',
      'out_trade_no',
      'total_amount',
      'trade_no',
      'state',
      'order',
    ].map((name) => [name, 'passed']),
  ),
);

/** What a notify leaves, as the database takes it. */
function bookingOf(fields) {
  const now = Date.now();
  const paidTime = `${fields.gmt_payment.replace(' ', 'T')}+08:00`;
  const orderNo = fields.out_trade_no.slice(0, ORDER_NO_LENGTH);
  const report = lasting({ ...fields, sign: '[redacted]', buyer_id: '[redacted]' });
  const { out_trade_no: number, total_amount: amount, trade_no: tradeNo } = fields;
  return {
    now,
    at: sqlTime(now),
    recheckAt: sqlTime(now + RECHECK_AFTER_MS),
    paidAt: sqlTime(Date.parse(paidTime)),
    report,
    digest: createHash('sha256').update(report).digest('hex'),
    changed: lasting({ state: 'CREATED → SUCCEEDED', trade_no: `- → ${tradeNo}` }),
    succeeded: lasting({ orderNo, outTradeNo: number, tradeNo, amount, paidAt: paidTime }),
    orderPaid: lasting({ orderNo, payable: amount, paidAt: paidTime, revived: false }),
  };
}

async function callBook(fields, tries = 1) {
  const { now, at, recheckAt, paidAt, report, digest, changed, succeeded, orderPaid } =
    bookingOf(fields);
  const values = [
    fields.out_trade_no,
    fields.total_amount,
    fields.trade_no,
    paidAt,
    at,
    recheckAt,
    fields.trade_status,
    changed,
    report,
    digest,
    passedChecks,
    eventId(now),
    succeeded,
    eventId(now),
    orderPaid,
  ];
  try {
    const booked = await firstOfCall(`CALL floor_book(${places(values.length)})`, values);
    return booked?.order_id;
  } catch (error) {
    if (!isPassing(error) || tries >= MAX_TRIES) throw error;
  }
  return callBook(fields, tries + 1);
}

async function book(tx, fields) {
  const { now, at, recheckAt, paidAt, report, digest, changed, succeeded, orderPaid } =
    bookingOf(fields);
  // The rows decide: of the same notify twice at once, one changes them. The order's id comes back with the answer.
  const { affectedRows, insertId: orderId } = await run(
    tx,
    `UPDATE payments p JOIN orders o ON o.id = p.order_id
     SET p.state = 'SUCCEEDED', p.trade_no = ?, p.paid_at = ?, p.recorded_at = ?, p.applied_at = ?, p.recheck_at = ?,
       o.state = 'TO_SHIP', o.paid_at = ?, o.next_check_at = NULL, o.check_attempts = 0 * LAST_INSERT_ID(o.id)
     WHERE p.out_trade_no = ? AND p.amount = ? AND p.state = 'CREATED' AND o.state = 'PENDING_PAYMENT'`,
    [fields.trade_no, paidAt, at, at, recheckAt, paidAt, fields.out_trade_no, fields.total_amount],
  );
  if (affectedRows !== 2) return undefined;
  await run(
    tx,
    `INSERT INTO payment_evidence (payment_id, out_trade_no, source, status, verdict, changed, report, digest,
       checks, received_at, last_received_at)
     SELECT id, out_trade_no, 'notify', ?, 'paid', ?, ?, ?, ?, ?, ? FROM payments WHERE out_trade_no = ?`,
    [fields.trade_status, changed, report, digest, passedChecks, at, at, fields.out_trade_no],
  );
  await run(
    tx,
    `INSERT INTO outbox (event_id, type, order_id, payment_id, version, data, occurred_at, next_attempt_at)
     VALUES (?, 'payment.succeeded', ?, (SELECT id FROM payments WHERE out_trade_no = ?), 1, ?, ?, ?),
       (?, 'order.paid', ?, NULL, 1, ?, ?, ?)`,
    [
      eventId(now),
      orderId,
      fields.out_trade_no,
      succeeded,
      at,
      at,
      eventId(now),
      orderId,
      orderPaid,
      at,
      at,
    ],
  );
  return orderId;
}

// --- The server ----------------------------------------------------------------------------------------------------
async function serve() {
  const app = Fastify({
    logger: false,
    keepAliveTimeout: Number(env.KEEP_ALIVE_SECONDS ?? 5) * 1000,
  });
  const json = 'application/json; charset=utf-8';
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_, body, done) => {
      done(null, querystring.parse(body));
    },
  );
  const signedIn = (work) => (request, reply) => {
    const userId = userOf(request);
    reply.header('content-type', json);
    if (userId !== null) return work(userId, request);
    return reply.code(401).send(failure(401, '用户未登录'));
  };
  app.post(
    '/v1/orders/processing/',
    signedIn((userId, { body }) =>
      body.status === 0 ? create(userId, body) : payAgain(userId, body.order_id),
    ),
  );
  app.get(
    '/v1/orders/processing/',
    signedIn((userId, { query }) => (query.status === '0' ? confirm(userId) : list(userId))),
  );
  app.post('/v1/orders/success/', async (request, reply) => {
    reply.header('content-type', 'text/plain; charset=utf-8');
    if (isGenuine(request.body)) return settle(request.body);
    reply.code(403);
    return '非法访问';
  });
  app.get('/health/ready', () => ({ status: 'ready' }));
  await app.listen({ port: Number(env.PORT), host: '127.0.0.1' });
}

if (cluster.isPrimary) {
  if (inOneTrip) await makeProcedures((sql) => say(reads, sql));
  for (let made = 0; made < Number(env.BENCH_PROCESSES ?? 1); made += 1) cluster.fork();
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGTERM');
    process.exit(0);
  });
} else {
  await serve();
}
