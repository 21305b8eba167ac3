import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { RefundPoller } from '../../src/payment/polling/refund-poller.service.js';
import { REFUSED } from '../support/alipay-answers.js';
import type { Answer, Client } from '../support/client.js';
import { openForBusiness, payLink, type PaidOrder } from '../support/shop.js';
import { until } from '../support/until.js';

const { shop, customer, operator } = await openForBusiness();

afterAll(() => shop.close());

const ORDERS = '/api/v1/orders';

interface Bought {
  readonly order: PaidOrder;
  readonly skuIds: readonly number[];
}

/** Stock and sales of 10 pieces. */
const STOCK = 10;

/** A paid order of lines `[price, count, requiresShipping]`, with freight of 10.00 when any is shipped. */
async function buy(...lines: readonly (readonly [string, number, boolean?])[]): Promise<Bought> {
  const skuIds: number[] = [];
  for (const [price, count, requiresShipping = true] of lines) {
    const skuId = await shop.sku({ price, stock: STOCK, requiresShipping });
    skuIds.push(skuId);
    await customer.post('/api/v1/cart/items', { skuId, count });
  }
  const { body: quote } = await customer.post(`${ORDERS}/quote`, { source: 'cart' });
  const { quoteToken, addresses } = quote;
  const request = { quoteToken, addressId: addresses[0]?.id };
  const { body: made } = await customer.post(ORDERS, request);
  const { orderNo, payable } = made;
  shop.simulator.buyer.open((await payLink(customer, orderNo)).payUrl);
  shop.simulator.buyer.pay(orderNo);
  await until('it is paid', async () => (await orderOf(orderNo)).paidAt !== null);
  return { order: { orderNo, payable, returnUrl: '' }, skuIds };
}

async function orderOf(orderNo: string) {
  return (await customer.get(`${ORDERS}/${orderNo}`)).body;
}

function refund(by: Client, { order }: Bought, content: object): Promise<Answer> {
  return by.post(`${ORDERS}/${order.orderNo}/refunds`, { ...content, reason: '少件' });
}

function piece(lineId: number, count: number, more: object = {}) {
  return { lineId, count, ...more };
}

function ship({ order }: Bought): Promise<Answer> {
  const parcel = { carrier: '顺丰', trackingNumber: 'SF1' };
  return operator.post(`${ORDERS}/${order.orderNo}/ship`, parcel);
}

async function stocks({ skuIds }: Bought): Promise<string[]> {
  const skus = await Promise.all(skuIds.map((id) => customer.get(`/api/v1/skus/${id}`)));
  return skus.map(({ body }) => `${body.stock}/${body.sales}`);
}

/** Of each line `refunded/shipped sum`. */
async function linesOf({ order }: Bought): Promise<string[]> {
  const { lines } = await orderOf(order.orderNo);
  return lines.map(
    (line: { refundedCount: number; shippedCount: number; refundedAmount: string }) =>
      `${line.refundedCount}/${line.shippedCount} ${line.refundedAmount}`,
  );
}

async function stateOf({ order }: Bought): Promise<string> {
  return (await orderOf(order.orderNo)).state;
}

function expectProblem({ status, body }: Answer, expected: number, slug: string, more = {}): void {
  const type = expect.stringMatching(new RegExp(`:${slug}$`));
  expect([status, body]).toEqual([expected, expect.objectContaining({ type, ...more })]);
}

describe('a refund of lines', () => {
  it('sends back what was paid for the pieces, puts them into the stock, and tells what it leaves', async () => {
    const bought = await buy(['20.01', 3], ['5.00', 1]);
    const made = await refund(operator, bought, { lines: [piece(1, 2)], freight: '4.00' });
    expect([made.status, made.body]).toMatchObject([
      201,
      {
        amount: '44.02',
        scope: 'lines',
        lines: [{ lineId: 1, skuId: bought.skuIds[0], count: 2, restockCount: 2, amount: '40.02' }],
        freight: '4.00',
        freeAmount: '0.00',
        leaves: {
          amount: '31.01',
          freight: '6.00',
          lines: [
            { lineId: 1, count: 1, amount: '20.01' },
            { lineId: 2, count: 1, amount: '5.00' },
          ],
        },
      },
    ]);
    expect(shop.simulator.trade(bought.order.orderNo)?.refunded).toBe('44.02');
    expect(await linesOf(bought)).toEqual(['2/0 40.02', '0/0 0.00']);
    expect(await stocks(bought)).toEqual(['9/1', '9/1']);
    expect(await stateOf(bought)).toBe('TO_SHIP');
    const list = await customer.get(`${ORDERS}/${bought.order.orderNo}/refunds`);
    expect(list.body.items).toMatchObject([{ lines: [{ lineId: 1, count: 2 }], freight: '4.00' }]);
  });

  it('of every piece and the freight is the payable to the fen, and the order is refunded', async () => {
    const bought = await buy(['0.07', 3], ['33.33', 2]);
    await refund(operator, bought, { lines: [piece(1, 1)] });
    await refund(operator, bought, { lines: [piece(2, 2), piece(1, 2)] });
    expect(await stateOf(bought)).toBe('REFUNDED');
    expect((await refund(operator, bought, { lines: [], freight: '10.00' })).status).toBe(201);
    const { payable } = bought.order;
    expect(shop.simulator.trade(bought.order.orderNo)?.refunded).toBe(payable);
    expect(await orderOf(bought.order.orderNo)).toMatchObject({ refundedAmount: payable });
    expect(await stocks(bought)).toEqual(['10/0', '10/0']);
  });

  it('leaves pieces out of the stock when it says so', async () => {
    const bought = await buy(['5.00', 2]);
    await refund(operator, bought, { lines: [piece(1, 1, { restock: false })] });
    expect(await linesOf(bought)).toEqual(['1/0 5.00']);
    expect(await stocks(bought)).toEqual(['8/2']);
  });

  it('keeps the course of an order whose goods go back: it is received', async () => {
    const bought = await buy(['5.00', 2], ['99.00', 1, false]);
    await refund(operator, bought, { lines: [piece(1, 2)], freight: '10.00' });
    expect(await stateOf(bought)).toBe('RECEIVED');
    expectProblem(await ship(bought), 409, 'order-not-shippable');
  });

  it.each<[string, object, number, string, object]>([
    [
      'more pieces than were bought',
      { lines: [piece(1, 4)] },
      409,
      'refund-exceeds-pieces',
      { lineId: 1, left: 3 },
    ],
    [
      'a line that is not there',
      { lines: [piece(2, 1)] },
      422,
      'no-such-order-line',
      { lineId: 2 },
    ],
    [
      'more freight than was paid',
      { lines: [], freight: '10.01' },
      409,
      'refund-exceeds-freight',
      { left: '10.00' },
    ],
    ['more than was paid', { amount: '25.01' }, 409, 'refund-exceeds-payment', { paid: '25.00' }],
  ])('refuses %s', async (_, content, status, slug, members) => {
    const bought = await buy(['5.00', 3]);
    expectProblem(await refund(operator, bought, content), status, slug, members);
    expect(shop.simulator.trade(bought.order.orderNo)?.refunded).toBe('0.00');
  });

  it.each<[string, object, string]>([
    ['nothing', {}, ''],
    ['two ways', { amount: '1.00', everything: true }, ''],
    ['everything that is not meant', { everything: false }, ''],
    ['a line twice', { lines: [piece(1, 1), piece(1, 1)] }, 'lines'],
    ['no pieces', { lines: [piece(1, 0)] }, 'lines[0].count'],
    ['a part of a piece', { lines: [piece(1, 0.5)] }, 'lines[0].count'],
    ['lines without any', { lines: [] }, 'lines'],
    ['a line that is none', { lines: [7] }, 'lines'],
    ['freight without lines', { freight: '1.00', everything: true }, 'freight'],
    ['a price', { lines: [piece(1, 1, { amount: '9.00' })] }, 'lines[0].amount'],
  ])('cannot say %s', async (_, content, path) => {
    const bought = {
      order: { orderNo: '202611211200000123456789', payable: '', returnUrl: '' },
      skuIds: [],
    };
    const { status, body } = await refund(operator, bought, content);
    expect([status, body.errors?.map((one: { path: string }) => one.path)]).toEqual([400, [path]]);
  });

  it('holds its pieces and its sum while it has no end', async () => {
    const bought = await buy(['5.00', 2]);
    shop.simulator.faults.set({ emptyBalance: { count: 1 } });
    await refund(operator, bought, { lines: [piece(1, 2)] });
    expect(await linesOf(bought)).toEqual(['2/0 10.00']);
    expect(await stocks(bought)).toEqual(['8/2']);
    expectProblem(await ship(bought), 409, 'nothing-to-ship');
    const more = await refund(operator, bought, { lines: [piece(1, 1)] });
    expectProblem(more, 409, 'refund-exceeds-pieces', { left: 0 });
    shop.simulator.faults.reset();
    shop.advance(60_000);
    await shop.app.get(RefundPoller).work.finish();
    expect(shop.simulator.trade(bought.order.orderNo)?.refunded).toBe('10.00');
    expect(await stocks(bought)).toEqual(['10/0']);
    expect(await stateOf(bought)).toBe('REFUNDED');
  });

  it('frees its pieces and its sum when it failed: they are shipped', async () => {
    const bought = await buy(['5.00', 2]);
    jest.spyOn(shop.app.get(AlipayClient), 'refund').mockResolvedValueOnce(REFUSED);
    await refund(operator, bought, { lines: [piece(1, 2)], freight: '10.00' });
    expect(await linesOf(bought)).toEqual(['0/0 0.00']);
    expect((await ship(bought)).body.state).toBe('SHIPPED');
    expect(await linesOf(bought)).toEqual(['0/2 0.00']);
    expect(await stocks(bought)).toEqual(['8/2']);
  });

  it('is told with its pieces by events and by the timeline', async () => {
    const bought = await buy(['5.00', 2]);
    await refund(operator, bought, { lines: [piece(1, 1)], freight: '2.00' });
    await shop.simulator.settled();
    const rows = await shop.database.query<{ type: string; data: string }>(
      `SELECT o.type, o.data FROM outbox o JOIN orders r ON r.id = o.order_id
       WHERE r.order_no = ? AND o.type LIKE 'payment.refund%' ORDER BY o.id`,
      [bought.order.orderNo],
    );
    const told = {
      lines: [{ lineId: 1, skuId: bought.skuIds[0], count: 1, amount: '5.00' }],
      freight: '2.00',
    };
    expect(rows.map(({ type, data }) => [type, JSON.parse(data)])).toMatchObject([
      ['payment.refund_requested', { amount: '7.00', freeAmount: '0.00', ...told }],
      ['payment.refunded', { refunded: '7.00', ...told }],
    ]);
    const timeline = await operator.get(`${ORDERS}/${bought.order.orderNo}/timeline`);
    expect(timeline.text).toMatch(/1 × /);
  });
});

describe('an order that leaves in parts', () => {
  function send({ order }: Bought, lines: readonly object[]): Promise<Answer> {
    const parcel = { carrier: '顺丰', trackingNumber: 'SF1', lines };
    return operator.post(`${ORDERS}/${order.orderNo}/shipments`, parcel);
  }

  it('is shipped once its rest is refunded while some of it is on its way', async () => {
    const bought = await buy(['5.00', 3]);
    expect((await send(bought, [piece(1, 1)])).status).toBe(201);
    expect(await stateOf(bought)).toBe('PARTLY_SHIPPED');
    await refund(operator, bought, { lines: [piece(1, 2)] });
    expect(await stateOf(bought)).toBe('SHIPPED');
    expect(await linesOf(bought)).toEqual(['2/1 10.00']);
    expect(await stocks(bought)).toEqual(['9/1']);
  });

  it('stays on its way while that refund has no end, ships none of its pieces, and ends with it', async () => {
    const bought = await buy(['5.00', 3]);
    await send(bought, [piece(1, 1)]);
    shop.simulator.faults.set({ emptyBalance: { count: 1 } });
    await refund(operator, bought, { lines: [piece(1, 2)] });
    expect(await stateOf(bought)).toBe('PARTLY_SHIPPED');
    expect((await send(bought, [piece(1, 1)])).status).toBe(409);
    shop.simulator.faults.reset();
    shop.advance(60_000);
    await shop.app.get(RefundPoller).work.finish();
    expect(await stateOf(bought)).toBe('SHIPPED');
    expect((await customer.post(`${ORDERS}/${bought.order.orderNo}/receive`)).status).toBe(200);
  });

  it('puts no shipped piece into the stock', async () => {
    const bought = await buy(['5.00', 3]);
    await ship(bought);
    const restock = { lines: [piece(1, 1, { restock: true })] };
    const members = { lineId: 1, reason: 'shipped' };
    expectProblem(await refund(operator, bought, restock), 409, 'restock-impossible', members);
    const made = await refund(operator, bought, { everything: true });
    expect(made.body.lines).toMatchObject([{ count: 3, restockCount: 0, amount: '15.00' }]);
    expect(await stocks(bought)).toEqual(['7/3']);
    expect(await stateOf(bought)).toBe('REFUNDED');
  });
});

describe('a free sum', () => {
  it('moves no piece: the goods are shipped', async () => {
    const bought = await buy(['5.00', 2]);
    const made = await refund(operator, bought, { amount: '0.01' });
    expect(made.body).toMatchObject({
      scope: 'amount',
      lines: [],
      freeAmount: '0.01',
      restock: false,
    });
    expect(await linesOf(bought)).toEqual(['0/0 0.00']);
    expect((await ship(bought)).body.state).toBe('SHIPPED');
    expect(await stocks(bought)).toEqual(['8/2']);
  });

  it('counts against what was paid: what it took is not sent back again', async () => {
    const bought = await buy(['5.00', 2]);
    await refund(operator, bought, { amount: '12.00' });
    const everyPiece = { lines: [piece(1, 2)] };
    expectProblem(await refund(operator, bought, everyPiece), 409, 'refund-exceeds-payment');
    const rest = await refund(operator, bought, { everything: true });
    expect(rest.body).toMatchObject({
      amount: '8.00',
      lines: [{ lineId: 1, count: 2, restockCount: 2, amount: '8.00' }],
      freight: '0.00',
    });
    expect(await stateOf(bought)).toBe('REFUNDED');
    expect(await stocks(bought)).toEqual(['10/0']);
  });
});

describe("a customer's request by lines", () => {
  it('holds nothing while it waits, and is granted with the pieces as they are then', async () => {
    const bought = await buy(['0.10', 3]);
    const asked = await refund(customer, bought, { lines: [piece(1, 1)] });
    expect(asked.body).toMatchObject({ state: 'REQUESTED', leaves: { lines: [{ count: 2 }] } });
    expect(await linesOf(bought)).toEqual(['0/0 0.00']);
    await refund(operator, bought, { lines: [piece(1, 1)] });
    const path = `${ORDERS}/${bought.order.orderNo}/refunds/${asked.body.id}/approve`;
    const approved = await operator.post(path);
    expect(approved.body).toMatchObject({
      state: 'SUCCEEDED',
      lines: [{ count: 1, restockCount: 1 }],
    });
    expect(await linesOf(bought)).toEqual(['2/0 0.20']);
    expect(await stocks(bought)).toEqual(['9/1']);
  });

  it('is closed when its pieces are refunded otherwise', async () => {
    const bought = await buy(['5.00', 2]);
    const asked = await refund(customer, bought, { lines: [piece(1, 2)] });
    const members = { refundId: asked.body.id };
    const one = { lines: [piece(1, 1)] };
    expectProblem(await refund(operator, bought, one), 409, 'refund-request-waits', members);
    await refund(operator, bought, { ...one, closeRequests: true });
    const list = await customer.get(`${ORDERS}/${bought.order.orderNo}/refunds`);
    expect(list.body.items).toMatchObject([
      { state: 'CLOSED', closedReason: 'more-than-is-left' },
      { state: 'SUCCEEDED' },
    ]);
  });

  it('of all that is to be shipped stands on the order', async () => {
    const bought = await buy(['5.00', 2], ['99.00', 1, false]);
    const asked = await refund(customer, bought, { lines: [piece(1, 2)] });
    const { refundRequestedAt } = await orderOf(bought.order.orderNo);
    expect(refundRequestedAt).toBe(asked.body.createdAt);
  });
});
