import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { until } from '../support/until.js';
import { describeInBrowser, openBrowser, visitor } from './chromium.js';
import { type ConsoleBusiness, openConsoleBusiness } from './console-business.js';
import { signIn } from './console-world.js';
import { shareOf } from './stopwatch.js';

const TIMES = 7;
const CPU_SLOWDOWN = 4;
const ROUND_TRIP_MS = 150;
const BYTES_PER_SECOND = 1_600_000 / 8;
/** All that is loaded until nothing is loaded any more, compressed, with 300 bytes for the head of each answer. */
const MOST_BYTES = 400_000;

/** Notes when the figures have been drawn, and when a click was answered, in ms from the beginning of the navigation. */
const WATCH = `
  const seen = { figures: 0, click: 0 };
  window.seen = seen;
  const watch = new MutationObserver(() => {
    if (document.querySelector('.figures .figure') === null) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => { seen.figures = performance.now(); }));
  });
  watch.observe(document, { childList: true, subtree: true });
  addEventListener('click', () => setTimeout(() => { seen.click = performance.now(); }), true);
`;
const SEEN = 'window.seen';
/** A slow phone computes for a while between two loads. */
const IS_LOADED = `performance.now()
  - Math.max(...performance.getEntriesByType('resource').map(({ responseEnd }) => responseEnd)) > 3000`;
const LOADED = `[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .map(({ transferSize, responseEnd }) => ({ bytes: transferSize, at: responseEnd }))`;

interface Seen {
  readonly figures: number;
  readonly click: number;
}

interface Load extends Seen {
  /** Of these bytes the first figures had need. */
  readonly bytesBefore: number;
  readonly bytes: number;
  readonly requests: number;
}

describeInBrowser('the overview on a slow phone (needs CHROMIUM_PATH)', () => {
  let browser: Browser;
  let business: ConsoleBusiness;

  beforeAll(async () => {
    business = await openConsoleBusiness();
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await business?.close();
  });

  /** Opens the overview with an empty cache, by somebody who is signed in. */
  const openOverview = async (signedIn: Page): Promise<Load> => {
    const context = await browser.newContext({
      locale: 'zh-CN',
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
      storageState: await signedIn.context().storageState(),
    });
    const page = await context.newPage();
    await page.addInitScript({ content: WATCH });
    const devTools = await context.newCDPSession(page);
    await devTools.send('Network.enable');
    await devTools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: ROUND_TRIP_MS,
      downloadThroughput: BYTES_PER_SECOND,
      uploadThroughput: BYTES_PER_SECOND,
    });
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await page.goto(`${business.shop.url}/console`, { waitUntil: 'commit' });
    await page.locator('.figures .figure').first().click();
    await until('nothing is loaded any more', () => page.evaluate<boolean>(IS_LOADED));
    const seen = await page.evaluate<Seen>(SEEN);
    const loaded = await page.evaluate<{ bytes: number; at: number }[]>(LOADED);
    await context.close();
    const sum = (all: typeof loaded) => all.reduce((bytes, one) => bytes + one.bytes, 0);
    return {
      ...seen,
      bytesBefore: sum(loaded.filter(({ at }) => at <= seen.figures)),
      bytes: sum(loaded),
      requests: loaded.length,
    };
  };

  it('loads little, and says how soon its figures are there', async () => {
    const signedIn = await visitor(browser);
    await signIn(business.shop, signedIn, 'admin');
    const loads: Load[] = [];
    for (let nth = 0; nth < TIMES; nth += 1) loads.push(await openOverview(signedIn));
    for (const what of ['figures', 'click', 'bytesBefore', 'bytes', 'requests'] as const) {
      const values = loads.map((load) => Math.round(load[what]));
      const [middle, least, most] = [0.5, 0, 1].map((share) => shareOf(values, share));
      process.stdout.write(`${what}: ${middle} (${least} … ${most})\n`);
    }
    expect(Math.min(...loads.map(({ figures }) => figures))).toBeGreaterThan(0);
    expect(Math.max(...loads.map(({ bytes }) => bytes))).toBeLessThanOrEqual(MOST_BYTES);
  }, 600_000);
});
