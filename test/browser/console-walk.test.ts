import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { may, type Permission } from '../../src/auth/permissions.js';
import { postNotify } from '../support/notify.js';
import { openShop, paidOrder, type Shop } from '../support/shop.js';
import { describeInBrowser, openBrowser, visitor } from './chromium.js';
import { complaintsOf, signIn } from './console-world.js';

const PAYLOAD = '<img src=x onerror="window.pwned=1">';
const MOST_REQUESTS = 6;

/** What buyers, Alipay and others can write, by table; in JSON, by the members of it. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  skus: ['name', 'picture'],
  orders: ['remark', 'carrier', 'tracking_number'],
  order_lines: ['name', 'picture'],
  payments: ['subject'],
  incidents: ['out_trade_no', 'trade_no', 'detail', 'resolution', 'proposed_reason'],
  refunds: ['reason', 'fault', 'refusal'],
  webhook_endpoints: ['url', 'description'],
  bills: ['fault', 'account'],
  discrepancies: ['out_trade_no', 'trade_no', 'request_no', 'done'],
  shipments: ['carrier', 'tracking_number'],
  after_sales: ['reason', 'description', 'reject_reason', 'refund_reason'],
  audit_log: ['username', 'address', 'request_id', 'reason'],
};
const JSONS: readonly (readonly [string, string, readonly string[]])[] = [
  ['skus', 'attributes', ['$[0].name', '$[0].value']],
  ['order_lines', 'attributes', ['$[0].name', '$[0].value']],
  ['orders', 'address', ['receiver', 'province', 'city', 'district', 'detail'].map(member)],
  [
    'payment_evidence',
    'report',
    ['subject', 'buyer_id', 'buyer_logon_id', 'trade_no', 'msg', 'sub_msg'].map(member),
  ],
  ['webhook_deliveries', 'tries', ['$[0].answer', '$[0].body', '$[0].error', '$[0].fault']],
  ['outbox', 'data', ['reason', 'note', 'carrier', 'trackingNumber', 'tradeNo'].map(member)],
  ['audit_log', 'state_after', ['$.reason', '$.remark', '$.state']],
];

/** Every page, with what of the hostile texts it must show, so that their absence proves something. */
const PAGES: readonly (readonly [string, boolean])[] = [
  ['', false],
  ['/orders', false],
  ['/orders/{orderNo}', true],
  ['/refunds', true],
  ['/cases', true],
  ['/incidents', true],
  ['/reconciliation', false],
  ['/catalogue', true],
  ['/webhooks', true],
  ['/system', false],
  ['/diagnosis', false],
  ['/people', false],
  ['/audit', true],
  ['/account', false],
];

function member(name: string): string {
  return `$.${name}`;
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly permission: Permission | null;
}

describeInBrowser('every page of the console (needs CHROMIUM_PATH)', () => {
  let browser: Browser;
  let shop: Shop;
  let orderNo: string;
  let routes: Route[];

  beforeAll(async () => {
    shop = await openShop({ WEBHOOK_ALLOW_PRIVATE: 'true' });
    browser = await openBrowser();
    await fillShop();
    await makeHostile();
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

  /** Something for each page to show. */
  const fillShop = async () => {
    const [customer, admin] = [await shop.customer(), await shop.operator()];
    const skuId = await shop.sku({ name: '咖啡壶', attributes: [{ name: '规格', value: '大' }] });
    ({ orderNo } = await paidOrder(shop, customer, skuId));
    const path = `/api/v1/orders/${orderNo}`;
    await admin.post('/api/v1/webhooks', {
      url: 'http://127.0.0.1:9/x',
      types: ['order.shipped'],
      description: 'x',
    });
    await admin.post(`${path}/refunds`, { amount: '7.00', reason: 'x' });
    await admin.post(`${path}/ship`, { carrier: 'x', trackingNumber: 'SF1' });
    await customer.post(`${path}/receive`);
    const claim = { type: 'returnAndRefund', lines: [{ lineId: 1, count: 1 }], reason: 'x' };
    await customer.post(`${path}/after-sales`, { ...claim, description: 'x' });
    await postNotify(shop, 'STRANGE-1', { total_amount: '5.00', subject: PAYLOAD });
    const day = '2026-11-20';
    await shop.database.query(
      `INSERT INTO bills (type, day, state, fault, created_at) VALUES ('trade', ?, 'BROKEN', 'x', NOW(3))`,
      [day],
    );
    await shop.relay();
    await shop.sweep();
  };

  /** Writes the payload into every field, also into those that the API would not take it for. */
  const makeHostile = async () => {
    for (const [table, columns] of Object.entries(TEXTS)) {
      for (const column of columns) {
        const sql = `UPDATE ${table} SET ${column} = ? WHERE ${column} IS NOT NULL`;
        await shop.database.query(sql, [PAYLOAD]);
      }
    }
    for (const [table, column, paths] of JSONS) {
      for (const path of paths) {
        const sql = `UPDATE ${table} SET ${column} = JSON_REPLACE(${column}, ?, ?) WHERE ${column} IS NOT NULL`;
        await shop.database.query(sql, [path, PAYLOAD]);
      }
    }
  };

  const settledAt = async (page: Page, path: string) => {
    await page.goto(`${shop.url}/console${path.replace('{orderNo}', orderNo)}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.locator('.ant-spin-spinning').first().waitFor({ state: 'detached' });
  };

  /** What the page holds that a hostile text would have made. */
  const madeBy = (page: Page) =>
    page.evaluate(() => ({
      pwned: 'pwned' in window,
      elements: document.querySelectorAll(
        '[onerror], [onload], img[src="x"], [href^="javascript:"]',
      ).length,
    }));

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
      page.off('request', note);
      // Who is signed in is asked once at a load of the page, not by the pages.
      const own = asked.filter((one) => one !== '/api/v1/auth/sessions/current');
      expect([path, own.length <= MOST_REQUESTS, own]).toEqual([path, true, own]);
      const count = await page.getByText(PAYLOAD).count();
      expect([path, count > 0 || !isShown]).toEqual([path, true]);
      expect([path, await madeBy(page)]).toEqual([path, { pwned: false, elements: 0 }]);
    }
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
    for (const path of [...menu, `/console/orders/${orderNo}`]) {
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
          .replace('{orderNo}', orderNo)
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
