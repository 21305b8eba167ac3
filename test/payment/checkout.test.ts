import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { UserIds } from '../../src/auth/signed-in-user.js';
import { Transactions } from '../../src/database/transactions.js';
import { Idempotency } from '../../src/http/idempotency/idempotency.js';
import { PlaceOrder } from '../../src/payment/placement/place-order.service.js';
import { orderIn } from '../../src/payment/placement/place-request.js';
import { crowd, eventsOf, ordersWith, quoted, stockOf } from '../orders/shop-floor.js';
import type { Answer, Client } from '../support/client.js';
import { somebodyWaits } from '../support/row-lock.js';
import { openShop, payLink, type Shop } from '../support/shop.js';
import { countTransactions, holdCommits, loseCommit } from '../support/transactions.js';
import { asInOtherProcess } from '../support/other-process.js';
import { until } from '../support/until.js';

const CHECKOUT = '/api/v1/checkout';
const ORDERS = '/api/v1/orders';

let shop: Shop;
let customer: Client;

beforeAll(async () => {
  shop = await openShop();
  customer = await shop.customer();
});

afterAll(() => shop.close());

const course = (stock: number | null = 100) => shop.sku({ stock, requiresShipping: false });
const keyed = (client: Client, key: string) => client.with({ 'idempotency-key': key });
const slugOf = ({ body }: Answer) => String(body.type).split(':').at(-1);

async function buy(client: Client, skuId: number, method = 'page') {
  return client.post(CHECKOUT, { ...(await quoted(client, skuId)), method });
}

describe('a checkout', () => {
  it('is order, payment and link in one transaction and one answer', async () => {
    const skuId = await shop.sku({ stock: 5 });
    const quote = await quoted(customer, skuId, 2);
    let answer: Answer | undefined;
    const transactions = await countTransactions(shop.app.get(DataSource), async () => {
      answer = await customer.post(CHECKOUT, { ...quote, remark: '请周末送货', method: 'page' });
    });
    expect(transactions).toBe(1);
    expect(answer?.status).toBe(201);
    const { order, payment } = answer!.body;
    expect(order).toMatchObject({
      state: 'PENDING_PAYMENT',
      payable: '408.00',
      remark: '请周末送货',
    });
    expect(payment).toMatchObject({ method: 'page', expiresAt: order.expiresAt });
    expect(await stockOf(shop, skuId)).toEqual({ stock: 3, sales: 2 });
    expect(await eventsOf(shop, order.orderNo)).toEqual(['order.created', 'payment.initiated']);
    expect((await customer.get(`${ORDERS}/${order.orderNo}`)).body).toEqual(order);
    const read = await customer.get(`${ORDERS}/${order.orderNo}/payment`);
    expect(read.body).toMatchObject({ paymentId: payment.paymentId, state: 'CREATED' });
    shop.simulator.buyer.open(payment.payUrl);
    expect(shop.simulator.buyer.pay(order.orderNo).ok).toBe(true);
  });

  it.each([
    ['wap', 'payUrl'],
    ['app', 'orderString'],
    ['qr', 'qrCode'],
  ])('leads to Alipay by %s', async (method, member) => {
    const { status, body } = await buy(customer, await course(), method);
    expect(status).toBe(201);
    expect(body.payment[member]).toEqual(expect.any(String));
  });

  it('is due when the worker is to ask about a link', async () => {
    const { body } = await buy(customer, await course());
    const [row] = await shop.database.query<{ seconds: number }>(
      `SELECT TIMESTAMPDIFF(SECOND, p.link_given_at, o.next_check_at) AS seconds
       FROM orders o JOIN payments p ON p.order_id = o.id WHERE o.order_no = ?`,
      [body.order.orderNo],
    );
    expect(Number(row?.seconds)).toBeLessThan(10);
  });

  it('takes what was bought out of the cart', async () => {
    const buyer = await shop.customer();
    await buyer.post('/api/v1/cart/items', { skuId: await course(), count: 1 });
    const { body } = await buyer.post(`${ORDERS}/quote`, { source: 'cart' });
    const request = { quoteToken: body.quoteToken, method: 'page' };
    loseCommit(shop.app.get(DataSource));
    expect((await keyed(buyer, 'cart').post(CHECKOUT, request)).status).toBe(201);
    expect((await buyer.get('/api/v1/cart')).body.lines).toEqual([]);
  });
});

describe('a checkout is refused, without a trace,', () => {
  it.each<[string, number, string, object]>([
    ['without a method', 400, 'invalid-request', {}],
    ['for an unknown method', 400, 'invalid-request', { method: 'cash' }],
    ['without an address', 422, 'address-required', { method: 'page', addressId: undefined }],
    ["to somebody else's address", 422, 'address-invalid', { method: 'page', addressId: 4e9 }],
    ['for a forged quote', 422, 'quote-invalid', { method: 'page', quoteToken: 'AAAA' }],
  ])('%s', async (_name, status, slug, changes) => {
    const skuId = await shop.sku();
    const answer = await customer.post(CHECKOUT, {
      ...(await quoted(customer, skuId)),
      ...changes,
    });
    expect([answer.status, slugOf(answer)]).toEqual([status, slug]);
    expect(await ordersWith(shop, skuId)).toBe(0);
    expect(await stockOf(shop, skuId)).toEqual({ stock: 100, sales: 0 });
  });

  it('at a changed price', async () => {
    const skuId = await course();
    const quote = await quoted(customer, skuId);
    await shop.database.query('UPDATE skus SET price = price + 1 WHERE id = ?', [skuId]);
    const answer = await customer.post(CHECKOUT, { ...quote, method: 'page' });
    expect([answer.status, slugOf(answer)]).toEqual([409, 'price-changed']);
    const { quoteToken } = answer.body.current;
    expect((await customer.post(CHECKOUT, { quoteToken, method: 'page' })).status).toBe(201);
  });

  it('to a visitor', async () => {
    expect((await shop.anybody.post(CHECKOUT, {})).status).toBe(401);
  });
});

describe('one request is one order, one payment and one answer', () => {
  /** How many payments the orders of a SKU have. */
  async function paymentsOf(skuId: number): Promise<number> {
    const [row] = await shop.database.query<{ n: string }>(
      `SELECT COUNT(*) AS n FROM payments WHERE order_id IN
         (SELECT order_id FROM order_lines WHERE sku_id = ?)`,
      [skuId],
    );
    return Number(row?.n);
  }

  it.each([
    ['one key, one after the other', false, true],
    ['one key, at once', true, true],
    ['one quote and no key, at once', true, false],
  ])('with %s', async (_name, atOnce, hasKey) => {
    const skuId = await course(1);
    const client = hasKey ? keyed(customer, `checkout-${atOnce}`) : customer;
    const body = { ...(await quoted(customer, skuId)), method: 'page' };
    const ask = () => client.post(CHECKOUT, body);
    const answers = atOnce
      ? await Promise.all(Array.from({ length: 6 }, ask))
      : [await ask(), await ask()];
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const names = answers.map(({ body: { order, payment } }) => [order.orderNo, payment.paymentId]);
    expect(new Set(names.map(String)).size).toBe(1);
    if (hasKey) expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect([await ordersWith(shop, skuId), await paymentsOf(skuId)]).toEqual([1, 1]);
    expect(await stockOf(shop, skuId)).toEqual({ stock: 0, sales: 1 });
  });

  it('letter by letter, long after and whatever became of it', async () => {
    const client = keyed(customer, 'long-after');
    const body = { ...(await quoted(customer, await course())), method: 'app' };
    const first = await client.post(CHECKOUT, body);
    await customer.post(`${ORDERS}/${first.body.order.orderNo}/cancel`);
    shop.advance(5_000);
    const again = await client.post(CHECKOUT, body);
    expect([again.status, again.text]).toEqual([201, first.text]);
  });

  it('when the answer to its commit is lost', async () => {
    for (const client of [customer, keyed(customer, 'lost-commit')]) {
      const skuId = await course();
      const body = { ...(await quoted(customer, skuId)), method: 'page' };
      loseCommit(shop.app.get(DataSource));
      const answer = await client.post(CHECKOUT, body);
      expect(answer.status).toBe(201);
      expect(answer.body.payment.payUrl).toContain(answer.body.order.orderNo);
      expect([await ordersWith(shop, skuId), await paymentsOf(skuId)]).toEqual([1, 1]);
    }
  });

  it('when the order of the quote was made by POST /orders before', async () => {
    const skuId = await course();
    const quote = await quoted(customer, skuId);
    const made = await customer.post(ORDERS, quote);
    for (const client of [
      customer,
      keyed(customer, 'made-before'),
      keyed(customer, 'made-before'),
    ]) {
      const { status, body } = await client.post(CHECKOUT, { ...quote, method: 'page' });
      expect([status, body.order]).toEqual([201, made.body]);
      expect(body.payment.payUrl).toContain(made.body.orderNo);
    }
    expect([await ordersWith(shop, skuId), await paymentsOf(skuId)]).toEqual([1, 1]);
  });

  it('and an order of the quote that cannot be paid any more gets no link', async () => {
    const body = { ...(await quoted(customer, await course())), method: 'page' };
    const { order } = (await customer.post(CHECKOUT, body)).body;
    await customer.post(`${ORDERS}/${order.orderNo}/cancel`);
    const answer = await customer.post(CHECKOUT, body);
    expect([answer.status, slugOf(answer)]).toEqual([409, 'order-not-payable']);
  });

  it.each([
    ['one after the other', false],
    ['at once', true],
  ])('and the key with another body is refused, %s', async (_name, atOnce) => {
    const client = keyed(customer, `another-body-${atOnce}`);
    const skus = [await course(), await course()];
    const bodies = [];
    for (const skuId of skus) bodies.push({ ...(await quoted(customer, skuId)), method: 'page' });
    const answers: Answer[] = [];
    const ask = async (body: object) => void answers.push(await client.post(CHECKOUT, body));
    if (atOnce) await Promise.all(bodies.map(ask));
    else for (const body of bodies) await ask(body);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.find(({ status }) => status === 422);
    expect(refused && slugOf(refused)).toBe('idempotency-key-reused');
    expect((await ordersWith(shop, skus[0] ?? 0)) + (await ordersWith(shop, skus[1] ?? 0))).toBe(1);
  });

  it('and a key belongs to one route', async () => {
    const client = keyed(customer, 'two-routes');
    const quote = await quoted(customer, await course());
    expect((await client.post(ORDERS, quote)).status).toBe(201);
    const answer = await client.post(CHECKOUT, { ...quote, method: 'page' });
    expect([answer.status, slugOf(answer)]).toEqual([422, 'idempotency-key-reused']);
  });

  it('and a key that another route keeps at the same time is known afterwards', async () => {
    const skuId = await course();
    const body = { ...(await quoted(customer, skuId)), method: 'page' };
    const { body: me } = await customer.get('/api/v1/auth/me');
    const idempotency = shop.app.get(Idempotency);
    let asked: Promise<Answer> | undefined;
    await shop.app.get(Transactions).run(async (tx) => {
      const request = { scope: `user:${me.id}`, key: 'elsewhere', route: 'POST x', body: {} };
      await idempotency.keepAnswers(tx, [{ request, reply: { status: 201, body: {} } }]);
      asked = keyed(customer, 'elsewhere').post(CHECKOUT, body);
      await until('the checkout waits for the key', () => somebodyWaits(shop.database));
    });
    const answer = await asked;
    expect([answer?.status, answer && slugOf(answer)]).toEqual([422, 'idempotency-key-reused']);
    expect(await ordersWith(shop, skuId)).toBe(0);
  });

  it('and a refused one may be asked again with the same key', async () => {
    const client = keyed(customer, 'refused-first');
    const skuId = await shop.sku();
    const { quoteToken, addressId } = await quoted(customer, skuId);
    const refused = await client.post(CHECKOUT, { quoteToken, method: 'page' });
    expect(refused.status).toBe(422);
    const answer = await client.post(CHECKOUT, { quoteToken, addressId, method: 'page' });
    expect(answer.status).toBe(201);
  });
});

describe('when Alipay gives out no QR code', () => {
  it('order and payment are there, and the same request asks again', async () => {
    const skuId = await course();
    const body = { ...(await quoted(customer, skuId)), method: 'qr' };
    const client = keyed(customer, 'no-code');
    shop.simulator.faults.set({ loseRequests: { probability: 1 } });
    const failed = await client.post(CHECKOUT, body);
    expect([failed.status, slugOf(failed)]).toEqual([503, 'alipay-unavailable']);
    shop.simulator.faults.reset();
    const answer = await client.post(CHECKOUT, body);
    expect(answer.status).toBe(201);
    expect(answer.body.payment.qrCode).toEqual(expect.any(String));
    expect(await ordersWith(shop, skuId)).toBe(1);
  });
});

describe('those who buy at the same time', () => {
  const PEOPLE = 12;
  let people: Client[];

  beforeAll(async () => {
    people = await crowd(shop, PEOPLE);
  });

  it('share transactions, by every route, with one statement for their keys', async () => {
    const skuId = await course();
    const bodies = await Promise.all(people.map((buyer) => quoted(buyer, skuId)));
    const keep = jest.spyOn(shop.app.get(Idempotency), 'keepAnswers');
    const answers: Answer[] = [];
    const transactions = await countTransactions(shop.app.get(DataSource), async () => {
      const asked = people.map((buyer, index) => {
        const client = keyed(buyer, 'one-key-of-many-users');
        return index % 2 === 0
          ? client.post(ORDERS, bodies[index] ?? {})
          : client.post(CHECKOUT, { ...bodies[index], method: 'page' });
      });
      answers.push(...(await Promise.all(asked)));
    });
    const kept = keep.mock.calls.map(([, replies]) => replies.length);
    keep.mockRestore();
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 201));
    expect(transactions).toBeLessThan(PEOPLE);
    expect(kept).toHaveLength(transactions);
    expect(kept.reduce((sum, count) => sum + count, 0)).toBe(PEOPLE);
    expect(await ordersWith(shop, skuId)).toBe(PEOPLE);
  });

  it('are refused one by one when the stock is short', async () => {
    const [short, plenty] = [await course(4), await course()];
    const wanted = people.map((_, index) => (index === PEOPLE - 1 ? plenty : short));
    const bodies = await Promise.all(people.map((buyer, i) => quoted(buyer, wanted[i] ?? 0)));
    const answers = await Promise.all(
      people.map((buyer, index) =>
        keyed(buyer, 'short').post(CHECKOUT, { ...bodies[index], method: 'page' }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.at(-1)?.status).toBe(201);
    const refused = answers.filter(({ status }) => status === 409);
    expect(new Set(refused.map(slugOf))).toEqual(new Set(['not-enough-stock']));
    expect(await stockOf(shop, short)).toEqual({ stock: 0, sales: 4 });
  });
});

it('one key in two processes at once is one order: the second waits for the first, and answers the same', async () => {
  const skuId = await course();
  const { quoteToken } = await quoted(customer, skuId);
  const [row] = await shop.database.query<UserIds>(
    'SELECT id, public_id AS publicId FROM users WHERE public_id = ?',
    [(await customer.get('/api/v1/auth/me')).body.id],
  );
  if (row === undefined) throw new Error('no such user');
  const ways = [asInOtherProcess(shop.app, PlaceOrder), asInOtherProcess(shop.app, PlaceOrder)];
  const request = { route: 'POST checkout', key: 'two-processes' };
  const commits = holdCommits(shop.app.get(DataSource));
  const asked = ways.map((way) => way.placeQuoted(row, { quoteToken, method: 'page' }, request));
  try {
    await until('one has done its work', () => commits.count() === 1);
    await until('the other one waits', () => somebodyWaits(shop.database));
  } finally {
    commits.release();
  }
  const placed = await Promise.all(asked);
  expect(new Set(placed.map((one) => orderIn(one).orderNo)).size).toBe(1);
  expect(placed.filter((one) => 'known' in one)).toHaveLength(1);
  expect(await ordersWith(shop, skuId)).toBe(1);
});

it('a link that was given by a checkout can be asked for again', async () => {
  const { body } = await buy(customer, await course());
  const link = await payLink(customer, body.order.orderNo);
  expect(link.paymentId).toBe(body.payment.paymentId);
});
