import { afterAll, describe, expect, it } from '@jest/globals';
import { OrdersConfig } from '../../config/orders.config.js';
import { type PlaceValue, PreparedReads } from '../../src/database/batching/prepared-reads.js';
import { RecentLinkRepository } from '../../src/payment/links/recent-link.repository.js';
import { NotifyArrivals } from '../../src/payment/model/notify-arrivals.service.js';
import { RecentLinks } from '../../src/payment/links/recent-links.service.js';
import { lockOrder, PATIENT_WITH_LOCKS } from '../support/row-lock.js';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';
import { until } from '../support/until.js';

const SECOND = 1_000;

const { shop, customer, operator, skuId } = await openForBusiness(PATIENT_WITH_LOCKS);

afterAll(() => shop.close());

interface Noted {
  readonly attempt: number;
  readonly method: string;
  readonly linkGivenAt: Date;
}

/** What is noted of an order's newest payment. */
async function noted(orderNo: string): Promise<Noted | undefined> {
  const [newest] = await shop.database.query<Noted>(
    `SELECT attempt, method, link_given_at AS linkGivenAt FROM payments
     WHERE order_id = (SELECT id FROM orders WHERE order_no = ?) ORDER BY attempt DESC LIMIT 1`,
    [orderNo],
  );
  return newest;
}

async function linkedOrder(): Promise<string> {
  const { orderNo } = await placeOrder(customer, skuId);
  await payLink(customer, orderNo);
  return orderNo;
}

/** Asks for a link while somebody else holds the order. */
async function linkWhileHeld(orderNo: string) {
  const lock = await lockOrder(shop.database, orderNo);
  try {
    return await payLink(customer, orderNo);
  } finally {
    await lock.release();
  }
}

const tradeOf = (payUrl: string) =>
  JSON.parse(new URL(payUrl).searchParams.get('biz_content') ?? '').out_trade_no;

const ask = (orderNo: string, method = 'page', client = customer) =>
  client.post(`/api/v1/orders/${orderNo}/payments`, { method });

describe('a link that was given out a moment ago', () => {
  it('is given out again without a note, and waits for nobody who holds the order', async () => {
    const orderNo = await linkedOrder();
    const before = await noted(orderNo);
    const again = await linkWhileHeld(orderNo);
    expect(tradeOf(again.payUrl)).toBe(orderNo);
    expect(await noted(orderNo)).toEqual(before);
  });

  it('is each its own when many ask in one turn, in two statements at most', async () => {
    const orders: string[] = [];
    for (let made = 0; made < 70; made += 1) orders.push(await linkedOrder());
    // On a slow machine the first has become old meanwhile.
    await shop.database.query('UPDATE payments SET link_given_at = ?', [new Date()]);
    const [owner] = await shop.database.query<{ id: number }>(
      'SELECT user_id AS id FROM orders WHERE order_no = ?',
      [orders[0]],
    );
    const reads = shop.app.get(PreparedReads);
    const lengths: number[] = [];
    const counted = {
      rows: (statement: string, values: readonly PlaceValue[]) => {
        lengths.push(values.length);
        return reads.rows(statement, values);
      },
    } as PreparedReads;
    const now = () => new Date();
    const links = new RecentLinks(
      new RecentLinkRepository(counted),
      shop.app.get(NotifyArrivals),
      shop.app.get(OrdersConfig),
      { now },
    );
    const userId = Number(owner?.id);
    const found = await Promise.all(
      orders.map((orderNo) => links.find({ ...request, userId, orderNo })),
    );
    expect(found.map((payment) => payment?.outTradeNo)).toEqual(orders);
    expect(lengths).toEqual([64, 8]);
  });

  it.each([
    ['half a minute later', 'page', 31 * SECOND],
    ['for another method', 'wap', 0],
  ])('is noted again %s', async (_, method, laterMs) => {
    const orderNo = await linkedOrder();
    const before = await noted(orderNo);
    shop.advance(laterMs);
    await payLink(customer, orderNo, method);
    const after = await noted(orderNo);
    expect(after).toMatchObject({ attempt: 1, method });
    expect(after?.linkGivenAt.getTime()).toBeGreaterThan(before?.linkGivenAt.getTime() ?? 0);
  });

  it('is one to the newest payment', async () => {
    const orderNo = await linkedOrder();
    await shop.database.query(
      `INSERT INTO payments (order_id, attempt, provider, out_trade_no, method, storefront, subject, state, amount,
         created_at, expires_at, link_given_at)
       SELECT order_id, 2, provider, CONCAT(out_trade_no, '02'), method, storefront, subject, state, amount,
         created_at, expires_at, link_given_at FROM payments WHERE out_trade_no = ?`,
      [orderNo],
    );
    await shop.database.query("UPDATE payments SET state = 'CLOSED' WHERE out_trade_no = ?", [
      orderNo,
    ]);
    const again = await linkWhileHeld(orderNo);
    expect(tradeOf(again.payUrl)).toBe(`${orderNo}02`);
  });

  it('is not given out again for a payment that is closed', async () => {
    const orderNo = await linkedOrder();
    await shop.database.query("UPDATE payments SET state = 'CLOSED' WHERE out_trade_no = ?", [
      orderNo,
    ]);
    const again = await payLink(customer, orderNo);
    expect(tradeOf(again.payUrl)).not.toBe(orderNo);
    expect(await noted(orderNo)).toMatchObject({ attempt: 2 });
  });

  it('is for the buyer alone', async () => {
    const orderNo = await linkedOrder();
    const others = [await shop.customer(), operator];
    const answers = await Promise.all(others.map((client) => ask(orderNo, 'page', client)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });

  it.each([
    ["state = 'CANCELLED'", 'order-not-payable'],
    ['cancel_requested_at = created_at', 'order-not-payable'],
    ['expires_at = created_at', 'order-about-to-expire'],
  ])('is refused when the order has %s', async (change, slug) => {
    const orderNo = await linkedOrder();
    await shop.database.query(`UPDATE orders SET ${change} WHERE order_no = ?`, [orderNo]);
    const { status, body } = await ask(orderNo);
    expect({ status, type: body.type }).toEqual({ status: 409, type: expect.stringMatching(slug) });
  });
});

const request = { orderNo: '1', userId: 1, method: 'page', storefront: 'native' } as const;

function linksOn(rows: () => Promise<never>) {
  const reads = { rows } as unknown as PreparedReads;
  const clock = { now: () => new Date() };
  const arrivals = {} as NotifyArrivals;
  return new RecentLinks(new RecentLinkRepository(reads), arrivals, {} as OrdersConfig, clock);
}

describe('when the database does not answer the look-up', () => {
  const findAfter = (failure: object) =>
    linksOn(() => Promise.reject(Object.assign(new Error('no answer'), failure))).find(request);

  it.each([{ code: 'ECONNRESET' }, { errno: 1213 }, { errno: 1290 }, { errno: 1461 }])(
    'leaves it to the way that tries again: %o',
    async (failure) => {
      await expect(findAfter(failure)).resolves.toBeNull();
    },
  );

  it.each([{ code: 'ETIMEDOUT' }, { errno: 1021 }])('fails with %o', async (failure) => {
    await expect(findAfter(failure)).rejects.toMatchObject(failure);
  });

  it('takes no more than four connections for look-ups', async () => {
    const asked: (() => void)[] = [];
    const failing = () =>
      new Promise<never>((_, reject) => {
        asked.push(() => reject(Object.assign(new Error('gone'), { code: 'ECONNRESET' })));
      });
    const links = linksOn(failing);
    const waiting: Promise<unknown>[] = [];
    for (let reads = 1; reads <= 4; reads += 1) {
      waiting.push(links.find(request));
      await until(`${reads} are asked`, () => asked.length === reads);
    }
    await expect(links.find(request)).resolves.toBeNull();
    expect(asked).toHaveLength(4);
    asked[0]?.();
    await waiting[0];
    waiting.push(links.find(request));
    await until('one more is asked', () => asked.length === 5);
    asked.forEach((fail) => fail());
    await expect(Promise.all(waiting)).resolves.toEqual([null, null, null, null, null]);
  });
});
