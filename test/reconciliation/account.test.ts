import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BillWorker } from '../../src/reconciliation/days/bill-worker.service.js';
import { BillWorld } from './world.js';

/** Variables of a terminal whose person reads Chinese. */
const CHINESE = { LC_ALL: 'zh_CN.UTF-8' };

let world: BillWorld;

beforeAll(async () => {
  world = await BillWorld.open({ RECONCILE: 'true', BILL_ACCOUNT: 'true' });
});
afterAll(() => world.close());
beforeEach(async () => {
  world.shop.simulator.plantInBills({ reset: true });
  await world.shop.database.query('DELETE FROM discrepancies');
  world.nextDay(12);
});

async function doDay(day: string) {
  await world.run(day);
  return world.run(day, {}, 'signcustomer');
}

/** A day with two payments, a part of one refunded, and a day after it; answers the first one and its orders. */
async function twoDays() {
  const day = world.today();
  const [one, other] = [await world.pay(), await world.pay()];
  world.shop.simulator.console.refund(other.orderNo, '9.00', `R-${day}`);
  await world.shop.simulator.settled();
  world.nextDay(12);
  const next = world.today();
  await world.pay();
  world.nextDay();
  return { day, next, one, other, requestNo: `R-${day}` };
}

describe("the account's log", () => {
  it('follows from balance to balance and day to day, and holds the fees and refunds of the trade bill', async () => {
    const { day, next } = await twoDays();
    const { bill, fault } = await doDay(day);
    expect(fault).toBeNull();
    expect(bill).toMatchObject({
      state: 'MATCHED',
      sums: null,
      accountSums: {
        income: { count: 3, sum: 41_805 },
        outlay: { count: 3, sum: 1_150 },
        broken: null,
      },
    });
    await doDay(next);
    expect(await world.discrepancies()).toEqual([]);
    const before = await world.rows();
    for (const again of [day, next]) expect(await doDay(again)).toMatchObject({ written: 0 });
    expect(await world.rows()).toBe(before);
  });

  it('tells which fee and which refund are missing, once the log of the next day is there', async () => {
    const { day, next, one, requestNo } = await twoDays();
    world.shop.simulator.plantInBills({
      accountDrop: [requestNo],
      accountDropFees: [one.orderNo],
    });
    await doDay(day);
    expect(await world.discrepancies()).toEqual([]);
    await doDay(next);
    await doDay(next);
    expect(await world.discrepancies()).toMatchObject([
      { kind: 'fee-missing-in-account', outTradeNo: one.orderNo, billAmount: '1.25' },
      { kind: 'refund-missing-in-account', requestNo, billAmount: '9.00', state: 'OPEN' },
    ]);
    await world.heal();
    expect(await world.discrepancies()).toMatchObject([{ state: 'OPEN' }, { state: 'OPEN' }]);
  });

  it('is looked at again when the trade bill came after it', async () => {
    const { day, next, one } = await twoDays();
    world.shop.simulator.plantInBills({ accountDropFees: [one.orderNo] });
    for (const early of [day, next]) await world.run(early, {}, 'signcustomer');
    expect(await world.discrepancies()).toEqual([]);
    await world.run(day);
    await world.work();
    expect(await world.discrepancies()).toMatchObject([
      { kind: 'fee-missing-in-account', outTradeNo: one.orderNo },
    ]);
  });

  it('tells which balance does not follow', async () => {
    const { day } = await twoDays();
    world.shop.simulator.plantInBills({ accountBalance: 'chain' });
    const { accountSums } = (await doDay(day)).bill;
    const { balance = 0, expected = 0 } = accountSums?.broken ?? {};
    expect(balance - expected).toBe(1);
    expect(await world.discrepancies()).toMatchObject([
      { kind: 'balance-broken', billAmount: (balance / 100).toFixed(2), state: 'OPEN' },
    ]);
  });

  it.each(['in their order', 'the later one first'])(
    'tells of a day that does not begin with the balance before it, done %s',
    async (order) => {
      const { day, next } = await twoDays();
      const doSecond = async () => {
        world.shop.simulator.plantInBills({ accountBalance: 'opening' });
        await doDay(next);
        world.shop.simulator.plantInBills({ reset: true });
      };
      if (order === 'in their order') await doDay(day);
      await doSecond();
      if (order !== 'in their order') await doDay(day);
      const known = await world.discrepancies();
      expect(known).toMatchObject([{ kind: 'balance-broken', outTradeNo: '' }]);
      const [{ billAmount, ourAmount } = { billAmount: null, ourAmount: null }] = known;
      expect(Number(billAmount) - Number(ourAmount)).toBeCloseTo(0.01, 5);
    },
  );

  it('is done by the worker, and stands on the sheet', async () => {
    await world.work();
    const day = world.today();
    await world.pay();
    world.nextDay();
    await world.work();
    const { operator } = world.business;
    const { body } = await operator.get(`/api/v1/reconciliations/${day}`);
    expect(body.account).toMatchObject({
      state: 'MATCHED',
      fault: null,
      balances: {
        income: { count: 1, sum: '209.00' },
        outlay: { count: 1, sum: '1.25' },
      },
    });
    const { opening, closing } = body.account.balances;
    expect(Number(closing) - Number(opening)).toBeCloseTo(207.75, 5);
    const csv = await operator.get(`/api/v1/reconciliations/${day}/sheet.csv`);
    expect(csv.text).toContain(`Closing balance,,${closing}`);
    const page = await operator.get(`/api/v1/reconciliations/${day}/sheet.html`);
    expect(page.text).toContain(`<td>${closing}</td>`);
    const first = (await operator.get('/api/v1/reconciliations?limit=1')).body;
    expect(first.items).toMatchObject([{ day, type: 'signcustomer' }]);
    const second = await operator.get(`/api/v1/reconciliations?limit=1&cursor=${first.nextCursor}`);
    expect(second.body.items).toMatchObject([{ day, type: 'trade' }]);
    const [event] = await world.shop.database.query<{ data: string }>(
      "SELECT data FROM outbox WHERE type = 'reconciliation.account_completed' ORDER BY id DESC LIMIT 1",
    );
    expect(event?.data).toContain(closing);
  });
});

describe('npm run reconcile', () => {
  it('does the bill and the log where that is wanted, and names a file that is not there', async () => {
    const { day } = await twoDays();
    const plain = await world.reconcile([day], CHINESE);
    expect(plain.out).toContain('实收净额');
    expect(plain).toMatchObject({ code: 0, out: expect.not.stringContaining('期末余额') });
    const both = await world.reconcile([day], { ...CHINESE, BILL_ACCOUNT: 'true' });
    expect(both).toMatchObject({ code: 0, out: expect.stringContaining('期末余额') });
    const refused = await world.reconcile([day, '--account-file', '/no/such.zip']);
    expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('no file') });
    const entries = await world.shop.database.query(
      "SELECT via, object_kind, object_id FROM audit_log WHERE action = 'reconciliation.run'",
    );
    const entry = { via: 'cli', object_kind: 'reconciliation', object_id: day };
    expect(entries).toEqual([entry, entry]);
  });
});

describe('an account without the permission', () => {
  it('is not asked for its log, and raises no alarm', async () => {
    const plain = await BillWorld.open({ RECONCILE: 'true' });
    try {
      plain.shop.simulator.plantInBills({ accountForbidden: true });
      plain.nextDay(12);
      await plain.app.get(BillWorker).step();
      plain.nextDay(19);
      await plain.work();
      const { operator } = plain.business;
      const { items } = (await operator.get('/api/v1/reconciliations')).body;
      expect(items.length).toBeGreaterThan(0);
      expect(items.every(({ type }: { type: string }) => type === 'trade')).toBe(true);
      const metrics = await (await fetch(`${plain.shop.url}/metrics`)).text();
      expect(metrics).toMatch(/^bills_late 0$/m);
    } finally {
      await plain.close();
    }
  });
});
