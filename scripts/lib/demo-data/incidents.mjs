import { createSign } from 'node:crypto';
import { must, placeOrder, takeStep } from './lives.mjs';
import { chinaTime, HOUR, SECOND } from './times.mjs';

/** Another program of the same shop, with the same keys: its trade is none of ours. */
const FOREIGN_NUMBER = 'POS20261107000317';
const EARLY_NUMBER = 'POS20261031000041';

/** How long before the end each kind of incident comes to be, in hours, and how. */
const KINDS = [
  [75, 'unknown-trade', unknownTrade],
  [60, 'amount-mismatch', sumMismatch],
  [52, 'trade-no-mismatch', tradeMismatch],
  [44, 'refund-exceeds-payment-mismatch', tooMuchRefunded],
  [31, 'late-payment', latePayment],
  [23, 'refund-failed', refusedRefund],
  [9, 'refund-bounced', bouncedRefund],
];

/**
 * Plans one incident of each kind, which stay open, and the end of one more of the first week; what an earlier run has made is
 * not made again.
 *
 * @param {{ now: number, days: number, from: number }} times nothing is planned before `from`
 */
export async function planIncidents(demo, { now, days, from }) {
  const { items } = await demo.as('finance').get('/api/v1/incidents?limit=100');
  const numbers = items.map(({ outTradeNo }) => outTradeNo);
  const kinds = items
    .filter(({ outTradeNo }) => outTradeNo !== EARLY_NUMBER)
    .map(({ kind }) => kind);
  const planAt = (time, act) => demo.agenda.at(Math.max(time, from), act);
  for (const [hours, kind, make] of KINDS) {
    if (!kinds.includes(kind)) planAt(now - hours * HOUR, () => make(demo));
  }
  const early = now - Math.max(days - 2, 4) * 24 * HOUR;
  if (!numbers.includes(EARLY_NUMBER)) planAt(early, () => unknownTrade(demo, EARLY_NUMBER));
  planAt(early + 5 * HOUR, () => endIncident(demo, EARLY_NUMBER));
}

async function endIncident(demo, outTradeNo) {
  const finance = demo.as('finance');
  const { items } = await finance.get(`/api/v1/incidents?state=OPEN&q=${outTradeNo}`);
  if (items.length === 0) return;
  const body = { note: '收银台误用了线上应用，已退回顾客' };
  await finance.post(`/api/v1/incidents/${items[0].id}/refund`, body);
}

async function unknownTrade(demo, outTradeNo = FOREIGN_NUMBER) {
  const { simulator } = demo;
  must(simulator.buyer.open(foreignLink(demo, outTradeNo, '36.00')));
  must(simulator.buyer.pay(outTradeNo));
  await demo.moveBy(2 * SECOND);
}

async function sumMismatch(demo) {
  const order = await paidOrder(demo);
  const trade = demo.simulator.trade(order.no);
  await tell(demo, order, { trade_no: trade.trade_no, total_amount: '1.00' });
}

async function tradeMismatch(demo) {
  const order = await paidOrder(demo);
  await tell(demo, order, { trade_no: `20261126220014${order.no.slice(-14)}` });
}

async function tooMuchRefunded(demo) {
  const order = await paidOrder(demo);
  const { trade_no: tradeNo } = demo.simulator.trade(order.no);
  const refunded = { refund_fee: '999.00', gmt_refund: `${chinaTime(demo.clock.ms)}.120` };
  await tell(demo, order, { trade_no: tradeNo, out_biz_no: 'X-1', ...refunded });
}

/** The buyer paid a link of an order that was cancelled, and the trade's time for refunds is over. */
async function latePayment(demo) {
  const order = await cancelledOrder(demo);
  demo.simulator.faults.set({ loseNotifies: { count: 1 } });
  must(demo.simulator.buyer.pay(order.no));
  must(demo.simulator.console.finish(order.no));
  await demo.moveBy(2 * SECOND);
}

async function refusedRefund(demo) {
  const order = await cancelledOrder(demo);
  const subCode = 'ACQ.REASON_TRADE_BEEN_FREEZEN';
  const refusal = { count: 1, method: 'alipay.trade.refund', subCode };
  demo.simulator.faults.set({ refuseCalls: refusal });
  must(demo.simulator.buyer.pay(order.no));
  await demo.moveBy(2 * SECOND);
  await demo.work.often();
}

async function bouncedRefund(demo) {
  const order = await paidOrder(demo);
  const body = { amount: '60.00', reason: '商品有瑕疵' };
  const made = await demo.as('finance').post(`/api/v1/orders/${order.no}/refunds`, body);
  await demo.moveBy(20 * SECOND);
  must(demo.simulator.console.bounce(order.no, made.outRequestNo));
  await demo.moveBy(2 * SECOND);
}

/** An order of something that is worth some hundred yuan, paid and told of by a notify. */
export async function paidOrder(demo) {
  const order = await placeOrder(demo, { buyer: 'he-jun', goods: [demo.goods(200)] });
  await takeStep(demo, order, 'link');
  await takeStep(demo, order, 'open');
  must(demo.simulator.buyer.pay(order.no));
  await demo.moveBy(2 * SECOND);
  return order;
}

async function cancelledOrder(demo) {
  const order = await placeOrder(demo, { buyer: 'ma-li', goods: [demo.goods(90)] });
  await takeStep(demo, order, 'link');
  await demo.moveBy(40 * SECOND);
  await takeStep(demo, order, 'cancel');
  await takeStep(demo, order, 'open');
  return order;
}

/** A pay link that another program has signed with the shop's own key. */
function foreignLink({ alipay, clock }, outTradeNo, amount) {
  const content = {
    out_trade_no: outTradeNo,
    total_amount: amount,
    subject: '门店收银',
    product_code: 'FAST_INSTANT_TRADE_PAY',
  };
  const params = {
    app_id: alipay.appId,
    biz_content: JSON.stringify(content),
    charset: 'utf-8',
    method: 'alipay.trade.page.pay',
    notify_url: alipay.notifyUrl,
    sign_type: 'RSA2',
    timestamp: chinaTime(clock.ms),
    version: '1.0',
  };
  const sign = signed(params, alipay.appPrivateKey);
  return `${alipay.gatewayUrl}?${new URLSearchParams({ ...params, sign })}`;
}

/** Tells the shop what Alipay's books do not say: a genuine notify that contradicts them. */
async function tell({ alipay, clock }, order, changes) {
  const fields = {
    notify_type: 'trade_status_sync',
    notify_id: `2026${order.no}`,
    notify_time: chinaTime(clock.ms),
    charset: 'utf-8',
    version: '1.0',
    app_id: alipay.appId,
    auth_app_id: alipay.appId,
    seller_id: alipay.sellerId,
    buyer_id: '2088000000000999',
    out_trade_no: order.no,
    total_amount: order.payable,
    trade_status: 'TRADE_SUCCESS',
    subject: '商品',
    gmt_create: chinaTime(clock.ms - 60 * SECOND),
    gmt_payment: chinaTime(clock.ms - 30 * SECOND),
    ...changes,
  };
  const sign = signed(fields, alipay.alipayPrivateKey);
  const body = new URLSearchParams({ ...fields, sign_type: 'RSA2', sign });
  const answer = await fetch(alipay.notifyUrl, { method: 'POST', body });
  const text = await answer.text();
  if (text !== 'success') throw new Error(`the notify of ${order.no} was answered with ${text}`);
}

function signed(fields, key) {
  const text = Object.keys(fields)
    .toSorted()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
  return createSign('RSA-SHA256').update(text).sign(key, 'base64');
}
