/**
 * What is in the tables and in Redis while something is measured. The same rows, by the same ids, for the backend and
 * for the floor, so that one signed notify or one token serves both. Rows are made by the server itself, in bulk.
 */
import { createHmac } from 'node:crypto';

export const SKUS = 1000;
const STOCK = 1_000_000;
/** So many orders are made by one statement. */
export const CHUNK = 50_000;

const address = JSON.stringify({
  tag: '家',
  receiver: '王小明',
  mobile: '13800000000',
  province: '北京市',
  city: '北京市',
  district: '海淀区',
  detail: '中关村大街 1 号',
});
const attributes = JSON.stringify([
  { name: '颜色', value: '红色' },
  { name: '尺码', value: '42' },
]);
const quoted = (text) => `'${text}'`;
/** An address as SQL, with the mobile 13800000000. */
export const sampleAddress = quoted(address);
/** A line's SKU, name, picture and attributes as SQL; `k.n` is its place in its order. */
export const linesOf = `(id * 7 + k.n) % ${SKUS} + 1, CONCAT('安踏A红色 ', (id * 7 + k.n) % ${SKUS} + 1), '/pictures/1.jpg',
      ${quoted(attributes)}`;

/** Tables that orders leave rows in, children first. */
const orderTables = [
  'outbox',
  'event_inbox',
  'idempotency_keys',
  'payment_evidence',
  'incidents',
  'refunds',
  'payments',
  'order_lines',
  'orders',
];

/** Runs statements one after the other on a side's own connection. */
export async function runAll(db, statements) {
  for (const statement of statements) await db.query(statement);
}

/** Users, an address each (with the user's id), SKUs, and a table of numbers to make rows from. */
export async function makeCatalogue(db, users) {
  await db.query('CREATE TABLE IF NOT EXISTS bench_numbers (n INT UNSIGNED NOT NULL PRIMARY KEY)');
  await db.query('INSERT IGNORE INTO bench_numbers VALUES (0)');
  for (let rows = 1; rows < CHUNK; rows *= 2) {
    await db.query('INSERT IGNORE INTO bench_numbers SELECT n + ? FROM bench_numbers', [rows]);
  }
  await inChunks(users, async (from, until) => {
    const ids = `SELECT n + ${from} AS id FROM bench_numbers WHERE n + ${from} < ${until}`;
    await db.query(
      `INSERT INTO users (id, public_id, username, role, created_at)
       SELECT id, LPAD(id, 32, '0'), CONCAT('bench-', id), 'customer', NOW(3) FROM (${ids}) ids`,
    );
    await db.query(
      `INSERT INTO addresses (id, user_id, tag, receiver, mobile, province, city, district, detail, is_default, created_at)
       SELECT id, id, '家', '王小明', '13800000000', '北京市', '北京市', '海淀区', '中关村大街 1 号', 1, NOW(3)
       FROM (${ids}) ids`,
    );
  });
  await db.query(
    `INSERT INTO skus (id, name, price, stock, sales, picture, attributes, requires_shipping, created_at, updated_at)
     SELECT n + 1, CONCAT('安踏A红色 ', n + 1), 199.00, ${STOCK}, 0, CONCAT('/pictures/', n + 1, '.jpg'),
       ${quoted(attributes)}, 1, NOW(3), NOW(3) FROM bench_numbers WHERE n < ${SKUS}`,
  );
}

/** `work(from, until)` for each stretch of the ids 1 … count. */
export async function inChunks(count, work, first = 1) {
  for (let from = first; from < first + count; from += CHUNK) {
    await work(from, Math.min(first + count, from + CHUNK));
  }
}

/** Empties what orders left, and fills the stock up. */
export async function clearOrders(db, { stock = STOCK } = {}) {
  await runAll(db, [
    'SET foreign_key_checks = 0',
    ...orderTables.map((table) => `TRUNCATE TABLE ${table}`),
    'SET foreign_key_checks = 1',
  ]);
  await db.query('DELETE FROM webhook_endpoints');
  await db.query('UPDATE skus SET stock = ?, sales = 0', [stock]);
}

/** Removes the orders after an id, and what belongs to them: what a measurement left in a fixture that is kept. */
export async function clearOrdersAfter(db, lastId) {
  await db.query('SET foreign_key_checks = 0');
  await db.query(
    'DELETE e FROM payment_evidence e JOIN payments p ON p.id = e.payment_id WHERE p.order_id > ?',
    [lastId],
  );
  for (const table of ['outbox', 'payments', 'order_lines']) {
    await db.query(`DELETE FROM ${table} WHERE order_id > ?`, [lastId]);
  }
  await db.query('DELETE FROM orders WHERE id > ?', [lastId]);
  await db.query('SET foreign_key_checks = 1');
  await db.query('UPDATE skus SET stock = ?, sales = 0', [STOCK]);
}

/** The number of the order with an id; it is its payment's `out_trade_no` as well. */
export const orderNo = (id) => `20260101000000${String(id).padStart(10, '0')}`;

/** The owner of the order with an id: neighbours in time belong to different users. Whole in JavaScript and in SQL. */
export const ownerOf = (id, users) => ((id * 7919) % users) + 1;
export const ownerSql = (id, users) => `(${id} * 7919) % ${users} + 1`;

/**
 * Orders that wait for their money, each with `lines` lines and a payment, with the ids `first` … `first + count - 1`.
 *
 * @param {{ count: number, lines: number, users: number, first?: number, due?: boolean, settled?: boolean }} wish
 *   `due`: the sweep is to ask for them now; `settled`: most of them ended long ago, as in a shop of some age
 */
export async function makeOrders(
  db,
  { count, lines, users, first = 1, due = false, settled = false },
) {
  await db.query('SET foreign_key_checks = 0, unique_checks = 0');
  await inChunks(
    count,
    async (from, until) => {
      const ids = `(SELECT n + ${from} AS id FROM bench_numbers WHERE n + ${from} < ${until}) ids`;
      await db.query(ordersFrom(ids, { users, lines, due, settled }));
      await db.query(linesFrom(ids, lines));
      await db.query(paymentsFrom(ids, settled, due));
      if (settled) await db.query(eventsFrom(ids));
    },
    first,
  );
  await db.query('SET foreign_key_checks = 1, unique_checks = 1');
}

function ordersFrom(ids, { users, lines, due, settled }) {
  const state = settled
    ? `CASE WHEN id % 10 < 8 THEN 'COMPLETED' WHEN id % 10 = 8 THEN 'EXPIRED' ELSE 'TO_SHIP' END`
    : `'PENDING_PAYMENT'`;
  const age = settled ? 'id % 31536000' : '1800';
  const check = settled ? 'NULL' : due ? 'NOW(3)' : 'NOW(3) + INTERVAL 1 DAY';
  return `INSERT INTO orders (id, order_no, request_id, user_id, state, storefront, goods_amount, freight, payable,
      total_count, requires_shipping, address, created_at, expires_at, next_check_at)
    SELECT id, CONCAT('20260101000000', LPAD(id, 10, '0')), CONCAT('BENCH', LPAD(id, 21, '0')), ${ownerSql('id', users)},
      ${state}, 'dadashop', ${199 * lines}.00, 10.00, ${199 * lines + 10}.00, ${lines}, 1, ${sampleAddress},
      NOW(3) - INTERVAL ${age} SECOND, NOW(3) + INTERVAL 1 DAY, ${check} FROM ${ids}`;
}

function linesFrom(ids, lines) {
  return `INSERT INTO order_lines (order_id, sku_id, name, picture, attributes, requires_shipping, price, count, amount)
    SELECT id, ${linesOf}, 1, 199.00, 1, 199.00
    FROM ${ids} JOIN bench_numbers k ON k.n < ${lines} ORDER BY id, k.n`;
}

function paymentsFrom(ids, settled, due) {
  const state = settled ? `IF(o.id % 10 = 8, 'CLOSED', 'SUCCEEDED')` : `'CREATED'`;
  const given = due ? 'NOW(3) - INTERVAL 30 MINUTE' : 'NOW(3)';
  return `INSERT INTO payments (id, order_id, attempt, provider, out_trade_no, trade_no, method, storefront, subject, state,
      amount, created_at, expires_at, link_given_at)
    SELECT o.id, o.id, 1, 'alipay', o.order_no, ${settled ? 'o.order_no' : 'NULL'}, 'page', 'dadashop', '安踏A红色', ${state},
      o.payable, o.created_at, o.expires_at, ${given} FROM ${ids} JOIN orders o ON o.id = ids.id`;
}

function eventsFrom(ids) {
  return `INSERT INTO outbox (event_id, type, order_id, version, data, occurred_at, relayed_at, next_attempt_at)
    SELECT CONCAT('BENCH', LPAD(id, 21, '0')), 'order.created', id, 1, '{}', NOW(3), NOW(3), NOW(3) FROM ${ids}`;
}

/** The public id of the user with a row's number; whole in JavaScript and in SQL. */
const publicIdOf = (id) => String(id).padStart(32, '0');

/** Puts a cart into Redis for each of some users: so many lines of one piece, all selected. */
export async function fillCarts(side, users, skusOf) {
  for (let from = 0; from < users.length; from += 2000) {
    const pipeline = side.redis.pipeline();
    for (const user of users.slice(from, from + 2000)) {
      const key = `${side.prefix}:cart:user:${publicIdOf(user)}`;
      pipeline.del(key);
      pipeline.hset(key, ...skusOf(user).flatMap((sku) => [sku, '1:1']));
    }
    await pipeline.exec();
  }
}

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token for each of the users 1 … count, by the user's id. */
export function mintTokens(secret, count) {
  const now = Math.floor(Date.now() / 1000);
  const head = encoded({ alg: 'HS256', typ: 'JWT' });
  const common = {
    ver: 0,
    iat: now,
    exp: now + 86_400,
    aud: 'alipay-checkout',
    iss: 'alipay-checkout',
  };
  return Array.from({ length: count + 1 }, (_, id) => {
    const text = `${head}.${encoded({ username: `bench-${id}`, ...common, sub: publicIdOf(id) })}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  });
}
