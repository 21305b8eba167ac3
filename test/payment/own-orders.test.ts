import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditAtRest } from '../support/audit.js';
import type { Answer, Client } from '../support/client.js';
import { postNotify } from '../support/notify.js';
import { ADDRESS, openForBusiness, paidOrder, payLink, placeOrder } from '../support/shop.js';

const {
  shop,
  customer,
  operator: alice,
  skuId,
} = await openForBusiness({ REFUND_ON_CANCEL: 'true' });

const ORDERS = '/api/v1/orders';
const NOTE = '已与顾客电话确认';
const OWN = [403, 'own-order'];

/** Of `finance`, which may do all about money; `support` may only ask. Both buy here, too. */
let bob: Client;
let support: Client;

beforeAll(async () => {
  [bob, support] = [await shop.staff('finance'), await shop.staff('support')];
  for (const buyer of [bob, support]) await buyer.post('/api/v1/addresses', ADDRESS);
});

afterAll(() => shop.close());

function slugOf({ status, body }: Answer): [number, string] {
  return [status, String(body.type).split(':').at(-1) ?? ''];
}

/** The number of a paid order (209.00). */
async function paid(buyer: Client): Promise<string> {
  return (await paidOrder(shop, buyer, skuId)).orderNo;
}

function refund(who: Client, orderNo: string, content: object): Promise<Answer> {
  return who.post(`${ORDERS}/${orderNo}/refunds`, { reason: NOTE, ...content });
}

const sentBack = (orderNo: string) => shop.simulator.trade(orderNo)?.refunded;

/** What of the refused attempts of a user the audit log keeps, the newest first. */
async function refusalsOf(username: string): Promise<unknown[]> {
  const rows = await shop.database.query<{ state_after: string }>(
    `SELECT state_after FROM audit_log WHERE username = ? AND action = 'route.refuse' ORDER BY id DESC`,
    [username],
  );
  return rows.map(({ state_after }) => JSON.parse(state_after));
}

describe('a refund of what somebody of the staff bought', () => {
  it.each([
    ['a sum', { amount: '5.00' }],
    ['pieces', { lines: [{ lineId: 1, count: 1 }] }],
    ['everything', { everything: true }],
  ])('of %s is asked for as any buyer does, and let go by another person', async (_name, what) => {
    const orderNo = await paid(bob);
    const made = await refund(bob, orderNo, what);
    expect([made.status, made.body.state, made.body.origin]).toEqual([
      201,
      'REQUESTED',
      'customer',
    ]);
    expect(sentBack(orderNo)).toBe('0.00');
    const path = `${ORDERS}/${orderNo}/refunds/${made.body.id}`;
    expect(slugOf(await bob.post(`${path}/approve`))).toEqual([403, 'own-request']);
    expect(slugOf(await bob.post(`${path}/retry`))).toEqual([409, 'refund-decided']);
    expect((await alice.post(`${path}/approve`)).body.state).toBe('SUCCEEDED');
    expect(sentBack(orderNo)).toBe(made.body.amount);
  });

  it('is not let go by its buyer when a colleague asked for it', async () => {
    const orderNo = await paid(bob);
    const { body } = await refund(support, orderNo, { amount: '5.00' });
    const path = `${ORDERS}/${orderNo}/refunds/${body.id}/approve`;
    expect(slugOf(await bob.post(path))).toEqual(OWN);
    expect(sentBack(orderNo)).toBe('0.00');
    expect((await refusalsOf('test-finance'))[0]).toMatchObject({ refusal: 'own-order' });
    expect((await alice.post(path)).body.state).toBe('SUCCEEDED');
    // That is over: saying it again decides nothing.
    expect((await bob.post(path)).status).toBe(200);
  });

  it('decides neither about the stock nor about requests', async () => {
    const orderNo = await paid(bob);
    const pieces = { lines: [{ lineId: 1, count: 1, restock: true }] };
    expect(slugOf(await refund(bob, orderNo, pieces))).toEqual(OWN);
    const closing = { amount: '5.00', closeRequests: true };
    expect(slugOf(await refund(bob, orderNo, closing))).toEqual(OWN);
    expect(slugOf(await refund(support, await paid(support), pieces))).toEqual([
      403,
      'permission-required',
    ]);
  });

  it("is a buyer's request when who may only ask has bought it", async () => {
    const { body } = await refund(support, await paid(support), { amount: '5.00' });
    expect([body.state, body.origin]).toEqual(['REQUESTED', 'customer']);
  });

  it('is told in Chinese, too', async () => {
    const { orderNo } = await placeOrder(bob, skuId);
    const answer = await bob.send('POST', `${ORDERS}/${orderNo}/adjust`, {
      body: { discount: '9.00', reason: NOTE },
      headers: { 'accept-language': 'zh-CN' },
    });
    expect(answer.body).toMatchObject({
      title: '本人的订单',
      detail: expect.stringContaining('其他工作人员'),
    });
  });

  it('goes at once by a cancel, as that of any buyer', async () => {
    const orderNo = await paid(bob);
    expect((await bob.post(`${ORDERS}/${orderNo}/cancel`)).body.state).toBe('REFUNDED');
  });
});

describe('the price of what somebody of the staff buys', () => {
  it('is reduced by another person', async () => {
    const { orderNo } = await placeOrder(bob, skuId);
    const path = `${ORDERS}/${orderNo}/adjust`;
    const reduction = { discount: '9.00', reason: NOTE };
    expect(slugOf(await bob.post(path, reduction))).toEqual(OWN);
    expect((await bob.get(`${ORDERS}/${orderNo}`)).body.payable).toBe('209.00');
    expect((await refusalsOf('test-finance'))[0]).toEqual({ refusal: 'own-order', path });
    expect((await alice.post(path, reduction)).body.payable).toBe('200.00');
  });
});

describe('an incident about what somebody of the staff bought', () => {
  async function incidentOf(orderNo: string): Promise<string> {
    const { body } = await alice.get(`/api/v1/incidents?q=${orderNo}`);
    return `/api/v1/incidents/${body.items[0].id}`;
  }

  /** The path of one: money of another sum than the order asked for. */
  async function held(buyer: Client): Promise<string> {
    const orderNo = String((await placeOrder(buyer, skuId)).orderNo);
    await payLink(buyer, orderNo);
    await postNotify(shop, orderNo, { total_amount: '100.00' });
    return incidentOf(orderNo);
  }

  it.each(['refund', 'dismiss'])('is decided by another person: %s', async (decision) => {
    const path = await held(bob);
    const body = { note: NOTE };
    expect(slugOf(await bob.post(`${path}/${decision}`, body))).toEqual(OWN);
    expect((await alice.get(path)).body.state).toBe('OPEN');
    expect((await alice.post(`${path}/${decision}`, body)).status).toBe(200);
  });

  it('that bounced at the bank is not said to be settled by who waits for the money', async () => {
    const orderNo = await paid(bob);
    const { body } = await refund(alice, orderNo, { amount: '60.00' });
    expect(shop.simulator.console.bounce(orderNo, body.outRequestNo).ok).toBe(true);
    await shop.simulator.settled();
    const path = await incidentOf(orderNo);
    expect(slugOf(await bob.post(`${path}/dismiss`, { note: NOTE }))).toEqual(OWN);
    expect((await alice.post(`${path}/dismiss`, { note: NOTE })).body.state).toBe('RESOLVED');
  });

  it('of a buyer outside of the staff is decided by anybody who may', async () => {
    const path = await held(customer);
    expect((await bob.post(`${path}/refund`, { note: NOTE })).status).toBe(200);
  });

  it('about the trade of another order is decided by neither of their buyers', async () => {
    const [mine, other] = [await paid(bob), String((await placeOrder(customer, skuId)).orderNo)];
    await payLink(customer, other);
    // The trade that paid the first is told under the number of the second.
    const trade_no = shop.simulator.trade(mine)?.trade_no ?? '';
    await postNotify(shop, other, { trade_no, total_amount: '209.00' });
    const path = await incidentOf(other);
    expect(slugOf(await bob.post(`${path}/refund`, { note: NOTE }))).toEqual(OWN);
  });
});

describe('the books after all that', () => {
  it('balance', async () => {
    await shop.sweep();
    expect(await auditAtRest(shop)).toEqual([]);
  });
});
