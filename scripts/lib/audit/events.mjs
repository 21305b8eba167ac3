import { fenOf, isPaid, wrong, yuanOf } from './books.mjs';

/** Where each event of an order leads from each state; paying leads on at once where nothing is shipped. */
const MOVES = {
  'order.created': { NONE: 'PENDING_PAYMENT' },
  'order.paid': { PENDING_PAYMENT: 'TO_SHIP', CANCELLED: 'TO_SHIP', EXPIRED: 'TO_SHIP' },
  // A parcel that is the last is followed by `order.shipped`.
  'shipment.created': { TO_SHIP: 'PARTLY_SHIPPED', PARTLY_SHIPPED: 'PARTLY_SHIPPED' },
  'order.shipped': { TO_SHIP: 'SHIPPED', PARTLY_SHIPPED: 'SHIPPED' },
  'order.received': { SHIPPED: 'RECEIVED', TO_SHIP: 'RECEIVED' },
  'order.completed': { RECEIVED: 'COMPLETED' },
  'order.cancelled': { PENDING_PAYMENT: 'CANCELLED' },
  'order.expired': { PENDING_PAYMENT: 'EXPIRED' },
  'order.refunded': {
    TO_SHIP: 'REFUNDED',
    PARTLY_SHIPPED: 'REFUNDED',
    SHIPPED: 'REFUNDED',
    RECEIVED: 'REFUNDED',
    COMPLETED: 'REFUNDED',
  },
};

/**
 * Invariant 5: told again from its events alone, each order and payment ends as its row says; the events went out in
 * their order.
 *
 * @param {import('./books.mjs').Books} books
 * @param {ReadonlyMap<string, readonly string[]>} [delivered]
 * @returns {string[]}
 */
export function eventFaults(books, delivered) {
  return books.orders.flatMap((order) => [
    ...orderEventFaults(order),
    ...order.payments.flatMap((payment) => paymentEventFaults(order, payment)),
    ...refundEventFaults(order),
    ...relayFaults(order),
    ...(delivered === undefined
      ? orderFaults(order)
      : deliveryFaults(order, delivered.get(order.id) ?? [])),
  ]);
}

function orderEventFaults(order) {
  let state = 'NONE';
  for (const event of order.events.filter(movesOrder)) {
    const next = nextState(state, event);
    if (next === undefined) return [`5: order ${order.orderNo}: ${event.type} after ${state}`];
    state = next;
  }
  const words = `5: order ${order.orderNo} is ${order.state}, by its events ${state}`;
  return wrong([state !== order.state, words]);
}

/** Events of an order that leave it in its state. */
const STILL = new Set(['order.edited', 'order.adjusted']);

function movesOrder({ type }) {
  return (type.startsWith('order.') && !STILL.has(type)) || type === 'shipment.created';
}

function nextState(state, { type, data }) {
  const isRevival = type === 'order.paid' && state !== 'PENDING_PAYMENT';
  return isRevival && data.revived !== true ? undefined : MOVES[type]?.[state];
}

function paymentEventFaults(order, payment) {
  const own = order.events.filter(({ paymentId }) => paymentId === payment.id);
  const count = (type) => own.filter((event) => event.type === type).length;
  const refunded = own
    .filter(({ type }) => type === 'payment.refunded')
    .reduce((total, { data }) => total + fenOf(data.refunded), 0);
  const about = `payment ${payment.outTradeNo} (${payment.state})`;
  const paid = isPaid(payment) ? 1 : 0;
  const limits = [
    ['payment.initiated', 1, 1],
    ['payment.succeeded', paid, paid],
    ['payment.closed', payment.state === 'CLOSED' ? 1 : 0, 1],
    ['payment.finished', payment.state === 'FINISHED' ? 1 : 0, 1],
  ];
  const badly = limits.filter(([type, least, most]) => count(type) < least || count(type) > most);
  const sums = `5: ${about}: ¥${yuanOf(payment.refunded)} refunded, ¥${yuanOf(refunded)} told`;
  return [
    ...badly.map(([type]) => `5: ${about} has ${count(type)} events ${type}`),
    ...wrong([refunded !== payment.refunded, sums]),
  ];
}

function refundEventFaults(order) {
  const told = (type, id) =>
    order.events.filter((event) => event.type === type && String(event.data.refundId) === id)
      .length;
  const own = order.refunds.filter(
    ({ paymentId, origin }) => paymentId !== null && origin !== 'alipay-console',
  );
  return own.flatMap(({ id, outRequestNo, state }) => {
    const asked = told('payment.refund_requested', id);
    const failed = told('payment.refund_failed', id);
    const isTold = asked === 1 && failed === (state === 'FAILED' ? 1 : 0);
    return wrong([!isTold, `5: refund ${outRequestNo} (${state}) was not told as it was`]);
  });
}

function relayFaults(order) {
  const pending = order.events.filter(({ relayedAt }) => relayedAt === null);
  return pending.map(({ type }) => `5: order ${order.orderNo}: ${type} was not relayed`);
}

/** By their times, where nobody listened; a clock that was put back would look the same. */
function orderFaults(order) {
  const times = order.events.map(({ relayedAt }) => relayedAt?.getTime() ?? Infinity);
  const isOutOfOrder = times.some((time, i) => i > 0 && time < times[i - 1]);
  return isOutOfOrder ? [`5: order ${order.orderNo}: events were relayed out of order`] : [];
}

/** A subscriber may hear an event again, but hears each for the first time in its order. */
function deliveryFaults(order, delivered) {
  const first = [...new Set(delivered)].join(' ');
  const written = order.events.map(({ eventId }) => eventId).join(' ');
  return first === written
    ? []
    : [`5: order ${order.orderNo}: events came to a subscriber otherwise`];
}
