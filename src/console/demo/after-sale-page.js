import { action } from './action.js';
import { CASE_TYPES, claimableCount, claimableTypes, REASONS } from './after-sale-words.js';
import { create, get } from './api.js';
import { h, redraw, say } from './dom.js';
import { emptyPage, picture, price, stepper } from './parts.js';
import { go } from './router.js';
import { attributeWords } from './words.js';

/**
 * What is about to be asked for.
 *
 * @typedef {{ order: any, type: string, counts: Map<number, number>, reason: string, description: string }} Draft
 */

/** @param {Draft} draft */
function typePart(draft, draw) {
  const options = claimableTypes(draft.order).map((type) => {
    const input = h('input', {
      type: 'radio',
      name: 'type',
      value: type,
      checked: type === draft.type,
      'data-focus': `type-${type}`,
    });
    input.addEventListener('change', () => {
      draft.type = type;
      draft.counts.clear();
      draw();
    });
    const hint = type === 'refundOnly' ? '不用寄回商品' : '商家同意后寄回商品，收到后退款';
    return h(
      'label',
      { class: 'option' },
      input,
      h('span', {}, CASE_TYPES[type], h('span', {}, hint)),
    );
  });
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, '售后类型'),
    h('div', { class: 'options' }, options),
  );
}

/** @param {Draft} draft */
function linePart(draft, draw, line) {
  const max = claimableCount(draft.order, line, draft.type);
  const count = draft.counts.get(line.lineId) ?? 0;
  const set = (next) => {
    if (next > 0) draft.counts.set(line.lineId, Math.min(next, max));
    else draft.counts.delete(line.lineId);
    draw();
  };
  const tick = h('input', {
    type: 'checkbox',
    checked: count > 0,
    disabled: max === 0,
    'aria-label': `选择 ${line.name}`,
    'data-focus': `line-${line.lineId}`,
  });
  tick.addEventListener('change', () => set(tick.checked ? max : 0));
  const words = max === 0 ? '现在不能申请' : `可申请 ${max} 件`;
  return h(
    'li',
    { class: max === 0 && 'out' },
    h('label', { class: 'tick' }, tick),
    picture(line),
    h(
      'div',
      { class: 'what' },
      h('b', {}, line.name),
      h('span', {}, attributeWords(line.attributes)),
      h('span', { class: 'soft' }, words),
    ),
    h(
      'div',
      { class: 'much' },
      price(line.price),
      count > 0 && stepper({ name: `count-${line.lineId}`, count, max, set }),
    ),
  );
}

/** @param {Draft} draft */
function whyPart(draft) {
  const reason = h(
    'select',
    { id: 'reason' },
    REASONS.map((one) => h('option', { value: one }, one)),
  );
  reason.value = draft.reason;
  reason.addEventListener('change', () => (draft.reason = reason.value));
  const text = h('textarea', {
    id: 'description',
    rows: 3,
    maxlength: 1_000,
    placeholder: '选填：说明问题，方便商家处理',
    value: draft.description,
  });
  text.addEventListener('input', () => (draft.description = text.value));
  return h(
    'section',
    { class: 'card' },
    h('p', { class: 'field' }, h('label', { for: 'reason' }, '申请原因'), reason),
    h('p', { class: 'field' }, h('label', { for: 'description' }, '补充说明'), text),
  );
}

/** @param {Draft} draft */
async function submit(draft) {
  const { order, type, counts, reason } = draft;
  const lines = [...counts].map(([lineId, count]) => ({ lineId, count }));
  // One line of text: the API takes no line breaks.
  const description = draft.description.replace(/\s+/gu, ' ').trim();
  await create(`/orders/${order.orderNo}/after-sales`, {
    type,
    lines,
    reason,
    ...(description && { description }),
  });
  say('已提交申请，等待商家处理');
  go(`/orders/${order.orderNo}`);
}

/** Where a buyer asks for a refund of pieces, with or without sending them back. */
export async function afterSalePage({ params: [orderNo], signal }) {
  const order = await get(`/orders/${orderNo}`, signal);
  const back = { href: `#/orders/${orderNo}`, name: '返回订单' };
  const [type] = claimableTypes(order);
  if (type === undefined)
    return emptyPage('申请售后', '这个订单现在没有可以申请售后的商品。', back);
  const draft = { order, type, counts: new Map(), reason: REASONS[0], description: '' };
  const place = h('section', { class: 'claim' });
  const draw = () => {
    const pieces = [...draft.counts.values()].reduce((sum, count) => sum + count, 0);
    redraw(
      place,
      h('p', {}, h('a', { href: back.href }, `‹ ${back.name}`)),
      h('h1', {}, '申请售后'),
      typePart(draft, draw),
      h(
        'section',
        { class: 'card' },
        h('h2', {}, '选择商品和数量'),
        h(
          'ul',
          { class: 'lines cart' },
          order.lines.map((line) => linePart(draft, draw, line)),
        ),
      ),
      whyPart(draft),
      h(
        'div',
        { class: 'bar' },
        h('p', {}, `已选 ${pieces} 件`),
        action('提交申请', () => submit(draft), { class: 'primary', disabled: pieces === 0 }),
      ),
    );
  };
  draw();
  return place;
}
