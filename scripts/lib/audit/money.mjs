import { fenOf, groupBy, isPaid, sum, wrong, yuanOf } from './books.mjs';

const PAID_ORDER = new Set([
  'TO_SHIP',
  'PARTLY_SHIPPED',
  'SHIPPED',
  'RECEIVED',
  'COMPLETED',
  'REFUNDED',
]);
const COUNTED = new Set(['PROCESSING', 'UNKNOWN', 'SUCCEEDED']);

const amounts = (refunds) => sum(refunds, ({ amount }) => amount);
const isDone = ({ state }) => state === 'SUCCEEDED';
const isForeign = ({ origin }) => origin === 'alipay-console';

/**
 * Invariants 1 and 2, payment by payment and refund by refund.
 *
 * @param {import('./books.mjs').Books} books
 * @param {readonly import('./audit.mjs').Trade[]} trades
 * @param {ReadonlySet<string>} foreignNumbers refunds that were made on Alipay's own pages
 * @returns {string[]}
 */
export function moneyFaults(books, trades, foreignNumbers) {
  const numbers = new Set(trades.map((trade) => trade.out_trade_no));
  const payments = new Map(books.payments.map((payment) => [payment.outTradeNo, payment]));
  const orders = new Map(books.orders.map((order) => [order.id, order]));
  const refunds = groupBy(books.refunds, ({ outTradeNo }) => outTradeNo);
  const open = books.incidents.filter(({ state }) => state === 'OPEN');
  const held = new Set(open.map(({ outTradeNo }) => outTradeNo));
  const invented = books.payments.filter(
    (payment) => isPaid(payment) && !numbers.has(payment.outTradeNo),
  );
  return [
    ...invented.map(({ outTradeNo }) => `1: ${outTradeNo} is paid here, and unknown at Alipay`),
    ...trades.flatMap((trade) => {
      const number = trade.out_trade_no;
      const payment = payments.get(number) ?? null;
      const order = orders.get(payment?.orderId ?? '') ?? null;
      const story = { trade, payment, order, isHeld: held.has(number) };
      const made = refunds.get(number) ?? [];
      return [
        ...endFaults(story),
        ...refundFaults(made, trade),
        ...strayRefundFaults(made, trade, foreignNumbers),
        ...foreignRefundFaults(made, story),
      ];
    }),
    ...books.payments.flatMap((payment) =>
      sumFaults(
        payment,
        (refunds.get(payment.outTradeNo) ?? []).filter(({ paymentId }) => paymentId === payment.id),
      ),
    ),
  ];
}

function endFaults(story) {
  const { trade, payment, isHeld } = story;
  const about = `trade ${trade.out_trade_no} (${trade.status} at Alipay, ${payment?.state ?? 'unknown'} here)`;
  const isBack = trade.refunded_fen === trade.paid_fen;
  const hasEnd = isBack || isHeld || isUsed(story);
  return [
    ...wrong([!hasEnd, `2: ${about}: paid, and neither used, nor sent back, nor held`]),
    ...(isBooked(story) ? bookFaults(about, trade, payment) : []),
  ];
}

function isUsed({ payment, order }) {
  return payment?.applied === true && PAID_ORDER.has(order?.state ?? '');
}

/** Money of a sum that was never asked for is held and not booked: its incident stands for it. */
function isBooked({ payment, isHeld }) {
  return payment !== null && (isPaid(payment) || !isHeld);
}

function bookFaults(about, trade, payment) {
  const here = isPaid(payment) ? payment.amount - payment.refunded : 0;
  const there = trade.paid_fen - trade.refunded_fen;
  const isOther = isPaid(payment) && payment.tradeNo !== trade.trade_no;
  return wrong(
    [here !== there, `1: ${about}: ¥${yuanOf(here)} here, ¥${yuanOf(there)} there`],
    [isOther, `1: ${about} is ${trade.trade_no} there, ${payment.tradeNo} here`],
  );
}

/** Each refund of ours that Alipay made is a success here, and the other way round, to the fen. */
function refundFaults(refunds, trade) {
  const made = new Map(trade.refunds.map((one) => [one.out_request_no, one.fen]));
  const ours = refunds.filter((refund) => !isForeign(refund));
  return ours.flatMap((refund) => {
    const here = isDone(refund) ? refund.amount : 0;
    const there = made.get(refund.outRequestNo) ?? 0;
    const about = `1: refund ${refund.outRequestNo} is ${refund.state}`;
    return wrong([here !== there, `${about}, ¥${yuanOf(here)} here, ¥${yuanOf(there)} there`]);
  });
}

/** A refund that nobody here knows of: money sent back twice. */
function strayRefundFaults(refunds, trade, foreignNumbers) {
  const known = new Set(refunds.map(({ outRequestNo }) => outRequestNo));
  return trade.refunds
    .filter(({ out_request_no: number }) => !known.has(number) && !foreignNumbers.has(number))
    .map(
      ({ out_request_no: number, fen }) =>
        `1: trade ${trade.out_trade_no}: ¥${yuanOf(fen)} went back under ${number}, which is unknown here`,
    );
}

/** What was refunded on Alipay's own pages is booked. */
function foreignRefundFaults(refunds, { trade, payment }) {
  if (payment === null || !isPaid(payment)) return [];
  const numbers = new Set(refunds.map(({ outRequestNo }) => outRequestNo));
  const foreign = trade.refunds.filter((one) => !numbers.has(one.out_request_no));
  const there = sum(foreign, ({ fen }) => fen);
  const here = amounts(refunds.filter((refund) => isForeign(refund) && isDone(refund)));
  const about = `1: trade ${trade.out_trade_no}, refunded on Alipay's pages`;
  return wrong([here !== there, `${about}: ¥${yuanOf(here)} here, ¥${yuanOf(there)} there`]);
}

function sumFaults(payment, refunds) {
  const { amount, refunded, reserved } = payment;
  const done = amounts(refunds.filter(isDone));
  const counted = amounts(refunds.filter(({ state }) => COUNTED.has(state)));
  const isAll = isPaid(payment) && refunded === amount;
  const about = `1: payment ${payment.outTradeNo} (${payment.state})`;
  return wrong(
    [done !== refunded, `${about}: ¥${yuanOf(refunded)} refunded, ¥${yuanOf(done)} by its refunds`],
    [counted !== reserved, `${about}: ¥${yuanOf(reserved)} reserved for ¥${yuanOf(counted)}`],
    [counted > amount, `${about}: refunds of ¥${yuanOf(counted)} for ¥${yuanOf(amount)}`],
    [(payment.state === 'REFUNDED') !== isAll, `${about}: ¥${yuanOf(refunded)} refunded`],
  );
}

/**
 * Invariant 3: a paid order has one payment that paid it, of its sum, which Alipay has as paid, and a genuine report that
 * says so.
 *
 * @param {import('./books.mjs').Books} books
 * @param {readonly import('./audit.mjs').Trade[]} trades
 * @returns {string[]}
 */
export function paidOrderFaults(books, trades) {
  const paidFen = new Map(trades.map((trade) => [trade.out_trade_no, trade.paid_fen]));
  const proofs = books.evidence.filter(({ verdict }) => ['paid', 'late'].includes(verdict));
  const proven = new Set(
    proofs.map(({ outTradeNo, report }) => `${outTradeNo} ${fenOf(report.total_amount ?? null)}`),
  );
  return books.orders.flatMap((order) => {
    const applied = order.payments.filter((payment) => payment.applied);
    const expected = PAID_ORDER.has(order.state) ? 1 : 0;
    const about = `3: order ${order.orderNo} (${order.state}, ¥${yuanOf(order.payable)})`;
    return [
      ...wrong(
        [applied.length !== expected, `${about}: ${applied.length} payments paid it`],
        [
          order.refunded !== sum(applied, ({ refunded }) => refunded),
          `${about}: shows ¥${yuanOf(order.refunded)} refunded`,
        ],
      ),
      ...applied.flatMap(({ outTradeNo, amount }) => {
        const there = paidFen.get(outTradeNo) ?? 0;
        const isSum = amount === order.payable && there === amount;
        const isProven = proven.has(`${outTradeNo} ${amount}`);
        return wrong(
          [!isSum, `${about}: paid by ¥${yuanOf(amount)}, at Alipay ¥${yuanOf(there)}`],
          [!isProven, `${about}: paid without a report of its sum`],
        );
      }),
    ];
  });
}
