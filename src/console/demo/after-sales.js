import { action, field, form } from './action.js';
import { CASE_TYPES, caseStateName, claimableTypes, piecesWords } from './after-sale-words.js';
import { get, send } from './api.js';
import { ask, h, say } from './dom.js';
import { price } from './parts.js';
import { reload } from './router.js';
import { isOperator } from './session.js';
import { timeWords } from './words.js';

const AT_WORK = ['APPLIED', 'AGREED'];

function decide(id, what, words) {
  return async (body) => {
    await send('POST', `/after-sales/${id}/${what}`, { body: body ?? {} });
    say(words);
    await reload();
  };
}

async function withdraw({ id }) {
  if (!(await ask('确定撤销这个申请吗？', '撤销申请'))) return;
  await decide(id, 'withdraw', '申请已撤销')();
}

function sendBackForm({ id }) {
  const carrier = field('快递公司', { name: 'carrier', maxlength: 50 });
  const number = field('运单号', {
    name: 'trackingNumber',
    maxlength: 64,
    pattern: '[A-Za-z0-9_\\-]+',
  });
  return form(
    { class: 'ship' },
    [carrier, number],
    '我已寄回',
    decide(id, 'send-back', '已登记寄回'),
  );
}

function agreeForm({ id, type }) {
  const agreed = decide(id, 'agree', '已同意');
  if (type === 'refundOnly') return action('同意退款', () => agreed(), { class: 'primary small' });
  const fields = [
    field('退货收件人', { name: 'receiver', maxlength: 50 }),
    field('退货电话', { name: 'mobile', maxlength: 20 }),
    field('退货地址', { name: 'address', maxlength: 300 }),
  ];
  return form({ class: 'stack' }, fields, '同意退货', (returnAddress) => agreed({ returnAddress }));
}

function rejectForm({ id }) {
  const reason = field('拒绝原因', { name: 'reason', maxlength: 200 });
  return form({ class: 'stack reject' }, [reason], '拒绝', decide(id, 'reject', '已拒绝'));
}

/** All that was asked for came back, and is for sale again. */
function receiveButton({ id, lines }) {
  const booked = lines.map(({ lineId, count }) => ({ lineId, count, restock: true }));
  const work = () => decide(id, 'receive-back', '已收货，退款处理中')({ lines: booked });
  return action('收到全部商品并退款', work, { class: 'primary small' });
}

function staffActions(one) {
  if (one.state === 'APPLIED') return [agreeForm(one), rejectForm(one)];
  if (one.state === 'SENT_BACK') return [receiveButton(one), rejectForm(one)];
  const isFailed = one.state === 'RECEIVED_BACK' || one.state === 'AGREED';
  if (!isFailed || (one.state === 'AGREED' && one.type !== 'refundOnly')) return [];
  return [
    action('重新退款', () => decide(one.id, 'refund', '退款处理中')(), { class: 'primary small' }),
  ];
}

function buyerActions(one) {
  const back = one.state === 'AGREED' && one.type === 'returnAndRefund' && sendBackForm(one);
  const isOpen = AT_WORK.includes(one.state);
  return [back, isOpen && action('撤销申请', () => withdraw(one), { class: 'plain small' })];
}

function facts(one) {
  const { returnAddress, carrier, trackingNumber, refundAtMost, refundReason } = one;
  const rows = [
    ['商品', piecesWords(one.lines)],
    ['原因', one.description ? `${one.reason}：${one.description}` : one.reason],
    ['拒绝原因', one.rejectReason],
    ['退货地址', returnAddress && Object.values(returnAddress).join(' ')],
    ['寄回期限', one.state === 'AGREED' && one.sendBackBy && timeWords(one.sendBackBy)],
    ['寄回物流', carrier && `${carrier} ${trackingNumber}`],
    ['实际退款', refundAtMost && `¥${refundAtMost}（${refundReason}）`],
  ];
  const known = rows.filter(([, value]) => value);
  return h(
    'dl',
    { class: 'facts' },
    known.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
  );
}

function caseCard(one) {
  return h(
    'li',
    { class: 'case', 'data-case': one.id, 'data-state': one.state },
    h(
      'header',
      {},
      h('b', {}, CASE_TYPES[one.type]),
      price(one.amount),
      h('span', { class: 'badge' }, caseStateName(one)),
    ),
    facts(one),
    isOperator() ? staffActions(one) : buyerActions(one),
  );
}

/** Where a buyer begins to ask for something after the sale; null when there is nothing to ask for. */
export function claimLink(order) {
  if (isOperator() || claimableTypes(order).length === 0) return null;
  return h(
    'a',
    { class: 'button plain small', href: `#/orders/${order.orderNo}/after-sale` },
    '申请售后',
  );
}

/** What was asked for after the sale of an order, and what can be done about it; null when nothing was. */
export async function afterSalesPart({ orderNo, paidAt }, signal) {
  if (!paidAt) return null;
  const { items } = await get(`/after-sales?orderNo=${orderNo}&limit=100`, signal);
  if (items.length === 0) return null;
  return h('section', { class: 'card' }, h('h2', {}, '售后'), h('ul', {}, items.map(caseCard)));
}
