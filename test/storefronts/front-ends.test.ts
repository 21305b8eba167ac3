import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '../support/client.js';
import { openShop, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

/** What each old front end's pages do, in their order, over plain HTTP: their URLs, headers and bodies. */
let shop: Shop;
let token: string;
let anybody: Client;
let skuId: number;
let courseId: number;

beforeAll(async () => {
  shop = await openShop();
  token = (await shop.customer()).token ?? '';
  anybody = shop.anybody;
  skuId = await shop.sku({
    stock: 100,
    attributes: [{ name: '颜色', value: '红色' }],
    picture: '/p/4.jpg',
  });
  courseId = await shop.sku({
    name: 'Python 入门',
    price: '99.00',
    stock: null,
    requiresShipping: false,
  });
});

afterAll(() => shop.close());

/** The buyer's browser: opens the link, presses the cashier's button, and follows Alipay back. */
async function payInBrowser(payUrl: string): Promise<string> {
  const cashier = await fetch(payUrl);
  expect(cashier.status).toBe(200);
  const action = /action="([^"]+\/pay)"/.exec(await cashier.text())?.[1] ?? '';
  const pay = await fetch(new URL(action, payUrl), { method: 'POST', redirect: 'manual' });
  expect(pay.status).toBe(303);
  return pay.headers.get('location') ?? '';
}

async function ship(orderNo: string): Promise<void> {
  const operator = await shop.operator();
  const shipment = { carrier: '顺丰', trackingNumber: 'SF1234567890' };
  expect((await operator.post(`/api/v1/orders/${orderNo}/ship`, shipment)).status).toBe(200);
}

describe('dadashop', () => {
  const base = '/v1/orders/processing/';

  it('goes from the confirm page to 已完成', async () => {
    const page = anybody.with({ authorization: token });
    await new Client(shop.url, token).post('/api/v1/cart/items', { skuId, count: 1 });
    const confirm = await page.get(`${base}?status=0&settlement_type=0`);
    expect(confirm.body.code).toBe(200);
    expect(confirm.body.data).toMatchObject({
      total_count: 1,
      total_amount: 199,
      transit: 10,
      payment_amount: 209,
    });
    const addressId = confirm.body.data.addresses[0].id;

    // Its pages post a JSON string as a form.
    const created = await page.send('POST', base, {
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
      body: JSON.stringify({ status: 0, address_id: addressId, settlement_type: 0 }),
    });
    expect(created.body).toMatchObject({
      code: 200,
      data: { saller: 'alipay-checkout', total_amount: 209 },
    });
    const { order_id: orderNo, pay_url: payUrl } = created.body.data;
    expect(orderNo).toMatch(/^\d{16,32}$/);
    const waiting = await page.get(`${base}?status=1&order_status=1`);
    expect(waiting.body.data.orders_list[0]).toMatchObject({ order_id: orderNo, status: 1 });

    const back = new URL(await payInBrowser(payUrl));
    expect(back.pathname).toBe('/payment/status/');
    const asked = await anybody.get(`/v1/orders/success/${back.search}`);
    expect(asked.body).toEqual({ code: 200, data: { order_id: orderNo, total_amount: '209.00' } });

    await ship(orderNo);
    const shipped = await page.get(`${base}?status=1&order_status=3`);
    expect(shipped.body.data.orders_list).toMatchObject([{ order_id: orderNo, status: 3 }]);
    const received = await page.get(`${base}?status=2&order_id=${orderNo}`);
    expect(received.body).toEqual({ code: 200, base_url: shop.url });
    const done = await page.get(`${base}?status=1&order_status=4`);
    expect(done.body.data.orders_list[0]).toMatchObject({
      order_id: orderNo,
      status: 4,
      order_total_count: 1,
      order_total_amount: '209.00',
      order_freight: '10.00',
      address: {
        title: '家',
        receiver: '王小明',
        mobile: '13800000000',
        address: '北京市北京市海淀区中关村大街 1 号',
      },
      order_sku: [
        {
          id: skuId,
          default_image_url: '/p/4.jpg',
          price: '199.00',
          count: 1,
          total_amount: '199.00',
          sku_sale_attr_names: ['颜色'],
          sku_sale_attr_vals: ['红色'],
        },
      ],
    });
    expect(done.body.data.orders_list[0].order_time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it('is paid by its own notify address alone', async () => {
    const page = anybody.with({ token });
    const created = await page.post(
      `${base}?status=0&settlement_type=1&sku_id=${courseId}&buy_num=1`,
      {},
    );
    const { order_id: orderNo, pay_url: payUrl } = created.body.data;
    await payInBrowser(payUrl);
    const notifyUrl = shop.simulator.trade(orderNo)?.notify_url;
    expect(new URL(notifyUrl ?? '').pathname).toBe('/v1/orders/success/');
    await until('the notify arrived', async () => {
      const { body } = await page.get(`${base}?status=1&order_status=4`);
      return body.data.orders_list.some(
        (listed: { order_id: string }) => listed.order_id === orderNo,
      );
    });
    const virtual = await page.get(`${base}?status=1&order_status=4`);
    expect(virtual.body.data.orders_list[0].address).toEqual({
      title: '',
      address: '',
      mobile: '',
      receiver: '',
    });
  });

  it('pays an order that exists', async () => {
    const page = anybody.with({ authorization: `Bearer ${token}` });
    const created = await page.post(base, {
      status: 0,
      settlement_type: 1,
      sku_id: courseId,
      buy_num: 2,
    });
    const again = await page.post(base, { status: 1, order_id: created.body.data.order_id });
    expect(again.body.data).toMatchObject({
      order_id: created.body.data.order_id,
      total_amount: 198,
    });
    expect(again.body.data.pay_url).toContain('/gateway.do?');
  });
});

/** What front ends whose contracts only pay do by the native API: cart, confirm page, order. */
async function order(sku: number): Promise<string> {
  const client = new Client(shop.url, token);
  await client.post('/api/v1/cart/items', { skuId: sku, count: 1 });
  const quote = await client.post('/api/v1/orders/quote', { source: 'cart' });
  const addressId = quote.body.addresses[0].id;
  const made = await client.post('/api/v1/orders', {
    quoteToken: quote.body.quoteToken,
    addressId,
  });
  return made.body.orderNo;
}

/** The state in which the user's list shows an order. */
async function stateInList(orderNo: string): Promise<string | undefined> {
  const { body } = await new Client(shop.url, token).get('/api/v1/orders?limit=100');
  const orders = body.items as { orderNo: string; state: string }[];
  return orders.find((one) => one.orderNo === orderNo)?.state;
}

/** After the return page: my orders, the parcel, confirm receipt, my orders again. */
async function receive(orderNo: string): Promise<void> {
  expect(await stateInList(orderNo)).toBe('TO_SHIP');
  await ship(orderNo);
  expect(await stateInList(orderNo)).toBe('SHIPPED');
  await new Client(shop.url, token).post(`/api/v1/orders/${orderNo}/receive`);
  expect(await stateInList(orderNo)).toBe('RECEIVED');
}

describe('meiduo, server pages', () => {
  it('leads to Alipay by a cookie and shows the result', async () => {
    const orderNo = await order(skuId);
    const browser = anybody.with({ cookie: `sessionid=x; token=${token}` });
    const pay = await browser.get(`/payment/${orderNo}/`);
    expect(pay.body).toMatchObject({ code: '0', errmsg: 'OK' });
    expect(new URL(pay.body.alipay_url).searchParams.get('biz_content')).toContain(
      `美多商城${orderNo}`,
    );
    const back = new URL(await payInBrowser(pay.body.alipay_url));
    const page = await anybody.get(back.pathname + back.search);
    const tradeNo = shop.simulator.trade(orderNo)?.trade_no;
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.text).toContain('订单支付成功');
    expect(page.text).toContain(`您的订单已成功支付，支付交易号：${tradeNo}`);
    expect(page.text).toContain('您可以在【用户中心】->【我的订单】查看该订单');
    await receive(orderNo);
  });

  it('waits on its page until the payment is known', async () => {
    const orderNo = await order(skuId);
    const browser = anybody.with({ cookie: `token=${token}` });
    const { alipay_url: payUrl } = (await browser.get(`/payment/${orderNo}`)).body;
    const back = new URL(await payInBrowser(payUrl));
    // Genuine, but of a payment that nobody here has: the page can only wait.
    await shop.database.query(
      'UPDATE payments SET out_trade_no = CONCAT(out_trade_no, "99") WHERE out_trade_no = ?',
      [orderNo],
    );
    const page = await anybody.get(back.pathname + back.search);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('订单支付成功');
    expect(page.text).toContain('http-equiv="refresh"');
  });
});

describe('meiduo, separate front end', () => {
  it('leads to Alipay and gets the trade number, twice', async () => {
    const orderNo = await order(skuId);
    const page = anybody.with({ authorization: `JWT ${token}` });
    const pay = await page.get(`/orders/${orderNo}/payment/`);
    const back = new URL(await payInBrowser(pay.body.alipay_url));
    const tradeNo = shop.simulator.trade(orderNo)?.trade_no;
    for (const _ of [1, 2]) {
      const status = await anybody.send('PUT', `/payment/status/${back.search}`, {});
      expect([status.status, status.body]).toEqual([200, { trade_id: tradeNo }]);
    }
    await receive(orderNo);
  });
});

describe('luffy', () => {
  it('sells a course', async () => {
    const page = anybody.with({ token });
    const body = { subject: 'Python 入门', subject_id: courseId, total_amount: 99, pay_type: 1 };
    const pay = await page.post('/order/pay/', body);
    expect(pay.body).toMatchObject({ status: 0, msg: 'ok' });
    const back = new URL(await payInBrowser(pay.body.pay_url));
    const known = await anybody.send('PATCH', `/order/success/${back.search}`, {});
    expect(known.body).toEqual({ status: 0, msg: '支付成功' });
    const orderNo = back.searchParams.get('out_trade_no') ?? '';
    // Nothing is sent: the course is there as soon as it is paid.
    expect(await stateInList(orderNo)).toBe('RECEIVED');
    expect(new URL(shop.simulator.trade(orderNo)?.notify_url ?? '').pathname).toBe(
      '/order/success/',
    );
  });
});
