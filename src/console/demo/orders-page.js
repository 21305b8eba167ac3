import { afterSalesPart, claimLink } from './after-sales.js';
import { piecesWords } from './after-sale-words.js';
import { get } from './api.js';
import { h } from './dom.js';
import { orderActions } from './order-actions.js';
import { badge, orderLines, partedList, price, sums } from './parts.js';
import { orderAfterReturn } from './returned-order.js';
import { isOperator } from './session.js';
import { addressWords, stateName, TABS, tabOf, timeWords, wasRefunded } from './words.js';

const PART = 10;

function tabs(current) {
  const links = TABS.map(({ id, name }) =>
    h('a', { href: `#/orders?tab=${id}`, 'aria-current': id === current && 'page' }, name),
  );
  return h('nav', { class: 'tabs', 'aria-label': '订单状态' }, links);
}

function orderCard(order) {
  return h(
    'li',
    { class: 'card order', 'data-order': order.orderNo },
    h(
      'header',
      {},
      h('span', {}, timeWords(order.createdAt)),
      h('a', { href: `#/orders/${order.orderNo}` }, `订单 ${order.orderNo}`),
      badge(order),
    ),
    orderLines(order.lines),
    h(
      'footer',
      {},
      h(
        'p',
        {},
        `共 ${order.totalCount} 件，${order.paidAt ? '实付' : '应付'} `,
        price(order.payable),
        wasRefunded(order) && [`，已退 `, price(order.refundedAmount)],
      ),
      h('div', { class: 'row' }, claimLink(order), orderActions(order)),
    ),
  );
}

/** The orders of a customer, or everybody's for an operator, by state. */
export async function ordersPage({ query, signal }) {
  const tab = tabOf(query.get('tab') ?? (isOperator() ? 'to-ship' : 'all'));
  const states = tab.states.length === 0 ? '' : `&state=${tab.states.join(',')}`;
  const load = (cursor) =>
    get(`/orders?limit=${PART}${states}${cursor === null ? '' : `&cursor=${cursor}`}`, signal);
  return h(
    'section',
    {},
    h('h1', {}, isOperator() ? '订单管理' : '我的订单'),
    tabs(tab.id),
    await partedList('orders', load, orderCard, '这里还没有订单。'),
  );
}

const STEPS = [
  ['createdAt', '下单'],
  ['paidAt', '付款'],
  ['shippedAt', '发货'],
  ['receivedAt', '收货'],
  ['completedAt', '完成'],
  ['closedAt', '关闭'],
  ['refundedAt', '退款'],
];

function history(order) {
  const past = STEPS.filter(([member]) => order[member]);
  return h(
    'ol',
    { class: 'history' },
    past.map(([member, name]) =>
      h('li', {}, h('b', {}, name), h('time', {}, timeWords(order[member]))),
    ),
  );
}

function facts(order) {
  const { address, remark } = order;
  const rows = [
    ['收货人', address && `${address.receiver} ${address.mobile}`],
    ['收货地址', address && addressWords(address)],
    ['备注', remark],
    ['付款截止', order.state === 'PENDING_PAYMENT' && timeWords(order.expiresAt)],
  ];
  const known = rows.filter(([, value]) => value);
  if (known.length === 0) return null;
  return h(
    'dl',
    { class: 'facts' },
    known.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
  );
}

/** The parcels of an order, and what is in each. */
function parcels({ shipments }) {
  if (shipments.length === 0) return null;
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, '物流'),
    h(
      'ol',
      { class: 'parcels' },
      shipments.map((parcel, index) =>
        h(
          'li',
          { 'data-parcel': parcel.id },
          h('b', {}, `包裹 ${index + 1}`),
          h('span', {}, `${parcel.carrier} ${parcel.trackingNumber}`),
          h('span', { class: 'soft' }, piecesWords(parcel.lines)),
          h('time', { class: 'soft' }, timeWords(parcel.createdAt)),
        ),
      ),
    ),
  );
}

/** One order, with all that is known of it. */
export async function orderPage({ params: [orderNo], query, signal }) {
  const order = await (query.has('returned')
    ? orderAfterReturn(orderNo, signal)
    : get(`/orders/${orderNo}`, signal));
  return h(
    'section',
    { class: 'detail' },
    h('p', {}, h('a', { href: '#/orders' }, '‹ 返回订单列表')),
    h('h1', { 'data-state': order.state }, stateName(order)),
    h('p', { class: 'soft' }, `订单号 ${order.orderNo}`),
    h('section', { class: 'card' }, history(order), facts(order)),
    h('section', { class: 'card' }, orderLines(order.lines), sums(order)),
    parcels(order),
    await afterSalesPart(order, signal),
    h('div', { class: 'row end' }, claimLink(order), orderActions(order)),
  );
}
