import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import type { Browser, Locator, Page } from 'playwright-core';
import { fillShop, ownersOf } from '../../bench/old-shop.mjs';
import { makeCatalogue } from '../../bench/world.mjs';
import { postNotify } from '../support/notify.js';
import {
  type Business,
  openShop,
  paidOrder,
  payLink,
  placeOrder,
  type Shop,
} from '../support/shop.js';
import { until } from '../support/until.js';
import { describeInBrowser, openBrowser, visitor } from './chromium.js';
import { complaintsOf, named, signIn } from './console-world.js';
import { Stopwatch } from './stopwatch.js';

/** So many orders are there beside those of the cases: filling the tables takes minutes, so that it is `npm run cases`. */
const ORDERS = Number(process.env['CASES_ORDERS'] ?? '1000000');
const MOST_CLICKS = 4;
const NOTE = '已核实';

/** One thing that waits for somebody: where the start page leads, what its row says, and what is done. */
interface Case {
  /** Of the start page's link. */
  readonly list: string;
  /** Words that only its row has. */
  readonly row: string;
  /** What is pressed in the row, or on the page that the row leads to. */
  readonly act: string;
  /** Whether the row leads to a page of its own first. */
  readonly hasPage?: boolean;
  /** What the page says then, where nothing is asked before it is done. */
  readonly ends?: string;
  /** What the audit log then says that was done. */
  readonly told: string;
}

/** Long enough ago to be overdue. */
async function letExpire({ database }: Shop, orderNo: string): Promise<void> {
  await database.query(
    'UPDATE orders SET expires_at = NOW(3) - INTERVAL 1 HOUR WHERE order_no = ?',
    [orderNo],
  );
}

/** A pay link with another notify address, signed as a shop that is set up wrongly signs it. */
function withNotifyUrl({ keys }: Shop, payUrl: string, notifyUrl: string): string {
  const link = new URL(payUrl);
  link.searchParams.set('notify_url', notifyUrl);
  link.searchParams.delete('sign');
  const text = [...link.searchParams]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const key = readFileSync(keys.appPrivateKeyFile, 'utf8');
  link.searchParams.set('sign', createSign('RSA-SHA256').update(text).sign(key, 'base64'));
  return link.href;
}

describeInBrowser('fifty cases among many orders (needs CHROMIUM_PATH)', () => {
  let browser: Browser;
  let business: Business;
  let cases: Case[];
  const watch = new Stopwatch();

  beforeAll(async () => {
    const shop = await openShop({ WEBHOOK_ALLOW_PRIVATE: 'true', RECONCILE: 'false' });
    await fillTables(shop);
    const [customer, operator] = [await shop.customer(), await shop.operator()];
    business = { shop, customer, operator, skuId: await shop.sku({ stock: 10_000 }) };
    // The lists begin with what came last.
    cases = (await plantCases()).toReversed();
    browser = await openBrowser();
  }, 3_600_000);

  afterAll(async () => {
    await browser?.close();
    await business?.shop.close();
  });

  /** The orders of a shop of some age, before anybody else is there. */
  const fillTables = async (shop: Shop) => {
    if (ORDERS === 0) return;
    const db = await createConnection({ uri: shop.database.url, timezone: 'Z' });
    try {
      const users = ownersOf(ORDERS);
      await makeCatalogue(db, users);
      await fillShop(db, { count: ORDERS, users, now: new Date() });
    } finally {
      await db.end();
    }
  };

  const paid = async (): Promise<string> => {
    const { shop, customer, skuId } = business;
    return (await paidOrder(shop, customer, skuId)).orderNo;
  };

  const plantCases = async (): Promise<Case[]> => [
    ...(await plantIncidents()),
    ...(await plantRefunds()),
    ...(await plantDifferences()),
    ...(await plantWebhooks()),
    ...(await plantOverdue()),
    ...(await plantWrongNotifyUrls()),
  ];

  /** Three of each kind: four kinds as Alipay's reports make them, and the rest as their rows are. */
  const plantIncidents = async (): Promise<Case[]> => {
    const { shop } = business;
    const numbers: string[] = [];
    for (let nth = 0; nth < 3; nth += 1) {
      numbers.push(`STRANGE-${nth}`);
      await postNotify(shop, `STRANGE-${nth}`, { total_amount: '5.00' });
      const told: readonly Record<string, string>[] = [
        { total_amount: '0.01' },
        { trade_no: `OTHER-${nth}` },
        { refund_fee: '999.00', gmt_refund: '2026-11-21 12:02:00.120' },
      ];
      for (const changes of told) {
        const orderNo = await paid();
        const trade = shop.simulator.trade(orderNo);
        await postNotify(shop, orderNo, { trade_no: trade?.trade_no ?? '', ...changes });
        numbers.push(orderNo);
      }
      for (const kind of ['late-payment', 'refund-failed', 'refund-bounced']) {
        const orderNo = await paid();
        await shop.database.query(
          `INSERT INTO incidents (kind, fingerprint, state, out_trade_no, order_id, payment_id, expected_amount,
             reported_amount, detail, created_at)
           SELECT ?, ?, 'OPEN', p.out_trade_no, p.order_id, p.id, p.amount, p.amount, 'x', NOW(3) FROM payments p
           WHERE p.out_trade_no = ?`,
          [kind, `${kind}|paid|${orderNo}`, orderNo],
        );
        numbers.push(orderNo);
      }
    }
    const [list, act, told] = ['/incidents?state=OPEN', '已另行处理', 'incident.dismiss'];
    return numbers.map((row) => ({ list, row, act, told }));
  };

  /** Requests that wait for somebody, refunds without an answer, and those without balance. */
  const plantRefunds = async (): Promise<Case[]> => {
    const { shop, operator } = business;
    const support = await shop.staff('support');
    const planted: Case[] = [];
    const refundOf = async (by: typeof operator) => {
      const orderNo = await paid();
      await by.post(`/api/v1/orders/${orderNo}/refunds`, { amount: '7.00', reason: 'x' });
      return orderNo;
    };
    for (const [act, told] of [
      ['同意', 'refund.approve'],
      ['拒绝', 'refund.reject'],
    ] as const) {
      for (let nth = 0; nth < 4; nth += 1) {
        const list = '/refunds?state=REQUESTED';
        planted.push({ list, row: await refundOf(support), act, told });
      }
    }
    const { faults } = shop.simulator;
    for (const [list, fault] of [
      [
        '/refunds?state=UNKNOWN',
        { loseRequests: { probability: 1, method: 'alipay.trade.refund' } },
      ],
      ['/refunds?state=PROCESSING', { emptyBalance: { probability: 1 } }],
    ] as const) {
      faults.set(fault);
      for (let nth = 0; nth < 4; nth += 1) {
        planted.push({
          list,
          row: await refundOf(operator),
          act: '立即重试',
          told: 'refund.retry',
        });
      }
      faults.reset();
    }
    return planted;
  };

  const plantDifferences = async (): Promise<Case[]> => {
    const numbers = Array.from({ length: 4 }, (_, nth) => `BILLED-${nth}`);
    for (const number of numbers) {
      await business.shop.database.query(
        `INSERT INTO discrepancies (day, type, kind, fingerprint, state, out_trade_no, bill_amount, created_at)
         VALUES ('2026-11-20', 'trade', 'amount-differs', SHA2(?, 256), 'OPEN', ?, 5, NOW(3))`,
        [number, number],
      );
    }
    const list = '/reconciliation?state=OPEN';
    return numbers.map((row) => ({ list, row, act: '处理', told: 'discrepancy.resolve' }));
  };

  const plantWebhooks = async (): Promise<Case[]> => {
    const urls = Array.from({ length: 3 }, (_, nth) => `http://127.0.0.1:9/dead-${nth}`);
    for (const url of urls) {
      await business.operator.post('/api/v1/webhooks', { url, types: ['order.completed'] });
    }
    await business.shop.database.query(
      "UPDATE webhook_endpoints SET state = 'PAUSED', pause_reason = 'failing', paused_at = NOW(3)",
    );
    return urls.map((row) => ({ list: '/webhooks', row, act: '恢复', told: 'webhook.resume' }));
  };

  const plantOverdue = async (): Promise<Case[]> => {
    const { shop, customer, skuId } = business;
    const planted: Case[] = [];
    for (let nth = 0; nth < 3; nth += 1) {
      const { orderNo } = await placeOrder(customer, skuId);
      await payLink(customer, orderNo);
      await letExpire(shop, orderNo);
      const [list, act] = ['/orders?needs=overdue', '取消订单'];
      planted.push({ list, row: orderNo, act, hasPage: true, told: 'order.cancel' });
    }
    return planted;
  };

  /** Paid at Alipay, which tells an address of it that is not the shop's: the order stands there as unpaid. */
  const plantWrongNotifyUrls = async (): Promise<Case[]> => {
    const { shop, customer, skuId } = business;
    const planted: Case[] = [];
    for (let nth = 0; nth < 3; nth += 1) {
      const { orderNo } = await placeOrder(customer, skuId);
      const { payUrl } = await payLink(customer, orderNo);
      shop.simulator.buyer.open(withNotifyUrl(shop, payUrl, `${shop.url}/api/v1/alipay/notices`));
      expect(shop.simulator.buyer.pay(orderNo).ok).toBe(true);
      await letExpire(shop, orderNo);
      const [list, act, ends] = ['/orders?needs=overdue', '立即向支付宝查询', '待发货'];
      planted.push({ list, row: orderNo, act, hasPage: true, ends, told: 'payment.sync' });
    }
    return planted;
  };

  /** Decides one from the start page; answers how many clicks that took. */
  const decide = async (page: Page, one: Case): Promise<number> => {
    let clicks = 0;
    const click = async (what: Locator) => {
      clicks += 1;
      await what.click();
    };
    const link = page.locator(`a[href^="/console${one.list}"]`).first();
    await watch.time('start page', async () => {
      await page.goto(`${business.shop.url}/console`);
      await link.waitFor();
    });
    const row = page.getByRole('row').filter({ hasText: one.row }).first();
    await watch.time('list', async () => {
      await click(link);
      await row.waitFor();
    });
    const button = (one.hasPage ? page : row).getByRole('button', { name: named(one.act) });
    if (one.hasPage) {
      await watch.time('page of an order', async () => {
        await click(row.getByRole('link', { name: one.row }));
        await button.waitFor();
      });
    }
    const { ends } = one;
    if (ends !== undefined) {
      await watch.time('decision', async () => {
        await click(button);
        await page.getByText(ends, { exact: true }).first().waitFor();
      });
      return clicks;
    }
    await click(button);
    const dialog = page.getByRole('dialog');
    // While it still grows, a button moves away under the pointer, and the click is nobody's.
    await page.locator('[role=dialog]:not(.ant-zoom-appear)').waitFor();
    const note = dialog.getByRole('textbox');
    if ((await note.count()) > 0) await note.first().fill(NOTE);
    await watch.time('decision', async () => {
      await click(dialog.getByRole('button', { name: named(one.act) }));
      await dialog.waitFor({ state: 'detached' }).catch(async (cause: unknown) => {
        const shown = await page.locator('body').innerText();
        throw new Error(`${one.told} of ${one.row} does not end: ${shown}`, { cause });
      });
    });
    return clicks;
  };

  /** Notes how long the API lets the page wait. */
  const watchApi = (page: Page) => {
    page.on('requestfinished', (request) => {
      if (!new URL(request.url()).pathname.startsWith('/api/')) return;
      const { requestStart, responseEnd } = request.timing();
      watch.note(`API, ${request.method()}`, responseEnd - requestStart);
    });
  };

  it('are each found from the start page and decided in four clicks, and the audit log tells of each', async () => {
    expect(cases).toHaveLength(50);
    const { database } = business.shop;
    const page = await visitor(browser);
    const complaints = complaintsOf(page);
    await signIn(business.shop, page, 'admin');
    const [{ last }] = (await database.query<{ last: string }>(
      'SELECT COALESCE(MAX(id), 0) AS last FROM audit_log',
    )) as [{ last: string }];
    await until('the start page knows of all that waits', async () => {
      await page.goto(`${business.shop.url}/console`);
      await page.waitForLoadState('networkidle');
      const lists = new Set(cases.map(({ list }) => list));
      const links = [...lists].map((list) => page.locator(`a[href^="/console${list}"]`).count());
      return (await Promise.all(links)).every((count) => count > 0);
    });
    watchApi(page);
    const taken: number[] = [];
    const started = Date.now();
    for (const one of cases) taken.push(await decide(page, one));
    expect(Math.max(...taken)).toBeLessThanOrEqual(MOST_CLICKS);
    const told = await database.query<{ action: string }>(
      `SELECT action FROM audit_log WHERE id > ? AND username = 'test-admin' AND via = 'console' ORDER BY id`,
      [last],
    );
    expect(told.map(({ action }) => action)).toEqual(cases.map((one) => one.told));
    expect(complaints).toEqual([]);
    const clicks = taken.reduce((sum, one) => sum + one, 0);
    const perCase = (Date.now() - started) / cases.length;
    process.stdout.write(
      `${ORDERS} orders: 50 cases in ${clicks} clicks, ${Math.max(...taken)} at most; ${perCase.toFixed(0)} ms a case\n`,
    );
    process.stdout.write(`${watch.lines().join('\n')}\n`);
  }, 3_600_000);
});
