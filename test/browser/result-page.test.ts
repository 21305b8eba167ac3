import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { describeInBrowser, openBrowser, visitor } from './chromium.js';
import { type GatewayDoor, openGatewayDoor } from './gateway-door.js';

/** Longer than any gap between two tries of a notify, as the tests' shops scale them. */
const NEXT_TRY_MS = 30_000;

describeInBrowser('the result page without scripts in a browser (needs CHROMIUM_PATH)', () => {
  let browser: Browser;
  let shop: Shop;
  let door: GatewayDoor;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  beforeEach(async () => {
    door = await openGatewayDoor();
    shop = await openShop({ ALIPAY_GATEWAY: door.url });
    door.lead(shop.simulator.gatewayUrl);
  });

  afterEach(async () => {
    await shop?.close();
    await door?.close();
  });

  afterAll(async () => {
    await browser?.close();
  });

  /** Pays while every notify is lost and Alipay answers no question: nobody can know yet. */
  const payUnheard = async (): Promise<Page> => {
    const customer = await shop.customer();
    const order = await placeOrder(customer, await shop.sku());
    const { payUrl } = await payLink(customer, order.orderNo);
    shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
    door.answer(false);
    const page = await visitor(browser, { scripts: false });
    await page.goto(payUrl);
    await page.locator('#pay').click();
    await page.getByRole('heading', { name: '正在确认支付结果' }).waitFor();
    expect(await page.getByText('支付成功').count()).toBe(0);
    return page;
  };

  const notifyStates = () =>
    shop.simulator.ledger().flatMap(({ notifies }) => notifies.map(({ state }) => state));

  it('turns from 正在确认 to 支付成功 when the notify comes late', async () => {
    const page = await payUnheard();
    shop.simulator.faults.reset();
    shop.simulator.clock.advance(NEXT_TRY_MS);
    await page.getByRole('heading', { name: '支付成功' }).waitFor();
    expect(notifyStates()).toEqual(['delivered']);
  });

  it('turns from 正在确认 to 支付成功 when no notify comes, but Alipay answers again', async () => {
    const page = await payUnheard();
    door.answer(true);
    await page.getByRole('heading', { name: '支付成功' }).waitFor();
    expect(notifyStates()).toHaveLength(1);
    expect(notifyStates()).not.toContain('delivered');
  });

  it('leads a buyer whose address was changed on the way to the order, which is found paid', async () => {
    const customer = await shop.customer();
    const { orderNo } = await placeOrder(customer, await shop.sku());
    shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
    shop.simulator.buyer.open((await payLink(customer, orderNo)).payUrl);
    const paid = shop.simulator.buyer.pay(orderNo);
    const back = new URL((paid.ok && paid.value.returnUrl) || 'missing:');
    back.searchParams.set('total_amount', '209.0');
    const page = await visitor(browser);
    await page.goto(back.href);
    await page.getByRole('heading', { name: '请在订单中查看付款结果' }).waitFor();
    await page.getByRole('link', { name: '查看我的订单' }).click();
    const { username } = (await customer.get('/api/v1/auth/me')).body;
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码').fill('a long password');
    await page.getByRole('button', { name: '登录' }).click();
    await page.locator('h1[data-state="TO_SHIP"]').waitFor();
    expect(await page.getByText(`订单号 ${orderNo}`).count()).toBe(1);
  });
});
