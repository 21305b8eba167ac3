import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BooksRepository } from '../../src/reconciliation/matching/books.repository.js';
import { dayPlus, spanOf } from '../../src/reconciliation/model/day.js';
import { payLink, placeOrder } from '../support/shop.js';
import { BillWorld } from './world.js';

let world: BillWorld;

beforeAll(async () => {
  world = await BillWorld.open({ BILL_IGNORE: 'POS-*,WX?' });
});
afterAll(() => world.close());
beforeEach(async () => {
  world.shop.simulator.plantInBills({ reset: true });
  await world.shop.database.query('DELETE FROM discrepancies');
  world.nextDay(12);
});

describe('a day', () => {
  it('without differences is matched, notes the fees, and changes nothing when it is done again', async () => {
    const day = world.today();
    const [one, other] = [await world.pay(), await world.pay()];
    world.shop.simulator.console.refund(other.orderNo, '9.00', 'R-1');
    await world.shop.simulator.settled();
    world.nextDay();
    const done = await world.run(day);
    expect(done.fault).toBeNull();
    expect(done.bill).toMatchObject({
      state: 'MATCHED',
      sums: {
        payments: { count: 2, amount: 41_800 },
        refunds: { count: 1, amount: 900 },
        fees: 245,
      },
    });
    expect(await world.discrepancies()).toEqual([]);
    expect(await world.payment(one.orderNo)).toMatchObject({ fee: '1.25' });
    const before = await world.rows();
    expect(await world.run(day)).toMatchObject({ written: 0, fault: null });
    await world.heal();
    expect(await world.rows()).toBe(before);
  });

  it('is of few when no more payments and refunds than that fall into it, and not into the next', async () => {
    const books = world.app.get(BooksRepository);
    const [day, span] = [world.today(), spanOf(world.today())];
    const { orderNo } = await world.pay();
    await world.pay();
    world.shop.simulator.console.refund(orderNo, '9.00', 'R-1');
    await world.shop.simulator.settled();
    expect([await books.isOfFew(span, 2), await books.isOfFew(span, 3)]).toEqual([false, true]);
    world.nextDay();
    expect(await books.isOfFew(spanOf(dayPlus(day, 1)), 0)).toBe(true);
  });

  it('heals a payment whose notify and queries were all lost', async () => {
    const day = world.today();
    world.shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
    const { orderNo } = await placeOrder(world.business.customer, world.business.skuId);
    const { payUrl } = await payLink(world.business.customer, orderNo);
    world.shop.simulator.buyer.open(payUrl);
    world.shop.simulator.buyer.pay(orderNo);
    world.nextDay();
    await world.run(day);
    expect(await world.discrepancies()).toMatchObject([
      { kind: 'missing-here', state: 'OPEN', outTradeNo: orderNo, billAmount: '209.00' },
    ]);
    await world.heal();
    expect(await world.discrepancies()).toMatchObject([{ kind: 'missing-here', state: 'HEALED' }]);
    expect(await world.payment(orderNo)).toMatchObject({ state: 'SUCCEEDED' });
    world.shop.simulator.faults.reset();
  });

  it('books a refund of a part on Alipay’s pages whose notify was lost', async () => {
    const day = world.today();
    const { orderNo } = await world.pay();
    world.shop.simulator.console.refundUnheard(orderNo, '5.00', 'X-1');
    world.shop.simulator.console.refundUnheard(orderNo, '7.01', 'X-2');
    world.nextDay();
    await world.run(day);
    expect(await world.discrepancies()).toMatchObject([
      { kind: 'refund-missing-here', requestNo: 'X-1', billAmount: '5.00' },
      { kind: 'refund-missing-here', requestNo: 'X-2', billAmount: '7.01' },
    ]);
    await world.heal();
    expect(await world.discrepancies()).toMatchObject([{ state: 'HEALED' }, { state: 'HEALED' }]);
    expect(await world.payment(orderNo)).toMatchObject({
      state: 'PARTLY_REFUNDED',
      refunded: '12.01',
    });
    const before = await world.rows();
    await world.run(day);
    await world.heal();
    expect(await world.rows()).toBe(before);
  });

  it('holds what nobody knows, another sum, another trade and a line that is there twice', async () => {
    const day = world.today();
    const [sum, trade, twice] = [await world.pay(), await world.pay(), await world.pay()];
    world.shop.simulator.plantInBills({
      amounts: { [sum.orderNo]: '208.99' },
      tradeNos: { [trade.orderNo]: '2026112022001499999999999999' },
      duplicate: [twice.orderNo],
      add: [
        { out_trade_no: 'ERP-7', trade_no: '2026112022001400000000000007', amount: '7.00' },
        { out_trade_no: 'POS-8', trade_no: '2026112022001400000000000008', amount: '8.00' },
        { out_trade_no: 'WX9', trade_no: '2026112022001400000000000009', amount: '0.90' },
      ],
    });
    world.nextDay();
    const { bill, fault } = await world.run(day);
    expect(fault).toBeNull();
    expect(bill.ignored).toEqual({ count: 2, amount: 890 });
    await world.heal();
    const found = await world.discrepancies();
    expect(found).toHaveLength(4);
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'amount-differs', outTradeNo: sum.orderNo, state: 'OPEN' }),
        expect.objectContaining({ kind: 'state-differs', outTradeNo: trade.orderNo }),
        expect.objectContaining({ kind: 'duplicate-line', outTradeNo: twice.orderNo }),
        expect.objectContaining({ kind: 'missing-here', outTradeNo: 'ERP-7', ourAmount: null }),
      ]),
    );
    const incidents = await world.shop.database.query(
      'SELECT kind, out_trade_no AS outTradeNo FROM incidents ORDER BY id',
    );
    expect(incidents).toEqual(
      expect.arrayContaining([
        { kind: 'amount-mismatch', outTradeNo: sum.orderNo },
        { kind: 'trade-no-mismatch', outTradeNo: trade.orderNo },
        { kind: 'unknown-trade', outTradeNo: 'ERP-7' },
      ]),
    );
  });

  it('ends a discrepancy whose incident a person has decided about', async () => {
    const day = world.today();
    world.shop.simulator.plantInBills({
      add: [{ out_trade_no: 'ERP-70', trade_no: '2026112022001400000000000070', amount: '7.00' }],
    });
    world.nextDay();
    await world.run(day);
    await world.heal();
    await world.shop.database.query(
      "UPDATE incidents SET state = 'RESOLVED', resolution = '已核实' WHERE out_trade_no = 'ERP-70'",
    );
    await world.heal();
    expect(await world.discrepancies()).toMatchObject([
      { state: 'HEALED', done: expect.stringContaining('已核实') },
    ]);
  });
});

describe('fifty planted differences', () => {
  it('are found as exactly those, whatever the form of the bill, and once', async () => {
    const day = world.today();
    const orders = [];
    for (let i = 0; i < 12; i += 1) orders.push(await world.pay());
    const numbers = orders.map(({ orderNo }) => orderNo);
    const line = (n: number, more: object = {}) => ({
      out_trade_no: `OTHER-${n}`,
      trade_no: `20261120220014000000001${String(n).padStart(5, '0')}`,
      amount: '7.00',
      ...more,
    });
    world.shop.simulator.plantInBills({
      newColumn: true,
      halfWidthUnits: true,
      positiveRefunds: true,
      amounts: Object.fromEntries(numbers.slice(0, 4).map((number) => [number, '208.99'])),
      tradeNos: Object.fromEntries(numbers.slice(4, 8).map((number) => [number, `T-${number}`])),
      duplicate: numbers.slice(8),
      add: [
        ...Array.from({ length: 19 }, (_, n) => line(n)),
        ...Array.from({ length: 19 }, (_, n) => line(100 + n, { out_request_no: `Q${n}` })),
      ],
    });
    world.nextDay();
    expect((await world.run(day)).written).toBeGreaterThanOrEqual(50);
    await world.heal();
    await world.heal();
    const found = await world.discrepancies();
    const count = (kind: string) => found.filter((one) => one.kind === kind).length;
    expect(count('amount-differs')).toBe(4);
    expect(count('state-differs')).toBe(4);
    expect(count('duplicate-line')).toBe(4);
    expect(count('missing-here')).toBe(19);
    expect(count('refund-missing-here')).toBe(19);
    expect(found).toHaveLength(50);
    const before = await world.rows();
    expect(await world.run(day)).toMatchObject({ written: 0 });
    await world.heal();
    expect(await world.rows()).toBe(before);
  });
});

describe('what our books have and no bill tells of', () => {
  it('waits for the next day’s bill: a payment of the last second stands there', async () => {
    const day = world.today();
    const { orderNo } = await world.pay();
    world.shop.simulator.plantInBills({ nextDay: [orderNo] });
    world.nextDay();
    await world.run(day);
    const next = world.today();
    world.nextDay();
    await world.run(next);
    expect(await world.discrepancies()).toEqual([]);
  });

  it('is asked for then, and healed when Alipay says that it is paid or refunded', async () => {
    const day = world.today();
    const [paid, back] = [await world.pay(), await world.pay()];
    const { operator } = world.business;
    const made = await operator.post(`/api/v1/orders/${back.orderNo}/refunds`, {
      amount: '3.00',
      reason: '少发一件',
    });
    expect(made.status).toBeLessThan(300);
    await world.shop.sweep();
    const [refund] = await world.shop.database.query<{ number: string }>(
      'SELECT out_request_no AS number FROM refunds ORDER BY id DESC LIMIT 1',
    );
    world.shop.simulator.plantInBills({ drop: [paid.orderNo, String(refund?.number)] });
    world.nextDay();
    await world.run(day);
    expect(await world.discrepancies()).toEqual([]);
    const next = world.today();
    world.nextDay();
    await world.run(next);
    const found = await world.discrepancies();
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'missing-there',
          state: 'OPEN',
          outTradeNo: paid.orderNo,
          billAmount: null,
        }),
        expect.objectContaining({
          kind: 'refund-missing-there',
          state: 'OPEN',
          requestNo: refund?.number,
        }),
      ]),
    );
    await world.heal();
    expect(await world.discrepancies()).toMatchObject([{ state: 'HEALED' }, { state: 'HEALED' }]);
  });

  it('is the gravest alarm when Alipay does not know it', async () => {
    const day = world.today();
    const { orderNo } = await world.pay();
    await world.shop.database.query(
      "UPDATE payments SET out_trade_no = 'GONE-1', trade_no = NULL WHERE out_trade_no = ?",
      [orderNo],
    );
    world.shop.simulator.plantInBills({ drop: [orderNo] });
    world.nextDay();
    await world.run(day);
    const next = world.today();
    world.nextDay();
    await world.run(next);
    await world.heal();
    expect(await world.discrepancies()).toMatchObject([
      { kind: 'missing-there', state: 'OPEN', grave: 1, outTradeNo: 'GONE-1' },
    ]);
    const text = await (await fetch(`${world.shop.url}/metrics`)).text();
    expect(text).toMatch(/^discrepancies_not_at_alipay 1$/m);
  });
});

describe('a bill that cannot be used', () => {
  it.each([
    [{ truncated: 'zip' }, 'truncated'],
    [{ truncated: 'foot' }, 'truncated'],
    [{ otherSeller: true }, 'other-account'],
    [{ missingColumn: true }, 'missing-column'],
    [{ wrongSums: true }, 'sums-differ'],
  ])('is broken by %j, and matched once it is whole', async (faults, why) => {
    const day = world.today();
    const { orderNo } = await world.pay();
    world.shop.simulator.plantInBills({ ...faults, duplicate: [orderNo] });
    world.nextDay();
    const done = await world.run(day);
    expect(done.bill).toMatchObject({ state: 'BROKEN', fault: expect.stringContaining(why) });
    expect(await world.discrepancies()).toEqual([]);
    const lines = await world.shop.database.query(
      'SELECT 1 FROM bill_lines l JOIN bills b ON b.id = l.bill_id WHERE b.day = ?',
      [day],
    );
    expect(lines).toEqual([]);
    world.shop.simulator.plantInBills({ reset: true });
    expect((await world.run(day)).bill).toMatchObject({ state: 'MATCHED', fault: null });
  });

  it('takes nothing back of a day that was matched', async () => {
    const day = world.today();
    await world.pay();
    world.nextDay();
    await world.run(day);
    world.shop.simulator.plantInBills({ wrongSums: true });
    const done = await world.run(day);
    expect(done.fault).toContain('sums-differ');
    expect(done.bill.state).toBe('MATCHED');
    const lines = await world.shop.database.query(
      'SELECT 1 FROM bill_lines l JOIN bills b ON b.id = l.bill_id WHERE b.day = ?',
      [day],
    );
    expect(lines).toHaveLength(1);
  });
});
