/** Rows of a shop of some age. */
import { inChunks, runAll } from './world.mjs';

/**
 * What has become of the orders 1 … count of a shop of some age: those that were paid have their times and what Alipay said
 * of them, most were sent, a hundredth was refunded, and some refunds and incidents wait. Each has a mobile of its own.
 */
export async function settleOrders(db, count) {
  await db.query('SET foreign_key_checks = 0, unique_checks = 0');
  await inChunks(count, async (from, until) => {
    const between = `id >= ${from} AND id < ${until}`;
    await runAll(db, [
      `UPDATE orders SET paid_at = IF(state = 'EXPIRED', NULL, created_at + INTERVAL 40 SECOND),
         address = REPLACE(address, '13800000000', CONCAT('138', LPAD(id % 100000000, 8, '0'))) WHERE ${between}`,
      `UPDATE payments SET paid_at = created_at + INTERVAL 40 SECOND, applied_at = created_at + INTERVAL 41 SECOND,
         recorded_at = created_at + INTERVAL (40000000 + id % 3000 * 1000) MICROSECOND WHERE state = 'SUCCEEDED' AND ${between}`,
      `INSERT INTO payment_evidence (payment_id, out_trade_no, source, status, verdict, changed, report, digest,
         received_at, last_received_at)
       SELECT id, out_trade_no, IF(id % 5 = 0, 'query', 'notify'), 'TRADE_SUCCESS', 'paid', '{}', '{}', SHA2(id, 256),
         recorded_at, recorded_at FROM payments WHERE state = 'SUCCEEDED' AND ${between}`,
      `INSERT INTO shipments (order_id, carrier, tracking_number, created_at)
       SELECT id, '顺丰速运', CONCAT('SF', id), created_at FROM orders WHERE state <> 'EXPIRED' AND ${between}`,
      `INSERT INTO refunds (order_id, payment_id, out_trade_no, out_request_no, amount, reason, origin, restock, state,
         created_at, ended_at)
       SELECT id, id, order_no, CONCAT('R', id), 1, '差价', 'operator', 0,
         CASE WHEN id % 10000 = 0 THEN 'REQUESTED' WHEN id % 10000 = 100 THEN 'UNKNOWN' ELSE 'SUCCEEDED' END,
         created_at, IF(id % 10000 IN (0, 100), NULL, created_at + INTERVAL 1 MINUTE)
       FROM orders WHERE id % 100 = 0 AND state <> 'EXPIRED' AND ${between}`,
      `INSERT INTO incidents (kind, fingerprint, state, out_trade_no, order_id, detail, created_at)
       SELECT 'late-payment', id, IF(id % 20000 = 7, 'OPEN', 'RESOLVED'), order_no, id, 'x', created_at
       FROM orders WHERE id % 2000 = 7 AND ${between}`,
    ]);
  });
  await db.query('SET foreign_key_checks = 1, unique_checks = 1');
}
