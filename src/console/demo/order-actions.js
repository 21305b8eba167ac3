import { action, field, form } from './action.js';
import { send } from './api.js';
import { ask, h, say } from './dom.js';
import { reload } from './router.js';
import { isOperator } from './session.js';

const CARRIERS = ['顺丰速运', '中通快递', '圆通速递', '京东快递', '中国邮政'];

async function cancel({ orderNo }) {
  if (!(await ask('确定取消这个订单吗？', '取消订单'))) return;
  const order = await send('POST', `/orders/${orderNo}/cancel`);
  say(order.state === 'CANCELLED' ? '订单已取消' : '已登记取消，支付宝应答后完成');
  await reload();
}

async function receive({ orderNo }) {
  if (!(await ask('确认已经收到货了吗？', '确认收货'))) return;
  await send('POST', `/orders/${orderNo}/receive`);
  say('已确认收货');
  await reload();
}

function shipForm({ orderNo }) {
  const id = `carriers-${orderNo}`;
  const options = CARRIERS.map((value) => h('option', { value }));
  const work = async (body) => {
    await send('POST', `/orders/${orderNo}/ship`, { body });
    say('已发货');
    await reload();
  };
  const carrier = field('快递公司', {
    name: 'carrier',
    maxlength: 50,
    list: id,
    value: CARRIERS[0],
  });
  const number = field('运单号', {
    name: 'trackingNumber',
    maxlength: 64,
    pattern: '[A-Za-z0-9_\\-]+',
  });
  return form({ class: 'ship' }, [carrier, number, h('datalist', { id }, options)], '发货', work);
}

function ofPending(order) {
  if (order.cancelRequestedAt !== null)
    return [h('span', { class: 'soft' }, '正在等支付宝确认取消')];
  const buttons = [action('取消订单', () => cancel(order), { class: 'plain small' })];
  if (isOperator()) return buttons;
  return [
    ...buttons,
    h('a', { class: 'button primary small', href: `#/pay/${order.orderNo}` }, '继续支付'),
  ];
}

function ofPaid(order) {
  if (order.shippingStoppedAt === null) {
    const warning = h('span', { class: 'soft' }, '买家申请全额退款，请先处理再发货');
    return order.refundRequestedAt === null ? [shipForm(order)] : [warning, shipForm(order)];
  }
  return [h('span', { class: 'soft' }, '全额退款处理中，请勿发货')];
}

function isToShip({ state }) {
  return state === 'TO_SHIP' || state === 'PARTLY_SHIPPED';
}

/** What the person who looks at an order can do with it now. */
export function orderActions(order) {
  if (order.state === 'PENDING_PAYMENT') return ofPending(order);
  if (isToShip(order) && isOperator()) return ofPaid(order);
  if (order.state === 'SHIPPED' && !isOperator()) {
    return [action('确认收货', () => receive(order), { class: 'primary small' })];
  }
  return [];
}
