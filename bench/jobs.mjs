/**
 * The jobs that are measured. Each one prepares a side's tables for so many requests, hands the requests out one by one,
 * tells a good answer, and checks afterwards in SQL that what was answered is what is there.
 */
import {
  clearOrders,
  clearOrdersAfter,
  fillCarts,
  makeOrders,
  orderNo,
  ownerOf,
  signNotifies,
  SKUS,
} from './world.mjs';

const ORDERS = '/v1/orders/processing/';
const FLASH_SKU = 1;
const LIST_USERS = 2000;
const LINK_ORDERS = 10_000;
/** The backend gives a link out again without a note for so long. */
const NOTED_FOR_SECONDS = 30;

/** Each buyer buys once in a measurement; more than these in a second would end it early. */
export const BUYERS_PER_SECOND = 4000;
const NOTIFIES_PER_SECOND = 6000;

const head = (line, token) =>
  `${line} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\n`;
const get = (path, token) => `${head(`GET ${path}`, token)}\r\n`;
const post = (path, token, json) =>
  `${head(`POST ${path}`, token)}content-type: application/json\r\ncontent-length: ${json.length}\r\n\r\n${json}`;
const postForm = (path, form) =>
  `POST ${path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/x-www-form-urlencoded\r\n` +
  `content-length: ${form.length}\r\n\r\n${form}`;

const isFine = (mark) => (status, body) =>
  status === 200 && body.startsWith('{"code":200') && body.includes(mark);

/** Hands out 0, 1, … below `count`, then null. */
function counter(count, make) {
  let next = 0;
  return () => {
    if (next >= count) return null;
    next += 1;
    return make(next - 1);
  };
}

/** Hands out requests without end, over and over. */
function round(count, make) {
  let next = 0;
  return () => {
    next = (next + 1) % count;
    return make(next);
  };
}

async function figures(db, query, values = []) {
  const [[row]] = await db.query(query, values);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value ?? 0)]));
}

/** Which of the figures are not what they must be, in words. */
function unequal(found, wanted) {
  const wrong = Object.entries(wanted).filter(([name, value]) => found[name] !== value);
  return wrong.map(([name, value]) => `${name} is ${found[name]} instead of ${value}`);
}

/** One order, line, payment and piece of stock for each good answer, two events, and nothing oversold. */
async function checkCreated(side, made, { after = 0, pieces }) {
  const found = await figures(
    side.db,
    `SELECT (SELECT COUNT(*) FROM orders WHERE id > ?) AS orders,
       (SELECT COUNT(*) FROM order_lines WHERE order_id > ?) AS line_rows,
       (SELECT COUNT(*) FROM payments WHERE order_id > ?) AS payments,
       (SELECT COUNT(*) FROM outbox WHERE order_id > ? AND type = 'order.created') AS created,
       (SELECT COUNT(*) FROM outbox WHERE order_id > ? AND type = 'payment.initiated') AS initiated,
       (SELECT SUM(sales) FROM skus) AS sold,
       (SELECT SUM(${pieces} - stock) FROM skus) AS taken,
       (SELECT COUNT(*) FROM skus WHERE stock < 0) AS oversold`,
    Array(5).fill(after),
  );
  const each = {
    orders: made,
    line_rows: made,
    payments: made,
    created: made,
    initiated: made,
    sold: made,
    taken: made,
  };
  return unequal(found, { ...each, oversold: 0 });
}

const buyersUpTo = (count) => Array.from({ length: count }, (_, index) => index + 1);

/** A user's wish to buy what is in the cart, to their one address. */
function buy({ tokens }, user) {
  return post(ORDERS, tokens[user], `{"status":0,"address_id":${user},"settlement_type":0}`);
}

function createJob(name, title, must, skuOf) {
  return {
    name,
    title,
    must,
    perSecond: BUYERS_PER_SECOND,
    isGood: isFine('"pay_url"'),
    async prepare(side, world, count) {
      await (side.base > 0 ? clearOrdersAfter(side.db, side.base) : clearOrders(side.db));
      await fillCarts(side, buyersUpTo(Math.min(count, world.users)), (user) => [skuOf(user)]);
    },
    requests: (world, count) =>
      counter(Math.min(count, world.users), (index) => buy(world, index + 1)),
    check: (side, good) => checkCreated(side, good, { after: side.base, pieces: 1_000_000 }),
  };
}

const create = createJob(
  'create',
  `create order, ${SKUS.toLocaleString('en')} SKUs`,
  1.2,
  (user) => ((user * 31) % SKUS) + 1,
);

/** The flash sale ends as it should: after the measured part, twice as many buyers as pieces. */
const flash = {
  ...createJob('flash', 'create order, all on one SKU', 2.5, () => FLASH_SKU),
  async finish(side, world, { load, pieces }) {
    const buyers = buyersUpTo(pieces * 2);
    await clearOrders(side.db, { stock: pieces });
    await fillCarts(side, buyers, () => [FLASH_SKU]);
    let sold = 0;
    const isGood = (status, body) => {
      const isSold = status === 200 && body.includes('"pay_url"');
      if (isSold) sold += 1;
      return isSold || (status === 200 && body.startsWith('{"code":50103'));
    };
    const next = counter(buyers.length, (index) => buy(world, index + 1));
    const { bad, faults } = await load({ seconds: 60, next, isGood });
    const wrong = await checkCreated(side, sold, { pieces });
    const { stock } = await figures(side.db, 'SELECT stock FROM skus WHERE id = ?', [FLASH_SKU]);
    const short =
      sold === pieces && stock === 0 ? [] : [`sold ${sold} of ${pieces}, ${stock} left`];
    return [...wrong, ...short, ...(bad > 0 ? [`${bad} odd answers: ${faults[0]}`] : [])];
  },
};

const notify = {
  name: 'notify',
  title: 'notify (verify, settle, events)',
  must: 1.2,
  perSecond: NOTIFIES_PER_SECOND,
  isGood: (status, body) => status === 200 && body === 'success',
  async prepare(side, world, count) {
    const first = side.base + 1;
    await (side.base > 0 ? clearOrdersAfter(side.db, side.base) : clearOrders(side.db));
    await makeOrders(side.db, { count, lines: 1, users: world.users, first });
    world.forms[first] ??= [];
    const known = world.forms[first];
    if (known.length >= count) return;
    const wish = {
      ...world.alipay,
      amount: '209.00',
      first: first + known.length,
      count: count - known.length,
    };
    known.push(...(await signNotifies(wish)));
  },
  requests: (world, count, side) =>
    counter(count, (index) => postForm('/v1/orders/success/', world.forms[side.base + 1][index])),
  async check(side, good) {
    const found = await figures(
      side.db,
      `SELECT (SELECT COUNT(*) FROM orders WHERE id > ? AND state = 'TO_SHIP') AS orders_paid,
         (SELECT COUNT(*) FROM payments WHERE order_id > ? AND state = 'SUCCEEDED' AND applied_at IS NOT NULL) AS payments_paid,
         (SELECT COUNT(*) FROM outbox WHERE order_id > ? AND type = 'order.paid') AS order_events,
         (SELECT COUNT(*) FROM outbox e JOIN payments p ON p.id = e.payment_id AND p.order_id = e.order_id
          WHERE e.order_id > ? AND e.type = 'payment.succeeded') AS payment_events,
         (SELECT COUNT(*) FROM payment_evidence e JOIN payments p ON p.id = e.payment_id AND p.out_trade_no = e.out_trade_no
          WHERE e.source = 'notify' AND e.verdict = 'paid') AS evidence`,
      Array(4).fill(side.base),
    );
    const each = {
      orders_paid: good,
      payments_paid: good,
      order_events: good,
      payment_events: good,
      evidence: good,
    };
    return unequal(found, each);
  },
};

/** As if the links had been given out one after the other: they are noted again one after the other, not all at once. */
async function spreadLinks(db) {
  const each = (NOTED_FOR_SECONDS * 1_000_000) / LINK_ORDERS;
  await db.query(`UPDATE payments SET link_given_at = NOW(3) - INTERVAL id * ${each} MICROSECOND`);
  await db.query('UPDATE orders SET next_check_at = NOW(3)');
  // Else the server may plan for some seconds as if the tables were still empty.
  await db.query('ANALYZE TABLE orders, payments');
}

const link = {
  name: 'link',
  title: 'pay link of an existing order',
  must: 0.8,
  isGood: isFine('"pay_url"'),
  async prepare(side, world) {
    await clearOrders(side.db);
    await makeOrders(side.db, { count: LINK_ORDERS, lines: 1, users: world.users });
    await spreadLinks(side.db);
  },
  requests: (world) =>
    round(LINK_ORDERS, (index) => {
      const id = index + 1;
      return post(
        ORDERS,
        world.tokens[ownerOf(id, world.users)],
        `{"status":1,"order_id":"${orderNo(id)}"}`,
      );
    }),
  check: async (side) =>
    unequal(await figures(side.db, 'SELECT COUNT(*) AS payments FROM payments'), {
      payments: LINK_ORDERS,
    }),
};

const confirm = {
  name: 'confirm',
  title: 'confirm page',
  must: 0.5,
  isGood: isFine('"payment_amount"'),
  async prepare(side) {
    await clearOrders(side.db);
    await fillCarts(side, buyersUpTo(LIST_USERS), (user) => [
      (user % SKUS) + 1,
      ((user + 500) % SKUS) + 1,
    ]);
  },
  requests: (world) =>
    round(LIST_USERS, (index) =>
      get(`${ORDERS}?status=0&settlement_type=0`, world.tokens[index + 1]),
    ),
  check: async (side) =>
    unequal(await figures(side.db, 'SELECT COUNT(*) AS orders FROM orders'), { orders: 0 }),
};

/** Brings what will be asked for into the database's memory, as in a shop that did not start just now. */
async function readOnce({ db, owners }) {
  await db.query(
    `SELECT SUM(LENGTH(o.address) + LENGTH(l.name)) FROM orders o JOIN order_lines l ON l.order_id = o.id
     WHERE o.user_id <= ?`,
    [owners],
  );
}

/** One of as many people in small tables as in large ones, there from all over: the tables differ, and not the crowd. */
function someOwner({ owners }) {
  const crowd = Math.min(owners, LIST_USERS);
  return Math.ceil(Math.random() * crowd) * Math.floor(owners / crowd);
}

const list = {
  name: 'list',
  title: "list of a user's orders",
  must: 0.5,
  isGood: isFine('"order_sku"'),
  async prepare(side) {
    if (side.base > 0) return readOnce(side);
    await clearOrders(side.db);
    await makeOrders(side.db, { count: LIST_USERS * 5, lines: 2, users: LIST_USERS });
  },
  requests: (world, _, side) =>
    side.base > 0
      ? () => get(`${ORDERS}?status=1&order_status=0`, world.tokens[someOwner(side)])
      : round(LIST_USERS, (index) =>
          get(`${ORDERS}?status=1&order_status=0`, world.tokens[index + 1]),
        ),
  check: () => [],
};

export const jobs = { create, flash, notify, link, confirm, list };
