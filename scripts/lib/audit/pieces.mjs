import { sum, wrong, yuanOf } from './books.mjs';
import { wholeFaults } from './shares.mjs';

const COUNTED = new Set(['PROCESSING', 'UNKNOWN', 'SUCCEEDED']);
const TO_SHIP = new Set(['TO_SHIP', 'PARTLY_SHIPPED']);
const SENT = new Set(['SHIPPED', 'RECEIVED', 'COMPLETED']);

const isDone = ({ state }) => state === 'SUCCEEDED';

/** Pieces that refunds whose money is back have put into the stock. @param {import('./books.mjs').Order} order */
export function restockedOf({ refunds }, lineId) {
  return sum(piecesIn(refunds.filter(isDone), lineId), ({ restock }) => restock);
}

function piecesIn(refunds, lineId) {
  return refunds.flatMap(({ lines }) => lines.filter((one) => one.lineId === lineId));
}

/**
 * Invariants 11 to 13: which pieces of an order are refunded, shipped or in the stock again, and for which money.
 *
 * @param {import('./books.mjs').Books} books
 * @returns {string[]}
 */
export function pieceFaults(books) {
  return books.orders.flatMap((order) => {
    // What came beside the order's own money bought no piece.
    const paidBy = order.payments.find(({ applied }) => applied)?.id ?? null;
    const own = order.refunds.filter(({ paymentId }) => paymentId === paidBy);
    const counted = own.filter(({ state }) => COUNTED.has(state));
    return [
      ...order.lines.flatMap((line) => lineFaults(order, line, counted)),
      ...counted.flatMap((refund) => partFaults(refund)),
      ...wholeFaults(order, counted),
      ...stateFaults(order, counted),
    ];
  });
}

function lineFaults(order, line, counted) {
  const of = piecesIn(counted, line.id);
  const pieces = sum(of, ({ count }) => count);
  const unshipped = sum(of, (one) => one.unshipped);
  const money = sum(of, ({ amount }) => amount);
  const restocked = restockedOf(order, line.id);
  const fromBuyer = pieces - unshipped;
  const about = `line ${line.id} of order ${order.orderNo}`;
  const isSame = line.refunded === pieces && line.refundedUnshipped === unshipped;
  return wrong(
    [!isSame, `11: ${about} shows ${line.refunded} pieces refunded, its refunds ${pieces}`],
    [pieces > line.count, `11: ${pieces} of ${line.count} pieces of ${about} are refunded`],
    [line.shipped + unshipped > line.count, `11: pieces of ${about} are shipped and not`],
    [line.restocked !== restocked, `11: ${about} shows ${line.restocked} pieces restocked`],
    [restocked > pieces, `11: ${restocked} pieces of ${about} are restocked`],
    [
      line.requiresShipping && fromBuyer > line.shipped,
      `11: ${fromBuyer} pieces of ${about} are refunded as sent, ${line.shipped} were`,
    ],
    [money !== line.refundedAmount, `12: ${about} shows ¥${yuanOf(line.refundedAmount)} refunded`],
    [money > line.amount, `12: ¥${yuanOf(money)} of ¥${yuanOf(line.amount)} of ${about} went back`],
  );
}

function partFaults({ outRequestNo, scope, amount, freight, lines }) {
  const parts = sum(lines, (line) => line.amount) + freight;
  const about = `refund ${outRequestNo} of ¥${yuanOf(amount)}`;
  return wrong(
    [parts > amount, `12: ${about} has parts of ¥${yuanOf(parts)}`],
    [scope === 'lines' && parts !== amount, `12: ${about} has parts of ¥${yuanOf(parts)}`],
    [scope === 'amount' && parts > 0, `13: ${about} is free, and for pieces`],
    [scope === 'amount' && lines.length > 0, `13: ${about} is free, and moves pieces`],
  );
}

/** Pieces that wait to be shipped when only refunds that are done count: one under way may fail. */
function waitingIn({ lines }, counted) {
  return sum(lines, (line) => {
    if (!line.requiresShipping) return 0;
    const refunded = piecesIn(counted.filter(isDone), line.id);
    return line.count - line.shipped - sum(refunded, ({ unshipped }) => unshipped);
  });
}

/** Where an order stands follows from its pieces and its money. */
function stateFaults(order, counted) {
  const { orderNo, state, lines, payable, payments } = order;
  const paid = payments.find(({ applied }) => applied);
  if (paid === undefined) return [];
  const waiting = waitingIn(order, counted);
  const shipped = sum(lines, (line) => line.shipped);
  const [left, kept] = [sum(lines, (line) => line.count - line.refunded), payable - paid.refunded];
  // Without a piece an order is over, whatever is kept for its freight.
  const isOver = state === 'REFUNDED' ? kept === 0 || left === 0 : kept > 0;
  const about = `11: order ${orderNo} (${state})`;
  return wrong(
    [TO_SHIP.has(state) && waiting === 0, `${about} waits to be shipped, and no piece does`],
    [SENT.has(state) && waiting > 0, `${about} is sent, and ${waiting} pieces wait`],
    [state === 'TO_SHIP' && shipped > 0, `${about} is to be sent, and ${shipped} pieces have left`],
    [
      state === 'PARTLY_SHIPPED' && shipped === 0,
      `${about} is sent in part, and no piece has left`,
    ],
    [!isOver, `${about} has ${left} pieces left, and ¥${yuanOf(kept)} that did not go back`],
  );
}
