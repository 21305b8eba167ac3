import { afterAll, beforeAll, expect, it } from '@jest/globals';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, openBrowser, visitor } from './chromium.js';
import { type ConsoleBusiness, openConsoleBusiness } from './console-business.js';
import { complaintsOf, signIn } from './console-world.js';

/** A desk by day, and a phone by night: both looks and both widths, each page twice. */
const VIEWS = [
  { width: 1280, height: 860, look: 'light', language: 'zh' },
  { width: 390, height: 844, look: 'dark', language: 'en' },
] as const;

describeInBrowser('each page of the console (needs CHROMIUM_PATH)', () => {
  let browser: Browser;
  let business: ConsoleBusiness;
  let page: Page;

  beforeAll(async () => {
    business = await openConsoleBusiness();
    browser = await openBrowser();
    page = await visitor(browser);
    await signIn(business.shop, page, 'admin');
  });

  afterAll(async () => {
    await browser?.close();
    await business?.close();
  });

  /** What axe-core calls serious, or worse, of what is seen. */
  const gravesOf = async () => {
    await page.addStyleTag({
      content: '* { transition: none !important; animation: none !important; }',
    });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<AxeResults>(
      "axe.run({ resultTypes: ['violations'] })",
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  };

  /** Tables that are wider than their frame, in both languages; the page ends in Chinese. */
  const tooWide = async () => {
    const found: string[] = [];
    for (const language of ['English', '中文']) {
      await page.getByRole('button', { name: language, exact: true }).click();
      const titles = await page.evaluate(() =>
        [...document.querySelectorAll('.scroller')]
          .filter((frame) => frame.checkVisibility() && frame.scrollWidth > frame.clientWidth)
          .map((frame) => frame.getAttribute('aria-label')),
      );
      found.push(...titles.map((title) => `${language}: ${title}`));
    }
    return found;
  };

  it.each(VIEWS)('fits $width px in $look, and axe finds nothing serious', async (view) => {
    const { orderNo, day, shop } = business;
    const complaints = complaintsOf(page);
    const { width, height, ...choices } = view;
    await page.setViewportSize({ width, height });
    await page.evaluate(({ look, language }) => {
      localStorage.setItem('console-look', look);
      localStorage.setItem('console-language', language);
    }, choices);
    const paths = ['', '/orders', `/orders/${orderNo}`, '/refunds', '/cases', '/incidents']
      .concat([`/reconciliation?day=${day}`, '/catalogue', '/webhooks', '/system'])
      .concat(['/diagnosis', '/people', '/audit', '/account', '/no-such-page']);
    for (const path of paths) {
      await page.goto(`${shop.url}/console${path}`);
      await page.locator('main h1, main .notice').first().waitFor();
      // Charts further down are made when somebody sees their place.
      await page.waitForFunction(() => {
        const waiting = document.querySelector('.ant-skeleton, .pending');
        waiting?.scrollIntoView();
        return waiting === null;
      });
      const found = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([path, found, await gravesOf()]).toEqual([path, width, []]);
      // A phone scrolls what a desk shows whole.
      if (view.language === 'zh') expect([path, await tooWide()]).toEqual([path, []]);
    }
    expect(complaints).toEqual([]);
  });
});
