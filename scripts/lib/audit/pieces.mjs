import { wrong, yuanOf } from './books.mjs';

const COUNTED = new Set(['PROCESSING', 'UNKNOWN', 'SUCCEEDED']);
const TO_SHIP = new Set(['TO_SHIP', 'PARTLY_SHIPPED']);

const sum = (rows, of) => rows.reduce((total, row) => total + of(row), 0);
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
      ...orderFaults(order, counted),
    ];
  });
}

function lineFaults(order, line, counted) {
  const of = piecesIn(counted, line.id);
  const pieces = sum(of, ({ count }) => count);
  const unshipped = sum(of, (one) => one.unshipped);
  const money = sum(of, ({ amount }) => amount);
  const restocked = restockedOf(order, line.id);
  const about = `line ${line.id} of order ${order.orderNo}`;
  const isSame = line.refunded === pieces && line.refundedUnshipped === unshipped;
  const cameBack = sum(
    order.refunds.filter(({ origin }) => origin === 'after-sale'),
    ({ lines }) => sum(lines, ({ lineId, count }) => (lineId === line.id ? count : 0)),
  );
  return wrong(
    [!isSame, `11: ${about} shows ${line.refunded} pieces refunded, its refunds ${pieces}`],
    [pieces > line.count, `11: ${pieces} of ${line.count} pieces of ${about} are refunded`],
    [line.shipped + unshipped > line.count, `11: pieces of ${about} are shipped and not`],
    [line.restocked !== restocked, `11: ${about} shows ${line.restocked} pieces restocked`],
    [restocked > unshipped + cameBack, `11: ${restocked} pieces of ${about} are restocked`],
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

function orderFaults({ orderNo, state, freight, payable, lines, refunds }, counted) {
  const done = refunds.filter(isDone);
  const waits = (refunded) =>
    sum(lines, (line) => {
      if (!line.requiresShipping) return 0;
      return line.count - line.shipped - sum(piecesIn(refunded, line.id), (one) => one.unshipped);
    });
  const back = sum(counted, (refund) => refund.freight);
  const all = sum(counted, ({ amount }) => amount);
  const about = `order ${orderNo} (${state})`;
  return wrong(
    [
      TO_SHIP.has(state) && waits(done) === 0,
      `11: ${about} waits to be shipped, and no piece does`,
    ],
    [back > freight, `12: ${about} sent back ¥${yuanOf(back)} of ¥${yuanOf(freight)} freight`],
    [all > payable, `12: ${about} sent back ¥${yuanOf(all)} of ¥${yuanOf(payable)}`],
  );
}
