import type { EntityManager } from 'typeorm';
import { Tokens } from '../../src/auth/tokens.service.js';
import { Transactions } from '../../src/database/transactions.js';
import { OrderTransitions } from '../../src/orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../src/orders/model/order-record.js';
import type { Client } from '../support/client.js';
import type { Shop } from '../support/shop.js';

/** A SKU's stock and sales. */
export async function stockOf(shop: Shop, skuId: number) {
  const [row] = await shop.database.query<{ stock: number | null; sales: number }>(
    'SELECT stock, sales FROM skus WHERE id = ?',
    [skuId],
  );
  return row;
}

/** The types of an order's events, in the order in which they were written, without what they tell of the stock. */
export async function eventsOf(shop: Shop, orderNo: string): Promise<string[]> {
  const rows = await shop.database.query<{ type: string }>(
    `SELECT type FROM outbox WHERE order_id = (SELECT id FROM orders WHERE order_no = ?)
       AND type NOT LIKE 'sku.%' ORDER BY id`,
    [orderNo],
  );
  return rows.map(({ type }) => type);
}

/** How many orders have a line of this SKU. */
export async function ordersWith(shop: Shop, skuId: number): Promise<number> {
  const [row] = await shop.database.query<{ n: string }>(
    'SELECT COUNT(DISTINCT order_id) AS n FROM order_lines WHERE sku_id = ?',
    [skuId],
  );
  return Number(row?.n);
}

/** Locks an order in a transaction of its own and does something with it, as payment does. */
export function withOrder<Result>(
  shop: Shop,
  orderNo: string,
  work: (ledger: OrderTransitions, tx: EntityManager, order: OrderRecord) => Promise<Result>,
): Promise<Result> {
  const ledger = shop.app.get(OrderTransitions);
  return shop.app.get(Transactions).run(async (tx) => {
    const [order] = await ledger.lockMany(tx, 'order_no', [orderNo]);
    if (order === undefined) throw new Error(`no order ${orderNo}`);
    return work(ledger, tx, order);
  });
}

/** Pays an order as a genuine report would; false, and undone, when it refuses. */
export async function pay(shop: Shop, orderNo: string): Promise<boolean> {
  const refused = new Error('refused');
  try {
    return await withOrder(shop, orderNo, async (ledger, tx, order) => {
      if (!(await ledger.markPaidAll(tx, [{ order, paidAt: new Date() }]))) throw refused;
      return true;
    });
  } catch (error) {
    if (error !== refused) throw error;
    return false;
  }
}

/** So many customers, made past the sign-in: hashing their passwords is not what the test is about. */
export async function crowd(shop: Shop, size: number): Promise<Client[]> {
  const names = Array.from({ length: size }, (_, i) => `crowd-${i}`);
  for (const name of names) {
    await shop.database.query(
      `INSERT INTO users (username, role, created_at) VALUES (?, 'customer', NOW(3))`,
      [name],
    );
  }
  const rows = await shop.database.query<{ publicId: string; username: string }>(
    'SELECT public_id AS publicId, username FROM users WHERE username IN (?)',
    [names],
  );
  const tokens = shop.app.get(Tokens);
  return rows.map((row) => shop.anybody.as(tokens.issue({ ...row, tokenVersion: 0 })));
}

/** A quote for so many pieces of a SKU, and the user's first address. */
export async function quoted(client: Client, skuId: number, count = 1) {
  const answer = await client.post('/api/v1/orders/quote', { source: 'buyNow', skuId, count });
  if (answer.status !== 200) throw new Error(`no quote: ${answer.text}`);
  const addressId = answer.body.addresses[0]?.id;
  const { quoteToken } = answer.body;
  return { quoteToken, ...(addressId === undefined ? {} : { addressId }) };
}
