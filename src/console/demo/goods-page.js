import { action } from './action.js';
import { get } from './api.js';
import { addToCart } from './cart.js';
import { h, redraw, say } from './dom.js';
import { partedList, picture, price, stepper } from './parts.js';
import { go } from './router.js';
import { isOperator } from './session.js';
import { attributeWords, stockLeft } from './words.js';

const PART = 24;
const MOST_PIECES = 999;

async function addOne(sku, count) {
  await addToCart(sku.id, count);
  say(`已加入购物车：${sku.name} ×${count}`);
}

function addButton(sku, props) {
  return action('加入购物车', () => addOne(sku, 1), props);
}

function card(sku) {
  const soldOut = sku.stock === 0;
  const address = `#/goods/${sku.id}`;
  return h(
    'li',
    { class: soldOut ? 'card goods out' : 'card goods' },
    h('a', { href: address, tabindex: -1, 'aria-hidden': true }, picture(sku)),
    h('h2', {}, h('a', { href: address }, sku.name)),
    h('p', { class: 'soft' }, attributeWords(sku.attributes)),
    h('p', { class: 'soft' }, `${stockLeft(sku)} · 已售 ${sku.sales}`),
    h(
      'div',
      { class: 'foot' },
      price(sku.price),
      isOperator() ? null : addButton(sku, { class: 'small primary', disabled: soldOut }),
    ),
  );
}

/** Everything that is for sale. */
export async function goodsPage({ signal }) {
  const load = (cursor) =>
    get(`/skus?limit=${PART}${cursor === null ? '' : `&cursor=${cursor}`}`, signal);
  const list = await partedList('shelf', load, card, '还没有上架的商品。');
  return h('section', {}, h('h1', {}, '全部商品'), list);
}

function buyButtons(sku, chosen) {
  if (isOperator()) return h('p', { class: 'note' }, '运营账号用来发货；购买请换顾客账号登录。');
  const disabled = sku.stock === 0;
  const buyNow = () => go(`/confirm?sku=${sku.id}&count=${chosen.count}`);
  const add = () => addOne(sku, chosen.count);
  return h(
    'div',
    { class: 'row' },
    action('加入购物车', add, { class: 'plain big', disabled }),
    action('立即购买', buyNow, { class: 'primary big', disabled }),
  );
}

function counter(sku, chosen) {
  const place = h('div', { class: 'count' });
  const draw = () => {
    const max = Math.min(sku.stock ?? MOST_PIECES, MOST_PIECES);
    const set = (count) => {
      chosen.count = count;
      draw();
    };
    redraw(place, '数量', stepper({ name: 'count', count: chosen.count, max, set }));
  };
  draw();
  return place;
}

/** One thing, large, to be put into the cart or bought at once. */
export async function skuPage({ params: [id], signal }) {
  const sku = await get(`/skus/${id}`, signal);
  const chosen = { count: 1 };
  const facts = [...sku.attributes, { name: '库存', value: stockLeft(sku).replace('库存 ', '') }];
  return h(
    'section',
    { class: 'sku' },
    picture(sku),
    h(
      'div',
      {},
      h('h1', {}, sku.name),
      h('p', { class: 'tag-price' }, price(sku.price, 'strong')),
      h(
        'dl',
        { class: 'facts' },
        [...facts, { name: '已售', value: `${sku.sales} 件` }]
          .map(({ name, value }) => [h('dt', {}, name), h('dd', {}, value)])
          .flat(),
      ),
      counter(sku, chosen),
      buyButtons(sku, chosen),
    ),
  );
}
