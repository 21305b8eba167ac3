/**
 * The rows of a shop that has grown for years, each a function of its order's number alone, so that every table is made by
 * itself. Of ten orders nine were paid; most are completed, two thirds of the last three days' wait to be sent, and one of a
 * hundred has had a little of its money back, another all of it.
 */
import { linesOf, ownerSql, sampleAddress } from './world.mjs';

const LINES = 2;
const PAYABLE = '408.00';
const DAY = 86_400;
/** One order a second for so long; before that the shop was an eighth as large. */
const GROWN_SECONDS = 30 * DAY;
const EARLIER_GAP = 8;

/** What has become of an order, by its id. */
const isExpired = 'id % 10 = 8';
const isRefunded = '(id % 100 = 50 AND age > 259200)';
const isSent = '((age > 259200 OR id % 3 = 0) AND NOT (id % 10 = 8))';
const isPartlyRefunded = 'id % 100 = 0';
/** Refunds that wait are of the last month. */
const waits = `(id % 10000 IN (0, 100) AND age < ${GROWN_SECONDS})`;
const isPaid = `NOT (${isExpired})`;
const orderNumber = `CONCAT('20260101000000', LPAD(id, 10, '0'))`;
const trade = `CONCAT('2026010122001', LPAD(id, 15, '0'))`;
const paidAt = 'made + INTERVAL 40 SECOND';
const backSum = `CASE WHEN ${isRefunded} THEN ${PAYABLE} WHEN ${isPartlyRefunded} AND NOT ${waits} THEN 1 ELSE 0 END`;
const heldSum = `CASE WHEN ${isRefunded} THEN ${PAYABLE}
  WHEN ${isPartlyRefunded} AND NOT (${waits} AND id % 10000 = 0) THEN 1 ELSE 0 END`;

/**
 * The tables in the order in which they are made, each with the statement for the orders `from` … `until - 1`.
 *
 * @param {{ count: number, users: number, now: string }} shop `now`: when its last order was made, `YYYY-MM-DD hh:mm:ss.mmm`
 */
export function shopTables({ count, users, now }) {
  const back = `(${count} - CAST(n.n AS SIGNED) - FROM_ID)`;
  const age = `IF(${back} < ${GROWN_SECONDS}, ${back}, ${GROWN_SECONDS} + (${back} - ${GROWN_SECONDS}) * ${EARLIER_GAP})`;
  const ids = (from, until, where = 'TRUE') =>
    `(SELECT * FROM (SELECT n.n + ${from} AS id, ${age.replaceAll('FROM_ID', from)} AS age,
        TIMESTAMP('${now}') - INTERVAL ${age.replaceAll('FROM_ID', from)} SECOND AS made
      FROM bench_numbers n WHERE n.n + ${from} < ${until}) every WHERE ${where}) o`;
  const made = (table, columns, values, { where, more = '', orderBy = 'id' } = {}) => ({
    table,
    insert: (from, until) =>
      `INSERT INTO ${table} (${columns}) SELECT ${values} FROM ${ids(from, until, where)} ${more} ORDER BY ${orderBy}`,
  });
  const perLine = { more: `JOIN bench_numbers k ON k.n < ${LINES}`, orderBy: 'id, k.n' };
  const lineId = `(id - 1) * ${LINES} + k.n + 1`;
  const state = `CASE WHEN ${isExpired} THEN 'EXPIRED' WHEN ${isRefunded} THEN 'REFUNDED' WHEN ${isSent} THEN 'COMPLETED' ELSE 'TO_SHIP' END`;
  const address = `REPLACE(${sampleAddress}, '13800000000', CONCAT('138', LPAD(id % 100000000, 8, '0')))`;
  const refundedOrPart = `(${isRefunded} OR ${isPartlyRefunded})`;
  const refundState = `CASE WHEN ${waits} AND id % 10000 = 0 THEN 'REQUESTED' WHEN ${waits} THEN 'UNKNOWN' ELSE 'SUCCEEDED' END`;
  const caseState = `IF(id % 1000 = 50, 'REFUNDED', 'APPLIED')`;
  return [
    made(
      'orders',
      `id, order_no, request_id, user_id, state, storefront, goods_amount, freight, payable, total_count,
       requires_shipping, address, created_at, expires_at, paid_at, shipped_at, completed_at, closed_at, refunded_at,
       refunded_amount, refund_reserved`,
      `id, ${orderNumber}, CONCAT('BENCH', LPAD(id, 21, '0')), ${ownerSql('id', users)}, ${state}, 'dadashop', 398.00,
       10.00, ${PAYABLE}, ${LINES}, 1, ${address}, made, made + INTERVAL 30 MINUTE, IF(${isPaid}, ${paidAt}, NULL),
       IF(${isSent}, made + INTERVAL 1 DAY, NULL), IF(${isSent}, made + INTERVAL 3 DAY, NULL),
       IF(${isExpired}, made + INTERVAL 31 MINUTE, NULL), IF(${isRefunded}, made + INTERVAL 3 DAY, NULL),
       ${backSum}, ${heldSum}`,
    ),
    made(
      'order_lines',
      `id, order_id, sku_id, name, picture, attributes, requires_shipping, price, count, amount, shipped_count,
       refunded_count, refunded_amount`,
      `${lineId}, id, ${linesOf}, 1, 199.00, 1, 199.00, ${isSent}, ${isRefunded}, IF(${isRefunded}, 199.00, 0)`,
      perLine,
    ),
    made(
      'payments',
      `id, order_id, attempt, provider, out_trade_no, trade_no, method, storefront, subject, state, amount,
       refunded_amount, refund_reserved, created_at, expires_at, link_given_at, paid_at, recorded_at, applied_at, closed_at`,
      `id, id, 1, 'alipay', ${orderNumber}, IF(${isPaid}, ${trade}, NULL), 'page', 'dadashop', '安踏A红色',
       CASE WHEN ${isExpired} THEN 'CLOSED' WHEN ${isRefunded} THEN 'REFUNDED'
         WHEN ${backSum} > 0 THEN 'PARTLY_REFUNDED' ELSE 'SUCCEEDED' END,
       ${PAYABLE}, ${backSum}, ${heldSum}, made, made + INTERVAL 30 MINUTE, made, IF(${isPaid}, ${paidAt}, NULL),
       IF(${isPaid}, made + INTERVAL (40000000 + id % 3000 * 1000) MICROSECOND, NULL),
       IF(${isPaid}, made + INTERVAL 44 SECOND, NULL), IF(${isExpired}, made + INTERVAL 31 MINUTE, NULL)`,
    ),
    made(
      'payment_evidence',
      `payment_id, out_trade_no, source, status, verdict, changed, report, digest, received_at, last_received_at`,
      `id, ${orderNumber}, IF(id % 5 = 0, 'query', 'notify'), 'TRADE_SUCCESS', 'paid', '{}', '{}', SHA2(id, 256),
       ${paidAt}, ${paidAt}`,
      { where: isPaid },
    ),
    made(
      'outbox',
      'id, event_id, type, order_id, version, data, occurred_at, relayed_at, next_attempt_at',
      `id, CONCAT('BENCH', LPAD(id, 21, '0')), 'order.created', id, 1, '{}', made, made, made`,
    ),
    made(
      'shipments',
      'id, order_id, carrier, tracking_number, created_at',
      `id, id, '顺丰速运', CONCAT('SF', id), made + INTERVAL 1 DAY`,
      { where: isSent },
    ),
    made(
      'refunds',
      `id, order_id, payment_id, out_trade_no, out_request_no, amount, reason, origin, restock, state, created_at, ended_at,
       scope, freight_amount`,
      `id, id, id, ${orderNumber}, CONCAT('R', id), IF(${isRefunded}, ${PAYABLE}, 1), '差价', 'operator', 0, ${refundState},
       made + INTERVAL 2 DAY, IF(${waits}, NULL, made + INTERVAL 2 DAY + INTERVAL 1 MINUTE),
       IF(${isRefunded}, 'everything', 'amount'), IF(${isRefunded}, 10, 0)`,
      { where: refundedOrPart },
    ),
    made(
      'refund_lines',
      'refund_id, line_id, count, unshipped_count, restock_count, paid_amount, amount',
      `id, ${lineId}, 1, 0, 0, 199.00, 199.00`,
      { ...perLine, where: isRefunded },
    ),
    made(
      'after_sales',
      `id, order_id, user_id, type, state, reason, amount, refund_id, answer_due_at, created_at, ended_at`,
      `id, id, ${ownerSql('id', users)}, 'refundOnly', ${caseState}, '差价', ${PAYABLE}, IF(id % 1000 = 50, id, NULL),
       made + INTERVAL 3 DAY, made + INTERVAL 1 DAY, IF(id % 1000 = 50, made + INTERVAL 2 DAY, NULL)`,
      {
        where: `((id % 1000 = 50 AND ${isRefunded}) OR (id % 5000 = 27 AND age < ${GROWN_SECONDS}))`,
      },
    ),
    made(
      'incidents',
      'kind, fingerprint, state, out_trade_no, order_id, detail, created_at',
      `'late-payment', id, IF(id % 20000 = 7 AND age < ${GROWN_SECONDS}, 'OPEN', 'RESOLVED'), ${orderNumber}, id, 'x', made`,
      { where: 'id % 2000 = 7' },
    ),
  ];
}
