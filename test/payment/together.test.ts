import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import {
  ANSWER_CHECKS,
  type TradeReport,
  type TradeStatus,
} from '../../src/alipay/trade-report.js';
import { IDS, type Ids } from '../../src/kernel/ids.js';
import { fen, yuanToFen } from '../../src/kernel/money.js';
import { Settlements } from '../../src/payment/settlement/settlements.service.js';
import { crowd, eventsOf, stockOf } from '../orders/shop-floor.js';
import type { Client } from '../support/client.js';
import { ADDRESS, openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { aroundTransactions } from '../support/transactions.js';

const DADASHOP = '/v1/orders/processing/';
const STOCK = 1_000;
const NOTHING_BACK = { refundedAmount: fen(0) };

let shop: Shop;
let buyer: Client;
let shipped: number;
let course: number;

beforeAll(async () => {
  shop = await openShop();
  // When an order is due is compared to the minute.
  shop.stopClock();
  buyer = await shop.customer();
  shipped = await shop.sku({ stock: STOCK, price: '100.00' });
  course = await shop.sku({ stock: null, price: '100.00', requiresShipping: false });
});

afterAll(() => shop.close());

interface Trade {
  readonly outTradeNo: string;
  /** Yuan. */
  readonly amount: string;
}

/** What Alipay says, and about which of the shop's orders. */
interface Story {
  readonly orderNo: string | null;
  readonly reports: readonly TradeReport[];
}

type Tell = (trade: Trade) => TradeReport;

function report({ outTradeNo, amount }: Trade, status: TradeStatus, changes = {}): TradeReport {
  const isKnown = status !== 'NOT_EXIST';
  return {
    source: 'query',
    outTradeNo,
    tradeNo: isKnown ? `T${outTradeNo}` : null,
    status,
    totalAmount: isKnown ? yuanToFen(amount) : null,
    refundedAmount: null,
    paidAt: status === 'TRADE_SUCCESS' ? new Date() : null,
    outRequestNo: null,
    checks: ANSWER_CHECKS,
    evidence: { trade_status: status },
    ...changes,
  };
}

const paid: Tell = (trade) => report(trade, 'TRADE_SUCCESS');
const closed: Tell = (trade) => report(trade, 'TRADE_CLOSED', NOTHING_BACK);

const apply = (one: TradeReport) => shop.app.get(Settlements).apply(one);

async function linked(skuId: number) {
  const { orderNo, payable } = await placeOrder(buyer, skuId);
  await payLink(buyer, orderNo);
  return { orderNo: String(orderNo), trade: { outTradeNo: orderNo, amount: payable } };
}

/** One report about an order that waits for its money. */
const about = (tell: Tell, skuId = () => shipped) => {
  return async (): Promise<Story> => {
    const { orderNo, trade } = await linked(skuId());
    return { orderNo, reports: [tell(trade)] };
  };
};

async function paidTwice(): Promise<Story> {
  const { orderNo, trade } = await linked(shipped);
  await apply(paid(trade));
  return { orderNo, reports: [paid(trade)] };
}

async function paidTooLate(): Promise<Story> {
  const { orderNo, trade } = await linked(shipped);
  await buyer.post(`/api/v1/orders/${orderNo}/cancel`, {});
  return { orderNo, reports: [paid(trade)] };
}

async function twoTrades(): Promise<Story> {
  const { orderNo, trade } = await linked(shipped);
  await apply(closed(trade));
  await payLink(buyer, orderNo);
  return { orderNo, reports: [paid({ ...trade, outTradeNo: `${orderNo}02` }), paid(trade)] };
}

function unknown(): Promise<Story> {
  const trade = { outTradeNo: shop.app.get<Ids>(IDS).orderNo(new Date()), amount: '5.00' };
  return Promise.resolve({ orderNo: null, reports: [paid(trade)] });
}

const stories: Readonly<Record<string, () => Promise<Story>>> = {
  paid: about(paid),
  'a course is paid': about(paid, () => course),
  finished: about((trade) => report(trade, 'TRADE_FINISHED', { paidAt: new Date() })),
  'part of it sent back': about((trade) =>
    report(trade, 'TRADE_SUCCESS', { refundedAmount: fen(100) }),
  ),
  'all of it sent back': about((trade) =>
    report(trade, 'TRADE_CLOSED', { refundedAmount: yuanToFen(trade.amount), paidAt: new Date() }),
  ),
  'another sum': about((trade) => report(trade, 'TRADE_SUCCESS', { totalAmount: fen(1) })),
  'a buyer at the cashier': about((trade) => report(trade, 'WAIT_BUYER_PAY')),
  'nobody came': about((trade) => report(trade, 'NOT_EXIST')),
  'closed unpaid': about(closed),
  'paid, told again': paidTwice,
  'paid too late': paidTooLate,
  'two trades of one order': twoTrades,
  'a trade that nobody knows': unknown,
};

async function tellAll(): Promise<Story[]> {
  const told: Story[] = [];
  for (const story of Object.values(stories)) told.push(await story());
  return told;
}

/** All that the books say of an order, without what differs from one order to the next. */
async function booksOf(orderNo: string | null) {
  if (orderNo === null) return null;
  const rows = (statement: string) =>
    shop.database.query(statement.replaceAll(':no', `'${orderNo}'`));
  const numbered = `out_trade_no LIKE CONCAT(:no, '%')`;
  return {
    order: await rows(`SELECT state, check_attempts, paid_at IS NULL AS unpaid,
      received_at IS NULL AS unreceived, closed_at IS NULL AS open, refunded_at IS NULL AS kept,
      TIMESTAMPDIFF(MINUTE, created_at, next_check_at) AS due FROM orders WHERE order_no = :no`),
    payments: await rows(`SELECT attempt, state, refunded_amount, refund_reserved,
      REPLACE(trade_no, :no, '') AS trade, paid_at IS NULL AS unpaid, recorded_at IS NULL AS unrecorded,
      applied_at IS NULL AS unused, closed_at IS NULL AS open
      FROM payments WHERE ${numbered} ORDER BY attempt`),
    evidence:
      await rows(`SELECT status, verdict, checks, REPLACE(changed, :no, '') AS changed, repeats
      FROM payment_evidence WHERE ${numbered} ORDER BY out_trade_no, id`),
    refunds: await rows(`SELECT amount, origin FROM refunds WHERE ${numbered}`),
    incidents: await rows(`SELECT kind FROM incidents WHERE ${numbered}`),
    events: await eventsOf(shop, orderNo),
  };
}

/** The next `count` commits are done, and nobody hears of it. Answers what undoes that. */
function loseCommits(count: number): () => void {
  const source = shop.app.get(DataSource);
  let left = count;
  const undo = aroundTransactions(source, async (commit) => {
    const result = await commit();
    left -= 1;
    if (left >= 0) throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    return result;
  });
  return () => {
    expect(left).toBeLessThan(0);
    undo();
  };
}

describe('reports that come together', () => {
  it('are answered, and written down, as they are one by one', async () => {
    const [single, together] = [await tellAll(), await tellAll()];
    const alone: string[] = [];
    for (const one of single.flatMap(({ reports }) => reports)) {
      alone.push((await apply(one)).verdict);
    }
    const settled = await Promise.all(together.flatMap(({ reports }) => reports).map(apply));
    expect(settled.map(({ verdict }) => verdict)).toEqual(alone);
    expect(new Set(alone).size).toBeGreaterThan(6);
    const numbers = together.flatMap(({ orderNo, reports }) => reports.map(() => orderNo));
    expect(settled.map(({ orderNo }) => orderNo)).toEqual(numbers);
    for (const [index, name] of Object.keys(stories).entries()) {
      const books = await booksOf(together[index]?.orderNo ?? null);
      expect({ name, books }).toEqual({
        name,
        books: await booksOf(single[index]?.orderNo ?? null),
      });
    }
  });
});

describe('orders that are made together', () => {
  const PEOPLE = 8;
  let people: Client[];
  let skuId: number;
  let requests: object[];

  beforeAll(async () => {
    people = await crowd(shop, PEOPLE);
    skuId = await shop.sku({ stock: STOCK });
    requests = [];
    for (const [index, one] of people.entries()) {
      const { body } = await one.post('/api/v1/addresses', ADDRESS);
      const bought = { sku_id: skuId, buy_num: index + 1 };
      requests.push({ status: 0, address_id: body.id, settlement_type: 1, ...bought });
    }
  });

  /** Everybody buys at once: the order numbers, each of which is known to hold its buyer's request and nothing twice. */
  async function buyAll(): Promise<string[]> {
    const before = (await stockOf(shop, skuId))?.stock ?? 0;
    const answers = await Promise.all(
      people.map((one, index) => one.post(DADASHOP, requests[index])),
    );
    const numbers = answers.map(({ body }) => String(body.data?.order_id));
    for (const [index, number] of numbers.entries()) {
      const made = await shop.database.query(
        `SELECT o.total_count AS pieces, COUNT(p.id) AS payments FROM orders o
         JOIN payments p ON p.order_id = o.id WHERE o.order_no = ? GROUP BY o.id`,
        [number],
      );
      expect(made).toEqual([{ pieces: index + 1, payments: '1' }]);
      expect(await eventsOf(shop, number)).toEqual(['order.created', 'payment.initiated']);
    }
    expect((await stockOf(shop, skuId))?.stock).toBe(before - (PEOPLE * (PEOPLE + 1)) / 2);
    return numbers;
  }

  it('are made, and paid, once when the answers of commits are lost', async () => {
    const undo = loseCommits(2);
    const numbers = await buyAll().finally(undo);
    const rows = await shop.database.query<Trade>(
      'SELECT out_trade_no AS outTradeNo, amount FROM payments WHERE out_trade_no IN (?)',
      [numbers],
    );
    const undoPaying = loseCommits(2);
    const settled = await Promise.all([...rows, ...rows].map((row) => apply(paid(row)))).finally(
      undoPaying,
    );
    expect(settled.map(({ orderNo }) => orderNo)).toEqual(
      [...rows, ...rows].map(({ outTradeNo }) => outTradeNo),
    );
    for (const number of numbers) {
      const events = await eventsOf(shop, number);
      expect(events.filter((type) => type === 'order.paid')).toHaveLength(1);
    }
  });

  it('get other numbers when chance gives one of them a number that is taken', async () => {
    const { orderNo: taken } = await placeOrder(buyer, shipped);
    const ids = shop.app.get<Ids>(IDS);
    const drawn = ids.orderNo.bind(ids);
    let draws = 0;
    const draw = (now: Date) => {
      draws += 1;
      return draws === 3 ? String(taken) : drawn(now);
    };
    Object.assign(ids, { orderNo: draw });
    const numbers = await buyAll().finally(() => Object.assign(ids, { orderNo: drawn }));
    expect(numbers).not.toContain(String(taken));
    expect(draws).toBeGreaterThan(PEOPLE);
  });
});
