import { wrong } from './books.mjs';

/**
 * Invariant 9: what clients were told is there, and so is what Alipay was told with `success`.
 *
 * @param {import('./books.mjs').Books} books
 * @param {readonly import('./audit.mjs').Trade[]} trades
 * @param {{ orderNos?: readonly string[], refundIds?: readonly string[] }} promised
 * @returns {string[]}
 */
export function promiseFaults(books, trades, { orderNos = [], refundIds = [] }) {
  const orders = new Set(books.orders.map(({ orderNo }) => orderNo));
  const refunds = new Set(books.refunds.map(({ id }) => id));
  const heard = new Set(
    books.evidence
      .filter(({ source }) => source === 'notify')
      .map(({ outTradeNo, status }) => `${outTradeNo} ${status}`),
  );
  const forgotten = trades.flatMap(({ out_trade_no: number, notifies }) =>
    notifies
      // A bank's message tells of no trade's state, and is kept with its refund.
      .filter(({ trade_status: status }) => status !== '')
      .filter(({ deliveries }) => deliveries.some(({ outcome }) => outcome === 'success'))
      .map(({ trade_status: status }) => `${number} ${status}`)
      .filter((notify) => !heard.has(notify)),
  );
  return [
    ...orderNos
      .filter((no) => !orders.has(no))
      .map((no) => `9: order ${no} was promised and is gone`),
    ...refundIds
      .filter((id) => !refunds.has(id))
      .map((id) => `9: refund ${id} was promised and is gone`),
    ...forgotten.map(
      (notify) => `9: the notify ${notify} was answered with success and is forgotten`,
    ),
  ];
}

/**
 * Invariant 10. A refund that waits for an operator's approval waits for a person, and is none of these.
 *
 * @param {import('./books.mjs').Books} books
 * @param {Date} deadline what was due before it is late
 * @returns {string[]}
 */
export function waitingFaults(books, deadline) {
  const isBefore = (date) => date !== null && date < deadline;
  return [
    ...books.orders.flatMap(({ orderNo, state, expiresAt, cancelRequestedAt, ...order }) => {
      const { nextCheckAt, shippingStoppedAt } = order;
      const about = `10: order ${orderNo} (${state})`;
      const isUnpaid = state === 'PENDING_PAYMENT';
      const isStopped = shippingStoppedAt !== null && state !== 'REFUNDED';
      const isOver = isBefore(expiresAt) || isBefore(cancelRequestedAt);
      return wrong(
        [isUnpaid && isOver, `${about} waits past its end`],
        [isUnpaid && nextCheckAt === null, `${about} is looked after by nobody`],
        [isStopped, `${about} is not to be shipped, and its money has not gone back`],
        [isBefore(nextCheckAt), `${about} is due and not looked at`],
      );
    }),
    ...books.refunds
      .filter(({ state }) => state === 'PROCESSING' || state === 'UNKNOWN')
      .map(({ outRequestNo, state }) => `10: refund ${outRequestNo} is ${state} without an end`),
  ];
}
