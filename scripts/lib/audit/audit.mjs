import { caseFaults } from './cases.mjs';
import { eventFaults } from './events.mjs';
import { moneyFaults, paidOrderFaults } from './money.mjs';
import { readBooks } from './books.mjs';
import { processFaults } from './processes.mjs';
import { pieceFaults } from './pieces.mjs';
import { promiseFaults, waitingFaults } from './rest.mjs';
import { stockEventFaults, stockFaults } from './stock.mjs';

/**
 * Compares a shop's books with Alipay's, both at rest, by the invariants of an honest shop:
 *
 *  1. for every payment, paid − refunded here is paid − refunded at Alipay
 *  2. every paid trade is a paid order, a full refund, or an open incident
 *  3. no order is paid without a genuine report of exactly its sum
 *  4. initial stock = on hand + held by unpaid orders + in paid lines − restocked, and never below 0
 *  5. each state change has its event, and events went out in order per order
 *  9. what was answered with success is there
 * 10. nothing waits past its deadline
 * 11. no piece is refunded, shipped or put into the stock twice, nor two of these that exclude each other
 * 12. no line, freight or order sends back more than was paid for it, and the parts of a refund are the whole
 * 13. a free sum moves no piece
 *
 * and that no process that was at work ended by itself.
 *
 * (6, 7 and 8 are about repeats and strangers: they show in what a run does, not in what it leaves behind.)
 *
 * @param {object} subject
 * @param {import('./books.mjs').Query} subject.query
 * @param {readonly Trade[]} subject.trades Alipay's ledger, as the simulator tells it
 * @param {Date} subject.now by the shop's clock
 * @param {number} [subject.graceMs] how long after its time something may still wait
 * @param {ReadonlyMap<number, number>} [subject.initialStock] pieces of each SKU before the first order
 * @param {string} [subject.sinceOrderId] leaves out this order and all before it
 * @param {{ orderNos?: readonly string[], refundIds?: readonly string[], caseIds?: readonly string[],
 *   shipmentIds?: readonly string[] }} [subject.promised] what a client was told that it exists
 * @param {ReadonlySet<string>} [subject.foreignNumbers] refunds that were made on Alipay's own pages
 * @param {ReadonlyMap<string, readonly string[]>} [subject.delivered] event ids by order id, as a subscriber got them
 * @param {readonly import('./processes.mjs').WatchedProcess[]} [subject.processes] all that were started
 * @param {boolean} [subject.mayFailToStart] as {@link processFaults} has it
 * @returns {Promise<string[]>} what is wrong, in words; nothing is what a run must end with
 *
 * @typedef {{ out_trade_no: string, trade_no: string, status: string, total_fen: number, paid_fen: number,
 *   refunded_fen: number, refunds: readonly { out_request_no: string, fen: number }[],
 *   notifies: readonly { trade_status: string, deliveries: readonly { outcome: string }[] }[] }} Trade
 */
export async function auditBooks(subject) {
  const { query, trades, now, graceMs = 60_000 } = subject;
  const books = await readBooks(query, subject.sinceOrderId);
  const deadline = new Date(now.getTime() - graceMs);
  return [
    ...moneyFaults(books, trades, subject.foreignNumbers ?? new Set()),
    ...paidOrderFaults(books, trades),
    ...stockFaults(books, subject.initialStock ?? new Map()),
    ...stockEventFaults(books, subject.initialStock ?? new Map()),
    ...pieceFaults(books),
    ...(await caseFaults(query, books, { ...subject, deadline })),
    ...eventFaults(books, subject.delivered),
    ...promiseFaults(books, trades, subject.promised ?? {}),
    ...waitingFaults(books, deadline),
    ...(await processFaults(subject.processes ?? [], subject)),
  ];
}
