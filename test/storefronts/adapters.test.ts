import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Redis } from 'ioredis';
import { readSettings } from '../../config/settings.js';
import { CART_REDIS } from '../../src/database/redis.js';
import { Problem } from '../../src/kernel/problem.js';
import { NewPayments } from '../../src/payment/links/new-payments.service.js';
import { PlaceAndPay } from '../../src/payment/placement/place-and-pay.service.js';
import { Settlements } from '../../src/payment/settlement/settlements.service.js';
import { StartPayment } from '../../src/payment/links/start-payment.service.js';
import { readQuery } from '../../src/storefronts/dadashop.wire.js';
import type { Client } from '../support/client.js';
import { signNotify } from '../support/notify.js';
import { openForBusiness, placeOrder } from '../support/shop.js';

const DADASHOP = '/v1/orders/processing/';
const RETURN_URLS = {
  DADASHOP_RETURN_URL: 'https://dadashop.example.com/pay_success.html',
  MEIDUO_RETURN_URL: 'https://meiduo.example.com/payment/status/',
  MEIDUO_API_RETURN_URL: 'https://www.meiduo.example.com/pay_success.html',
  LUFFY_RETURN_URL: 'https://luffy.example.com/pay/success/',
};

const { shop, customer, skuId } = await openForBusiness(RETURN_URLS);
const courseId = await shop.sku({
  name: '课程',
  price: '99.00',
  stock: null,
  requiresShipping: false,
});

afterAll(() => shop.close());
afterEach(() => {
  jest.restoreAllMocks();
});

function busy(): Problem {
  return new Problem('database-unavailable');
}

function course(changes: object = {}) {
  return { subject: '课程', subject_id: courseId, total_amount: 99, pay_type: 1, ...changes };
}

async function buyNow(sku: number, count = 1) {
  const addresses = await customer.get('/api/v1/addresses');
  const address_id = addresses.body.items[0].id;
  const request = { status: 0, address_id, settlement_type: 1, sku_id: sku, buy_num: count };
  return customer.post(DADASHOP, request);
}

async function orderCount(): Promise<number> {
  const [row] = await shop.database.query<{ n: string }>('SELECT COUNT(*) AS n FROM orders');
  return Number(row?.n);
}

/** What Alipay is told by a pay link. */
function told(payUrl: string) {
  const query = new URL(payUrl).searchParams;
  const { subject, total_amount } = JSON.parse(query.get('biz_content') ?? '{}');
  const [notify, back] = [query.get('notify_url'), query.get('return_url')];
  return { notify: notify?.replace(shop.url, ''), back, subject, total_amount };
}

describe('a signed link names', () => {
  it("dadashop's addresses, its first line and the count", async () => {
    const { body } = await buyNow(skuId, 2);
    expect(told(body.data.pay_url)).toEqual({
      notify: '/v1/orders/success/',
      back: RETURN_URLS.DADASHOP_RETURN_URL,
      subject: '安踏A红色 2件',
      total_amount: '408.00',
    });
  });

  it("luffy's addresses", async () => {
    const { body } = await customer.post('/order/pay/', course());
    expect(told(body.pay_url)).toEqual({
      notify: '/order/success/',
      back: RETURN_URLS.LUFFY_RETURN_URL,
      subject: '课程 1件',
      total_amount: '99.00',
    });
  });

  it("meiduo's page of who asks, each of both again and again", async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    for (const _ of [1, 2]) {
      const pages = await customer.get(`/payment/${orderNo}/`);
      expect(told(pages.body.alipay_url).back).toBe(RETURN_URLS.MEIDUO_RETURN_URL);
      const api = await customer.get(`/orders/${orderNo}/payment/`);
      expect(told(api.body.alipay_url).back).toBe(RETURN_URLS.MEIDUO_API_RETURN_URL);
    }
  });

  it.each([
    ['/payment/{}/', RETURN_URLS.MEIDUO_RETURN_URL],
    ['/orders/{}/payment/', RETURN_URLS.MEIDUO_API_RETURN_URL],
  ])("the native notify address, meiduo's page and words by %s", async (path, back) => {
    const { orderNo } = await placeOrder(customer, skuId);
    const { body } = await customer.get(path.replace('{}', orderNo));
    expect(told(body.alipay_url)).toEqual({
      notify: '/api/v1/alipay/notify',
      back,
      subject: `美多商城${orderNo}`,
      total_amount: '209.00',
    });
  });

  it('the addresses of the shop that asked last, and the subject of the first', async () => {
    const { body } = await buyNow(skuId);
    const { order_id: orderNo } = body.data;
    const native = await customer.post(`/api/v1/orders/${orderNo}/payments`, { method: 'page' });
    expect(told(native.body.payUrl)).toMatchObject({
      notify: '/api/v1/alipay/notify',
      back: `${shop.url}/api/v1/alipay/return`,
    });
    const meiduo = await customer.get(`/payment/${orderNo}/`);
    expect(told(meiduo.body.alipay_url)).toMatchObject({
      back: RETURN_URLS.MEIDUO_RETURN_URL,
      subject: '安踏A红色 1件',
    });
  });
});

describe('return addresses', () => {
  const env = { NODE_ENV: 'test', PUBLIC_URL: 'https://shop.example.com' };

  it("lead to meiduo's page by default, and to the native one without meiduo", () => {
    const all = readSettings(env).storefronts;
    expect(Object.values(all.returnUrls)).toEqual(
      Array.from({ length: 3 }, () => 'https://shop.example.com/payment/status/'),
    );
    const alone = readSettings({ ...env, STOREFRONTS: 'luffy' }).storefronts;
    expect(alone.returnUrls.luffy).toBe('https://shop.example.com/api/v1/alipay/return');
  });

  it.each([
    ['DADASHOP_RETURN_URL', 'https://x.example.com/?from=alipay'],
    ['LUFFY_RETURN_URL', 'https://x.example.com/#/paid'],
    ['MEIDUO_RETURN_URL', 'x.example.com/paid'],
    ['STOREFRONTS', 'dadashop,taobao'],
  ])('and shops that cannot be are refused at boot: %s', (name, value) => {
    expect(() => readSettings({ ...env, [name]: value })).toThrow(name);
  });
});

describe('when the shop itself is in trouble', () => {
  it.each([
    ['/v1/orders/success/', 'failure'],
    ['/order/success/', 'failed'],
  ])('a genuine notify to %s is to be sent again', async (path, text) => {
    const { orderNo } = await placeOrder(customer, skuId);
    const trade = { out_trade_no: orderNo, trade_no: `T${orderNo}`, total_amount: '209.00' };
    const form = signNotify(shop.keys, trade);
    jest.spyOn(shop.app.get(Settlements), 'apply').mockRejectedValueOnce(busy());
    const answer = await shop.anybody.postForm(path, form);
    expect([answer.status, answer.text]).toEqual([503, text]);
  });

  it('dadashop says 50104 of a lost race, and keeps nothing', async () => {
    const before = await orderCount();
    jest.spyOn(shop.app.get(PlaceAndPay), 'buy').mockRejectedValueOnce(busy());
    const { status, body } = await buyNow(skuId);
    const errmsg = '操作太快了,请稍后重试';
    expect([status, body]).toEqual([200, { code: 50104, error: { error_msg: errmsg }, errmsg }]);
    expect(await orderCount()).toBe(before);
  });

  it('meiduo says when to come back while the database is away', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    const start = jest.spyOn(shop.app.get(StartPayment), 'start');
    start.mockRejectedValue(Object.assign(new Error('read only'), { errno: 1290 }));
    for (const path of [`/payment/${orderNo}/`, `/orders/${orderNo}/payment/`]) {
      const { status, headers } = await customer.get(path);
      expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    }
  });

  it('dadashop makes no order whose payment cannot be made', async () => {
    jest.spyOn(shop.app.get(NewPayments), 'insert').mockImplementationOnce(() => {
      throw busy();
    });
    const before = await orderCount();
    const { body } = await buyNow(skuId);
    expect(body).toMatchObject({ code: 50104 });
    expect(await orderCount()).toBe(before);
  });

  it('every shop answers in its own words to what nobody foresaw, and tells nothing of it', async () => {
    const start = jest.spyOn(shop.app.get(StartPayment), 'start');
    start.mockRejectedValue(new Error('password=hunter2'));
    const { orderNo } = await placeOrder(customer, skuId);
    const answers = await Promise.all([
      customer.post(DADASHOP, { status: 1, order_id: orderNo }),
      customer.get(`/payment/${orderNo}/`),
      customer.get(`/orders/${orderNo}/payment/`),
      customer.post('/order/pay/', course()),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 503, 503, 200]);
    const retry = answers.map(({ headers }) => headers.get('retry-after'));
    expect(retry).toEqual([null, '1', '1', null]);
    expect(answers.map(({ body }) => body.errmsg ?? body.message ?? body.msg ?? body)).toEqual([
      '系统繁忙,请稍后重试',
      '系统繁忙，请稍后重试',
      '系统繁忙，请稍后重试',
      'no ok',
    ]);
    for (const { text } of answers) expect(text).not.toContain('hunter2');
  });
});

describe('dadashop buys now', () => {
  const confirm = (client: Client, sku: number, count: number) =>
    client.get(`${DADASHOP}?status=0&settlement_type=1&sku_id=${sku}&buy_num=${count}`);
  const order = async (client: Client, more: object = {}) => {
    const { items } = (await client.get('/api/v1/addresses')).body;
    const request = { status: 0, address_id: items[0].id, settlement_type: 1, ...more };
    return (await client.post(DADASHOP, request)).body;
  };

  it('what the confirm page showed last, for its page does not name it again', async () => {
    const buyer = await shop.customer();
    await confirm(buyer, courseId, 1);
    await confirm(buyer, skuId, 2);
    const made = await order(buyer);
    expect(made).toMatchObject({ code: 200, data: { total_amount: 408 } });
    const listed = await buyer.get(`${DADASHOP}?status=1&order_status=1`);
    expect(listed.body.data.orders_list).toMatchObject([
      { order_id: made.data.order_id, order_sku: [{ id: skuId, count: 2 }] },
    ]);
  });

  it('what the order names, when it does', async () => {
    const buyer = await shop.customer();
    await confirm(buyer, skuId, 2);
    const made = await order(buyer, { sku_id: courseId, buy_num: 1 });
    expect(made).toMatchObject({ code: 200, data: { total_amount: 99 } });
    expect(await order(buyer, { sku_id: courseId })).toMatchObject({ code: 50109 });
  });

  it('nothing of another user, and nothing that was confirmed more than 15 minutes ago', async () => {
    const [buyer, other] = await Promise.all([shop.customer(), shop.customer()]);
    await confirm(buyer, skuId, 2);
    const errmsg = '页面已过期,请返回商品页重新购买';
    expect(await order(other)).toEqual({ code: 50114, error: { error_msg: errmsg }, errmsg });
    const redis = shop.app.get<Redis>(CART_REDIS);
    const [key = ''] = await redis.keys(`${shop.settings.redis.keyPrefix}:buy-now:*`);
    expect(await redis.ttl(key)).toBeGreaterThan(880);
    expect(await redis.ttl(key)).toBeLessThanOrEqual(900);
    const all = await redis.keys(`${shop.settings.redis.keyPrefix}:buy-now:*`);
    await redis.del(...all);
    expect(await order(buyer)).toMatchObject({ code: 50114 });
  });

  it('shows its page while what it showed cannot be kept, and says then to try again', async () => {
    const buyer = await shop.customer();
    const redis = shop.app.get<Redis>(CART_REDIS);
    jest.spyOn(redis, 'set').mockRejectedValueOnce(new Error('OOM command not allowed'));
    expect((await confirm(buyer, skuId, 1)).body).toMatchObject({ code: 200 });
    jest.spyOn(redis, 'get').mockRejectedValueOnce(new Error('Connection is closed.'));
    expect(await order(buyer)).toMatchObject({ code: 50104 });
  });
});

describe('dadashop', () => {
  it.each([
    [{}, { page: 1, size: 500 }],
    [{ page: '2' }, { page: 2, size: 100 }],
    [
      { page: '2', page_size: '30' },
      { page: 2, size: 30 },
    ],
    [{ page_size: '30' }, { page: 1, size: 30 }],
  ])('lists by %j', (named, part) => {
    expect(readQuery({ status: '1', ...named }, 500)).toMatchObject(part);
  });

  it('keeps nothing of an order that the stock does not allow', async () => {
    const scarce = await shop.sku({ stock: 2 });
    const before = await orderCount();
    const { body } = await buyNow(scarce, 3);
    expect(body).toMatchObject({ code: 50103, errmsg: `商品[${scarce}]库存不足` });
    expect(await orderCount()).toBe(before);
    expect((await customer.get(`/api/v1/skus/${scarce}`)).body).toMatchObject({
      stock: 2,
      sales: 0,
    });
  });

  it('takes the selected lines out of the cart, and no others', async () => {
    const buyer = await shop.customer();
    const other = await shop.sku({ name: '袜子', price: '9.90' });
    await buyer.post('/api/v1/cart/items', { skuId, count: 1 });
    await buyer.post('/api/v1/cart/items', { skuId: other, count: 3 });
    await buyer.send('PUT', `/api/v1/cart/items/${other}`, { body: { selected: false } });
    const page = await buyer.get(`${DADASHOP}?status=0&settlement_type=0`);
    expect(page.body.data).toMatchObject({ total_count: 1, payment_amount: 209 });
    const address_id = page.body.data.addresses[0].id;
    const made = await buyer.post(DADASHOP, { status: 0, address_id, settlement_type: 0 });
    expect(made.body).toMatchObject({ code: 200, data: { total_amount: 209 } });
    const { lines } = (await buyer.get('/api/v1/cart')).body;
    expect(lines).toMatchObject([{ skuId: other, count: 3, selected: false }]);
  });

  it('shows the default address first, and fen to the fen', async () => {
    const buyer = await shop.customer();
    const [first] = (await buyer.get('/api/v1/addresses')).body.items;
    const { isDefault: _default, id: _id, ...text } = first;
    await buyer.post('/api/v1/addresses', { ...text, tag: '公司' });
    const cheap = await shop.sku({ price: '0.29' });
    const query = `?status=0&settlement_type=1&sku_id=${cheap}&buy_num=3`;
    const { data } = (await buyer.get(DADASHOP + query)).body;
    expect(data.addresses.map(({ title }: { title: string }) => title)).toEqual(['家', '公司']);
    expect(data).toMatchObject({ total_amount: 0.87, transit: 10, payment_amount: 10.87 });
  });

  it("tells an order's time as the clocks in Shanghai show it", async () => {
    const { body } = await buyNow(courseId);
    const native = (await customer.get(`/api/v1/orders/${body.data.order_id}`)).body;
    const listed = await customer.get(`${DADASHOP}?status=1&order_status=1&page_size=1`);
    const [order] = listed.body.data.orders_list;
    const shown = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'short',
      timeStyle: 'medium',
    }).format(new Date(native.createdAt));
    expect([order.order_id, order.order_time]).toEqual([body.data.order_id, shown]);
    expect(order.order_id.slice(0, 14)).toBe(shown.replace(/\D/g, ''));
  });

  it('shows an operator no orders but their own, and lets them pay none', async () => {
    const operator = await shop.operator();
    const { body } = await buyNow(courseId);
    const list = await operator.get(`${DADASHOP}?status=1&order_status=0`);
    expect(list.body.data.orders_list).toEqual([]);
    const pay = await operator.post(DADASHOP, { status: 1, order_id: body.data.order_id });
    expect(pay.body.code).toBe(50106);
    const receive = await operator.get(`${DADASHOP}?status=2&order_id=${body.data.order_id}`);
    expect(receive.body.code).toBe(50106);
  });
});

describe("the cookie of meiduo's server pages", () => {
  const credentials = { username: 'page-reader', password: 'a long password' };

  it('is set by signing in, out of reach of scripts, and opens those pages', async () => {
    const registered = await shop.anybody.post('/api/v1/auth/register', credentials);
    const signedIn = await shop.anybody.post('/api/v1/auth/login', credentials);
    const [cookie = ''] = signedIn.headers.getSetCookie();
    expect(cookie).toMatch(/^token=[^;]+; Path=\/payment; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    const reader = shop.anybody.as(registered.body.token);
    const { orderNo } = await placeOrder(reader, courseId);
    const browser = shop.anybody.with({ cookie: cookie.split(';')[0] ?? '' });
    expect((await browser.get(`/payment/${orderNo}/`)).body.code).toBe('0');
  });

  it('is not set by a sign-in that is refused', async () => {
    const wrong = { ...credentials, password: 'another password' };
    const refused = await shop.anybody.post('/api/v1/auth/login', wrong);
    expect([refused.status, refused.headers.get('set-cookie')]).toEqual([401, null]);
  });
});
