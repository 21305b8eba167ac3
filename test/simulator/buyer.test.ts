import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Simulator } from '../../simulator/server.js';
import {
  call,
  common,
  goods,
  messageVerifies,
  NOON,
  payLink,
  Shop,
  signed,
  start,
} from './merchant.js';

let simulator: Simulator;
let shop: Shop;
beforeEach(async () => {
  simulator = await start();
  shop = new Shop();
  await shop.open();
});
afterEach(async () => {
  await simulator.close();
  await shop.close();
});

async function openPage(link: string): Promise<{ html: string; forms: string[] }> {
  const html = await (await fetch(link)).text();
  const forms = [...html.matchAll(/action="([^"]+)"/g)].map((match) => match[1] ?? '');
  return { html, forms };
}

const submit = async (path = '') =>
  fetch(`${simulator.url}${path}`, { method: 'POST', redirect: 'manual' });
const queryOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

describe('from the pay link to the return', () => {
  it('shows the cashier, notifies and leads back with a signed query', async () => {
    const passback = encodeURIComponent('orderId=61;type=1');
    const link = payLink(
      simulator,
      { time_expire: '2026-11-21 12:30:00', passback_params: passback, body: '一 <盒>' },
      { notify_url: shop.url, return_url: 'http://127.0.0.1:9/return?shop=1', charset: 'UTF-8' },
    );
    expect(simulator.ledger()).toEqual([]);
    const { html, forms } = await openPage(link);
    for (const text of [
      '红茶 100% +1',
      '88.80',
      '沙箱商户',
      '2026-11-21 12:30:00',
      '确认付款',
      '一 &lt;盒&gt;',
    ]) {
      expect(html).toContain(text);
    }
    expect(html).toContain('data-ms="1800000"');
    expect(simulator.trade('A1')).toMatchObject({ status: 'WAIT_BUYER_PAY', notifies: [] });

    const response = await submit(forms[0]);
    expect(response.status).toBe(303);
    const location = response.headers.get('location') ?? '';
    expect(location.startsWith('http://127.0.0.1:9/return?shop=1&')).toBe(true);
    const { shop: own, ...returned } = queryOf(location);
    expect(own).toBe('1');
    expect(messageVerifies(returned)).toBe(true);
    expect(messageVerifies({ ...returned, shop: '1' })).toBe(false);
    expect(returned).toMatchObject({
      method: 'alipay.trade.page.pay.return',
      out_trade_no: 'A1',
      total_amount: '88.80',
      charset: 'UTF-8',
    });
    expect(returned).not.toHaveProperty('trade_status');

    await simulator.settled();
    expect(shop.types[0]).toMatch(/^application\/x-www-form-urlencoded/);
    const [notify = {}] = shop.notifies;
    expect(messageVerifies(notify)).toBe(true);
    expect(messageVerifies({ ...notify, total_amount: '88.81' })).toBe(false);
    const { sign, notify_id: notifyId, trade_no: tradeNo, ...rest } = notify;
    expect(sign).toMatch(/^[\w+/]{342}==$/);
    expect(notifyId).toMatch(/^2026112100222\d{21}$/);
    expect(tradeNo).toMatch(/^20261121\d{20}$/);
    expect(rest).toEqual({
      app_id: '9021000000000001',
      auth_app_id: '9021000000000001',
      body: '一 <盒>',
      buyer_id: '2088000000000002',
      buyer_logon_id: 'mai***@sandbox.com',
      buyer_pay_amount: '88.80',
      charset: 'UTF-8',
      fund_bill_list: '[{"amount":"88.80","fundChannel":"ALIPAYACCOUNT"}]',
      gmt_create: '2026-11-21 12:00:00',
      gmt_payment: '2026-11-21 12:00:00',
      invoice_amount: '88.80',
      notify_time: '2026-11-21 12:00:00',
      notify_type: 'trade_status_sync',
      out_trade_no: 'A1',
      passback_params: passback,
      point_amount: '0.00',
      receipt_amount: '88.80',
      seller_email: 'shop@sandbox.com',
      seller_id: '2088000000000001',
      sign_type: 'RSA2',
      subject: '红茶 100% +1',
      total_amount: '88.80',
      trade_status: 'TRADE_SUCCESS',
      version: '1.0',
    });
  });

  it('does not pay twice, from two windows or one', async () => {
    const first = await openPage(payLink(simulator, {}, { notify_url: shop.url }));
    const second = await openPage(payLink(simulator, {}, { notify_url: shop.url }));
    const answers = await Promise.all([first, second].map(async ({ forms }) => submit(forms[0])));
    expect(new Set(answers.map((one) => one.status))).toEqual(new Set([200, 303]));
    expect(await (await submit(first.forms[0])).text()).toContain('ACQ.TRADE_HAS_SUCCESS');
    await simulator.settled();
    expect(shop.notifies).toHaveLength(1);
    const again = await openPage(payLink(simulator));
    expect(again.html).toContain('ACQ.TRADE_HAS_SUCCESS');
  });

  it('leaves to the way back, or to quit_url from a phone', async () => {
    const page = await openPage(payLink(simulator));
    const left = await submit(page.forms[1]);
    expect(left.headers.get('location')).toMatch(/^\/cashier\/\w+\/left$/);
    const html = await (await fetch(`${simulator.url}${left.headers.get('location')}`)).text();
    expect(html).toContain('继续付款');
    const biz = { product_code: 'QUICK_WAP_WAY', quit_url: 'http://shop.example/cart' };
    const wap = await openPage(payLink(simulator, biz, {}, 'alipay.trade.wap.pay'));
    const quit = await submit(wap.forms[1]);
    expect(quit.headers.get('location')).toBe('http://shop.example/cart');
    expect(simulator.trade('A1')?.status).toBe('WAIT_BUYER_PAY');
  });

  it('leads back to addresses with Chinese in their path', async () => {
    const biz = { product_code: 'QUICK_WAP_WAY', quit_url: 'http://shop.example/购物车' };
    const back = { return_url: 'http://shop.example/结果%20页/' };
    const { forms } = await openPage(payLink(simulator, biz, back, 'alipay.trade.wap.pay'));
    const quit = await submit(forms[1]);
    expect(quit.headers.get('location')).toBe(
      `http://shop.example/${encodeURIComponent('购物车')}`,
    );
    const paid = await submit(forms[0]);
    const location = paid.headers.get('location') ?? '';
    expect(decodeURI(new URL(location).pathname)).toBe('/结果 页/');
    expect(messageVerifies(queryOf(location))).toBe(true);
  });

  it('opens an order string on the phone by address, by form and by post', async () => {
    const biz = { ...goods, product_code: 'QUICK_MSECURITY_PAY' };
    const params = signed(common('alipay.trade.app.pay', biz));
    const orderString = new URLSearchParams(params).toString();
    const pages = [
      await openPage(`${simulator.url}/app?${orderString}`),
      await openPage(`${simulator.gatewayUrl}?${orderString}`),
    ];
    for (const body of [new URLSearchParams({ orderString }), orderString]) {
      const response = await fetch(`${simulator.url}/app`, { method: 'POST', body });
      pages.push({ html: await response.text(), forms: [] });
    }
    for (const { html } of pages) expect(html).toContain('App 支付');
    const paid = await submit(pages[0]?.forms[0]);
    const result = await fetch(`${simulator.url}${paid.headers.get('location')}`);
    expect(await result.text()).toContain('resultStatus 9000');
  });

  it('scans a QR code by its address and shows its picture', async () => {
    const biz = { ...goods, product_code: 'FACE_TO_FACE_PAYMENT' };
    const given = await call(simulator, 'alipay.trade.precreate', biz, { notify_url: shop.url });
    const picture = await openPage(`${given.node['qr_code']}/picture`);
    expect(picture.html).toContain('<svg');
    expect(simulator.ledger()).toEqual([]);
    const phone = await openPage(given.node['qr_code'] ?? '');
    await submit(phone.forms[0]);
    await simulator.settled();
    expect(shop.notifies[0]).toMatchObject({ out_trade_no: 'A1', trade_status: 'TRADE_SUCCESS' });
  });

  it.each([
    ['another sum', { total_amount: '88.81' }, 'ACQ.CONTEXT_INCONSISTENT'],
    ['another subject', { subject: '绿茶' }, 'ACQ.CONTEXT_INCONSISTENT'],
    ['a time that has passed', { time_expire: '2026-11-21 12:00:00' }, 'ACQ.INVALID_PARAMETER'],
  ])('refuses a link with %s over the open trade', async (_, biz, subCode) => {
    await openPage(payLink(simulator));
    const { html, forms } = await openPage(payLink(simulator, biz));
    expect(html).toContain(`data-sub-code="${subCode}"`);
    expect(forms).toEqual([]);
  });

  it('refuses a forged link without making a trade, and escapes what it shows', async () => {
    const link = new URL(payLink(simulator));
    link.searchParams.set(
      'biz_content',
      JSON.stringify({ ...goods, subject: '<script>x</script>' }),
    );
    const { html } = await openPage(link.href);
    expect(html).toContain('data-sub-code="isv.invalid-signature"');
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('<script>');
    expect(simulator.ledger()).toEqual([]);
  });

  it('escapes a subject on every page', async () => {
    const subject = `"><img src=x onerror='a'>`.replace(/=/g, ':');
    const { html } = await openPage(payLink(simulator, { subject }));
    const index = await openPage(simulator.url);
    for (const text of [html, index.html]) {
      expect(text).not.toContain('<img');
      expect(text).toContain('&quot;&gt;&lt;img');
    }
  });
});

describe('time', () => {
  const until = { time_expire: '2026-11-21 12:30:00' };

  it('lets an old link be opened until time_expire, and no longer', () => {
    const link = payLink(simulator, until);
    simulator.clock.set(NOON + 30 * 60_000 - 1);
    expect(simulator.buyer.open(link).ok).toBe(true);
    simulator.clock.advance(1);
    expect(simulator.buyer.open(link)).toMatchObject({
      refusal: { subCode: 'ACQ.TRADE_HAS_CLOSE' },
    });
    const other = payLink(simulator, { ...until, out_trade_no: 'A2' });
    expect(simulator.buyer.open(other)).toMatchObject({
      refusal: { subCode: 'ACQ.INVALID_PARAMETER' },
    });
  });

  it('closes an unpaid trade and tells so, without a time of payment', async () => {
    const { forms } = await openPage(payLink(simulator, until, { notify_url: shop.url }));
    simulator.clock.set(NOON + 31 * 60_000);
    expect(await (await submit(forms[0])).text()).toContain('ACQ.TRADE_HAS_CLOSE');
    await simulator.settled();
    expect(shop.notifies).toHaveLength(1);
    expect(shop.notifies[0]).toMatchObject({
      trade_status: 'TRADE_CLOSED',
      refund_fee: '0.00',
      gmt_close: '2026-11-21 12:31:00',
    });
    expect(shop.notifies[0]).not.toHaveProperty('gmt_payment');
  });
});

describe('notifies of refunds', () => {
  it('keep TRADE_SUCCESS for a part and say TRADE_CLOSED for the whole', async () => {
    simulator.buyer.open(payLink(simulator, {}, { notify_url: shop.url }));
    simulator.buyer.pay('A1');
    const refund = { out_trade_no: 'A1', refund_amount: '30', out_request_no: 'R1' };
    await call(simulator, 'alipay.trade.refund', refund);
    await call(simulator, 'alipay.trade.refund', refund);
    expect(simulator.console.refund('A1')).toMatchObject({ ok: true });
    await simulator.settled();
    const [paid = {}, part = {}, whole = {}, ...more] = shop.notifies.toSorted(
      (a, b) => Number(a['refund_fee'] ?? 0) - Number(b['refund_fee'] ?? 0),
    );
    expect(more).toEqual([]);
    expect(paid).not.toHaveProperty('gmt_refund');
    expect(part).toMatchObject({
      trade_status: 'TRADE_SUCCESS',
      refund_fee: '30.00',
      gmt_refund: '2026-11-21 12:00:00.000',
      out_biz_no: 'R1',
      gmt_payment: '2026-11-21 12:00:00',
      total_amount: '88.80',
    });
    expect(part).not.toHaveProperty('gmt_close');
    expect(whole).toMatchObject({
      trade_status: 'TRADE_CLOSED',
      refund_fee: '88.80',
      gmt_close: '2026-11-21 12:00:00',
      gmt_payment: '2026-11-21 12:00:00',
    });
    expect([paid, part, whole].every(messageVerifies)).toBe(true);
    expect(new Set(shop.notifies.map((one) => one['notify_id'])).size).toBe(3);
  });

  it('say TRADE_FINISHED at the end of the refund window', async () => {
    simulator.buyer.open(payLink(simulator, {}, { notify_url: shop.url }));
    simulator.buyer.pay('A1');
    expect(simulator.console.finish('A1').ok).toBe(true);
    expect(simulator.console.refund('A1')).toMatchObject({
      refusal: { subCode: 'ACQ.TRADE_HAS_FINISHED' },
    });
    await simulator.settled();
    expect(new Set(shop.notifies.map((one) => one['trade_status']))).toEqual(
      new Set(['TRADE_FINISHED', 'TRADE_SUCCESS']),
    );
  });
});
