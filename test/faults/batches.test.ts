import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Transactions } from '../../src/database/transactions.js';
import { auditAtRest } from '../support/audit.js';
import { environmentBeside } from '../support/beside.js';
import { type Answer, Client } from '../support/client.js';
import { signNotify } from '../support/notify.js';
import { type Process, startApi } from '../support/processes.js';
import { lockEnd, lockOrder, lockSku } from '../support/row-lock.js';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const DADASHOP = '/v1/orders/processing/';
const BUYERS = 12;
const JWT_SECRET = 'x'.repeat(64);
/** Longer than an order takes, on whatever machine; a test waits for it. */
const LOCK_WAIT_SECONDS = 8;

let shop: Shop;
let buyers: Client[];
const initialStock = new Map<number, number>();

beforeAll(async () => {
  shop = await openShop({
    JWT_SECRET,
    DATABASE_LOCK_WAIT_SECONDS: String(LOCK_WAIT_SECONDS),
    DATABASE_STATEMENT_TIMEOUT_MS: '30000',
  });
  buyers = [];
  for (let made = 0; made < BUYERS; made += 1) buyers.push(await shop.customer());
});

afterAll(() => shop.close());

async function sku(stock: number): Promise<number> {
  const id = await shop.sku({ stock });
  initialStock.set(id, stock);
  return id;
}

async function wishOf(buyer: Client, skuId: number, count = 1) {
  const { body } = await buyer.get('/api/v1/addresses');
  const address_id: number = body.items[0].id;
  return { status: 0, address_id, settlement_type: 1, sku_id: skuId, buy_num: count };
}

/** Orders that are paid at Alipay, each by another buyer, and nobody has told the shop. */
async function paidOrders(skuId: number): Promise<string[]> {
  shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
  return Promise.all(
    buyers.map(async (buyer) => {
      const { orderNo } = await placeOrder(buyer, skuId);
      shop.simulator.buyer.open((await payLink(buyer, orderNo)).payUrl);
      shop.simulator.buyer.pay(orderNo);
      return String(orderNo);
    }),
  );
}

function notifyTo(target: Client, orderNo: string): Promise<Answer> {
  const trade = shop.simulator.trade(orderNo);
  if (trade === null) throw new Error('no such trade');
  const { trade_no, total_amount } = trade;
  const form = signNotify(shop.keys, { out_trade_no: orderNo, trade_no, total_amount });
  return target.postForm('/api/v1/alipay/notify', form);
}

const notify = (orderNo: string) => notifyTo(shop.anybody, orderNo);

async function countOf(sql: string, values: readonly unknown[]): Promise<number> {
  const [row] = await shop.database.query<{ n: string }>(sql, [...values]);
  return Number(row?.n);
}

/** What the notifies of these orders have left. */
async function traces(orders: readonly string[]) {
  const count = (from: string) =>
    countOf(`SELECT COUNT(*) AS n FROM orders o JOIN ${from} AND o.order_no IN (?)`, [orders]);
  return {
    paid: await count(`payments p ON p.order_id = o.id AND o.state = 'TO_SHIP'`),
    booked: await count(`payments p ON p.order_id = o.id AND p.state = 'SUCCEEDED'`),
    told: await count(`outbox e ON e.order_id = o.id AND e.type = 'order.paid'`),
  };
}

describe('requests that share a transaction', () => {
  it('each get their own answer, and what is wrong with some is nothing to the others', async () => {
    const there = await sku(1_000);
    const gone = 999_999;
    const stranger = await wishOf(buyers[0] as Client, there);
    const answers = await Promise.all(
      buyers.map(async (buyer, index) => {
        const request = await wishOf(buyer, index % 4 === 1 ? gone : there);
        if (index % 4 === 2) request.address_id = stranger.address_id;
        const { body } = await buyer.post(DADASHOP, request);
        return body.code;
      }),
    );
    expect(answers).toEqual(buyers.map((_, index) => [200, 50110, 50102, 200][index % 4]));
  });

  it('sell exactly what is there, whatever the sums of the others', async () => {
    const scarce = await sku(10);
    const requests = await Promise.all(
      buyers.map((buyer, index) => wishOf(buyer, scarce, (index % 3) + 1)),
    );
    const answers = await Promise.all(
      buyers.map((buyer, index) => buyer.post(DADASHOP, requests[index])),
    );
    expect(new Set(answers.map(({ body }) => body.code))).toEqual(new Set([200, 50103]));
    const left = await countOf('SELECT stock AS n FROM skus WHERE id = ?', [scarce]);
    const wanted = answers.map(({ body }, index) => ({
      isSold: body.code === 200,
      count: (index % 3) + 1,
    }));
    const sold = wanted.reduce((total, { isSold, count }) => total + (isSold ? count : 0), 0);
    expect(sold + left).toBe(10);
    for (const { isSold, count } of wanted) if (!isSold) expect(count).toBeGreaterThan(left);
  });

  it('pay each order once, however often its notify comes among the others', async () => {
    const orders = await paidOrders(await sku(1_000));
    const answers = await Promise.all([...orders, ...orders].map(notify));
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['success']));
    const paid = await countOf(
      `SELECT COUNT(*) AS n FROM outbox e JOIN orders o ON o.id = e.order_id
       WHERE o.order_no IN (?) AND e.type = 'order.paid' AND o.state = 'TO_SHIP'`,
      [orders],
    );
    expect(paid).toBe(BUYERS);
  });

  it('do not wait for one whose order somebody else works on', async () => {
    const [held = '', ...others] = await paidOrders(await sku(1_000));
    const lock = await lockOrder(shop.database, held);
    let isHeldAnswered = false;
    const heldAnswer = notify(held).finally(() => {
      isHeldAnswered = true;
    });
    try {
      const answers = await Promise.all(others.map(notify));
      expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['success']));
      expect(isHeldAnswered).toBe(false);
    } finally {
      await lock.release();
    }
    expect((await heldAnswer).text).toBe('success');
  });
});

describe('requests whose neighbour wants what somebody holds', () => {
  it('are done while it waits, and hold up nobody who comes later', async () => {
    const [held, free] = [await sku(10), await sku(1_000)];
    const requests = await Promise.all(
      buyers.map((buyer, index) => wishOf(buyer, index === 1 ? held : free)),
    );
    const order = async (index: number) => {
      const { body } = await (buyers[index] as Client).post(DADASHOP, requests[index]);
      answered.push(index);
      return body.code;
    };
    // Of a buyer whose other order is not among them: the orders of one buyer are made one after the other.
    const comer = await shop.customer();
    const laterWish = await wishOf(comer, free);
    const answered: number[] = [];
    const lock = await lockSku(shop.database, held);
    const codes = buyers.map((_, index) => order(index));
    try {
      // Held up for the lock timeout and no longer, in the middle of which others come.
      await lock.waitedFor();
      const asked = performance.now();
      expect((await comer.post(DADASHOP, laterWish)).body.code).toBe(200);
      expect(performance.now() - asked).toBeLessThan(LOCK_WAIT_SECONDS * 900);
      await until('all but one are done', () => answered.length === BUYERS - 1);
      expect(answered).not.toContain(1);
    } finally {
      await lock.release();
    }
    expect(new Set(await Promise.all(codes))).toEqual(new Set([200]));
  });

  it('are tried again when their connection is killed between two statements', async () => {
    const made: string[] = [];
    const answer = await shop.app.get(Transactions).run(async (tx) => {
      const [row]: { id: string }[] = await tx.query('SELECT CONNECTION_ID() AS id');
      made.push(String(row?.id));
      if (made.length > 1) return 'done';
      await shop.database.query(`KILL ${made[0]}`);
      await until('the connection is gone', () => isGone(made[0] ?? ''));
      await tx.query('SELECT 1');
      return 'not killed';
    });
    expect(answer).toBe('done');
    expect(made).toHaveLength(2);
  });
});

async function isGone(connectionId: string): Promise<boolean> {
  const statement = 'SELECT COUNT(*) AS n FROM information_schema.processlist WHERE id = ?';
  return (await countOf(statement, [connectionId])) === 0;
}

describe('kill -9 while requests share transactions', () => {
  it('loses no answered order, and leaves no half of one that was not answered', async () => {
    const there = await sku(100_000);
    const env = await environmentBeside(shop, { JWT_SECRET });
    const requests = await Promise.all(buyers.map((buyer) => wishOf(buyer, there)));
    const answered: string[] = [];
    /** Buys until nobody answers any more. */
    const buyOn = async (buyer: Client, index: number): Promise<void> => {
      const client = new Client(String(env['PUBLIC_URL'])).as(buyer.token);
      const answer = await client.post(DADASHOP, requests[index]).catch(() => null);
      if (answer === null) return;
      if (answer.body.code === 200) answered.push(answer.body.data.order_id);
      return buyOn(buyer, index);
    };
    const api: Process = await startApi(env);
    try {
      const buying = Promise.all(buyers.map(buyOn));
      await until('orders are made', () => answered.length > BUYERS * 4);
      // Half of a batch's work is done when it comes to the stock: there it is held, and killed.
      const lock = await lockSku(shop.database, there);
      await lock.waitedFor();
      await api.kill();
      await lock.release();
      await buying;
    } finally {
      await api.kill();
    }
    expect(
      await countOf(
        `SELECT COUNT(DISTINCT o.id) AS n FROM orders o JOIN payments p ON p.order_id = o.id
         JOIN order_lines l ON l.order_id = o.id WHERE o.order_no IN (?)`,
        [answered],
      ),
    ).toBe(answered.length);
    const made = 'SELECT COUNT(*) AS n FROM order_lines WHERE sku_id = ?';
    const left = 'SELECT stock AS n FROM skus WHERE id = ?';
    expect((await countOf(made, [there])) + (await countOf(left, [there]))).toBe(100_000);
  });

  it('pays every order whose notify was answered, and of the others nothing until it comes again', async () => {
    const there = await sku(1_000);
    const [answered, unanswered] = [await paidOrders(there), await paidOrders(there)];
    const env = await environmentBeside(shop, { JWT_SECRET });
    const target = new Client(String(env['PUBLIC_URL']));
    const tell = (orderNo: string) =>
      notifyTo(target, orderNo).then(
        ({ text }) => text,
        () => 'no answer',
      );
    const api: Process = await startApi(env);
    try {
      expect(new Set(await Promise.all(answered.map(tell)))).toEqual(new Set(['success']));
      // Orders and payments are changed already when the evidence cannot be written.
      const lock = await lockEnd(shop.database, 'payment_evidence');
      const telling = Promise.all(unanswered.map(tell));
      await lock.waitedFor();
      await api.kill();
      await lock.release();
      expect(new Set(await telling)).toEqual(new Set(['no answer']));
    } finally {
      await api.kill();
    }
    expect(await traces(answered)).toEqual({ paid: BUYERS, booked: BUYERS, told: BUYERS });
    expect(await traces(unanswered)).toEqual({ paid: 0, booked: 0, told: 0 });
    const answers = await Promise.all([...answered, ...unanswered].map(notify));
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['success']));
    expect(await traces(unanswered)).toEqual({ paid: BUYERS, booked: BUYERS, told: BUYERS });
    expect(await traces(answered)).toEqual({ paid: BUYERS, booked: BUYERS, told: BUYERS });
  });

  it('leaves books in which every invariant holds', async () => {
    expect(await auditAtRest(shop, { initialStock })).toEqual([]);
  });
});
