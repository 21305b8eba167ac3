import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ANSWER_CHECKS, type TradeReport } from '../../src/alipay/trade-report.js';
import { IDS, type Ids } from '../../src/kernel/ids.js';
import { yuanToFen } from '../../src/kernel/money.js';
import type { SignedInUser } from '../../src/auth/signed-in-user.js';
import { AskingLimit } from '../../src/payment/links/asking-limit.js';
import { PayLinks } from '../../src/payment/links/pay-links.service.js';
import { PaymentRepository } from '../../src/payment/model/payment.repository.js';
import { PlaceAndPay } from '../../src/payment/placement/place-and-pay.service.js';
import { PlaceOrder } from '../../src/payment/placement/place-order.service.js';
import { Settlements } from '../../src/payment/settlement/settlements.service.js';
import { StartPayment } from '../../src/payment/links/start-payment.service.js';
import { eventsOf, ordersWith } from '../orders/shop-floor.js';
import type { Client } from '../support/client.js';
import { somebodyWaits } from '../support/row-lock.js';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { aroundTransactions, holdCommits } from '../support/transactions.js';
import { asInOtherProcess } from '../support/other-process.js';
import { until } from '../support/until.js';

const TOGETHER = 9;
const POISONED = 4;
const PRICE = '100.00';

let shop: Shop;
let buyer: Client;
let user: SignedInUser;
let course: number;

beforeAll(async () => {
  shop = await openShop();
  buyer = await shop.customer();
  course = await newCourse();
  const { orderNo } = await placeOrder(buyer, course);
  const [row] = await shop.database.query<{ id: number; publicId: string }>(
    `SELECT user_id AS id, public_id AS publicId
     FROM orders JOIN users ON users.id = user_id WHERE order_no = ?`,
    [orderNo],
  );
  const { publicId = '' } = row ?? {};
  const origin = { via: 'api', address: null, requestId: null } as const;
  user = { id: Number(row?.id), publicId, username: 'buyer', role: 'customer', origin };
});

afterAll(() => shop.close());

const newCourse = () => shop.sku({ stock: 1_000, price: PRICE, requiresShipping: false });

async function newOrders(count: number): Promise<string[]> {
  const made: string[] = [];
  for (let left = count; left > 0; left -= 1) {
    made.push(String((await placeOrder(buyer, course)).orderNo));
  }
  return made;
}

async function linkedOrders(count: number): Promise<string[]> {
  const orders = await newOrders(count);
  for (const orderNo of orders) await payLink(buyer, orderNo);
  return orders;
}

function buy(skuId: number, way = shop.app.get(PlaceAndPay)) {
  const source = { source: 'buyNow', skuId, count: 1 } as const;
  const request = { storefront: 'dadashop', addressId: null, source } as const;
  return way.buy(user, request, 'page');
}

function start(orderNo: string) {
  return shop.app.get(StartPayment).start(user, { orderNo, method: 'page', storefront: 'native' });
}

function paid(outTradeNo: string, tradeNo = `T${outTradeNo}`): TradeReport {
  return {
    source: 'query',
    outTradeNo,
    tradeNo,
    status: 'TRADE_SUCCESS',
    totalAmount: yuanToFen(PRICE),
    refundedAmount: null,
    paidAt: new Date(),
    outRequestNo: null,
    checks: ANSWER_CHECKS,
    evidence: { trade_status: 'TRADE_SUCCESS' },
  };
}

const apply = (report: TradeReport) => shop.app.get(Settlements).apply(report);

const stateOf = async (orderNo: string): Promise<string> =>
  (await buyer.get(`/api/v1/orders/${orderNo}`)).body.state;

/** The database refuses this row, and with it the transaction that wants it. Answers what undoes that. */
async function poison(table: string, condition: string): Promise<() => Promise<unknown>> {
  await shop.database.query(
    `CREATE TRIGGER poison BEFORE INSERT ON ${table} FOR EACH ROW
     IF ${condition} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'poison'; END IF`,
  );
  return () => shop.database.query('DROP TRIGGER poison');
}

/** Asks for all in one turn, so that they share the first transaction: which ones were done, in how many transactions. */
async function askAll(requests: readonly (() => Promise<unknown>)[]) {
  let transactions = 0;
  const undo = aroundTransactions(shop.app.get(DataSource), (commit) => {
    transactions += 1;
    return commit();
  });
  const answers = await Promise.allSettled(requests.map((ask) => ask()));
  undo();
  return { done: answers.map(({ status }) => status === 'fulfilled'), transactions };
}

const allButOne = Array.from({ length: TOGETHER }, (_, index) => index !== POISONED);

describe('the neighbours of a request that the database refuses', () => {
  it('get their orders', async () => {
    const [good, bad] = [await newCourse(), await newCourse()];
    const undo = await poison('order_lines', `NEW.sku_id = ${bad}`);
    const asked = await askAll(allButOne.map((isGood) => () => buy(isGood ? good : bad)));
    await undo();
    expect(asked.done).toEqual(allButOne);
    expect(asked.transactions).toBeLessThan(TOGETHER);
    expect([await ordersWith(shop, good), await ordersWith(shop, bad)]).toEqual([TOGETHER - 1, 0]);
  });

  it('get their pay links', async () => {
    const orders = await newOrders(TOGETHER);
    const undo = await poison('payments', `NEW.out_trade_no = '${orders[POISONED]}'`);
    const asked = await askAll(orders.map((orderNo) => () => start(orderNo)));
    await undo();
    expect(asked.done).toEqual(allButOne);
    expect(asked.transactions).toBeLessThan(TOGETHER);
    for (const [index, orderNo] of orders.entries()) {
      const events = allButOne[index] === true ? ['payment.initiated'] : [];
      expect(await eventsOf(shop, orderNo)).toEqual(['order.created', ...events]);
    }
  });

  it('are paid', async () => {
    const orders = await linkedOrders(TOGETHER);
    const undo = await poison('payment_evidence', `NEW.out_trade_no = '${orders[POISONED]}'`);
    const asked = await askAll(orders.map((orderNo) => () => apply(paid(orderNo))));
    await undo();
    expect(asked.done).toEqual(allButOne);
    expect(asked.transactions).toBeLessThan(TOGETHER);
    for (const [index, orderNo] of orders.entries()) {
      expect(await stateOf(orderNo)).toBe(
        allButOne[index] === true ? 'RECEIVED' : 'PENDING_PAYMENT',
      );
    }
  });
});

describe('what is asked for twice in one turn', () => {
  it('is paid by the first report, and the second one changes nothing', async () => {
    const [twice = '', ...others] = await linkedOrders(4);
    const reports = [twice, twice, ...others].map((orderNo) => paid(orderNo));
    const verdicts = (await Promise.all(reports.map(apply))).map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['paid', 'unchanged', 'paid', 'paid', 'paid']);
    const events = await eventsOf(shop, twice);
    expect(events.filter((type) => type === 'order.paid')).toHaveLength(1);
  });

  it("is the first order's when two orders come with one trade number", async () => {
    const [one = '', other = '', ...rest] = await linkedOrders(4);
    const reports = [paid(one), paid(other, `T${one}`), ...rest.map((orderNo) => paid(orderNo))];
    const verdicts = (await Promise.all(reports.map(apply))).map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['paid', 'mismatch', 'paid', 'paid']);
    expect([await stateOf(one), await stateOf(other)]).toEqual(['RECEIVED', 'PENDING_PAYMENT']);
  });

  it('is one order that two of its payments paid: the second money is late, and holds up nobody', async () => {
    const [twice = '', ...others] = await linkedOrders(4);
    await apply({ ...paid(twice), status: 'TRADE_CLOSED', paidAt: null });
    await payLink(buyer, twice);
    const rows = await shop.database.query<{ number: string }>(
      `SELECT p.out_trade_no AS number FROM payments p JOIN orders o ON o.id = p.order_id
       WHERE o.order_no = ? ORDER BY p.attempt`,
      [twice],
    );
    const numbers = rows.map(({ number }) => number);
    expect(numbers).toHaveLength(2);
    const verdicts: string[] = [];
    const asked = await askAll(
      [...numbers, ...others].map((number, index) => async () => {
        verdicts[index] = (await apply(paid(number))).verdict;
      }),
    );
    expect(verdicts).toEqual(['paid', 'late', 'paid', 'paid', 'paid']);
    // All but the second in one transaction, of which nothing had to be undone.
    expect(asked.transactions).toBe(2);
    const events = await eventsOf(shop, twice);
    expect(events.filter((type) => type === 'order.paid')).toHaveLength(1);
  });

  it('is one payment', async () => {
    const [twice = '', ...others] = await newOrders(3);
    await Promise.all([twice, twice, ...others].map(start));
    expect(await eventsOf(shop, twice)).toEqual(['order.created', 'payment.initiated']);
  });
});

describe('nobody is answered', () => {
  it('before the commit', async () => {
    const sold = await newCourse();
    const [[unpaid = ''], [linked = '']] = [await newOrders(1), await linkedOrders(1)];
    const answered: string[] = [];
    const ask = async (name: string, answer: Promise<unknown>) => {
      await answer;
      answered.push(name);
    };
    const commits = holdCommits(shop.app.get(DataSource));
    const asked = [
      ask('order', buy(sold)),
      ask('link', start(unpaid)),
      ask('report', apply(paid(linked))),
    ];
    try {
      await until('all have done their work', () => commits.count() === asked.length);
      // What somebody else sees, some round trips later: nothing, and nobody was told otherwise.
      expect(await ordersWith(shop, sold)).toBe(0);
      expect(await eventsOf(shop, unpaid)).toEqual(['order.created']);
      expect(await stateOf(linked)).toBe('PENDING_PAYMENT');
      expect(answered).toEqual([]);
    } finally {
      commits.release();
    }
    await Promise.all(asked);
    expect(await ordersWith(shop, sold)).toBe(1);
    expect(await stateOf(linked)).toBe('RECEIVED');
  });
});

it('a request whose order is being committed elsewhere is answered with that order and its link', async () => {
  const sold = await newCourse();
  const ids = shop.app.get<Ids>(IDS);
  const requestId = ids.sortable(new Date());
  // Such as a try whose connection was lost.
  const elsewhere = new PlaceAndPay(
    asInOtherProcess(shop.app, PlaceOrder),
    shop.app.get(StartPayment),
    shop.app.get(PaymentRepository),
    shop.app.get(PayLinks),
    shop.app.get(AskingLimit),
  );
  const buyBy = (way: PlaceAndPay) => {
    const sortable = ids.sortable.bind(ids);
    Object.assign(ids, { sortable: () => requestId });
    const bought = buy(sold, way);
    Object.assign(ids, { sortable });
    return bought;
  };
  const commits = holdCommits(shop.app.get(DataSource));
  const asked = [buyBy(elsewhere)];
  try {
    await until('the order is there, and nobody sees it', () => commits.count() === 1);
    asked.push(buyBy(shop.app.get(PlaceAndPay)));
    await until('the concurrent duplicate waits for the key of the request', () =>
      somebodyWaits(shop.database),
    );
  } finally {
    commits.release();
  }
  const [first, duplicate] = await Promise.all(asked);
  expect(duplicate?.order.orderNo).toBe(first?.order.orderNo);
  expect(duplicate?.link.paymentId).toBe(first?.link.paymentId);
  expect(duplicate?.link).toHaveProperty(
    'payUrl',
    expect.stringContaining(first?.order.orderNo ?? ''),
  );
  expect(await ordersWith(shop, sold)).toBe(1);
});
