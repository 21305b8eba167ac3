import type { Shop } from './shop.js';

interface PaymentRow {
  readonly out_trade_no: string;
  readonly state: string;
  readonly amount: string;
  readonly refunded_amount: string;
  readonly refund_reserved: string;
  readonly applied_at: Date | null;
  readonly order_state: string;
}

const UNPAID = new Set(['CREATED', 'AWAITING', 'CLOSED']);
const PAID_ORDER = new Set(['TO_SHIP', 'SHIPPED', 'RECEIVED', 'COMPLETED', 'REFUNDED']);

function fenOf(yuan: string): number {
  return Math.round(Number(yuan) * 100);
}

/**
 * Compares the shop's books, at rest, with the simulator's ledger (domain.md, "Always true"), and answers in words what
 * is wrong with them: an empty list is what a run must end with.
 */
export async function faultsOfBooks(
  shop: Shop,
  initialStock: ReadonlyMap<number, number>,
): Promise<string[]> {
  return [
    ...(await faultsOfMoney(shop)),
    ...(await faultsOfOrders(shop)),
    ...(await faultsOfStock(shop, initialStock)),
    ...(await faultsOfEvents(shop)),
    ...(await whatIsPending(shop)),
  ];
}

/** Invariants 1 and 2: our money is Alipay's money, and each paid trade has an end. */
async function faultsOfMoney(shop: Shop): Promise<string[]> {
  const rows = await shop.database.query<PaymentRow>(
    `SELECT p.out_trade_no, p.state, p.amount, p.refunded_amount, p.refund_reserved, p.applied_at,
       o.state AS order_state FROM payments p JOIN orders o ON o.id = p.order_id`,
  );
  const payments = new Map(rows.map((row) => [row.out_trade_no, row]));
  return shop.simulator.ledger().flatMap((trade) => {
    const payment = payments.get(trade.out_trade_no);
    if (payment === undefined) return [`trade ${trade.out_trade_no} has no payment here`];
    const isPaid = !UNPAID.has(payment.state);
    const here = isPaid ? fenOf(payment.amount) - fenOf(payment.refunded_amount) : 0;
    const there = trade.paid_fen - trade.refunded_fen;
    const about = `${trade.out_trade_no} (${payment.state}, order ${payment.order_state}, Alipay ${trade.status})`;
    const isUsed = payment.applied_at !== null && PAID_ORDER.has(payment.order_state);
    const isBack = trade.refunded_fen === trade.paid_fen;
    return [
      ...(here === there ? [] : [`${about}: ${here} fen here, ${there} fen at Alipay`]),
      ...(trade.paid_fen === 0 || isUsed || isBack
        ? []
        : [`${about}: paid, neither used nor sent back`]),
      ...(fenOf(payment.refund_reserved) === fenOf(payment.refunded_amount) || !isPaid
        ? []
        : [`${about}: ${payment.refund_reserved} reserved, ${payment.refunded_amount} refunded`]),
    ];
  });
}

/** Invariant 3: an order is paid by exactly one payment of exactly its sum. */
async function faultsOfOrders(shop: Shop): Promise<string[]> {
  const rows = await shop.database.query<{ order_no: string; state: string; n: string }>(
    `SELECT o.order_no, o.state, COUNT(p.id) AS n FROM orders o
     LEFT JOIN payments p ON p.order_id = o.id AND p.applied_at IS NOT NULL AND p.amount = o.payable
     GROUP BY o.id, o.order_no, o.state`,
  );
  return rows
    .filter(({ state, n }) => Number(n) !== (PAID_ORDER.has(state) ? 1 : 0))
    .map(({ order_no, state, n }) => `order ${order_no} is ${state} with ${n} payments applied`);
}

/** Invariant 4, for runs that never restock. */
async function faultsOfStock(shop: Shop, initial: ReadonlyMap<number, number>): Promise<string[]> {
  const rows = await shop.database.query<{
    id: number;
    stock: number;
    sales: number;
    held: string;
  }>(
    `SELECT s.id, s.stock, s.sales, COALESCE(SUM(l.count), 0) AS held FROM skus s
     LEFT JOIN (order_lines l JOIN orders o ON o.id = l.order_id AND o.state NOT IN ('CANCELLED', 'EXPIRED'))
       ON l.sku_id = s.id GROUP BY s.id, s.stock, s.sales`,
  );
  return rows
    .filter(({ id, stock, sales, held }) => {
      return stock + Number(held) !== initial.get(id) || sales !== Number(held) || stock < 0;
    })
    .map((row) => `stock of SKU ${row.id}: ${JSON.stringify(row)}, first ${initial.get(row.id)}`);
}

/** Invariant 5: each state that an order went through has its event, once. */
async function faultsOfEvents(shop: Shop): Promise<string[]> {
  const rows = await shop.database.query<{ order_no: string; type: string; n: string }>(
    `SELECT r.order_no, e.type, COUNT(o.id) AS n FROM orders r
     JOIN (SELECT 'order.created' AS type UNION SELECT 'order.paid' UNION SELECT 'order.cancelled'
       UNION SELECT 'order.expired' UNION SELECT 'order.refunded') e
     LEFT JOIN outbox o ON o.order_id = r.id AND o.type = e.type
     GROUP BY r.id, r.order_no, e.type, r.paid_at, r.state
     HAVING COUNT(o.id) <> CASE e.type WHEN 'order.created' THEN 1 WHEN 'order.paid' THEN r.paid_at IS NOT NULL
       WHEN 'order.cancelled' THEN r.state = 'CANCELLED' WHEN 'order.expired' THEN r.state = 'EXPIRED'
       ELSE r.state = 'REFUNDED' END`,
  );
  return rows.map(({ order_no, type, n }) => `order ${order_no} has ${n} events ${type}`);
}

/** Invariant 10: nothing waits for ever. */
async function whatIsPending(shop: Shop): Promise<string[]> {
  const orders = await shop.database.query<{ order_no: string }>(
    "SELECT order_no FROM orders WHERE state = 'PENDING_PAYMENT'",
  );
  const refunds = await shop.database.query<{
    out_request_no: string;
    state: string;
    fault: string;
  }>("SELECT out_request_no, state, fault FROM refunds WHERE state IN ('PROCESSING', 'UNKNOWN')");
  return [
    ...orders.map(({ order_no }) => `order ${order_no} is still unpaid`),
    ...refunds.map((refund) => `refund ${JSON.stringify(refund)} has no end`),
  ];
}
