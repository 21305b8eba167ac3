import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { type Query, readBooks } from '../../scripts/lib/audit/books.mjs';
import { caseFaults } from '../../scripts/lib/audit/cases.mjs';
import { stockOf } from '../orders/shop-floor.js';
import { REFUSED } from '../support/alipay-answers.js';
import type { Answer, Client } from '../support/client.js';
import { openForBusiness, paidOrder } from '../support/shop.js';

const { shop, customer, operator, skuId } = await openForBusiness({
  // The clock goes on by weeks.
  JWT_TTL_SECONDS: '31536000',
});

afterEach(() => {
  jest.restoreAllMocks();
  shop.simulator.faults.reset();
});

afterAll(() => shop.close());

const ORDERS = '/api/v1/orders';
const CASES = '/api/v1/after-sales';
const DAY = 86_400_000;
const ADDRESS = { receiver: '退货组', mobile: '01012345678', address: '北京市海淀区 3 号库' };
const PARCEL = { carrier: '顺丰速运', trackingNumber: 'SF9' };

/** A paid order of so many pieces of 199.00 each, freight 10.00. */
async function paid(count = 2, buyer: Client = customer): Promise<string> {
  return (await paidOrder(shop, buyer, skuId, count)).orderNo;
}

async function received(count = 2): Promise<string> {
  const orderNo = await paid(count);
  await operator.post(`${ORDERS}/${orderNo}/ship`, { carrier: '顺丰', trackingNumber: 'SF1' });
  await customer.post(`${ORDERS}/${orderNo}/receive`);
  return orderNo;
}

function apply(
  orderNo: string,
  type: 'refundOnly' | 'returnAndRefund',
  count = 1,
  more: object = {},
): Promise<Answer> {
  const body = { type, lines: [{ lineId: 1, count }], reason: '尺码不合适', ...more };
  return customer.post(`${ORDERS}/${orderNo}/after-sales`, body);
}

function act(id: string, what: string, body: object = {}, by: Client = operator): Promise<Answer> {
  return by.post(`${CASES}/${id}/${what}`, body);
}

/** A case whose goods are on their way back. */
async function sentBack(count = 1, of = 2): Promise<{ id: string; orderNo: string }> {
  const orderNo = await received(of);
  const { id } = (await apply(orderNo, 'returnAndRefund', count)).body;
  await act(id, 'agree', { returnAddress: ADDRESS });
  await act(id, 'send-back', PARCEL, customer);
  return { id, orderNo };
}

function slugOf({ status, body }: Answer): [number, string] {
  return [status, String(body.type).split(':').at(-1) ?? ''];
}

async function stateOf(id: string): Promise<string> {
  return (await customer.get(`${CASES}/${id}`)).body.state;
}

/** The types of an order's events about cases. */
async function told(orderNo: string): Promise<string[]> {
  const rows = await shop.database.query<{ type: string }>(
    `SELECT type FROM outbox WHERE type LIKE 'after_sale.%'
     AND order_id = (SELECT id FROM orders WHERE order_no = ?) ORDER BY id`,
    [orderNo],
  );
  return rows.map(({ type }) => type.replace('after_sale.', ''));
}

async function heldPieces(orderNo: string): Promise<number> {
  const [row] = await shop.database.query<{ held: number }>(
    `SELECT in_case_count AS held FROM order_lines
     WHERE order_id = (SELECT id FROM orders WHERE order_no = ?)`,
    [orderNo],
  );
  return row?.held ?? -1;
}

/** What the audit says of parcels and cases of an order. */
async function caseFaultsOf(orderNo: string): Promise<readonly string[]> {
  const [row] = await shop.database.query<{ id: string }>(
    'SELECT id - 1 AS id FROM orders WHERE order_no = ?',
    [orderNo],
  );
  const query: Query = (sql, values = []) => shop.database.query(sql, [...values]);
  const sinceOrderId = String(row?.id);
  const deadline = new Date(shop.simulator.clock.now());
  return caseFaults(query, await readBooks(query, sinceOrderId), { sinceOrderId, deadline });
}

describe('money alone', () => {
  it('goes back for what was not sent, once the shop agrees, and the rest is shipped', async () => {
    const before = await stockOf(shop, skuId);
    const orderNo = await paid(3);
    const applied = await apply(orderNo, 'refundOnly', 1, { description: '买多了' });
    expect([applied.status, applied.body]).toMatchObject([
      201,
      {
        orderNo,
        type: 'refundOnly',
        state: 'APPLIED',
        amount: '199.00',
        description: '买多了',
        lines: [{ lineId: 1, skuId, count: 1, receivedCount: null }],
      },
    ]);
    const { id } = applied.body;
    const agreed = await act(id, 'agree');
    expect(agreed.body).toMatchObject({ state: 'REFUNDED', refundId: expect.any(String) });
    expect((await act(id, 'agree')).body).toEqual(agreed.body);
    expect(await told(orderNo)).toEqual(['applied', 'agreed', 'refunding', 'refunded']);
    const shipped = await operator.post(`${ORDERS}/${orderNo}/ship`, PARCEL);
    expect(shipped.body).toMatchObject({ state: 'SHIPPED', refundedAmount: '199.00' });
    expect(shipped.body.shipments[0].lines).toMatchObject([{ lineId: 1, count: 2 }]);
    expect((await stockOf(shop, skuId))?.stock).toBe((before?.stock ?? 0) - 2);
    const timeline = await customer.get(`${ORDERS}/${orderNo}/timeline`);
    expect(timeline.text).toContain(`Case ${id} ended: ¥199.00 went back.`);
  });

  it('goes back with the freight when all of an order was not sent', async () => {
    const orderNo = await paid(2);
    const { id } = (await apply(orderNo, 'refundOnly', 2)).body;
    expect((await act(id, 'agree')).body.state).toBe('REFUNDED');
    expect((await customer.get(`${ORDERS}/${orderNo}`)).body).toMatchObject({
      state: 'REFUNDED',
      refundedAmount: '408.00',
    });
  });

  it("is the same thing as a customer's request for a refund, by both ways", async () => {
    const orderNo = await received();
    const path = `${ORDERS}/${orderNo}/refunds`;
    const request = await customer.post(path, { amount: '5.00', reason: '有划痕' });
    expect([request.status, request.body.state]).toEqual([201, 'REQUESTED']);
    const { body } = await customer.get(`${CASES}?orderNo=${orderNo}`);
    expect(body.items).toMatchObject([
      {
        type: 'refundOnly',
        state: 'APPLIED',
        lines: [],
        amount: '5.00',
        refundId: request.body.id,
      },
    ]);
    expect((await operator.post(`${path}/${request.body.id}/reject`)).body.state).toBe('REJECTED');
    expect(await stateOf(body.items[0].id)).toBe('REJECTED');

    const { id, refundId } = (await apply(orderNo, 'refundOnly')).body;
    expect((await customer.post(`${path}/${refundId}/withdraw`)).body.state).toBe('WITHDRAWN');
    expect(await stateOf(id)).toBe('WITHDRAWN');

    const third = (await apply(orderNo, 'refundOnly')).body;
    const turned = await act(third.id, 'reject', { reason: '已使用' });
    expect(turned.body).toMatchObject({ state: 'REJECTED', rejectReason: '已使用' });
    const { items } = (await customer.get(path)).body;
    expect(items.at(-1)).toMatchObject({ id: third.refundId, state: 'REJECTED' });
    expect(await heldPieces(orderNo)).toBe(0);
  });

  it('is what is left, where free sums went back before', async () => {
    const orderNo = await received(2);
    const refunds = `${ORDERS}/${orderNo}/refunds`;
    await operator.post(refunds, { amount: '20.00', reason: '补偿' });
    const { id, amount } = (await apply(orderNo, 'refundOnly', 2)).body;
    expect(amount).toBe('388.00');
    expect((await act(id, 'agree')).body.state).toBe('REFUNDED');
    expect((await customer.get(`${ORDERS}/${orderNo}`)).body.refundedAmount).toBe('408.00');
  });

  it('can be tried again when Alipay refused it', async () => {
    const orderNo = await received();
    const { id } = (await apply(orderNo, 'refundOnly')).body;
    jest.spyOn(shop.app.get(AlipayClient), 'refund').mockResolvedValueOnce(REFUSED);
    const failed = await act(id, 'agree');
    expect(failed.body.state).toBe('AGREED');
    expect(await heldPieces(orderNo)).toBe(1);
    const attention = await operator.get(`${CASES}?needs=attention&orderNo=${orderNo}`);
    expect(attention.body.items).toMatchObject([{ id }]);
    const again = await act(id, 'refund');
    expect(again.body.state).toBe('REFUNDED');
    expect(again.body.refundId).not.toBe(failed.body.refundId);
    expect(await told(orderNo)).toEqual(
      'applied agreed refunding refund_failed refunding refunded'.split(' '),
    );
    expect(slugOf(await act(id, 'refund'))).toEqual([409, 'after-sale-decided']);
  });
});

describe('goods that come back', () => {
  it('are agreed to, sent, booked, refunded and put into the stock', async () => {
    const { id, orderNo } = await sentBack(2, 3);
    expect((await customer.get(`${CASES}/${id}`)).body).toMatchObject({
      state: 'SENT_BACK',
      returnAddress: ADDRESS,
      ...PARCEL,
      sendBackBy: expect.stringMatching(/\+08:00$/),
    });
    const before = await stockOf(shop, skuId);
    const booked = await act(id, 'receive-back', {
      lines: [{ lineId: 1, count: 2, restock: true }],
    });
    expect(booked.body).toMatchObject({
      state: 'REFUNDED',
      lines: [{ count: 2, receivedCount: 2, restock: true }],
    });
    expect((await stockOf(shop, skuId))?.stock).toBe((before?.stock ?? 0) + 2);
    expect((await customer.get(`${ORDERS}/${orderNo}`)).body).toMatchObject({
      state: 'RECEIVED',
      refundedAmount: '398.00',
      lines: [{ refundedCount: 2, refundedAmount: '398.00' }],
    });
    expect(await told(orderNo)).toEqual(
      'applied agreed sent_back received_back refunding refunded'.split(' '),
    );
  });

  it('bring less than was paid with a reason, and only for what came', async () => {
    const { id, orderNo } = await sentBack(2, 3);
    const lines = [{ lineId: 1, count: 1 }];
    const unsaid = await act(id, 'receive-back', { lines, amount: '150.00' });
    expect(slugOf(unsaid)).toEqual([422, 'refund-reason-required']);
    const reason = '包装破损';
    const much = await act(id, 'receive-back', { lines, amount: '199.01', reason });
    expect(slugOf(much)).toEqual([422, 'after-sale-refund-too-much']);
    expect(await stateOf(id)).toBe('SENT_BACK');
    const before = await stockOf(shop, skuId);
    const booked = await act(id, 'receive-back', { lines, amount: '150.00', reason });
    expect(booked.body).toMatchObject({
      state: 'REFUNDED',
      refundAtMost: '150.00',
      refundReason: reason,
    });
    expect((await stockOf(shop, skuId))?.stock).toBe(before?.stock);
    expect((await customer.get(`${ORDERS}/${orderNo}`)).body).toMatchObject({
      refundedAmount: '150.00',
      lines: [{ refundedCount: 1, refundedAmount: '150.00' }],
    });
    const left = await apply(orderNo, 'returnAndRefund', 3);
    expect([slugOf(left), left.body.left]).toEqual([[409, 'after-sale-pieces'], 2]);
  });

  it('are tried again where their refund failed, with what was booked', async () => {
    const { id } = await sentBack();
    jest.spyOn(shop.app.get(AlipayClient), 'refund').mockResolvedValueOnce(REFUSED);
    const lines = [{ lineId: 1, count: 1, restock: true }];
    expect((await act(id, 'receive-back', { lines })).body.state).toBe('RECEIVED_BACK');
    const before = await stockOf(shop, skuId);
    expect((await act(id, 'refund')).body.state).toBe('REFUNDED');
    expect((await stockOf(shop, skuId))?.stock).toBe((before?.stock ?? 0) + 1);
  });

  it('let go of what did not come, so that a refund that fails finds its pieces', async () => {
    const { id, orderNo } = await sentBack(2, 2);
    let other: Answer | undefined;
    jest.spyOn(shop.app.get(AlipayClient), 'refund').mockImplementationOnce(async () => {
      other = await apply(orderNo, 'returnAndRefund');
      return REFUSED;
    });
    const lines = [{ lineId: 1, count: 1, restock: true }];
    expect((await act(id, 'receive-back', { lines })).body.state).toBe('RECEIVED_BACK');
    expect(other?.status).toBe(201);
    expect(await heldPieces(orderNo)).toBe(2);
    expect((await act(id, 'refund')).body.state).toBe('REFUNDED');
    expect(await heldPieces(orderNo)).toBe(1);
    expect(await caseFaultsOf(orderNo)).toEqual([]);
  });

  it('bring what is left where free sums went back before, and while they were on their way', async () => {
    const orderNo = await received(2);
    const refunds = `${ORDERS}/${orderNo}/refunds`;
    await operator.post(refunds, { amount: '20.00', reason: '补偿' });
    const applied = await apply(orderNo, 'returnAndRefund', 2);
    expect([applied.status, applied.body.amount]).toEqual([201, '388.00']);
    const { id } = applied.body;
    await act(id, 'agree', { returnAddress: ADDRESS });
    await act(id, 'send-back', PARCEL, customer);
    await operator.post(refunds, { amount: '1.00', reason: '补偿' });
    const lines = [{ lineId: 1, count: 2, restock: true }];
    expect((await act(id, 'receive-back', { lines })).body.state).toBe('REFUNDED');
    expect((await customer.get(`${ORDERS}/${orderNo}`)).body).toMatchObject({
      state: 'REFUNDED',
      refundedAmount: '408.00',
      lines: [{ refundedCount: 2, refundedAmount: '387.00' }],
    });
  });

  it('bring what is left by now when their refund, for less, is tried again', async () => {
    const { id, orderNo } = await sentBack(2, 2);
    jest.spyOn(shop.app.get(AlipayClient), 'refund').mockResolvedValueOnce(REFUSED);
    const lines = [{ lineId: 1, count: 2 }];
    const less = { lines, amount: '390.00', reason: '包装破损' };
    expect((await act(id, 'receive-back', less)).body.state).toBe('RECEIVED_BACK');
    await operator.post(`${ORDERS}/${orderNo}/refunds`, { amount: '20.00', reason: '补偿' });
    expect((await act(id, 'refund')).body.state).toBe('REFUNDED');
    expect((await customer.get(`${ORDERS}/${orderNo}`)).body.refundedAmount).toBe('408.00');
  });

  it('end the case when they are not sent in time, and no sooner', async () => {
    const orderNo = await received();
    const { id } = (await apply(orderNo, 'returnAndRefund')).body;
    await act(id, 'agree', { returnAddress: ADDRESS });
    shop.advance(6.9 * DAY);
    await shop.sweep();
    expect(await stateOf(id)).toBe('AGREED');
    shop.advance(0.2 * DAY);
    await shop.sweep();
    expect(await stateOf(id)).toBe('EXPIRED');
    expect(await heldPieces(orderNo)).toBe(0);
    expect(slugOf(await act(id, 'send-back', PARCEL, customer))).toEqual([
      409,
      'after-sale-decided',
    ]);
    expect((await told(orderNo)).at(-1)).toBe('expired');
  });

  it('need an address, an owner, and the order of things', async () => {
    const orderNo = await received();
    const { id } = (await apply(orderNo, 'returnAndRefund')).body;
    expect(slugOf(await act(id, 'agree'))).toEqual([422, 'return-address-required']);
    expect(slugOf(await act(id, 'send-back', PARCEL, customer))).toEqual([
      409,
      'after-sale-decided',
    ]);
    const lines = [{ lineId: 1, count: 1 }];
    expect(slugOf(await act(id, 'receive-back', { lines }))).toEqual([409, 'after-sale-decided']);
    const stranger = await shop.customer();
    expect((await stranger.get(`${CASES}/${id}`)).status).toBe(404);
    expect((await act(id, 'withdraw', {}, stranger)).status).toBe(404);
    expect(slugOf(await act(id, 'withdraw', {}, operator))).toEqual([403, 'owner-only']);
    for (const what of ['agree', 'reject', 'receive-back', 'refund']) {
      expect((await act(id, what, { reason: 'x', lines }, customer)).status).toBe(403);
    }
    expect((await act(id, 'withdraw', {}, customer)).body.state).toBe('WITHDRAWN');
    expect((await act(id, 'withdraw', {}, customer)).body.state).toBe('WITHDRAWN');
    expect((await stranger.get(CASES)).body.items).toEqual([]);
  });
});

describe('a piece', () => {
  it('is in one open case, however many are opened at once', async () => {
    const orderNo = await received(3);
    const answers = await Promise.all(
      ['returnAndRefund', 'refundOnly', 'returnAndRefund', 'refundOnly', 'returnAndRefund'].map(
        (type) => apply(orderNo, type as 'refundOnly'),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((one, two) => one - two)).toEqual([
      201, 201, 201, 409, 409,
    ]);
    expect(await heldPieces(orderNo)).toBe(3);
    const { items } = (await customer.get(`${CASES}?orderNo=${orderNo}&state=APPLIED`)).body;
    expect(items).toHaveLength(3);
    await act(items[0].id, 'withdraw', {}, customer);
    expect((await apply(orderNo, 'refundOnly')).status).toBe(201);
  });

  it('is refunded once when a case is agreed to, rejected and withdrawn at the same time', async () => {
    const orderNo = await received();
    const { id } = (await apply(orderNo, 'refundOnly')).body;
    await Promise.all([
      act(id, 'agree'),
      act(id, 'agree'),
      act(id, 'reject', { reason: '不' }),
      act(id, 'withdraw', {}, customer),
    ]);
    await shop.sweep();
    const state = await stateOf(id);
    const { refundedAmount } = (await customer.get(`${ORDERS}/${orderNo}`)).body;
    expect([state, refundedAmount]).toEqual(
      state === 'REFUNDED' ? ['REFUNDED', '199.00'] : [state, '0.00'],
    );
    expect(['REFUNDED', 'REJECTED', 'WITHDRAWN']).toContain(state);
  });

  it('is asked for once under one Idempotency-Key', async () => {
    const orderNo = await received();
    const body = { type: 'returnAndRefund', lines: [{ lineId: 1, count: 1 }], reason: '不喜欢' };
    const key = { 'idempotency-key': 'case-1' };
    const path = `${ORDERS}/${orderNo}/after-sales`;
    const [one, other] = [
      await customer.post(path, body, key),
      await customer.post(path, body, key),
    ];
    expect(other.text).toBe(one.text);
    expect(await heldPieces(orderNo)).toBe(1);
  });
});

describe('a case', () => {
  it('is refused before the receipt, and once it is too late', async () => {
    const orderNo = await paid();
    expect(slugOf(await apply(orderNo, 'returnAndRefund'))).toEqual([
      409,
      'after-sale-not-possible',
    ]);
    await operator.post(`${ORDERS}/${orderNo}/ship`, PARCEL);
    const onItsWay = await apply(orderNo, 'refundOnly');
    expect(onItsWay.body).toMatchObject({ state: 'SHIPPED', why: 'not-received' });
    await customer.post(`${ORDERS}/${orderNo}/receive`);
    shop.advance(15.1 * DAY);
    const late = await apply(orderNo, 'refundOnly');
    expect(late.body).toMatchObject({ why: 'too-late' });
  });

  it('needs attention when it was not answered in time', async () => {
    const orderNo = await received();
    const { id } = (await apply(orderNo, 'returnAndRefund')).body;
    const ids = async () => {
      const { body } = await operator.get(`${CASES}?needs=attention&limit=100`);
      return (body.items as { id: string }[]).map((one) => one.id);
    };
    expect(await ids()).not.toContain(id);
    shop.advance(2 * DAY + 1_000);
    expect(await ids()).toContain(id);
    for (const needs of ['afterSale', 'attention']) {
      const { body } = await operator.get(`/api/v1/orders?needs=${needs}&limit=100`);
      expect((body.items as { orderNo: string }[]).map((one) => one.orderNo)).toContain(orderNo);
    }
    const { body } = await operator.get('/api/v1/overview');
    const needs = body.needs as { kind: string; count: number; list: string }[];
    const waiting = needs.find(({ kind }) => kind === 'after-sales');
    expect(waiting).toMatchObject({
      count: (await ids()).length,
      list: `${CASES}?needs=attention`,
    });
  });

  it.each([
    ['a type that is none', { type: 'exchange' }],
    ['no lines', { lines: [] }],
    ['a line twice', { lines: [1, 1].map((lineId) => ({ lineId, count: 1 })) }],
    ['no reason', { reason: '' }],
    ['a sum', { amount: '1.00' }],
  ])('is refused with %s', async (_, more) => {
    const orderNo = await received();
    expect((await apply(orderNo, 'refundOnly', 1, more)).status).toBe(400);
  });

  it('is found by states and in parts, newest first', async () => {
    const orderNo = await received(3);
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) ids.unshift((await apply(orderNo, 'refundOnly')).body.id);
    await act(ids[1] ?? '', 'reject', { reason: '不' });
    const list = async (query: string) =>
      (await operator.get(`${CASES}?orderNo=${orderNo}&${query}`)).body;
    const found = (await list('state=APPLIED,AGREED')).items as { id: string }[];
    expect(found.map((one) => one.id)).toEqual([ids[0], ids[2]]);
    const part = await list('limit=2');
    expect(part.items).toMatchObject([{ id: ids[0] }, { id: ids[1], state: 'REJECTED' }]);
    expect((await list(`cursor=${part.nextCursor}`)).items).toMatchObject([{ id: ids[2] }]);
  });
});
