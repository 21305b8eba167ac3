import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ADDRESS, openShop, paidOrder, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';
import { describeInBrowser, openBrowser, visitor } from './chromium.js';

const PASSWORD = 'a long password';

/** Something to wait for until it is given. */
function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}

describeInBrowser('checkout through the demo shop in a browser (needs CHROMIUM_PATH)', () => {
  let browser: Browser;
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop();
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  /** Registers a customer with an address and answers the name to sign in with. */
  const newCustomer = async (): Promise<string> => {
    const { body } = await (await shop.customer()).get('/api/v1/auth/me');
    return body.username;
  };

  const signIn = async (page: Page, username: string) => {
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
  };

  /**
   * Whatever the page complained of: a script that failed, or something that its policy forbids. On a slow machine Alipay
   * may be silent for too long (503), which is told to the buyer.
   */
  const complaintsOf = (page: Page) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 503')) {
        complaints.push(message.text());
      }
    });
    return complaints;
  };

  const shipTheOnlyOrder = async (page: Page, orderNo: string) => {
    await shop.operator();
    await page.goto(`${shop.url}/demo#/orders`);
    await signIn(page, 'test-operator');
    const order = page.locator(`[data-order="${orderNo}"]`);
    await order.getByLabel('运单号').fill('SF1234567890123');
    await order.getByRole('button', { name: '发货' }).click();
    await page.getByText('已发货').waitFor();
    await page.getByText('这里还没有订单').waitFor();
  };

  it('leads from the goods to 已完成: buy, pay, see it paid, shipped by an operator, received', async () => {
    const username = await newCustomer();
    const skuId = await shop.sku({ name: '手冲咖啡壶', price: '239.00', stock: 5 });
    const page = await visitor(browser);
    const complaints = complaintsOf(page);

    await page.goto(`${shop.url}/demo`);
    await page.getByRole('link', { name: '手冲咖啡壶' }).click();
    await page.getByRole('button', { name: '立即购买' }).click();
    await signIn(page, username);
    await page.getByRole('heading', { name: '确认订单' }).waitFor();
    expect(await page.locator('.option').innerText()).toContain('中关村大街 1 号');
    expect(await page.locator('.sums').innerText()).toMatch(/239\.00[^]*10\.00[^]*249\.00/);
    await page.getByRole('button', { name: '提交订单' }).click();

    await page.getByRole('button', { name: '去支付宝付款' }).click();
    await page.locator('#pay').click();
    await page.getByRole('heading', { name: '支付成功' }).waitFor();
    expect(page.url()).toContain(`${shop.url}/api/v1/alipay/return`);
    expect(await page.locator('main').innerText()).toContain('249.00');
    const orderNo = new URL(page.url()).searchParams.get('out_trade_no') ?? '';

    await page.getByRole('link', { name: '查看我的订单' }).click();
    const mine = page.locator(`[data-order="${orderNo}"]`);
    await mine.locator('[data-state="TO_SHIP"]').waitFor();
    await page.getByRole('link', { name: '待付款' }).click();
    await page.getByText('这里还没有订单').waitFor();

    await shipTheOnlyOrder(await visitor(browser), orderNo);

    await page.getByRole('link', { name: '待收货' }).click();
    await mine.getByRole('button', { name: '确认收货' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确认收货' }).click();
    await page.getByText('已确认收货').waitFor();
    await page.getByRole('link', { name: '已完成' }).click();
    await mine.locator('[data-state="RECEIVED"]').waitFor();

    const { body: sku } = await shop.anybody.get(`/api/v1/skus/${skuId}`);
    expect(sku).toMatchObject({ stock: 4, sales: 1 });
    expect(complaints).toEqual([]);
  });

  it('keeps what a guest put into the cart, adds an address, and sees a QR code paid without a click', async () => {
    await shop.sku({ name: '云岭白茶', price: '168.00', stock: 3 });
    const page = await visitor(browser);
    const complaints = complaintsOf(page);

    await page.goto(`${shop.url}/demo`);
    await page.getByRole('link', { name: '云岭白茶' }).click();
    await page.getByRole('button', { name: '增加一件' }).click();
    await page.getByRole('button', { name: '加入购物车' }).click();
    await page.getByRole('link', { name: '购物车 2' }).click();
    await page.getByRole('button', { name: '增加一件' }).click();
    await page.getByText('已选 3 件').waitFor();
    expect(await page.locator('.bar').innerText()).toContain('504.00');
    expect(await page.getByRole('button', { name: '增加一件' }).isDisabled()).toBe(true);

    await page.getByRole('button', { name: '去结算' }).click();
    await page.getByRole('link', { name: '注册一个' }).click();
    await page.getByLabel('用户名').fill('guest-no-more');
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByRole('button', { name: '注册并登录' }).click();
    const address = {
      收货人: '李小红',
      手机号: '13900001111',
      省份: '浙江省',
      城市: '杭州市',
      区县: '西湖区',
      详细地址: '文三路 138 号',
    };
    for (const [label, value] of Object.entries(address)) await page.getByLabel(label).fill(value);
    await page.getByRole('button', { name: '保存地址' }).click();
    await page.locator('.option').getByText('李小红').waitFor();
    await page.getByRole('button', { name: '提交订单' }).click();

    await until('Alipay has given the code', async () => {
      if (await page.getByRole('img', { name: '付款二维码' }).isVisible()) return true;
      const idle = page.locator('#by-code:enabled');
      if ((await idle.count()) > 0) await idle.click();
      return false;
    });
    const orderNo = page.url().split('/').at(-1) ?? '';
    const answer = await fetch(`${shop.simulator.url}/simulator/trades/${orderNo}/pay`, {
      method: 'POST',
    });
    expect(answer.status).toBe(200);
    await page.getByRole('heading', { name: '支付成功' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('counts what is in the cart now, though an older answer comes later', async () => {
    const skuId = await shop.sku({ name: '山野蜂蜜' });
    const page = await visitor(browser);
    const empty = signal();
    const counted = signal();
    await page.route('**/api/v1/cart', async (route) => {
      const response = await route.fetch();
      empty.give();
      await counted.given;
      await route.fulfill({ response });
    });
    await page.route('**/api/v1/cart/items', async (route) => {
      await empty.given;
      await route.continue();
    });
    await page.goto(`${shop.url}/demo#/goods/${skuId}`);
    await page.getByRole('button', { name: '加入购物车' }).click();
    const link = page.getByRole('link', { name: '购物车 1' });
    await link.waitFor();
    const late = page.waitForResponse('**/api/v1/cart');
    counted.give();
    await (await late).finished();
    // What came before it has been read when an answer that was asked for after it is there.
    await page.evaluate(async () => (await fetch('/api/v1/skus')).text());
    expect(await link.isVisible()).toBe(true);
  });

  it('goes down to what is left with one click, after somebody else has bought', async () => {
    const skuId = await shop.sku({ name: '手工皂', stock: 5 });
    const customer = await shop.customer();
    await customer.post('/api/v1/cart/items', { skuId, count: 5 });
    await placeOrder(await shop.customer(), skuId, 3);
    const { body: me } = await customer.get('/api/v1/auth/me');
    const page = await visitor(browser);
    await page.goto(`${shop.url}/demo#/sign-in?back=/cart`);
    await signIn(page, me.username);
    await page.getByText('库存不足，只剩 2 件').waitFor();
    await page.getByRole('button', { name: '减少一件' }).click();
    await page.getByText('已选 2 件').waitFor();
    expect(await page.getByText('库存不足').count()).toBe(0);
  });

  it('fits on a phone whatever names and addresses are made of', async () => {
    const word = 'W'.repeat(100);
    const attributes = [{ name: '规格说明'.repeat(10), value: word.slice(0, 50) }];
    const skuId = await shop.sku({ name: word, attributes });
    const customer = await shop.customer();
    const address = { ...ADDRESS, receiver: word.slice(0, 50), detail: word };
    await customer.post('/api/v1/addresses', address);
    await customer.post('/api/v1/cart/items', { skuId, count: 1 });
    const { orderNo } = await placeOrder(customer, skuId);
    const { body: me } = await customer.get('/api/v1/auth/me');
    const page = await visitor(browser);
    await page.setViewportSize({ width: 360, height: 760 });
    await page.goto(`${shop.url}/demo#/sign-in`);
    await signIn(page, me.username);
    await page.getByRole('heading', { name: '全部商品' }).waitFor();
    const seen = `/goods/${skuId}, /cart, /confirm?sku=${skuId}&count=1, /orders, /orders/${orderNo}`;
    for (const path of seen.split(', ')) {
      await page.goto('about:blank');
      await page.goto(`${shop.url}/demo#${path}`);
      await page.getByText(word).first().waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([path, width]).toEqual([path, 360]);
    }
    await page.goto(`${shop.url}/demo#/goods/${skuId}`);
    await page.getByRole('button', { name: '立即购买' }).waitFor();
    const values = await page.locator('.facts dd').all();
    for (const value of values) expect((await value.boundingBox())?.width).toBeGreaterThan(120);
  });

  it('says in Chinese what went wrong, shows a changed price before it counts, cancels orders', async () => {
    const username = await newCustomer();
    const skuId = await shop.sku({ name: '羊毛围巾', price: '258.00', stock: 1 });
    const page = await visitor(browser);

    await page.goto(`${shop.url}/demo#/sign-in`);
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码').fill('not the password');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('用户名或密码不正确').waitFor();
    await signIn(page, username);

    await page.getByRole('link', { name: '羊毛围巾' }).click();
    await page.getByRole('button', { name: '立即购买' }).click();
    await page.getByRole('button', { name: '提交订单' }).click();
    await page.getByRole('link', { name: '查看订单' }).click();
    await page.getByRole('button', { name: '取消订单' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取消订单' }).click();
    await page.getByRole('heading', { name: '已取消' }).waitFor();

    await page.goto(`${shop.url}/demo#/confirm?sku=${skuId}&count=1`);
    await page.getByText('应付 ¥268.00').waitFor();
    const operator = await shop.operator();
    const dearer = { body: { price: '268.00' } };
    await operator.send('PATCH', `/api/v1/skus/${skuId}`, dearer);
    await page.getByRole('button', { name: '提交订单' }).click();
    await page.getByText('应付由 ¥268.00 变为 ¥278.00').waitFor();
    await page.getByRole('button', { name: '提交订单' }).click();
    await page.getByRole('heading', { name: '订单已提交' }).waitFor();
    await page.getByRole('link', { name: '查看订单' }).click();
    await page.getByRole('button', { name: '取消订单' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取消订单' }).click();
    await page.getByRole('heading', { name: '已取消' }).waitFor();

    await page.goto(`${shop.url}/demo#/confirm?sku=${skuId}&count=2`);
    await page.getByText('库存不足，只剩 1 件').waitFor();
    await page.goto(`${shop.url}/demo#/orders/${'9'.repeat(24)}`);
    await page.getByText('没有这个订单').waitFor();
    const { body: sku } = await shop.anybody.get(`/api/v1/skus/${skuId}`);
    expect(sku).toMatchObject({ stock: 1, sales: 0 });
  });

  it('offers an operator to ship no order of which all is being sent back', async () => {
    const { orderNo } = await paidOrder(shop, await shop.customer(), await shop.sku());
    const operator = await shop.operator();
    shop.simulator.faults.set({
      loseRequests: { probability: 1, method: 'alipay.trade.refund' },
    });
    const request = { amount: '209.00', reason: '商品有瑕疵' };
    await operator.post(`/api/v1/orders/${orderNo}/refunds`, request);
    const page = await visitor(browser);
    await page.goto(`${shop.url}/demo#/sign-in?back=/orders/${orderNo}`);
    await signIn(page, 'test-operator');
    await page.getByRole('heading', { name: '退款处理中' }).waitFor();
    await page.getByText('全额退款处理中，请勿发货').waitFor();
    expect(await page.getByRole('button', { name: '发货' }).count()).toBe(0);
  });
});
