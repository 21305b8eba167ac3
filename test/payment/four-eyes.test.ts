import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditAtRest } from '../support/audit.js';
import type { Client } from '../support/client.js';
import { postNotify } from '../support/notify.js';
import { ADDRESS, openForBusiness, paidOrder, payLink, placeOrder } from '../support/shop.js';

const {
  shop,
  customer,
  operator: alice,
  skuId,
} = await openForBusiness({ APPROVE_FROM: '100.00', REFUND_ON_CANCEL: 'true' });

const NOTE = '已与顾客电话确认';
const PARCEL = { carrier: '顺丰速运', trackingNumber: 'SF1234567890123' };
const RETURN_ADDRESS = { receiver: '退货组', mobile: '01012345678', address: '3 号库' };

let bob: Client;

beforeAll(async () => {
  bob = await shop.staff('finance');
});

afterAll(() => shop.close());

const slugOf = ({ status, body }: { status: number; body: { type?: string } }) => [
  status,
  body.type?.split(':').at(-1),
];

/** The path of a paid order (209.00). */
async function paid(): Promise<string> {
  return `/api/v1/orders/${(await paidOrder(shop, customer, skuId)).orderNo}`;
}

function refund(who: Client, order: string, amount: string, more: object = {}) {
  return who.post(`${order}/refunds`, { amount, reason: NOTE, ...more });
}

const sentBack = (order: string) =>
  shop.simulator.trade(order.slice(order.lastIndexOf('/') + 1))?.refunded;

async function auditOf(kind: string, id: string): Promise<string[]> {
  const sql = 'SELECT action FROM audit_log WHERE object_kind = ? AND object_id = ? ORDER BY id';
  const rows = await shop.database.query<{ action: string }>(sql, [kind, id]);
  return rows.map(({ action }) => action);
}

describe('a refund of the staff from the sum on', () => {
  it('waits for another person', async () => {
    const order = await paid();
    const made = await refund(alice, order, '100.00');
    expect([made.status, made.body.state]).toEqual([201, 'REQUESTED']);
    expect(sentBack(order)).toBe('0.00');
    const path = `${order}/refunds/${made.body.id}`;
    expect(slugOf(await alice.post(`${path}/approve`))).toEqual([403, 'own-request']);
    const waiting = await bob.get('/api/v1/refunds?state=REQUESTED');
    expect((waiting.body.items as { id: string }[]).map(({ id }) => id)).toContain(made.body.id);
    expect((await bob.post(`${path}/approve`)).body.state).toBe('SUCCEEDED');
    expect(sentBack(order)).toBe('100.00');
    expect(await auditOf('refund', made.body.id)).toEqual(['refund.request', 'refund.approve']);
  });

  it('goes at once below it, and waits when halves come to it', async () => {
    const order = await paid();
    expect((await refund(alice, order, '50.00')).body.state).toBe('PROCESSING');
    expect((await refund(bob, order, '99.99')).body.state).toBe('PROCESSING');
    expect((await refund(alice, order, '50.00')).body.state).toBe('REQUESTED');
    expect(sentBack(order)).toBe('149.99');
  });

  it('of lines or of everything waits too, and pieces come into the stock once it is approved', async () => {
    const [one, other] = [await paid(), await paid()];
    const lines = { lines: [{ lineId: 1, count: 1 }], reason: NOTE };
    expect((await alice.post(`${one}/refunds`, lines)).body.state).toBe('REQUESTED');
    const before = (await customer.get(`/api/v1/skus/${skuId}`)).body.stock as number;
    const everything = { everything: true, reason: NOTE };
    const { body } = await alice.post(`${other}/refunds`, everything);
    expect(body.state).toBe('REQUESTED');
    await bob.post(`${other}/refunds/${body.id}/approve`);
    expect((await customer.get(`/api/v1/skus/${skuId}`)).body.stock).toBe(before + 1);
  });

  it('puts no piece into the stock that has left the shop before the approval', async () => {
    const order = await paid();
    const lines = { lines: [{ lineId: 1, count: 1 }], reason: NOTE };
    const { body } = await alice.post(`${order}/refunds`, lines);
    expect(body.restock).toBe(true);
    const before = (await customer.get(`/api/v1/skus/${skuId}`)).body.stock as number;
    expect((await alice.post(`${order}/ship`, PARCEL)).status).toBe(200);
    const answer = await bob.post(`${order}/refunds/${body.id}/approve`);
    expect([answer.status, answer.body.restock]).toEqual([200, false]);
    expect((await customer.get(`/api/v1/skus/${skuId}`)).body.stock).toBe(before);
  });

  it('goes once when two approve at once, and never by who asked', async () => {
    const carol = await shop.staff('admin');
    const order = await paid();
    const { body } = await refund(alice, order, '150.00');
    const path = `${order}/refunds/${body.id}/approve`;
    const [own, one, two] = await Promise.all([alice.post(path), bob.post(path), carol.post(path)]);
    expect([one.status, two.status]).toEqual([200, 200]);
    // Who asked meets a refund that waits, or one that was decided already.
    expect([200, 403]).toContain(own.status);
    expect(sentBack(order)).toBe('150.00');
    const approvals = (await auditOf('refund', body.id)).filter(
      (action) => action === 'refund.approve',
    );
    expect(approvals).toHaveLength(1);
    const [row] = await shop.database.query<{ same: number }>(
      'SELECT requested_by = decided_by AS same FROM refunds WHERE id = ?',
      [body.id],
    );
    expect(Number(row?.same)).toBe(0);
  });

  it('counts halves that are asked for at once', async () => {
    const order = await paid();
    const answers = await Promise.all([
      refund(alice, order, '60.00'),
      refund(alice, order, '60.00'),
    ]);
    const states = answers.map(({ body }) => String(body.state)).toSorted();
    expect(states).toEqual(['PROCESSING', 'REQUESTED']);
    expect(sentBack(order)).toBe('60.00');
  });
});

describe("a customer's request from the sum on", () => {
  it('waits for two others when the customer is of the staff', async () => {
    await bob.post('/api/v1/addresses', ADDRESS);
    const carol = await shop.staff('admin');
    const { orderNo } = await paidOrder(shop, bob, skuId);
    const order = `/api/v1/orders/${orderNo}`;
    const { body } = await refund(bob, order, '150.00');
    const path = `${order}/refunds/${body.id}/approve`;
    expect((await alice.post(path)).body.state).toBe('REQUESTED');
    expect(slugOf(await bob.post(path))).toEqual([403, 'own-request']);
    expect((await carol.post(path)).body.state).toBe('SUCCEEDED');
  });

  it('waits for two of the staff', async () => {
    const order = await paid();
    const { body } = await refund(customer, order, '150.00');
    const path = `${order}/refunds/${body.id}/approve`;
    const first = await alice.post(path);
    expect([first.body.state, first.body.firstApprovedAt]).toEqual([
      'REQUESTED',
      expect.any(String),
    ]);
    expect((await alice.post(path)).body.state).toBe('REQUESTED');
    const shown = await customer.get(`${order}/refunds`);
    expect(shown.body.items[0].firstApprovedAt).toBeNull();
    expect((await bob.post(path)).body.state).toBe('SUCCEEDED');
    expect(await auditOf('refund', body.id)).toEqual(['refund.approve_first', 'refund.approve']);
  });
});

describe('a cancel of a paid order from the sum on', () => {
  it('by the staff waits for another person, and once asked for is asked for', async () => {
    const order = await paid();
    const cancelled = await alice.post(`${order}/cancel`);
    expect([cancelled.status, cancelled.body.state]).toEqual([202, 'TO_SHIP']);
    await alice.post(`${order}/cancel`);
    const { items } = (await alice.get(`${order}/refunds`)).body;
    expect(items).toMatchObject([{ state: 'REQUESTED', origin: 'cancel', amount: '209.00' }]);
    await bob.post(`${order}/refunds/${items[0].id}/approve`);
    expect((await customer.get(order)).body.state).toBe('REFUNDED');
  });

  it('is not approved once the order was shipped', async () => {
    const order = await paid();
    await alice.post(`${order}/cancel`);
    const { items } = (await alice.get(`${order}/refunds`)).body;
    expect((await alice.post(`${order}/ship`, PARCEL)).status).toBe(200);
    const late = await bob.post(`${order}/refunds/${items[0].id}/approve`);
    expect(slugOf(late)).toEqual([409, 'order-not-cancellable']);
    expect(sentBack(order)).toBe('0.00');
  });

  it('by an owner of the staff waits for another person', async () => {
    await bob.post('/api/v1/addresses', ADDRESS);
    const { orderNo } = await paidOrder(shop, bob, skuId);
    const order = `/api/v1/orders/${orderNo}`;
    expect((await bob.post(`${order}/cancel`)).body.state).toBe('TO_SHIP');
    const { items } = (await bob.get(`${order}/refunds`)).body;
    const path = `${order}/refunds/${items[0].id}/approve`;
    expect(slugOf(await bob.post(path))).toEqual([403, 'own-request']);
    expect((await alice.post(path)).body.state).toBe('SUCCEEDED');
  });

  it('by its owner goes at once', async () => {
    const order = await paid();
    await alice.post(`${order}/cancel`);
    expect((await customer.post(`${order}/cancel`)).body.state).toBe('REFUNDED');
    expect(sentBack(order)).toBe('209.00');
  });
});

describe('the refund of a case from the sum on', () => {
  it('waits for another person, and is made again once it was turned down', async () => {
    const order = await paid();
    await alice.post(`${order}/ship`, PARCEL);
    await customer.post(`${order}/receive`);
    const claim = { type: 'returnAndRefund', lines: [{ lineId: 1, count: 1 }], reason: NOTE };
    const opened = await customer.post(`${order}/after-sales`, claim);
    const path = `/api/v1/after-sales/${opened.body.id}`;
    await alice.post(`${path}/agree`, { returnAddress: RETURN_ADDRESS });
    await customer.post(`${path}/send-back`, PARCEL);
    const received = { lines: [{ lineId: 1, count: 1, restock: true }] };
    const { body } = await alice.post(`${path}/receive-back`, received);
    expect(body.state).toBe('REFUNDING');
    expect(sentBack(order)).toBe('0.00');
    // The refund waits and holds nothing: the case does, so that nothing else is about its piece.
    const more = [
      customer.post(`${order}/after-sales`, claim),
      customer.post(`${order}/after-sales`, { ...claim, type: 'refundOnly' }),
    ];
    for (const { status } of await Promise.all(more)) expect(status).toBe(409);
    const beside = await bob.post(`${order}/refunds`, {
      lines: [{ lineId: 1, count: 1 }],
      reason: NOTE,
    });
    expect(slugOf(beside)).toEqual([409, 'piece-in-after-sale']);
    await bob.post(`${order}/refunds/${body.refundId}/reject`);
    expect((await alice.get(path)).body.state).toBe('RECEIVED_BACK');
    const again = await alice.post(`${path}/refund`);
    expect(again.body.state).toBe('REFUNDING');
    await bob.post(`${order}/refunds/${again.body.refundId}/approve`);
    expect((await alice.get(path)).body.state).toBe('REFUNDED');
    expect(sentBack(order)).toBe('199.00');
    expect(await auditAtRest(shop)).toEqual([]);
  });
});

describe('a decision about held money from the sum on', () => {
  /** The path of an incident: money of another sum than the order asked for. */
  async function held(
    sum: string,
    buyer = customer,
  ): Promise<{ path: string; orderNo: string; id: string }> {
    const orderNo = String((await placeOrder(buyer, skuId)).orderNo);
    await payLink(buyer, orderNo);
    await postNotify(shop, orderNo, { total_amount: sum });
    const { body } = await alice.get(`/api/v1/incidents?q=${orderNo}`);
    const id = String(body.items[0].id);
    return { path: `/api/v1/incidents/${id}`, orderNo, id };
  }

  const decide = (who: Client, path: string, what: string) =>
    who.post(`${path}/${what}`, { note: NOTE });

  const refundsOf = (id: string) =>
    shop.database.query<{ requested_by: number; decided_by: number }>(
      'SELECT requested_by, decided_by FROM refunds WHERE incident_id = ?',
      [id],
    );

  it('to send it back is proposed, and done once another person approves', async () => {
    const { path, orderNo, id } = await held('100.00');
    const proposed = await decide(alice, path, 'refund');
    expect(proposed.body).toMatchObject({
      state: 'OPEN',
      resolution: null,
      proposal: { decision: 'refund', reason: `test-operator: ${NOTE}` },
    });
    expect((await decide(alice, path, 'refund')).status).toBe(200);
    const other = [409, 'incident-decision-proposed'];
    expect(slugOf(await decide(alice, path, 'dismiss'))).toEqual(other);
    expect(slugOf(await decide(bob, path, 'refund'))).toEqual(other);
    expect(slugOf(await alice.post(`${path}/approve`))).toEqual([403, 'own-request']);
    expect(await refundsOf(id)).toEqual([]);
    const approved = await bob.post(`${path}/approve`);
    expect(approved.body).toMatchObject({
      proposal: null,
      resolution: `test-operator: ${NOTE} (approved by test-finance)`,
    });
    const [row, ...more] = await refundsOf(id);
    expect(more).toEqual([]);
    expect(row?.requested_by).not.toBe(row?.decided_by);
    expect(await auditOf('incident', id)).toEqual(['incident.propose', 'incident.refund']);
    const { body } = await alice.get(`/api/v1/orders/${orderNo}/timeline`);
    expect((body.items as { text: string }[]).map(({ text }) => text)).toContain(
      `Operator test-operator decided about incident ${id}: another person is to approve that.`,
    );
  });

  it('to dismiss it is proposed, and can be rejected', async () => {
    const { path, id } = await held('150.00');
    await decide(alice, path, 'dismiss');
    expect((await decide(bob, path, 'reject')).body).toMatchObject({
      state: 'OPEN',
      proposal: null,
    });
    expect(slugOf(await bob.post(`${path}/approve`))).toEqual([409, 'no-incident-proposal']);
    await decide(alice, path, 'dismiss');
    expect((await bob.post(`${path}/approve`)).body.state).toBe('RESOLVED');
    const proposals = ['incident.propose', 'incident.reject', 'incident.propose'];
    expect(await auditOf('incident', id)).toEqual([...proposals, 'incident.dismiss']);
  });

  it('is approved by nobody who bought the order', async () => {
    await bob.post('/api/v1/addresses', ADDRESS);
    const { path } = await held('150.00', bob);
    await decide(alice, path, 'refund');
    expect(slugOf(await bob.post(`${path}/approve`))).toEqual([403, 'own-order']);
    const carol = await shop.staff('admin');
    expect((await carol.post(`${path}/approve`)).status).toBe(200);
  });

  it('is done at once below it', async () => {
    const { path } = await held('99.99');
    expect((await decide(alice, path, 'dismiss')).body.state).toBe('RESOLVED');
  });

  it('is done once when two approve at once', async () => {
    const { path, id } = await held('120.00');
    const carol = await shop.staff('admin');
    await decide(alice, path, 'refund');
    const answers = await Promise.all([
      alice.post(`${path}/approve`),
      bob.post(`${path}/approve`),
      carol.post(`${path}/approve`),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await refundsOf(id)).toHaveLength(1);
    expect(await auditOf('incident', id)).toEqual(['incident.propose', 'incident.refund']);
  });
});
