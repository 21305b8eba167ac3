import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { noFaults } from '../../simulator/control/faults.js';
import type { Simulator } from '../../simulator/server.js';
import { describeInBrowser, openBrowser } from '../browser/chromium.js';
import { call, goods, NOON, payLink, start } from './merchant.js';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(async () => simulator.close());

async function submit(path: string, fields: Record<string, string>) {
  const body = new URLSearchParams(fields);
  const answer = await fetch(simulator.url + path, { method: 'POST', body, redirect: 'manual' });
  const { status, headers } = answer;
  return { status, location: headers.get('location'), text: await answer.text() };
}

describe('the clock on the page', () => {
  it.each([
    [{ advanceMs: '3600000' }, NOON + 3_600_000],
    [{ set: ' 2026-11-22 12:00:00 ' }, NOON + 86_400_000],
  ])('is moved by %j and put back', async (fields, now) => {
    expect(await submit('/clock', fields)).toMatchObject({ status: 303, location: '/#clock' });
    expect(simulator.clock.now()).toBe(now);
    expect(await (await fetch(simulator.url)).text()).toContain('已拨动');
    await submit('/clock', { reset: 'true' });
    expect(simulator.clock.now()).toBe(NOON);
  });

  it('says what is wrong, on the page', async () => {
    const answer = await submit('/clock', { set: 'tomorrow <b>' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('role="alert"');
    expect(simulator.clock.now()).toBe(NOON);
  });
});

describe('the faults on the page', () => {
  const fields = {
    loseNotifies: '3',
    doubleNotifies: '20%',
    delayNotifies: '12.5 %',
    'delayNotifies.ms': '5000',
    loseAnswers: '1',
    'loseAnswers.method': 'alipay.trade.refund',
    failAnswers: '',
    'failAnswers.method': 'alipay.trade.query',
    repeatNotifies: '2',
    seed: '7',
  };
  const set = {
    ...noFaults,
    loseNotifies: { count: 3 },
    doubleNotifies: { probability: 0.2 },
    delayNotifies: { probability: 0.125, ms: 5_000 },
    loseAnswers: { count: 1, method: 'alipay.trade.refund' },
    repeatNotifies: 2,
    seed: 7,
  };

  it('are set, shown as they are, and turned off', async () => {
    expect(await submit('/faults', fields)).toMatchObject({ status: 303, location: '/#faults' });
    expect(simulator.faults.current()).toEqual(set);
    const page = await (await fetch(simulator.url)).text();
    for (const shown of ['name="loseNotifies" value="3"', 'value="20%"', 'value="12.5%"']) {
      expect(page).toContain(shown);
    }
    expect(page).toContain('<option selected>alipay.trade.refund</option>');
    await submit('/faults', { ...fields, reset: 'true' });
    expect(simulator.faults.current()).toEqual(noFaults);
  });

  it.each([
    [{ loseNotifies: 'often' }, 'loseNotifies'],
    [{ loseNotifies: '120%' }, 'loseNotifies'],
    [{ slowAnswers: '1' }, 'slowAnswers'],
    [{ seed: 'x' }, 'seed'],
  ])('refuse %j and say which', async (wrong, name) => {
    const answer = await submit('/faults', wrong);
    expect(answer.status).toBe(400);
    expect(/role="alert">([^<]*)/.exec(answer.text)?.[1]).toContain(name);
    expect(simulator.faults.current()).toEqual(noFaults);
  });
});

describeInBrowser('the page in a browser (needs CHROMIUM_PATH)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it.each([320, 390, 760, 1280])('shows every sum whole on a screen of %d', async (width) => {
    const large = { subject: '一种名字很长的红茶'.repeat(6), total_amount: '99999999.99' };
    simulator.buyer.open(payLink(simulator, { out_trade_no: `A${'1'.repeat(63)}`, ...large }));
    simulator.buyer.pay(`A${'1'.repeat(63)}`);
    simulator.console.refund(`A${'1'.repeat(63)}`, '12345678.90');
    await call(simulator, 'alipay.trade.precreate', {
      ...goods,
      ...large,
      product_code: undefined,
    });
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    await page.goto(simulator.url);
    const sums = await page.locator('.sum-cell').all();
    expect(sums).toHaveLength(3);
    for (const sum of sums) {
      const box = await sum.boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= width).toBe(true);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.close();
  });

  it('lets clock and faults be worked by hand', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    await page.goto(simulator.url);
    await page.getByRole('button', { name: '+1 小时' }).click();
    await page.getByText('已拨动').waitFor();
    await page.getByLabel('loseNotifies', { exact: true }).fill('50%');
    await page.getByRole('button', { name: '应用' }).click();
    await page.locator('input[name=loseNotifies][value="50%"]').waitFor();
    expect(simulator.clock.now()).toBe(NOON + 3_600_000);
    expect(simulator.faults.current().loseNotifies).toEqual({ probability: 0.5 });
    await page.close();
  });
});
