/**
 * What the shop has written down, read with plain SQL and not through the application: an auditor must not
 * share its mistakes. Sums are fen, ids are strings.
 *
 * @typedef {{ id: string, orderNo: string, state: string, freight: number, discount: number, payable: number, requiresShipping: boolean,
 *   isShipped: boolean, refunded: number, expiresAt: Date, cancelRequestedAt: Date | null, shippingStoppedAt: Date | null, nextCheckAt: Date | null,
 *   lines: Line[], payments: Payment[], refunds: Refund[], events: Event[] }} Order
 * @typedef {{ id: string, orderId: string, outTradeNo: string, tradeNo: string | null, state: string,
 *   amount: number, refunded: number, reserved: number, applied: boolean }} Payment
 * @typedef {{ id: string, orderId: string | null, paymentId: string | null, outTradeNo: string,
 *   outRequestNo: string, amount: number, origin: string, scope: string, freight: number, lines: Pieces[], state: string,
 *   nextCheckAt: Date | null }} Refund
 * @typedef {{ id: string, orderId: string, skuId: number, requiresShipping: boolean, count: number, amount: number,
 *   shipped: number, refunded: number, refundedUnshipped: number, restocked: number, refundedAmount: number }} Line
 * @typedef {{ refundId: string, lineId: string, count: number, unshipped: number, restock: number, paid: number,
 *   amount: number }} Pieces
 * @typedef {{ id: string, eventId: string, type: string, orderId: string | null, paymentId: string | null,
 *   relayedAt: Date | null, data: Record<string, any> }} Event
 * @typedef {{ outTradeNo: string, source: string, status: string, verdict: string,
 *   report: Record<string, string> }} Evidence
 * @typedef {{ orders: Order[], payments: Payment[], refunds: Refund[], evidence: Evidence[],
 *   incidents: { outTradeNo: string, state: string }[],
 *   skus: { id: number, stock: number | null, sales: number }[] }} Books
 * @typedef {(sql: string, parameters?: readonly unknown[]) => Promise<any[]>} Query
 */

const UNPAID = new Set(['CREATED', 'AWAITING', 'CLOSED']);

/** Whether money of a payment has arrived, whatever was sent back since. @param {{ state: string }} payment */
export function isPaid({ state }) {
  return !UNPAID.has(state);
}

/** @param {string | number | null} yuan a DECIMAL(12,2) as the driver gives it */
export function fenOf(yuan) {
  const [whole = '0', part = ''] = String(yuan ?? 0).split('.');
  return Number(whole + part.padEnd(2, '0').slice(0, 2));
}

/**
 * The words of what is wrong.
 *
 * @param {readonly (readonly [boolean, string])[]} checks whether it is wrong, and how to say so
 */
export function wrong(...checks) {
  return checks.filter(([isWrong]) => isWrong).map(([, words]) => words);
}

/** @param {number} fen */
export function yuanOf(fen) {
  return (fen / 100).toFixed(2);
}

/**
 * Reads the books, of the orders younger than one only when that is named.
 *
 * @param {Query} query
 * @param {string} sinceOrderId
 * @returns {Promise<Books>}
 */
export async function readBooks(query, sinceOrderId = '0') {
  const since = [sinceOrderId];
  const payments = (
    await query('SELECT * FROM payments WHERE order_id > ? ORDER BY id', since)
  ).map(paymentOf);
  const refunds = (
    await query('SELECT * FROM refunds WHERE order_id > ? OR order_id IS NULL ORDER BY id', since)
  ).map(refundOf);
  const events = (await query('SELECT * FROM outbox WHERE order_id > ? ORDER BY id', since)).map(
    eventOf,
  );
  const lines = (
    await query('SELECT * FROM order_lines WHERE order_id > ? ORDER BY id', since)
  ).map(lineOf);
  const rows = await query('SELECT * FROM orders WHERE id > ? ORDER BY id', since);
  const pieces = groupBy(
    (await query('SELECT * FROM refund_lines')).map(pieceOf),
    (one) => one.refundId,
  );
  for (const refund of refunds) refund.lines = pieces.get(refund.id) ?? [];
  const of = grouping({ payments, refunds, events, lines });
  return {
    orders: rows.map((row) => ({ ...orderOf(row), ...of(String(row.id)) })),
    payments,
    refunds,
    evidence: (await query('SELECT * FROM payment_evidence ORDER BY id')).map(evidenceOf),
    incidents: (await query('SELECT out_trade_no, state FROM incidents')).map((row) => ({
      outTradeNo: row.out_trade_no,
      state: row.state,
    })),
    skus: (await query('SELECT id, stock, sales FROM skus')).map((row) => ({
      id: Number(row.id),
      stock: row.stock === null ? null : Number(row.stock),
      sales: Number(row.sales),
    })),
  };
}

/** Answers the parts of an order by its id. */
function grouping(parts) {
  const groups = Object.entries(parts).map(([name, rows]) => [
    name,
    groupBy(rows, ({ orderId }) => orderId),
  ]);
  return (id) => Object.fromEntries(groups.map(([name, group]) => [name, group.get(id) ?? []]));
}

/**
 * Rows by a key, each group in the rows' order (Map.groupBy is not in Node 20).
 *
 * @template Row
 * @param {readonly Row[]} rows
 * @param {(row: Row) => string | null} key
 * @returns {Map<string | null, Row[]>}
 */
export function groupBy(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

function lineOf(row) {
  return {
    id: String(row.id),
    orderId: String(row.order_id),
    skuId: Number(row.sku_id),
    requiresShipping: Boolean(row.requires_shipping),
    count: Number(row.count),
    amount: fenOf(row.amount),
    shipped: Number(row.shipped_count),
    refunded: Number(row.refunded_count),
    refundedUnshipped: Number(row.refunded_unshipped_count),
    restocked: Number(row.restocked_count),
    refundedAmount: fenOf(row.refunded_amount),
  };
}

function pieceOf(row) {
  return {
    refundId: String(row.refund_id),
    lineId: String(row.line_id),
    count: Number(row.count),
    unshipped: Number(row.unshipped_count),
    restock: Number(row.restock_count),
    paid: fenOf(row.paid_amount),
    amount: fenOf(row.amount),
  };
}

function orderOf(row) {
  return {
    id: String(row.id),
    orderNo: row.order_no,
    state: row.state,
    freight: fenOf(row.freight),
    discount: fenOf(row.discount),
    payable: fenOf(row.payable),
    requiresShipping: Boolean(row.requires_shipping),
    refunded: fenOf(row.refunded_amount),
    isShipped: row.shipped_at !== null,
    expiresAt: row.expires_at,
    cancelRequestedAt: row.cancel_requested_at,
    shippingStoppedAt: row.shipping_stopped_at,
    nextCheckAt: row.next_check_at,
  };
}

function paymentOf(row) {
  return {
    id: String(row.id),
    orderId: String(row.order_id),
    outTradeNo: row.out_trade_no,
    tradeNo: row.trade_no,
    state: row.state,
    amount: fenOf(row.amount),
    refunded: fenOf(row.refunded_amount),
    reserved: fenOf(row.refund_reserved),
    applied: row.applied_at !== null,
  };
}

function refundOf(row) {
  return {
    id: String(row.id),
    orderId: row.order_id === null ? null : String(row.order_id),
    paymentId: row.payment_id === null ? null : String(row.payment_id),
    outTradeNo: row.out_trade_no,
    outRequestNo: row.out_request_no,
    amount: fenOf(row.amount),
    origin: row.origin,
    scope: row.scope,
    freight: fenOf(row.freight_amount),
    lines: [],
    state: row.state,
    nextCheckAt: row.next_check_at,
  };
}

function eventOf(row) {
  return {
    id: String(row.id),
    eventId: row.event_id,
    type: row.type,
    orderId: row.order_id === null ? null : String(row.order_id),
    paymentId: row.payment_id === null ? null : String(row.payment_id),
    relayedAt: row.relayed_at,
    data: typeof row.data === 'string' ? JSON.parse(row.data) : row.data,
  };
}

function evidenceOf(row) {
  return {
    outTradeNo: row.out_trade_no,
    source: row.source,
    status: row.status,
    verdict: row.verdict,
    report: typeof row.report === 'string' ? JSON.parse(row.report) : row.report,
  };
}

/**
 * @template Row
 * @param {readonly Row[]} rows
 * @param {(row: Row) => number} of
 * @returns {number}
 */
export function sum(rows, of) {
  return rows.reduce((total, row) => total + of(row), 0);
}
