import { afterAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { SignedInUser } from '../../src/auth/signed-in-user.js';
import { Transactions } from '../../src/database/transactions.js';
import { Idempotency } from '../../src/http/idempotency/idempotency.js';
import { StartPayment } from '../../src/payment/links/start-payment.service.js';
import type { Answer } from '../support/client.js';
import { somebodyWaits } from '../support/row-lock.js';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';
import { countTransactions, holdCommits, loseCommit } from '../support/transactions.js';
import { asInOtherProcess } from '../support/other-process.js';
import { until } from '../support/until.js';

const { shop, customer, skuId } = await openForBusiness();

afterAll(() => shop.close());

const source = () => shop.app.get(DataSource);
const slugOf = ({ body }: Answer) => String(body.type).split(':').at(-1);
const newOrder = async (): Promise<string> => (await placeOrder(customer, skuId)).orderNo;

const ask = (orderNo: string, key: string, method = 'page') =>
  customer.with({ 'idempotency-key': key }).post(`/api/v1/orders/${orderNo}/payments`, { method });

async function paymentsOf(...orderNos: string[]): Promise<number> {
  const [row] = await shop.database.query<{ n: string }>(
    `SELECT COUNT(*) AS n FROM payments
     WHERE order_id IN (SELECT id FROM orders WHERE order_no IN (?))`,
    [orderNos],
  );
  return Number(row?.n);
}

describe('a link with a key', () => {
  it('is a payment and a kept answer in one transaction', async () => {
    const orderNo = await newOrder();
    let answer: Answer | undefined;
    const transactions = await countTransactions(source(), async () => {
      answer = await ask(orderNo, 'one-transaction');
    });
    expect([transactions, answer?.status]).toEqual([1, 201]);
    expect(answer?.body.payUrl).toContain(orderNo);
    expect(await paymentsOf(orderNo)).toBe(1);
  });

  it.each(['page', 'wap', 'app'])('is one answer for eight at once by %s', async (method) => {
    const orderNo = await newOrder();
    const asked = Array.from({ length: 8 }, () => ask(orderNo, `at-once-${method}`, method));
    const answers = await Promise.all(asked);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await paymentsOf(orderNo)).toBe(1);
  });

  it('is answered again letter by letter, whatever became of its order', async () => {
    const orderNo = await newOrder();
    const first = await ask(orderNo, 'long-after');
    await customer.post(`/api/v1/orders/${orderNo}/cancel`);
    shop.advance(5_000);
    const again = await ask(orderNo, 'long-after');
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(slugOf(await ask(orderNo, 'another'))).toBe('order-not-payable');
  });

  it('is answered when the answer to its commit is lost', async () => {
    const orderNo = await newOrder();
    loseCommit(source());
    const answer = await ask(orderNo, 'lost-commit');
    expect(answer.status).toBe(201);
    expect((await ask(orderNo, 'lost-commit')).text).toBe(answer.text);
    expect(await paymentsOf(orderNo)).toBe(1);
  });

  it('of a payment that is there is a fresh one, kept as well', async () => {
    const orderNo = await newOrder();
    const { paymentId } = await payLink(customer, orderNo);
    shop.advance(60_000);
    const first = await ask(orderNo, 'there-before', 'wap');
    expect(first.body).toMatchObject({ paymentId, method: 'wap' });
    shop.advance(60_000);
    expect((await ask(orderNo, 'there-before', 'wap')).text).toBe(first.text);
  });

  it('that was kept itself, as it was before, is answered as it is', async () => {
    const orderNo = await newOrder();
    const { body: me } = await customer.get('/api/v1/auth/me');
    const reply = {
      status: 201,
      body: { paymentId: '1', method: 'page', payUrl: 'https://kept/' },
    };
    const route = `POST payments of ${orderNo}`;
    const request = { scope: `user:${me.id}`, key: 'kept-before', route, body: { method: 'page' } };
    await shop.app
      .get(Transactions)
      .run((tx) => shop.app.get(Idempotency).keepAnswers(tx, [{ request, reply }]));
    const answer = await ask(orderNo, 'kept-before');
    expect([answer.status, answer.body]).toEqual([201, reply.body]);
  });

  it('that is refused keeps nothing: the key may be used again', async () => {
    const [theirs, own] = [await placeOrder(await shop.customer(), skuId), await newOrder()];
    const refused = await ask(theirs.orderNo, 'refused-first');
    expect([refused.status, slugOf(refused)]).toEqual([404, 'no-such-order']);
    expect((await ask(own, 'refused-first')).status).toBe(201);
  });

  it.each([
    ['one after the other', false],
    ['at once', true],
  ])("is refused where the key was another order's, %s", async (name, atOnce) => {
    const orderNos = [await newOrder(), await newOrder(), await newOrder()];
    const answers: Answer[] = [];
    const add = async (orderNo: string) =>
      void answers.push(await ask(orderNo, `of-one ${name}`.replaceAll(' ', '-')));
    if (atOnce) await Promise.all(orderNos.map(add));
    else for (const orderNo of orderNos) await add(orderNo);
    const refused = answers.filter(({ status }) => status === 422);
    expect(refused.map(slugOf)).toEqual(['idempotency-key-reused', 'idempotency-key-reused']);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await paymentsOf(...orderNos)).toBe(1);
  });
});

it('one key in two processes at once: the second waits for the first, and answers the same', async () => {
  const orderNo = await newOrder();
  const [user] = await shop.database.query<SignedInUser>(
    'SELECT user_id AS id FROM orders WHERE order_no = ?',
    [orderNo],
  );
  if (user === undefined) throw new Error('no such user');
  const ways = [asInOtherProcess(shop.app, StartPayment), asInOtherProcess(shop.app, StartPayment)];
  const start = { orderNo, method: 'page', storefront: 'native' } as const;
  const keyed = {
    scope: 'user:x',
    key: 'two-processes',
    route: `POST payments of ${orderNo}`,
    body: {},
  };
  const commits = holdCommits(source());
  const asked = ways.map((way) => way.startOnce(user, start, keyed));
  try {
    await until('one has done its work', () => commits.count() === 1);
    await until('the other one waits', () => somebodyWaits(shop.database));
  } finally {
    commits.release();
  }
  const [one, other] = await Promise.all(asked);
  expect(one).toEqual(other);
  expect(await paymentsOf(orderNo)).toBe(1);
});
