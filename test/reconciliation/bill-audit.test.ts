import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { auditBills, daysOf } from '../../scripts/lib/audit/bills.mjs';
import { BillWorld } from './world.js';

let world: BillWorld;
let orderNo: string;

beforeAll(async () => {
  world = await BillWorld.open();
  world.nextDay(12);
  orderNo = (await world.pay()).orderNo;
  await world.pay();
  world.shop.simulator.console.refund(orderNo, '9.00', 'R-1');
  await world.shop.simulator.settled();
  world.nextDay();
  world.nextDay();
});
afterAll(() => world?.close());
beforeEach(async () => {
  world.shop.simulator.plantInBills({ reset: true });
  for (const table of ['discrepancies', 'bill_lines', 'bills']) {
    await world.shop.database.query(`DELETE FROM ${table}`);
  }
});

function audit(days: readonly string[]) {
  return auditBills({
    query: (sql, parameters) => world.shop.database.query(sql, parameters),
    trades: world.shop.simulator.ledger(),
    days,
  });
}

async function reconcile(): Promise<string[]> {
  const days = daysOf(world.shop.simulator.ledger());
  for (const day of days) await world.run(day);
  return days;
}

it('finds nothing in bills that equal the books, and asks for the day after them as well', async () => {
  const days = await reconcile();
  expect(days).toHaveLength(2);
  expect(await audit(days)).toEqual({ lines: 3, differences: 0, faults: [] });
});

it('tells of each difference, healed or not, and of lines that a bill does not have', async () => {
  world.shop.simulator.plantInBills({ drop: [orderNo] });
  const days = await reconcile();
  await world.heal();
  const { differences, faults } = await audit(days);
  expect(differences).toBe(1);
  expect(faults).toEqual([
    "payments: the bills have 1 of 20900 fen, Alipay's ledger 2 of 41800 fen",
    `${orderNo}: missing-there (HEALED), nothing in the bill, 209.00 here`,
  ]);
});

it('tells of a bill that cannot be used, or that nobody asked for', async () => {
  const [day = '', after = ''] = daysOf(world.shop.simulator.ledger());
  world.shop.simulator.plantInBills({ otherSeller: true });
  await world.run(day);
  expect((await audit([day, after])).faults).toEqual([
    expect.stringContaining(`the bill of ${day} is BROKEN: other-account`),
    `the bill of ${after} was never asked for`,
    expect.stringMatching(/^payments: the bills have 0 of 0 fen/),
    expect.stringMatching(/^refunds: the bills have 0 of 0 fen/),
  ]);
});

it('knows no days of trades that nobody paid', () => {
  expect(daysOf([{ paid_fen: 0, gmt_payment: null, refunds: [] }])).toEqual([]);
});
