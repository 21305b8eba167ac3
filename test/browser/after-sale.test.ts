import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import type { Client } from '../support/client.js';
import { until } from '../support/until.js';
import { describeInBrowser, openBrowser, visitor } from './chromium.js';

const PASSWORD = 'a long password';
const PHONE = { width: 390, height: 844 };

describeInBrowser('申请售后 in the demo shop (needs CHROMIUM_PATH)', () => {
  let browser: Browser;
  let shop: Shop;
  let customer: Client;
  let operator: Client;

  beforeAll(async () => {
    shop = await openShop();
    customer = await shop.customer();
    operator = await shop.operator();
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  /** A paid order of so many pieces, which left in two parcels when `isReceived`. */
  const paidOrder = async (count: number, isReceived: boolean): Promise<string> => {
    const skuId = await shop.sku({ name: '手冲咖啡壶', price: '239.00' });
    const { orderNo } = await placeOrder(customer, skuId, count);
    shop.simulator.buyer.open((await payLink(customer, orderNo)).payUrl);
    shop.simulator.buyer.pay(orderNo);
    const path = `/api/v1/orders/${orderNo}`;
    await until('it is paid', async () => (await customer.get(path)).body.state === 'TO_SHIP');
    if (!isReceived) return orderNo;
    const first = { carrier: '顺丰速运', trackingNumber: 'SF1', lines: [{ lineId: 1, count: 1 }] };
    await operator.post(`${path}/shipments`, first);
    await operator.post(`${path}/ship`, { carrier: '中通快递', trackingNumber: 'ZT2' });
    await customer.post(`${path}/receive`);
    return orderNo;
  };

  const visit = async (page: Page, path: string, username: string) => {
    await page.goto(`${shop.url}/demo#${path}`);
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
  };

  const nameOf = async (client: Client) => (await client.get('/api/v1/auth/me')).body.username;

  it('leads a buyer on a phone from the order to goods that came back and money that did', async () => {
    const orderNo = await paidOrder(3, true);
    const page = await visitor(browser);
    await page.setViewportSize(PHONE);
    await visit(page, `/orders/${orderNo}`, await nameOf(customer));
    await page.getByText('包裹 2').waitFor();
    expect(await page.locator('.parcels').innerText()).toMatch(/SF1[^]*×1[^]*ZT2[^]*×2/);

    await page.getByRole('link', { name: '申请售后' }).click();
    await page.getByRole('heading', { name: '申请售后' }).waitFor();
    await page.getByLabel('选择 手冲咖啡壶').check();
    await page.getByRole('button', { name: '减少一件' }).click();
    await page.getByText('已选 2 件').waitFor();
    await page.getByLabel('申请原因').selectOption('商品有瑕疵');
    await page.getByLabel('补充说明').fill('壶嘴有裂纹\n两把都有');
    const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect(isWide).toBe(false);
    await page.getByRole('button', { name: '提交申请' }).click();
    const card = page.locator('[data-case]');
    await card.getByText('等待商家处理').waitFor();
    expect(await card.innerText()).toMatch(/478\.00[^]*商品有瑕疵：壶嘴有裂纹 两把都有/);

    const staff = await visitor(browser);
    await visit(staff, `/orders/${orderNo}`, 'test-operator');
    await staff.getByLabel('退货收件人').fill('退货组');
    await staff.getByLabel('退货电话').fill('01012345678');
    await staff.getByLabel('退货地址').fill('北京市海淀区 3 号库');
    await staff.getByRole('button', { name: '同意退货' }).click();
    await staff.getByText('请寄回商品').waitFor();

    await page.reload();
    await card.getByText('北京市海淀区 3 号库').waitFor();
    await card.getByLabel('快递公司').fill('顺丰速运');
    await card.getByLabel('运单号').fill('SF9');
    await card.getByRole('button', { name: '我已寄回' }).click();
    await card.getByText('已寄回，等待商家收货').waitFor();

    await staff.reload();
    await staff.getByRole('button', { name: '收到全部商品并退款' }).click();
    await staff.locator('[data-state="REFUNDED"]').waitFor();
    await page.reload();
    await card.getByText('已退款').waitFor();
    expect(await page.locator('.lines').innerText()).toContain('退款 2 件（¥478.00）');
    expect(await page.locator('.sums').innerText()).toMatch(/已退款[^]*478\.00/);
  });

  it('lets a buyer ask for money of what was not sent, and take it back', async () => {
    const orderNo = await paidOrder(2, false);
    const page = await visitor(browser);
    await visit(page, `/orders/${orderNo}/after-sale`, await nameOf(customer));
    await page.getByText('可申请 2 件').waitFor();
    expect(await page.getByText('退货退款').count()).toBe(0);
    await page.getByLabel('选择 手冲咖啡壶').check();
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByRole('button', { name: '撤销申请' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤销申请' }).click();
    await page.locator('[data-case]').getByText('已撤销').waitFor();
    await page.getByRole('link', { name: '申请售后' }).waitFor();
  });
});
