/** Rows that are work for a worker. */
import { inChunks, makeOrders } from './world.mjs';

/** So many events, two of each of the orders from `first` on, relayed or to be relayed. */
export async function makeEvents(db, { count, users, first, relayed }) {
  await makeOrders(db, { count: count / 2, lines: 1, users, first });
  const at = relayed ? 'NOW(3)' : 'NULL';
  const data = `JSON_OBJECT('orderNo', o.order_no, 'payable', o.payable)`;
  const types = `SELECT 0 AS n, 'order.created' AS type UNION SELECT 1, 'payment.initiated'`;
  const insert = (from, until) =>
    db.query(
      `INSERT INTO outbox (event_id, type, order_id, version, data, occurred_at, relayed_at, next_attempt_at)
       SELECT CONCAT('EVENT', LPAD(o.id * 2 + t.n, 21, '0')), t.type, o.id, 1, ${data}, NOW(3), ${at}, NOW(3)
       FROM orders o JOIN (${types}) t WHERE o.id >= ? AND o.id < ? ORDER BY o.id, t.n`,
      [from, until],
    );
  await inChunks(count / 2, insert, first);
}

/** An endpoint at an address, and a delivery to it of every event of an order after `base`. */
export async function makeDeliveries(db, url, base) {
  await db.query('DELETE FROM webhook_endpoints');
  await db.query(
    `INSERT INTO webhook_endpoints (id, url, types, description, state, failures, created_at)
     VALUES (1, ?, '["order.created","payment.initiated"]', 'bench', 'ACTIVE', 0, NOW(3))`,
    [url],
  );
  await db.query(
    `INSERT INTO webhook_secrets (endpoint_id, secret, created_at)
     VALUES (1, CONCAT('whsec_', TO_BASE64(REPEAT('x', 32))), NOW(3))`,
  );
  await db.query(
    `INSERT INTO webhook_deliveries (endpoint_id, event_id, type, order_id, origin, state, attempts,
       next_attempt_at, created_at, tries)
     SELECT 1, event_id, type, order_id, 'event', 'PENDING', 0, IF(type = 'order.created', NOW(3), NULL), NOW(3), '[]'
     FROM outbox WHERE order_id > ? ORDER BY id`,
    [base],
  );
}
