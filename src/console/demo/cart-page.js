import { action, tell } from './action.js';
import { readCart, removeLine, selectAll, setLine } from './cart.js';
import { h, redraw } from './dom.js';
import { emptyPage, picture, price, stepper } from './parts.js';
import { go } from './router.js';
import { attributeWords } from './words.js';

const MOST_PIECES = 999;

/** @typedef {(change: () => Promise<object>) => Promise<void>} Change */

function trouble({ price: unit, stock, available }) {
  if (available) return null;
  if (unit === null) return h('p', { class: 'wrong' }, '商品已下架');
  if (stock === null) return h('p', { class: 'wrong' }, '金额超过上限，请减少数量');
  return h('p', { class: 'wrong' }, stock > 0 ? `库存不足，只剩 ${stock} 件` : '已售罄');
}

/** @param {Change} change */
function selectBox(line, change) {
  const box = h('input', {
    type: 'checkbox',
    checked: line.selected,
    'aria-label': `选中 ${line.name || '已下架的商品'}`,
    'data-focus': `select-${line.skuId}`,
  });
  box.addEventListener('change', () => {
    void change(() => setLine(line.skuId, { selected: box.checked }));
  });
  return h('label', { class: 'tick' }, box);
}

/** @param {Change} change */
function cartLine(line, change) {
  const max = Math.min(line.stock ?? MOST_PIECES, MOST_PIECES);
  const set = (count) => change(() => setLine(line.skuId, { count }));
  const remove = () => change(() => removeLine(line.skuId));
  const gone = line.price === null;
  return h(
    'li',
    { class: line.available ? '' : 'out' },
    selectBox(line, change),
    picture(line),
    h(
      'div',
      { class: 'what' },
      gone ? h('b', {}, '已下架的商品') : h('a', { href: `#/goods/${line.skuId}` }, line.name),
      h('span', {}, attributeWords(line.attributes)),
      trouble(line),
      gone ? null : price(line.price),
    ),
    h(
      'div',
      { class: 'much' },
      gone ? null : stepper({ name: `line-${line.skuId}`, count: line.count, max, set }),
      line.amount === null ? null : h('span', { class: 'amount' }, price(line.amount)),
      action('删除', remove, { class: 'link', 'aria-label': `删除 ${line.name}` }),
    ),
  );
}

/** @param {Change} change */
function footer(cart, change) {
  const all = h('input', {
    type: 'checkbox',
    checked: cart.lines.every(({ selected }) => selected),
    'data-focus': 'select-all',
  });
  all.addEventListener('change', () => void change(() => selectAll(all.checked)));
  const total = cart.selectedAmount;
  return h(
    'div',
    { class: 'bar' },
    h('label', { class: 'tick' }, all, '全选'),
    h(
      'p',
      { 'aria-live': 'polite' },
      `已选 ${cart.selectedCount} 件，合计 `,
      total === null ? '超过上限' : price(total, 'strong'),
    ),
    action('去结算', () => go('/confirm'), {
      class: 'primary',
      disabled: cart.selectedCount === 0 || total === null,
    }),
  );
}

function drawCart(place, cart, change) {
  if (cart.lines.length === 0) {
    const link = { href: '#/', name: '去看商品' };
    return redraw(place, emptyPage('购物车', '购物车还是空的。', link));
  }
  const lines = cart.lines.map((line) => cartLine(line, change));
  redraw(
    place,
    h('h1', {}, '购物车'),
    h('ul', { class: 'card lines cart' }, lines),
    footer(cart, change),
  );
}

/** What is in the cart at today's prices. Changes are sent one after the other, and the answer is drawn. */
export async function cartPage({ signal }) {
  const place = h('section', {});
  let last = Promise.resolve();
  const show = (cart) => {
    if (!signal.aborted) drawCart(place, cart, change);
  };
  const apply = async (work) => {
    try {
      show(await work());
    } catch (error) {
      tell(error);
      // What the page shows was refused: it shows what is so again.
      await readCart(signal).then(show, () => undefined);
    }
  };
  const change = (work) => (last = last.then(() => apply(work)));
  show(await readCart(signal));
  return place;
}
