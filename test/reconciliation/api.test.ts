import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BillWorker } from '../../src/reconciliation/days/bill-worker.service.js';
import type { Sheet } from '../../src/reconciliation/sheet/sheet.js';
import { sheetCsv } from '../../src/reconciliation/sheet/sheet-forms.js';
import type { Client } from '../support/client.js';
import { BillWorld } from './world.js';

let world: BillWorld;
let operator: Client;

beforeAll(async () => {
  world = await BillWorld.open({ RECONCILE: 'true' });
  ({ operator } = world.business);
});
afterAll(() => world.close());

describe('the worker', () => {
  it('does each day that it has missed, in order, from ten o’clock on', async () => {
    world.nextDay(9);
    await world.work();
    const first = world.today();
    await world.pay();
    world.nextDay(9);
    expect((await operator.get('/api/v1/reconciliations')).body.items).toEqual([]);
    await world.work();
    world.shop.advance(3_600_000);
    await world.pay();
    await world.work();
    world.nextDay();
    world.nextDay();
    const days = (await operator.get('/api/v1/reconciliations')).body.items;
    expect(days).toMatchObject([{ day: first, state: 'MATCHED' }]);
    await world.work();
    const states = (await operator.get('/api/v1/reconciliations')).body.items;
    expect(states).toMatchObject([{ state: 'EMPTY' }, { state: 'MATCHED' }, { day: first }]);
  });

  it('asks every twenty minutes for a bill that is not ready, and is an alarm in the evening', async () => {
    world.nextDay(12);
    await world.work();
    const day = world.today();
    await world.pay();
    world.shop.simulator.plantInBills({ notReady: true });
    world.nextDay();
    await world.work();
    const view = async () => (await operator.get(`/api/v1/reconciliations/${day}`)).body;
    expect(await view()).toMatchObject({ state: 'NOT_READY', fault: expect.any(String) });
    const late = async () =>
      /^bills_late (\d+)$/m.exec(await (await fetch(`${world.shop.url}/metrics`)).text())?.[1];
    expect(await late()).toBe('0');
    world.shop.advance(8 * 3_600_000);
    await world.work();
    expect(await late()).toBe('1');
    world.shop.simulator.plantInBills({ notReady: false });
    await world.app.get(BillWorker).step();
    expect(await view()).toMatchObject({ state: 'NOT_READY' });
    world.shop.advance(20 * 60_000);
    await world.work();
    expect(await view()).toMatchObject({ state: 'MATCHED', fault: null });
  });

  it('takes a day on which nothing was done for empty, whichever word Alipay has for it', async () => {
    world.nextDay(12);
    await world.work();
    for (const emptyIsNotThere of [false, true]) {
      world.shop.simulator.plantInBills({ emptyIsNotThere });
      const day = world.today();
      world.nextDay(emptyIsNotThere ? 18 : 10);
      await world.work();
      const { body } = await operator.get(`/api/v1/reconciliations/${day}`);
      expect(body).toMatchObject({ state: 'EMPTY', bill: { net: '0.00' } });
    }
    world.shop.simulator.plantInBills({ reset: true });
  });
});

describe('a day’s sheet', () => {
  /** What the list of days says of a day's bills. */
  const openOf = async (day: string) => {
    const { body } = await operator.get(`/api/v1/reconciliations?from=${day}&to=${day}`);
    return (body.items as { type: string; openDiscrepancies: number }[]).map(
      ({ type, openDiscrepancies }) => [type, openDiscrepancies],
    );
  };

  it('adds up on both sides, and tells what is open', async () => {
    world.nextDay(12);
    await world.work();
    const day = world.today();
    const [one, other] = [await world.pay(), await world.pay()];
    world.shop.simulator.console.refund(one.orderNo, '9.00', 'R-1');
    await world.shop.simulator.settled();
    world.shop.simulator.plantInBills({ duplicate: [other.orderNo] });
    world.nextDay();
    const asked = await operator.post('/api/v1/reconciliations', { date: day });
    expect(asked).toMatchObject({ status: 202, body: { day } });
    await world.work();
    const { body } = await operator.get(`/api/v1/reconciliations/${day}`);
    expect(body).toMatchObject({
      state: 'MATCHED',
      bill: {
        payments: { count: 3, sum: '627.00' },
        refunds: { count: 1, sum: '9.00' },
        fees: '3.70',
        net: '614.30',
      },
      books: { payments: { count: 2, sum: '418.00' }, refunds: { count: 1, sum: '9.00' } },
      open: 1,
      discrepancies: [{ kind: 'duplicate-line', state: 'OPEN', outTradeNo: other.orderNo }],
    });
    const csv = await operator.get(`/api/v1/reconciliations/${day}/sheet.csv`);
    // `text()` of a response takes the byte order mark away.
    expect(sheetCsv(body as Sheet, 'en')).toBe(`\uFEFF${csv.text}`);
    expect(csv.text).toContain('Net,,614.30');
    const page = await operator.get(`/api/v1/reconciliations/${day}/sheet.html`);
    expect(page.text).toContain('duplicate-line');
    expect(page.text).toContain('<html lang="en">');
    const chinese = { headers: { 'accept-language': 'zh-CN' } };
    for (const sheet of [
      await operator.get(`/api/v1/reconciliations/${day}/sheet.csv?language=zh`),
      await operator.get(`/api/v1/reconciliations/${day}/sheet.csv`, chinese),
    ]) {
      expect(sheet.headers.get('content-language')).toBe('zh-CN');
      expect(sheet.text).toContain('实收净额,,614.30');
    }
    const { items } = (await operator.get(`/api/v1/discrepancies?state=OPEN&day=${day}`)).body;
    expect(items).toHaveLength(1);
    expect(await openOf(day)).toEqual([['trade', 1]]);
    const path = `/api/v1/discrepancies/${items[0].id}/resolve`;
    expect((await operator.post(path, { note: '支付宝确认只收了一笔' })).body).toMatchObject({
      state: 'RESOLVED',
      done: 'test-operator: 支付宝确认只收了一笔',
    });
    expect(await openOf(day)).toEqual([['trade', 0]]);
    expect((await operator.post(path, { note: '再来' })).status).toBe(409);
    const events = await world.shop.database.query<{ data: string }>(
      "SELECT data FROM outbox WHERE type = 'reconciliation.discrepancy_resolved' ORDER BY id DESC LIMIT 1",
    );
    expect(events[0]?.data).not.toContain('只收了一笔');
  });

  it('lists days by state, kind of bill and time', async () => {
    const days = async (query: string) => {
      const { status, body } = await operator.get(`/api/v1/reconciliations?${query}`);
      expect([query, status]).toEqual([query, 200]);
      return (body.items as { day: string; state: string; type: string }[]).map(
        ({ day, state, type }) => ({ day, state, type }),
      );
    };
    const all = await days('limit=100');
    expect(all.length).toBeGreaterThan(0);
    for (const state of ['MATCHED', 'BROKEN', 'DUE,MATCHED']) {
      const wanted = all.filter((one) => state.split(',').includes(one.state));
      expect(await days(`limit=100&state=${state}`)).toEqual(wanted);
    }
    expect(await days('limit=100&type=trade')).toEqual(all.filter(({ type }) => type === 'trade'));
    const [newest] = all;
    expect(await days(`limit=100&from=${newest?.day}`)).toEqual(
      all.filter(({ day }) => day === newest?.day),
    );
    expect(await days('to=2001-01-01')).toEqual([]);
    for (const query of ['state=x', 'type=x', 'from=x']) {
      expect((await operator.get(`/api/v1/reconciliations?${query}`)).status).toBe(400);
    }
  });

  it('is the operators’ alone, and of days that are over', async () => {
    const { customer } = world.business;
    expect((await customer.get('/api/v1/reconciliations')).status).toBe(403);
    expect((await customer.get('/api/v1/discrepancies')).status).toBe(403);
    for (const date of [world.today(), '2026-02-30']) {
      expect((await operator.post('/api/v1/reconciliations', { date })).status).toBe(404);
    }
    expect((await operator.get('/api/v1/reconciliations/2001-01-01')).status).toBe(404);
    expect((await operator.get('/api/v1/reconciliations/x')).status).toBe(404);
  });
});

describe('npm run reconcile', () => {
  it('names what it wants', async () => {
    expect(await world.reconcile([])).toMatchObject({
      code: 1,
      out: expect.stringContaining('Usage'),
    });
    expect(await world.reconcile(['2026-11-20', '--file', '/no/such.zip'])).toMatchObject({
      code: 1,
    });
  });
});
