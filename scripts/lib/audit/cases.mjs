/**
 * Invariant 11, as far as parcels and cases say which pieces moved: what a line counts is what its parcels hold and its open
 * cases are about, and each case stands where its refund does. Read with plain SQL.
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
    words: ({ id, refunded, received }) =>
      `11: case ${id} refunds ${refunded} pieces of ${received} that came back`,
    sql: `SELECT c.id, SUM(x.count) AS refunded, SUM(a.received_count) AS received
      FROM after_sales c JOIN refund_lines x ON x.refund_id = c.refund_id
      JOIN after_sale_lines a ON a.after_sale_id = c.id AND a.line_id = x.line_id
      WHERE c.order_id > ? AND c.type = 'returnAndRefund' AND x.count > COALESCE(a.received_count, 0)
      GROUP BY c.id`,
  },
];

/**
 * @param {import('./books.mjs').Query} query
 * @param {string} [sinceOrderId]
 * @returns {Promise<string[]>}
 */
export async function caseFaults(query, sinceOrderId = '0') {
  const faults = [];
  for (const { sql, words } of CHECKS)
    faults.push(...(await query(sql, [sinceOrderId])).map(words));
  return faults;
}
