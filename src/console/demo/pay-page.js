import { action, tell } from './action.js';
import { create, get, Refusal, send, serverNow } from './api.js';
import { h, meta, redraw, say } from './dom.js';
import { badge, price } from './parts.js';
import { reload } from './router.js';
import { clockWords } from './words.js';

const ASK_EVERY_MS = 2_500;

/**
 * Alipay's page for a phone's browser, or the one for a desk.
 *
 * @param {{ userAgent: string, userAgentData?: { mobile: boolean } }} navigator
 */
export function pageMethod({ userAgent, userAgentData }) {
  const isPhone = userAgentData?.mobile ?? /Mobi/i.test(userAgent);
  return isPhone ? 'wap' : 'page';
}

function pause(ms, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function countdown(order, signal) {
  const clock = h('b', { class: 'clock', role: 'timer' });
  const draw = () => {
    clock.textContent = clockWords(Date.parse(order.expiresAt) - serverNow());
  };
  const timer = setInterval(draw, 500);
  signal.addEventListener('abort', () => clearInterval(timer));
  draw();
  return h('p', { class: 'soft' }, '请在 ', clock, ' 内完成付款，超时订单会自动关闭。');
}

const WAITING = '等待扫码付款，本页会自动更新。';

/** What Alipay says of the payment now; null when the order waits no longer. A silent Alipay can be asked again. */
async function ask(orderNo, signal) {
  try {
    const { orderState } = await send('POST', `/orders/${orderNo}/payment/sync`, { signal });
    return orderState === 'PENDING_PAYMENT' ? WAITING : null;
  } catch (error) {
    if (!(error instanceof Refusal) || error.isForStrangers) throw error;
    return `${error.message}，本页会自动再查。`;
  }
}

/** Asks until the order waits no longer, or the page is left. */
async function watch(orderNo, words, signal) {
  for (;;) {
    await pause(ASK_EVERY_MS, signal);
    if (signal.aborted) return;
    const news = await ask(orderNo, signal);
    if (news === null) break;
    words.textContent = news;
  }
  await reload();
}

async function showCode(order, place, signal) {
  const code = await create(`/orders/${order.orderNo}/payments`, { method: 'qr' });
  const words = h('p', { class: 'soft', role: 'status' }, WAITING);
  const opens = meta('demo-users') !== '' && code.qrCode.startsWith('http');
  const link = { href: code.qrCode, target: '_blank', rel: 'noopener' };
  redraw(
    place,
    h('img', { class: 'code', src: code.qrImage, width: 240, height: 240, alt: '付款二维码' }),
    h('p', {}, '请用支付宝扫一扫付款'),
    words,
    opens ? h('a', link, '没有手机？在新窗口打开二维码') : null,
  );
  watch(order.orderNo, words, signal).catch(tell);
}

async function toAlipay(order) {
  const method = pageMethod(navigator);
  const { payUrl } = await create(`/orders/${order.orderNo}/payments`, { method });
  location.assign(payUrl);
}

/** Asks Alipay whether the buyer has paid; for those who closed its page. */
async function check(order) {
  const { orderState } = await send('POST', `/orders/${order.orderNo}/payment/sync`);
  if (orderState === 'PENDING_PAYMENT') say('支付宝还没有收到这笔付款', 'bad');
  else await reload();
}

function payable(order, signal) {
  const code = h('div', { class: 'qr' });
  const byCode = async () => {
    await showCode(order, code, signal);
    codeButton.remove();
  };
  const codeButton = action('扫码付款', byCode, { class: 'plain big', id: 'by-code' });
  return h(
    'section',
    { class: 'card narrow pay' },
    h('h1', {}, '订单已提交，请付款'),
    h('p', { class: 'sum' }, price(order.payable, 'strong')),
    countdown(order, signal),
    h('p', { class: 'soft' }, `订单号 ${order.orderNo}`),
    action('去支付宝付款', () => toAlipay(order), { class: 'primary big', id: 'to-alipay' }),
    codeButton,
    code,
    h(
      'p',
      { class: 'row between' },
      action('我已付款', () => check(order), { class: 'link' }),
      h('a', { href: `#/orders/${order.orderNo}` }, '查看订单'),
    ),
  );
}

const ENDS = {
  PENDING_PAYMENT: '正在取消订单',
  CANCELLED: '订单已取消',
  EXPIRED: '订单超时未付款，已关闭',
  REFUNDED: '款项已退回',
};

function settled(order) {
  const title = ENDS[order.state] ?? '支付成功';
  return h(
    'section',
    { class: 'card narrow pay' },
    h('h1', { 'data-state': order.state }, title),
    h('p', { class: 'sum' }, price(order.payable, 'strong')),
    h('p', { class: 'soft' }, `订单号 ${order.orderNo} `, badge(order)),
    h('a', { class: 'button primary big', href: `#/orders/${order.orderNo}` }, '查看订单'),
    h('a', { class: 'button plain big', href: '#/' }, '继续逛逛'),
  );
}

/** How to pay an order, or how that ended. */
export async function payPage({ params: [orderNo], signal }) {
  const order = await get(`/orders/${orderNo}`, signal);
  const waits = order.state === 'PENDING_PAYMENT' && order.cancelRequestedAt === null;
  return waits ? payable(order, signal) : settled(order);
}
