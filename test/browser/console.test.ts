import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { Role } from '../../src/auth/permissions.js';
import { HourlySums } from '../../src/overview/hour-sums.service.js';
import { QueueDepths } from '../../src/overview/queue-depths.service.js';
import { ADDRESS, openShop, paidOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';
import { describeInBrowser, openBrowser, visitor } from './chromium.js';

const PASSWORD = 'a long password';
/** Whether a canvas shows anything; runs in the page. */
const isDrawn = (one: Element) => {
  const canvas = one as HTMLCanvasElement;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value) => value !== 0);
};

const PAYLOAD = '<img src=x onerror="window.pwned=1">';

describeInBrowser('the console in a browser (needs CHROMIUM_PATH)', () => {
  let browser: Browser;
  let shop: Shop;
  let orderNo: string;

  beforeAll(async () => {
    shop = await openShop();
    browser = await openBrowser();
    const customer = await shop.customer();
    const { body } = await customer.get('/api/v1/addresses');
    const hostile = { ...ADDRESS, receiver: PAYLOAD, detail: PAYLOAD };
    await customer.send('PATCH', `/api/v1/addresses/${body.items[0].id}`, { body: hostile });
    const skuId = await shop.sku({
      name: `手冲咖啡壶 ${PAYLOAD}`,
      attributes: [{ name: '规格', value: PAYLOAD }],
    });
    ({ orderNo } = await paidOrder(shop, customer, skuId));
    const other = await paidOrder(shop, customer, skuId);
    const refund = { amount: '7.00', reason: '=1+1,<img>' };
    await (await shop.operator()).post(`/api/v1/orders/${other.orderNo}/refunds`, refund);
    await shop.sweep();
    // Before anybody looks: the figures are kept for a while, and a page asks for them once a minute.
    await shop.app.get(QueueDepths).note();
    while ((await shop.app.get(HourlySums).refresh()) > 0);
  });

  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  /** Whatever the page complained of: a script that failed, or something that its policy forbids. */
  const complaintsOf = (page: Page) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      const isWhoAsked = message.location().url.endsWith('/auth/sessions/current');
      if (message.type() === 'error' && !isWhoAsked) complaints.push(message.text());
    });
    return complaints;
  };

  const signIn = async (page: Page, role: Role, path = '') => {
    await shop.staff(role);
    await page.goto(`${shop.url}/console${path}`);
    await page.getByLabel('用户名').fill(`test-${role}`);
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: /登\s*录/ }).click();
    await page.getByRole('button', { name: '退出登录' }).waitFor();
  };

  /** What axe-core calls serious, or worse, of what is seen. */
  const gravesOf = async (page: Page) => {
    // A color on its way to another is no color that anybody reads.
    await page.addStyleTag({ content: '* { transition: none !important; }' });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  };

  const openOrder = async (page: Page) => {
    await page.keyboard.press('/');
    await page.keyboard.type(orderNo);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: orderNo }).click();
    await page.getByRole('heading', { name: `订单 ${orderNo}` }).waitFor();
  };

  it('finds an order by its number, refunds a part of it, and runs nothing that a buyer wrote', async () => {
    const page = await visitor(browser);
    const complaints = complaintsOf(page);
    await page.goto(`${shop.url}/console`);
    await page.getByRole('button', { name: /登\s*录/ }).waitFor();
    expect(await gravesOf(page)).toEqual([]);
    await signIn(page, 'finance');
    await openOrder(page);
    await page.getByText('支付宝交易号', { exact: true }).waitFor();
    expect(await page.getByText(PAYLOAD).count()).toBeGreaterThan(0);
    expect(await gravesOf(page)).toEqual([]);

    await page.getByRole('button', { name: /^退\s*款$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('按金额').click();
    await dialog.getByLabel('金额', { exact: true }).fill('10.00');
    await dialog.getByLabel('原因').fill(PAYLOAD);
    await dialog.getByText('¥10.00 将退还买家，商品仍为已售；此后该订单还可退 ¥199.00。').waitFor();
    expect(await gravesOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: /^退\s*款$/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: PAYLOAD, exact: true }).waitFor();

    const { body } = await (await shop.operator()).get(`/api/v1/orders/${orderNo}/refunds`);
    expect(body.items).toMatchObject([{ amount: '10.00', reason: PAYLOAD, origin: 'operator' }]);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(complaints).toEqual([]);
  });

  it('draws the charts of a day, and each has its table', async () => {
    const page = await visitor(browser);
    const complaints = complaintsOf(page);
    const titles = [
      '分时收款',
      '近 30 日',
      '每日入账途径',
      '从下单到付款（近 30 日）',
      '退款原因（近 30 日）',
      '待处理任务（近 24 小时）',
    ];
    await signIn(page, 'viewer');
    await page.getByText('从付款到入账（近 24 小时）').scrollIntoViewIfNeeded();
    for (const title of titles) {
      const chart = page.getByRole('img', { name: title, exact: true });
      await chart.locator('canvas').waitFor();
      expect([title, await chart.locator('canvas').evaluate(isDrawn)]).toEqual([title, true]);
    }
    await page.getByText('表格').first().click();
    await page.getByRole('region', { name: '分时收款' }).getByText('418.00').waitFor();
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 CSV: 退款原因（近 30 日）' }).click();
    const file = await downloaded;
    expect(file.suggestedFilename()).toBe('refunds-by-reason.csv');
    const text = await readFile(await file.path(), 'utf8');
    expect(text.split('\r\n')[0]).toBe('\uFEFF原因,退款,退款笔数');
    expect(text).toContain(`"'=1+1,<img>",7.00,1`);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(await gravesOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('makes a person, shows the password once, and tells of it in the audit log', async () => {
    const page = await visitor(browser);
    await signIn(page, 'admin', '/people');
    await page.getByRole('button', { name: '添加人员' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('用户名').fill('newcomer');
    await dialog.getByRole('button', { name: '添加人员' }).click();
    await page.getByText('仅显示这一次').waitFor();
    await page.getByRole('button', { name: /知道了|确\s*定/ }).click();
    await page.getByRole('cell', { name: 'newcomer', exact: true }).waitFor();
    expect(await gravesOf(page)).toEqual([]);
    await page.goto(`${shop.url}/console/audit?who=test-admin&what=person.create`);
    await page.getByRole('cell', { name: '添加人员' }).waitFor();
    expect(await page.getByRole('cell', { name: '添加人员' }).count()).toBe(1);
    expect(await gravesOf(page)).toEqual([]);
    // Acts upon cases have an underscore in their names.
    await page.goto(`${shop.url}/console/audit?what=after_sale.agree&object=after_sale:1`);
    await page.getByText('暂无数据').last().waitFor();
  });

  it('asks to sign in again where a session has ended, and comes back to the address', async () => {
    const page = await visitor(browser);
    await signIn(page, 'finance', '/cases?needs=attention');
    await page.getByText('暂无数据').last().waitFor();
    expect(await gravesOf(page)).toEqual([]);
    await page.context().clearCookies();
    await page.getByRole('link', { name: '退款' }).click();
    await page.getByLabel('用户名').waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/refunds');
    await page.getByLabel('用户名').fill('test-finance');
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: /登\s*录/ }).click();
    await page.getByRole('heading', { level: 1, name: '退款' }).waitFor();
    const downloaded = page.waitForEvent('download');
    await page.getByRole('link', { name: /导出 CSV/ }).click();
    expect((await downloaded).suggestedFilename()).toBe('refunds.csv');
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByLabel('用户名').waitFor();
    await until('the cookie has gone', async () =>
      (await page.context().cookies()).every(({ name }) => name !== 'console'),
    );
  });

  it('greys out what a role may not do, in the language and the look that were chosen, on a phone', async () => {
    const page = await visitor(browser);
    await page.setViewportSize({ width: 390, height: 844 });
    await signIn(page, 'viewer', `/orders/${orderNo}`);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: `Order ${orderNo}` }).waitFor();
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.getByText('Timeline').waitFor();
    expect(await page.getByRole('button', { name: 'Refund' }).isDisabled()).toBe(true);
    expect(await gravesOf(page)).toEqual([]);
    for (const path of [
      'Refunds',
      'After-sales',
      'Incidents',
      'Reconciliation',
      'Catalogue',
      'Webhooks',
      'Audit',
    ]) {
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('link', { name: path }).click();
      await page.getByRole('heading', { level: 1, name: path }).waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([path, width]).toEqual([path, 390]);
    }
  });

  it("shows Bull's queue to an admin, and needs no other server for it", async () => {
    const page = await visitor(browser);
    const complaints = complaintsOf(page);
    await signIn(page, 'admin', '/account');
    await page.goto(`${shop.url}/console/queues`);
    await page.getByRole('link', { name: 'wake-ups' }).first().click();
    await page.getByRole('heading', { name: 'wake-ups' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('lets no customer in', async () => {
    const customer = await shop.customer();
    const { username } = (await customer.get('/api/v1/auth/me')).body;
    const page = await visitor(browser);
    await page.goto(`${shop.url}/console`);
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: /登\s*录/ }).click();
    await page.getByText('只有员工可以进行此操作。').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
  });
});
