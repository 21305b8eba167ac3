/** What changes little or nothing: links again, the confirm page, lists. */
import { clearOrders, fillCarts, makeOrders, orderNo, ownerOf, SKUS } from '../world.mjs';
import { buyersUpTo, ORDERS } from './orders.mjs';
import { figures, get, isFine, post, round, unequal } from './requests.mjs';

const LIST_USERS = 2000;
const LINK_ORDERS = 10_000;
/** The backend gives a link out again without a note for so long. */
const NOTED_FOR_SECONDS = 30;

/** As if the links had been given out one after the other: they are noted again one after the other, not all at once. */
async function spreadLinks(db) {
  const each = (NOTED_FOR_SECONDS * 1_000_000) / LINK_ORDERS;
  await db.query(`UPDATE payments SET link_given_at = NOW(3) - INTERVAL id * ${each} MICROSECOND`);
  await db.query('UPDATE orders SET next_check_at = NOW(3)');
  // Else the server may plan for some seconds as if the tables were still empty.
  await db.query('ANALYZE TABLE orders, payments');
}

export const link = {
  name: 'link',
  title: 'pay link of an existing order',
  must: { floor: 0.9 },
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

export const confirm = {
  name: 'confirm',
  title: 'confirm page',
  must: { floor: 0.7 },
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

export const list = {
  name: 'list',
  title: "list of a user's orders",
  must: { floor: 0.7 },
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
