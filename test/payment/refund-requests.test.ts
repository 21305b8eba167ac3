import { afterAll, describe, expect, it } from '@jest/globals';
import type { Answer, Client } from '../support/client.js';
import { openForBusiness, paidOrder } from '../support/shop.js';

const { shop, customer, operator, skuId } = await openForBusiness({
  REFUND_REQUEST_HOLD_MINUTES: '30',
  REFUND_ON_CANCEL: 'true',
});

afterAll(() => shop.close());

async function paid(): Promise<string> {
  return (await paidOrder(shop, customer, skuId)).orderNo;
}

function ask(by: Client, orderNo: string, amount: string, more: object = {}): Promise<Answer> {
  return by.post(`/api/v1/orders/${orderNo}/refunds`, { amount, reason: '不想要了', ...more });
}

function decide(by: Client, orderNo: string, { body }: Answer, how: string): Promise<Answer> {
  return by.post(`/api/v1/orders/${orderNo}/refunds/${body.id}/${how}`);
}

function ship(orderNo: string): Promise<Answer> {
  const parcel = { carrier: '顺丰', trackingNumber: 'SF1' };
  return operator.post(`/api/v1/orders/${orderNo}/ship`, parcel);
}

async function orderOf(orderNo: string) {
  return (await customer.get(`/api/v1/orders/${orderNo}`)).body;
}

/** An order's refunds as its customer sees them: `sum state reason`. */
async function refunds(orderNo: string): Promise<string[]> {
  const { body } = await customer.get(`/api/v1/orders/${orderNo}/refunds`);
  const items = body.items as { amount: string; state: string; closedReason: string | null }[];
  return items.map((one) => `${one.amount} ${one.state} ${one.closedReason}`);
}

/** A 409 with the slug of its type. */
function expectConflict({ status, body }: Answer, slug: string, members: object = {}): void {
  const type = expect.stringMatching(new RegExp(`:${slug}$`));
  expect([status, body]).toEqual([409, expect.objectContaining({ type, ...members })]);
}

describe("an operator's refund beside a request that waits", () => {
  it('is answered with the request, and nothing went back', async () => {
    const orderNo = await paid();
    const request = await ask(customer, orderNo, '209.00');
    const refundId = request.body.id;
    const members = { refundId, amount: '209.00' };
    expectConflict(await ask(operator, orderNo, '209.00'), 'refund-request-waits', members);
    expectConflict(await ask(operator, orderNo, '0.01'), 'refund-request-waits', members);
    expect(shop.simulator.trade(orderNo)?.refunds).toEqual([]);
  });

  it('goes first when he says so, and closes the request with a reason', async () => {
    const orderNo = await paid();
    const request = await ask(customer, orderNo, '209.00');
    const made = await ask(operator, orderNo, '9.00', { closeRequests: true });
    expect(made.status).toBe(201);
    expect(await refunds(orderNo)).toEqual([
      '209.00 CLOSED more-than-is-left',
      '9.00 SUCCEEDED null',
    ]);
    expectConflict(await decide(operator, orderNo, request, 'approve'), 'refund-decided');
    expectConflict(await decide(customer, orderNo, request, 'withdraw'), 'refund-decided');
    expect(shop.simulator.trade(orderNo)?.refunded).toBe('9.00');
    const timeline = await customer.get(`/api/v1/orders/${orderNo}/timeline`);
    expect(timeline.text).toContain('other refunds leave less than it asks for');
  });

  it('leaves a request alone for which enough is left', async () => {
    const orderNo = await paid();
    const request = await ask(customer, orderNo, '9.00');
    expect((await ask(operator, orderNo, '200.00')).status).toBe(201);
    expect(await refunds(orderNo)).toEqual(['9.00 REQUESTED null', '200.00 SUCCEEDED null']);
    expect((await decide(operator, orderNo, request, 'approve')).body.state).toBe('SUCCEEDED');
    expect((await orderOf(orderNo)).state).toBe('REFUNDED');
  });

  it('is told of more than was paid, whatever waits', async () => {
    const orderNo = await paid();
    await ask(customer, orderNo, '1.00');
    const tooMuch = await ask(operator, orderNo, '209.01', { closeRequests: true });
    const members = { paid: '209.00', refunds: '0.00' };
    expectConflict(tooMuch, 'refund-exceeds-payment', members);
    expect(await refunds(orderNo)).toEqual(['1.00 REQUESTED null']);
  });

  it('on Alipay’s own pages closes it as well', async () => {
    const orderNo = await paid();
    await ask(customer, orderNo, '200.00');
    shop.simulator.console.refund(orderNo, '10.00');
    await shop.simulator.settled();
    expect(await refunds(orderNo)).toEqual([
      '200.00 CLOSED more-than-is-left',
      '10.00 SUCCEEDED null',
    ]);
  });

  it('by a cancel closes it as well', async () => {
    const orderNo = await paid();
    await ask(customer, orderNo, '200.00');
    expect((await customer.post(`/api/v1/orders/${orderNo}/cancel`)).body.state).toBe('REFUNDED');
    expect(await refunds(orderNo)).toEqual([
      '200.00 CLOSED more-than-is-left',
      '209.00 SUCCEEDED null',
    ]);
  });
});

describe('a request', () => {
  it('is closed when Alipay takes no refund any more', async () => {
    const orderNo = await paid();
    await ask(customer, orderNo, '200.00');
    shop.simulator.console.finish(orderNo);
    await shop.simulator.settled();
    expect(await refunds(orderNo)).toEqual(['200.00 CLOSED not-refundable']);
    expect((await orderOf(orderNo)).refundRequestedAt).toBe(null);
  });

  it('is one at a time, of however many at once', async () => {
    const orderNo = await paid();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => ask(customer, orderNo, '0.01')),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(1);
    const refundId = made[0]?.body.id;
    for (const one of answers.filter(({ status }) => status !== 201)) {
      expectConflict(one, 'refund-request-waits', { refundId });
    }
    expect(await refunds(orderNo)).toEqual(['0.01 REQUESTED null']);
    const asked = { closeRequests: true };
    expect((await ask(customer, orderNo, '0.01', asked)).status).toBe(403);
  });

  it('can be taken back by who asked, and makes room for another', async () => {
    const orderNo = await paid();
    const request = await ask(customer, orderNo, '209.00');
    expect((await decide(operator, orderNo, request, 'withdraw')).status).toBe(403);
    const stranger = await shop.customer();
    expect((await decide(stranger, orderNo, request, 'withdraw')).status).toBe(404);
    const first = await decide(customer, orderNo, request, 'withdraw');
    const again = await decide(customer, orderNo, request, 'withdraw');
    expect([first.body.state, again.body]).toEqual(['WITHDRAWN', first.body]);
    expectConflict(await decide(operator, orderNo, request, 'approve'), 'refund-decided');
    const other = await ask(customer, orderNo, '1.00');
    await decide(operator, orderNo, other, 'approve');
    expectConflict(await decide(customer, orderNo, other, 'withdraw'), 'refund-decided');
    expect(shop.simulator.trade(orderNo)?.refunded).toBe('1.00');
  });

  it('is approved or taken back, not both', async () => {
    const orderNo = await paid();
    const request = await ask(customer, orderNo, '50.00');
    const [approved, withdrawn] = await Promise.all([
      decide(operator, orderNo, request, 'approve'),
      decide(customer, orderNo, request, 'withdraw'),
    ]);
    const statuses = [approved.status, withdrawn.status];
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 409]);
    const refunded = approved.status === 200 ? '50.00' : '0.00';
    expect(shop.simulator.trade(orderNo)?.refunded).toBe(refunded);
  });

  it('of all that is left holds the parcel for as long as is configured, and stands on the order', async () => {
    const orderNo = await paid();
    await ask(operator, orderNo, '9.00');
    const request = await ask(customer, orderNo, '200.00');
    const { refundRequestedAt } = await orderOf(orderNo);
    expect(refundRequestedAt).toBe(request.body.createdAt);
    const heldUntil = expect.stringMatching(/\+08:00$/);
    expectConflict(await ship(orderNo), 'order-not-shippable', { state: 'TO_SHIP', heldUntil });
    shop.advance(30 * 60_000);
    expect((await ship(orderNo)).body).toMatchObject({ state: 'SHIPPED', refundRequestedAt });
  });

  it.each(['reject', 'withdraw'])('holds nothing after its %s', async (how) => {
    const orderNo = await paid();
    const request = await ask(customer, orderNo, '209.00');
    expectConflict(await ship(orderNo), 'order-not-shippable');
    await decide(how === 'reject' ? operator : customer, orderNo, request, how);
    expect((await orderOf(orderNo)).refundRequestedAt).toBe(null);
    expect((await ship(orderNo)).status).toBe(200);
  });

  it('of a part holds nothing', async () => {
    const orderNo = await paid();
    await ask(customer, orderNo, '208.99');
    expect((await orderOf(orderNo)).refundRequestedAt).toBe(null);
    expect((await ship(orderNo)).status).toBe(200);
  });
});

describe("an order's refunds", () => {
  it('are listed in parts', async () => {
    const orderNo = await paid();
    for (const amount of ['1.00', '2.00', '3.00']) await ask(operator, orderNo, amount);
    const path = `/api/v1/orders/${orderNo}/refunds?limit=2`;
    const first = (await customer.get(path)).body;
    const second = (await customer.get(`${path}&cursor=${first.nextCursor}`)).body;
    const amounts = [first, second].map(({ items }) =>
      items.map(({ amount }: { amount: string }) => amount),
    );
    expect(amounts).toEqual([['1.00', '2.00'], ['3.00']]);
    expect(second.nextCursor).toBe(null);
    expect((await customer.get(`${path}&cursor=x`)).status).toBe(400);
  });
});
