import { action } from './action.js';
import { addressChoice, addressForm } from './addresses.js';
import { create, Refusal, send } from './api.js';
import { readCart } from './cart.js';
import { h, redraw } from './dom.js';
import { orderLines, price, sums } from './parts.js';
import { go } from './router.js';

function sourceOf(query) {
  if (!query.has('sku')) return { source: 'cart' };
  return { source: 'buyNow', skuId: Number(query.get('sku')), count: Number(query.get('count')) };
}

/**
 * What is about to be ordered: the quote, where it goes to, and what has changed since.
 *
 * @typedef {{ source: object, quote: any, addressId: number | undefined, isAdding: boolean, remark: string,
 *   notice: string }} Draft
 */

const needsAddress = ({ quote }) => quote.lines.some(({ requiresShipping }) => requiresShipping);

async function requote(draft) {
  draft.quote = await send('POST', '/orders/quote', { body: draft.source });
  const { addresses } = draft.quote;
  const isThere = addresses.some(({ id }) => id === draft.addressId);
  if (!isThere) draft.addressId = addresses[0]?.id;
  draft.isAdding = addresses.length === 0;
}

/** @param {Draft} draft */
function addressPart(draft, draw) {
  if (!needsAddress(draft)) {
    return h(
      'section',
      { class: 'card' },
      h('h2', {}, '收货地址'),
      h('p', { class: 'soft' }, '在线课程，付款后即可学习，无需收货地址。'),
    );
  }
  const choose = (id) => {
    draft.addressId = id;
  };
  const added = async ({ id }) => {
    draft.addressId = id;
    await requote(draft);
    draw();
  };
  const open = () => {
    draft.isAdding = true;
    draw();
  };
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, '收货地址'),
    addressChoice(draft.quote.addresses, draft.addressId, choose),
    draft.isAdding
      ? addressForm(added)
      : action('＋ 新增地址', open, { class: 'link', 'data-focus': 'add-address' }),
  );
}

/** @param {Draft} draft */
function remarkPart(draft) {
  const input = h('input', {
    id: 'remark',
    maxlength: 200,
    value: draft.remark,
    placeholder: '选填，最多 200 字',
  });
  input.addEventListener('input', () => {
    draft.remark = input.value;
  });
  return h('p', { class: 'field' }, h('label', { for: 'remark' }, '订单备注'), input);
}

/** What a refusal changes in the draft, so that the person can confirm again. Answers whether it can be. */
async function mend(draft, refusal) {
  if (refusal.slug === 'price-changed') {
    const { quoted, current } = refusal.problem;
    draft.quote = { ...draft.quote, ...current };
    draft.notice = `价格有变化：应付由 ¥${quoted.payable} 变为 ¥${current.payable}，请再次确认。`;
    return true;
  }
  if (!['quote-expired', 'quote-invalid', 'address-invalid'].includes(refusal.slug)) return false;
  await requote(draft);
  draft.notice = `${refusal.message}。`;
  return true;
}

/** @param {Draft} draft */
async function submit(draft, draw) {
  const remark = draft.remark.trim();
  const address = needsAddress(draft) ? { addressId: draft.addressId } : {};
  const body = { quoteToken: draft.quote.quoteToken, ...address, ...(remark && { remark }) };
  try {
    const order = await create('/orders', body);
    void readCart();
    go(`/pay/${order.orderNo}`);
  } catch (error) {
    if (!(error instanceof Refusal) || !(await mend(draft, error))) throw error;
    draw();
  }
}

/** Where to, what, and how much, before the order is made. */
export async function confirmPage({ query }) {
  const draft = { source: sourceOf(query), isAdding: false, remark: '', notice: '' };
  await requote(draft);
  const place = h('section', { class: 'confirm' });
  const draw = () => {
    const isReady = !needsAddress(draft) || draft.addressId !== undefined;
    redraw(
      place,
      h('h1', {}, '确认订单'),
      draft.notice === '' ? null : h('p', { class: 'note', role: 'alert' }, draft.notice),
      addressPart(draft, draw),
      h(
        'section',
        { class: 'card' },
        h('h2', {}, '商品清单'),
        orderLines(draft.quote.lines),
        remarkPart(draft),
        sums(draft.quote),
      ),
      h(
        'div',
        { class: 'bar' },
        h('p', {}, '应付 ', price(draft.quote.payable, 'strong')),
        action('提交订单', () => submit(draft, draw), {
          class: 'primary',
          id: 'submit',
          disabled: !isReady,
        }),
      ),
    );
  };
  draw();
  return place;
}
