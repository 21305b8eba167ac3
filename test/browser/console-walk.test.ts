import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { may, type Permission } from '../../src/auth/permissions.js';
import { openShop, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';
import { describeInBrowser, openBrowser, visitor } from './chromium.js';
import { complaintsOf, named, signIn } from './console-world.js';
import {
  fillHostileShop,
  type HostileOrders,
  madeBy,
  NOTHING_MADE,
  PAYLOAD,
} from './hostile-shop.js';

const MOST_REQUESTS = 6;

/** Every page, with what of the hostile texts it must show, so that their absence proves something. */
const PAGES: readonly (readonly [string, boolean])[] = [
  ['', false],
  ['/orders', false],
  ['/orders/{orderNo}', true],
  ['/refunds', true],
  ['/cases', true],
  ['/incidents', true],
  ['/reconciliation', true],
  ['/catalogue', true],
  ['/webhooks', true],
  ['/system', false],
  ['/diagnosis', false],
  ['/people', false],
  ['/audit', true],
  ['/account', false],
];

/**
 * Every dialog and drawer: where it is, what opens it, what is pressed in it then, and whether it must show hostile texts.
 */
const DIALOGS: readonly (readonly [string, string, string | null, boolean])[] = [
  ['/orders/{orderNo}', '退款', '按件', true],
  ['/orders/{orderNo}', '更正', null, true],
  ['/orders/{unshipped}', '发货', null, true],
  ['/orders/{unshipped}', '修改地址', null, true],
  ['/orders/{unshipped}', '取消订单', null, false],
  ['/refunds?state=REQUESTED', '同意', null, false],
  ['/refunds?state=REQUESTED', '拒绝', null, false],
  ['/cases?state=APPLIED', '同意', null, false],
  ['/cases?state=APPLIED', '拒绝', null, false],
  ['/cases?state=SENT_BACK', '确认收到退货', null, true],
  ['/incidents?state=OPEN', '依据', null, true],
  ['/incidents?state=OPEN', '原路退款', null, false],
  ['/incidents?state=OPEN', '已另行处理', null, false],
  ['/reconciliation?state=OPEN', '处理', null, false],
  ['/catalogue', '编辑', null, true],
  ['/catalogue', '补货', null, false],
  ['/catalogue', '下架', null, false],
  ['/webhooks', '编辑', null, true],
  ['/webhooks', '暂停', null, false],
  ['/webhooks', '重放', null, false],
  ['/webhooks', '详情', null, true],
  ['/people', '更改角色', null, false],
  ['/people', '重置密码', null, false],
];

interface Route {
  readonly method: string;
  readonly path: string;
  readonly permission: Permission | null;
}

describeInBrowser('every page of the console (needs CHROMIUM_PATH)', () => {
  let browser: Browser;
  let shop: Shop;
  let orders: HostileOrders;
  let routes: Route[];

  beforeAll(async () => {
    shop = await openShop({ WEBHOOK_ALLOW_PRIVATE: 'true' });
    browser = await openBrowser();
    orders = await fillHostileShop(shop);
    const { body } = await shop.anybody.get('/docs/openapi.json');
    const paths = body.paths as Record<string, Record<string, Record<string, unknown>>>;
    routes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, told]) => ({
        method: method.toUpperCase(),
        path,
        permission: (told['x-permission'] ?? null) as Permission | null,
      })),
    );
  });

  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  const addressOf = (path: string) =>
    path.replace('{orderNo}', orders.received).replace('{unshipped}', orders.unshipped);

  const settledAt = async (page: Page, path: string) => {
    await page.goto(`${shop.url}/console${addressOf(path)}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.locator('.ant-spin-spinning').first().waitFor({ state: 'detached' });
  };

  /** Whether somebody can read a hostile text in what matches, in its text or in a field; JSON writes its quotes otherwise. */
  const tells = (page: Page, selector: string) =>
    page.locator(selector).evaluate(
      (one, beginning) =>
        [
          one.textContent ?? '',
          ...[...one.querySelectorAll('input, textarea')].map((field) => {
            return (field as HTMLInputElement).value;
          }),
        ].some((text) => text.includes(beginning)),
      PAYLOAD.slice(0, PAYLOAD.indexOf('"')),
    );

  it('shows what others wrote as text, and asks the API six times at most', async () => {
    const page = await visitor(browser);
    const complaints = complaintsOf(page);
    await signIn(shop, page, 'admin');
    for (const [path, isShown] of PAGES) {
      const asked: string[] = [];
      const note = (request: { url(): string }) => {
        const { pathname } = new URL(request.url());
        if (pathname.startsWith('/api/')) asked.push(pathname);
      };
      page.on('request', note);
      await settledAt(page, path);
      if (isShown) await page.getByText(PAYLOAD).first().waitFor({ state: 'attached' });
      page.off('request', note);
      // Who is signed in is asked once at a load of the page, not by the pages.
      const own = asked.filter((one) => one !== '/api/v1/auth/sessions/current');
      expect([path, own.length <= MOST_REQUESTS, own]).toEqual([path, true, own]);
      expect([path, await madeBy(page)]).toEqual([path, NOTHING_MADE]);
    }
    expect(complaints).toEqual([]);
  });

  it('shows what others wrote as text in every dialog and drawer', async () => {
    const page = await visitor(browser);
    const complaints = complaintsOf(page);
    await signIn(shop, page, 'admin');
    for (const [path, opener, then, isShown] of DIALOGS) {
      await settledAt(page, path);
      await page
        .getByRole('button', { name: named(opener), disabled: false })
        .first()
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      if (then !== null) await dialog.getByText(then, { exact: true }).click();
      if (isShown) {
        await until(`${path} ${opener} shows a hostile text`, () => tells(page, '[role=dialog]'));
      }
      await page.waitForLoadState('networkidle');
      expect([path, opener, await madeBy(page)]).toEqual([path, opener, NOTHING_MADE]);
    }
    // What a sentence of the timeline rests on.
    await settledAt(page, '/orders/{orderNo}');
    const facts = page.getByText('依据', { exact: true });
    await facts.first().waitFor();
    for (const one of await facts.all()) await one.click();
    await until('the timeline shows a hostile text', () => tells(page, '.ant-timeline'));
    expect(await madeBy(page)).toEqual(NOTHING_MADE);
    expect(complaints).toEqual([]);
  });

  it('leads support to no route of finance, and each of them refuses support', async () => {
    const page = await visitor(browser);
    await signIn(shop, page, 'support');
    const refused: string[] = [];
    page.on('response', (answer) => {
      if (answer.status() === 403) refused.push(answer.url());
    });
    const links = await page.getByRole('navigation').getByRole('link').all();
    const menu = await Promise.all(links.map((link) => link.getAttribute('href')));
    expect(menu.length).toBeGreaterThan(8);
    for (const path of [...menu, `/console/orders/${orders.received}`]) {
      await page.goto(shop.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
    }
    expect(refused).toEqual([]);
    const finance = routes.filter(
      ({ permission }) => permission !== null && !may({ role: 'support' }, permission),
    );
    expect(finance.length).toBeGreaterThan(20);
    const answers = await page.evaluate(
      async (asked) => {
        const current = await (await fetch('/api/v1/auth/sessions/current')).json();
        const headers = { 'content-type': 'application/json', 'x-csrf-token': current.csrfToken };
        const told: string[] = [];
        for (const { method, path } of asked) {
          const hasBody = method !== 'GET' && method !== 'DELETE';
          const { status } = await fetch(path, { method, headers, ...(hasBody && { body: '{}' }) });
          told.push(`${method} ${path} ${status}`);
        }
        return told;
      },
      finance.map(({ method, path }) => ({
        method,
        path: path
          .replace('{orderNo}', orders.received)
          .replace(/\{day\}/, '2026-11-20')
          .replace(/\{\w+\}/g, '1'),
      })),
    );
    expect(answers.filter((answer) => !answer.endsWith(' 403'))).toEqual([]);
    const [told] = await shop.database.query<{ count: string }>(
      `SELECT COUNT(DISTINCT object_id) AS count FROM audit_log
       WHERE action = 'route.refuse' AND username = 'test-support'`,
    );
    expect(Number(told?.count)).toBe(finance.length);
  });
});
