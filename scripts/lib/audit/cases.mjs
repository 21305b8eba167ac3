import { caseEventFaults } from './case-events.mjs';

/**
 * Invariants 11 and 12, as far as parcels and cases say which pieces moved: what a line counts is what its parcels hold and
 * its open cases are about, each case stands where its refund does, and what goes into the stock is here: it never left, or
 * was booked as received back. Read with plain SQL.
 */
const CHECKS = [
  {
    words: ({ id, counted, held }) =>
      `11: line ${id} counts ${counted} pieces as shipped, its parcels hold ${held}`,
    sql: `SELECT l.id, l.shipped_count AS counted, COALESCE(SUM(s.count), 0) AS held
      FROM order_lines l LEFT JOIN shipment_lines s ON s.line_id = l.id
      WHERE l.order_id > ? GROUP BY l.id, l.shipped_count HAVING counted <> held`,
  },
  {
    words: ({ id, counted, held }) =>
      `11: line ${id} counts ${counted} pieces in cases, open cases are about ${held}`,
    sql: `SELECT l.id, l.in_case_count AS counted, COALESCE(SUM(CASE
        WHEN c.state IN ('APPLIED', 'AGREED', 'SENT_BACK', 'RECEIVED_BACK') OR (c.state = 'REFUNDING' AND r.state = 'REQUESTED')
          THEN COALESCE(a.received_count, a.count) END), 0) AS held
      FROM order_lines l LEFT JOIN after_sale_lines a ON a.line_id = l.id
      LEFT JOIN after_sales c ON c.id = a.after_sale_id LEFT JOIN refunds r ON r.id = c.refund_id
      WHERE l.order_id > ? GROUP BY l.id, l.in_case_count HAVING counted <> held`,
  },
  {
    words: ({ id, count, refunded, held }) =>
      `11: of ${count} pieces of line ${id}, ${refunded} are refunded and open cases are about ${held}`,
    // A request for everything is for what is left, and gives way.
    sql: `SELECT l.id, l.count, l.refunded_count AS refunded, l.in_case_count AS held FROM order_lines l
      WHERE l.order_id > ? AND l.refunded_count + l.in_case_count > l.count AND NOT EXISTS (
        SELECT 1 FROM after_sale_lines a JOIN after_sales c ON c.id = a.after_sale_id
          JOIN refunds r ON r.id = c.refund_id
        WHERE a.line_id = l.id AND c.state = 'APPLIED' AND r.scope = 'everything')`,
  },
  {
    words: ({ id, state, refund }) => `11: case ${id} is ${state}, its refund ${refund}`,
    sql: `SELECT c.id, c.state, COALESCE(r.state, 'is not there') AS refund
      FROM after_sales c LEFT JOIN refunds r ON r.id = c.refund_id
      WHERE c.order_id > ? AND NOT (CASE c.state
        WHEN 'REFUNDED' THEN r.state <=> 'SUCCEEDED'
        WHEN 'REFUNDING' THEN r.state IN ('PROCESSING', 'UNKNOWN') OR (r.state <=> 'REQUESTED' AND r.origin = 'after-sale')
        WHEN 'APPLIED' THEN c.type = 'returnAndRefund' OR r.state <=> 'REQUESTED'
        ELSE COALESCE(r.state, '') NOT IN ('REQUESTED', 'PROCESSING', 'UNKNOWN', 'SUCCEEDED') END)`,
  },
  {
    words: ({ id, line, refunded, received }) =>
      `11: case ${id} refunds ${refunded} pieces of line ${line}, ${received} came back`,
    sql: `SELECT c.id, a.line_id AS line, COALESCE(x.count, 0) AS refunded, COALESCE(a.received_count, 0) AS received
      FROM after_sales c JOIN after_sale_lines a ON a.after_sale_id = c.id
      LEFT JOIN refund_lines x ON x.refund_id = c.refund_id AND x.line_id = a.line_id
      WHERE c.order_id > ? AND c.type = 'returnAndRefund' AND c.state IN ('REFUNDING', 'REFUNDED')
        AND COALESCE(x.count, 0) <> COALESCE(a.received_count, 0)`,
  },
  {
    words: ({ id, line, restocked, here }) =>
      `11: refund ${id} puts ${restocked} pieces of line ${line} into the stock, ${here} are here`,
    sql: `SELECT r.id, x.line_id AS line, x.restock_count AS restocked,
        CASE WHEN c.type <=> 'returnAndRefund' THEN IF(a.restock <=> 1, a.received_count, 0) ELSE x.unshipped_count END AS here
      FROM refunds r JOIN refund_lines x ON x.refund_id = r.id
      LEFT JOIN after_sales c ON c.refund_id = r.id
      LEFT JOIN after_sale_lines a ON a.after_sale_id = c.id AND a.line_id = x.line_id
      WHERE r.order_id > ? AND r.state = 'SUCCEEDED' HAVING restocked > COALESCE(here, 0)`,
  },
  {
    words: ({ id, line, back, left }) =>
      `11: ${back} pieces of line ${line} of case ${id} came back, ${left} had left`,
    sql: `SELECT MIN(c.id) AS id, l.id AS line, SUM(a.received_count) AS back, l.shipped_count AS \`left\`
      FROM after_sales c JOIN after_sale_lines a ON a.after_sale_id = c.id JOIN order_lines l ON l.id = a.line_id
      WHERE c.order_id > ? AND c.type = 'returnAndRefund' AND c.state IN ('RECEIVED_BACK', 'REFUNDING', 'REFUNDED')
      GROUP BY l.id, l.shipped_count HAVING back > l.shipped_count`,
  },
  {
    words: ({ id, amount, most }) => `12: case ${id} sent back ¥${amount}, of ¥${most} at most`,
    sql: `SELECT c.id, r.amount, c.refund_at_most AS most FROM after_sales c JOIN refunds r ON r.id = c.refund_id
      WHERE c.order_id > ? AND r.state IN ('PROCESSING', 'UNKNOWN', 'SUCCEEDED') AND r.amount > c.refund_at_most`,
  },
  {
    words: ({ id }) => `11: parcel ${id} holds pieces of another order`,
    sql: `SELECT s.id FROM shipments s JOIN shipment_lines x ON x.shipment_id = s.id JOIN order_lines l ON l.id = x.line_id
      WHERE s.order_id > ? AND l.order_id <> s.order_id`,
  },
  {
    words: ({ id }) => `11: case ${id} is about pieces of another order`,
    sql: `SELECT c.id FROM after_sales c JOIN after_sale_lines a ON a.after_sale_id = c.id
      JOIN order_lines l ON l.id = a.line_id WHERE c.order_id > ? AND l.order_id <> c.order_id`,
  },
  {
    words: ({ id, told, made }) => `5: order ${id} has ${made} parcels, and events of ${told}`,
    sql: `SELECT o.id, COUNT(DISTINCT s.id) AS made, (SELECT COUNT(*) FROM outbox e
        WHERE e.order_id = o.id AND e.type = 'shipment.created') AS told
      FROM orders o LEFT JOIN shipments s ON s.order_id = o.id WHERE o.id > ? GROUP BY o.id HAVING made <> told`,
  },
];

/**
 * @param {import('./books.mjs').Query} query
 * @param {import('./books.mjs').Books} books
 * @param {{ sinceOrderId?: string, deadline: Date,
 *   promised?: { caseIds?: readonly string[], shipmentIds?: readonly string[] } }} scope `deadline`: what was due before it is late
 * @returns {Promise<string[]>}
 */
export async function caseFaults(query, books, { sinceOrderId = '0', deadline, promised = {} }) {
  const faults = [];
  for (const { sql, words } of CHECKS)
    faults.push(...(await query(sql, [sinceOrderId])).map(words));
  const cases = await query(
    'SELECT id, order_id, type, state, next_check_at FROM after_sales WHERE order_id > ? ORDER BY id',
    [sinceOrderId],
  );
  const late = cases.filter(({ next_check_at: due }) => due !== null && due < deadline);
  const parcels = await query('SELECT id FROM shipments WHERE order_id > ?', [sinceOrderId]);
  return [
    ...faults,
    ...caseEventFaults(books, cases),
    ...late.map(({ id, state }) => `10: case ${id} (${state}) waits past its end`),
    ...gone('case', promised.caseIds, cases),
    ...gone('parcel', promised.shipmentIds, parcels),
  ];
}

/** Invariant 9 of what clients were told. */
function gone(what, promised = [], rows) {
  const there = new Set(rows.map(({ id }) => String(id)));
  return promised
    .filter((id) => !there.has(String(id)))
    .map((id) => `9: ${what} ${id} was promised and is gone`);
}
