import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSettings } from '../../config/settings.js';
import { MEIDUO_PAGE, templateFault } from '../../config/page-template.js';
import { DEFAULT_PAGE } from '../../src/storefronts/meiduo-page.js';
import { statusPage } from '../../src/storefronts/meiduo.wire.js';
import { openShop, paidOrder } from '../support/shop.js';

const GOOD = '<head>{{ refresh }}</head><h1>{{title}}</h1><p>{{ message }}</p>';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileWith(text: string | Buffer): string {
  const path = join(folder, 'page.html');
  writeFileSync(path, text);
  return path;
}

const result = (known: 'paid' | 'refunded' | 'waiting', tradeNo = '2026112122001400000000000001') =>
  ({ known, orderNo: '202611211200000123456789', tradeNo, amount: '209.00' }) as const;

describe("meiduo's result page", () => {
  it.each([
    ['paid', '订单支付成功', 'order_success'],
    ['refunded', '款项已退回', 'order_refunded'],
    ['waiting', '正在确认支付结果', 'order_waiting'],
  ] as const)('shows %s in the classes of the old one', (known, title, name) => {
    const html = statusPage(result(known), '/', DEFAULT_PAGE);
    expect(html).toContain(`<title>${title}</title>`);
    expect(html).toMatch(/class="common_list_con( |")/);
    expect(html.match(/class="(order_\w+)"/)?.[1]).toBe(name);
    expect(html).toContain('支付交易号：2026112122001400000000000001');
    expect(html).toContain('<a href="/">您可以在【用户中心】->【我的订单】查看该订单</a>');
    expect(html.includes('http-equiv="refresh"')).toBe(known === 'waiting');
    expect(html).not.toContain('{{');
  });

  it('is filled with text, never with markup', () => {
    const page = `${GOOD}<a href="{{ orders_url }}" title="{{trade_id}}">{{order_id}} {{amount}} {{state}}</a>`;
    const html = statusPage(result('paid', `"><script>{{title}}$&`), '/a?b="c"', page);
    expect(html).not.toContain('<script');
    expect(html).toContain(
      '<a href="/a?b=&#34;c&#34;" title="&#34;&#62;&#60;script&#62;{{title}}$&#38;">' +
        '202611211200000123456789 209.00 success</a>',
    );
  });

  it('has a template of its own that its check takes', () => {
    expect(templateFault(DEFAULT_PAGE, MEIDUO_PAGE)).toBeNull();
  });

  it('is made from the file that is set, and leads to the page that is set', async () => {
    const page = `${GOOD}<b class="own"><a href="{{orders_url}}">{{trade_id}}</a></b>`;
    const shop = await openShop({
      MEIDUO_STATUS_TEMPLATE: fileWith(page),
      MEIDUO_ORDERS_URL: 'https://www.meiduo.example/user_center_order.html',
    });
    try {
      const { orderNo, returnUrl } = await paidOrder(shop, await shop.customer(), await shop.sku());
      const seen = await shop.anybody.get(`/payment/status/${new URL(returnUrl).search}`);
      const tradeNo = shop.simulator.trade(orderNo)?.trade_no;
      expect([seen.status, seen.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      expect(seen.text).toContain('<head></head><h1>订单支付成功</h1>');
      expect(seen.text).toContain(
        `<a href="https://www.meiduo.example/user_center_order.html">${tradeNo}</a>`,
      );
    } finally {
      await shop.close();
    }
  });
});

describe('a template that is wrong', () => {
  const read = (env: Record<string, string>) => () => readSettings({ NODE_ENV: 'test', ...env });
  const readWith = (text: string | Buffer) => read({ MEIDUO_STATUS_TEMPLATE: fileWith(text) });

  it.each<[string, string | Buffer, string]>([
    ['without what tells the state', '<h1>支付成功</h1>{{refresh}}', '{{title}} and {{message}}'],
    ['that would wait for ever', '{{title}}{{message}}', '{{refresh}}'],
    ['with a name that nobody fills', `${GOOD}{{ trade_no }}`, '{{trade_id}}'],
    ['with the name of a member of every object', `${GOOD}{{constructor}}`, '{{trade_id}}'],
    ['with a filter', `${GOOD}{{ trade_id|safe }}`, '{{trade_id}}'],
    ['with a tag of a template language', `${GOOD}{% load static %}`, '{%'],
    ['in GBK', Buffer.concat([Buffer.from(GOOD), Buffer.from([0xb6, 0xa9])]), 'UTF-8'],
    ['of nothing', '', '{{title}}'],
  ])('%s is named at the start', (_what, text, words) => {
    expect(readWith(text)).toThrow('MEIDUO_STATUS_TEMPLATE');
    expect(readWith(text)).toThrow(words);
  });

  it('is named when it cannot be read', () => {
    const missing = read({ MEIDUO_STATUS_TEMPLATE: join(folder, 'nothing.html') });
    expect(missing).toThrow('MEIDUO_STATUS_TEMPLATE cannot be read (ENOENT)');
    expect(read({ MEIDUO_STATUS_TEMPLATE: folder })).toThrow('cannot be read (EISDIR)');
  });

  it('is no matter when it is right, or not set', () => {
    expect(readWith(GOOD)().storefronts.meiduoStatusTemplate).toBe(GOOD);
    expect(read({})().storefronts.meiduoStatusTemplate).toBeNull();
  });
});

describe("where meiduo's result page leads to", () => {
  const leads = (env: Record<string, string>) =>
    readSettings({ NODE_ENV: 'test', ...env }).storefronts.meiduoOrdersUrl;

  it.each([
    [{}, '/demo#/orders'],
    [{ DEMO_SHOP: 'false' }, '/'],
    [{ DEMO_SHOP: 'false', ORDERS_URL: '/me/orders' }, '/me/orders'],
    [{ ORDERS_URL: '/me', MEIDUO_ORDERS_URL: 'https://m.example/#/me' }, 'https://m.example/#/me'],
  ])('with %j is %s', (env, url) => {
    expect(leads(env)).toBe(url);
  });

  it.each(['javascript:alert(1)', 'me/orders', '//elsewhere.example', 'https://', '/a b'])(
    'is no %j',
    (url) => {
      expect(() => leads({ MEIDUO_ORDERS_URL: url })).toThrow('MEIDUO_ORDERS_URL must be');
      expect(() => leads({ ORDERS_URL: url })).toThrow('ORDERS_URL must be');
    },
  );
});
