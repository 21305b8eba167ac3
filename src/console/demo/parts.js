import { action } from './action.js';
import { progressWords } from './after-sale-words.js';
import { h } from './dom.js';
import { goodsPicture } from './picture.js';
import { attributeWords, stateName, wasRefunded } from './words.js';

/** The picture of a SKU or of an order's line; drawn when there is none, or when it cannot be loaded. */
export function picture(sku) {
  const drawn = goodsPicture(sku);
  const own = sku.picture.startsWith('/') ? sku.picture : drawn;
  const image = h('img', { class: 'picture', alt: '', src: own, width: 200, height: 200 });
  image.addEventListener('error', () => (image.src = drawn), { once: true });
  return image;
}

/** A sum of the API, as it stands there. */
export function price(yuan, kind = '') {
  const [whole, cents = '00'] = String(yuan).split('.');
  return h(
    'span',
    { class: `price ${kind}` },
    h('small', {}, '¥'),
    whole,
    h('small', {}, `.${cents}`),
  );
}

/** The lines of an order or of a quote. */
export function orderLines(lines) {
  return h(
    'ul',
    { class: 'lines' },
    lines.map((line) =>
      h(
        'li',
        {},
        picture(line),
        h(
          'div',
          { class: 'what' },
          h('b', {}, line.name),
          h('span', {}, attributeWords(line.attributes)),
          h('span', { class: 'progress' }, progressWords(line)),
        ),
        h('div', { class: 'much' }, price(line.price), h('span', {}, `×${line.count}`)),
      ),
    ),
  );
}

/** What an order's sum is made of. */
export function sums(order) {
  const { goodsAmount, freight, discount, payable, totalCount, paidAt } = order;
  return h(
    'dl',
    { class: 'sums' },
    h('dt', {}, `商品总额（共 ${totalCount} 件）`),
    h('dd', {}, price(goodsAmount)),
    h('dt', {}, '运费'),
    h('dd', {}, price(freight)),
    ...(discount === undefined || discount === '0.00' ? [] : discountSum(discount)),
    h('dt', {}, paidAt ? '实付总额' : '应付总额'),
    h('dd', {}, price(payable, 'strong')),
    refundSums(order),
  );
}

function discountSum(discount) {
  return [h('dt', {}, '优惠'), h('dd', {}, '−', price(discount))];
}

/** What went back of an order's sum, and what is left of it; nothing of a quote, which has neither. */
function refundSums(order) {
  if (!wasRefunded(order)) return null;
  const { refundedAmount, refundableAmount } = order;
  return [
    h('dt', {}, '已退款'),
    h('dd', { 'data-refunded': refundedAmount }, price(refundedAmount)),
    h('dt', {}, '剩余可退'),
    h('dd', {}, price(refundableAmount)),
  ];
}

/** The state of an order as a small sign. */
export function badge(order) {
  return h('span', { class: `badge ${order.state}`, 'data-state': order.state }, stateName(order));
}

/**
 * A count with buttons beside it. `set` is called with the new count, which is at least 1 and at most `max`.
 *
 * @param {{ name: string, count: number, max: number, set: (count: number) => unknown }} options
 */
export function stepper({ name, count, max, set }) {
  const step = (label, to, sign) =>
    action(sign, () => set(to), {
      'aria-label': label,
      'data-focus': `${name}-${sign}`,
      disabled: to < 1 || to > max,
    });
  const input = h('input', {
    'aria-label': '数量',
    'data-focus': `${name}-count`,
    inputmode: 'numeric',
    value: String(count),
  });
  input.addEventListener('change', () => set(readCount(input.value, max)));
  return h(
    'div',
    { class: 'stepper' },
    step('减少一件', Math.min(count - 1, max), '−'),
    input,
    step('增加一件', count + 1, '+'),
  );
}

function readCount(text, max) {
  const count = Number.parseInt(text, 10);
  return Number.isNaN(count) ? 1 : Math.min(Math.max(count, 1), max);
}

/**
 * A list of the API with a button for the next part.
 *
 * @param {string} kind class of the list
 * @param {(cursor: string | null) => Promise<{ items: object[], nextCursor: string | null }>} load
 * @param {(item: object) => Node} draw
 * @param {string} nothing said when there is no item at all
 */
export async function partedList(kind, load, draw, nothing) {
  const first = await load(null);
  if (first.items.length === 0) return h('p', { class: 'empty' }, nothing);
  const list = h('ul', { class: kind }, first.items.map(draw));
  const whole = h('div', {}, list);
  let { nextCursor } = first;
  const more = action(
    '加载更多',
    async () => {
      const part = await load(nextCursor);
      list.append(...part.items.map(draw));
      ({ nextCursor } = part);
      if (nextCursor === null) more.remove();
    },
    { class: 'plain more' },
  );
  if (nextCursor !== null) whole.append(more);
  return whole;
}

/** A page with nothing on it but a way on. */
export function emptyPage(title, words, link) {
  return h(
    'section',
    { class: 'empty' },
    h('h1', {}, title),
    h('p', {}, words),
    h('a', { class: 'button primary', href: link.href }, link.name),
  );
}
