import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { eventsOf } from '../orders/shop-floor.js';
import { REFUSED } from '../support/alipay-answers.js';
import type { Answer, Client } from '../support/client.js';
import { openForBusiness, payLink } from '../support/shop.js';
import { until } from '../support/until.js';

const { shop, customer, operator, skuId } = await openForBusiness();
const other = await shop.sku({ name: '安踏B蓝色', price: '59.90' });
const course = await shop.sku({ name: '课程', stock: null, requiresShipping: false });

afterEach(() => {
  jest.restoreAllMocks();
  shop.simulator.faults.reset();
});

afterAll(() => shop.close());

const ORDERS = '/api/v1/orders';
const PARCEL = { carrier: '顺丰速运', trackingNumber: 'SF1' };

/** A paid order of so many pieces of each SKU, and the ids of its lines in their order. */
async function paidOrder(wanted: readonly [number, number][], buyer: Client = customer) {
  for (const [id, count] of wanted) await buyer.post('/api/v1/cart/items', { skuId: id, count });
  const quote = await buyer.post(`${ORDERS}/quote`, { source: 'cart' });
  const addressId = quote.body.addresses[0]?.id;
  const { quoteToken } = quote.body;
  const { body } = await buyer.post(ORDERS, { quoteToken, addressId });
  const orderNo = body.orderNo as string;
  shop.simulator.buyer.open((await payLink(buyer, orderNo)).payUrl);
  shop.simulator.buyer.pay(orderNo);
  await until('the order is paid', async () => (await stateOf(orderNo)) === 'TO_SHIP');
  const lines = body.lines as { lineId: number; skuId: number }[];
  const ids = wanted.map(([sku]) => lines.find((one) => one.skuId === sku)?.lineId ?? 0);
  return { orderNo, ids };
}

async function stateOf(orderNo: string): Promise<string> {
  return (await operator.get(`${ORDERS}/${orderNo}`)).body.state;
}

function send(orderNo: string, body: object = {}, headers = {}): Promise<Answer> {
  return operator.post(`${ORDERS}/${orderNo}/shipments`, { ...PARCEL, ...body }, headers);
}

function slugOf({ status, body }: Answer): [number, string] {
  return [status, String(body.type).split(':').at(-1) ?? ''];
}

describe('parcels', () => {
  it('take an order from to ship over partly shipped to shipped', async () => {
    const { orderNo, ids } = await paidOrder([
      [skuId, 2],
      [other, 1],
      [course, 1],
    ]);
    const first = await send(orderNo, { lines: [{ lineId: ids[0], count: 1 }] });
    expect([first.status, first.body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^\d+$/),
        orderNo,
        ...PARCEL,
        lines: [{ lineId: ids[0], skuId, name: '安踏A红色', count: 1 }],
        createdAt: expect.stringMatching(/\+08:00$/),
        correctedAt: null,
      },
    ]);
    expect(await stateOf(orderNo)).toBe('PARTLY_SHIPPED');
    const refused = await customer.post(`${ORDERS}/${orderNo}/receive`);
    expect(slugOf(refused)).toEqual([409, 'order-not-receivable']);

    const rest = await send(orderNo, { trackingNumber: 'SF2' });
    expect(rest.body.lines).toEqual([
      { lineId: ids[0], skuId, name: '安踏A红色', count: 1 },
      { lineId: ids[1], skuId: other, name: '安踏B蓝色', count: 1 },
    ]);
    const { body: order } = await customer.get(`${ORDERS}/${orderNo}`);
    expect(order).toMatchObject({ state: 'SHIPPED', trackingNumber: 'SF2' });
    expect(order.shipments).toEqual([first.body, rest.body]);
    expect(order.shippedAt).toBe(first.body.createdAt);
    const { body: list } = await customer.get(`${ORDERS}?limit=1`);
    expect(list.items[0]).toEqual(order);
    expect((await eventsOf(shop, orderNo)).slice(-3)).toEqual([
      'shipment.created',
      'shipment.created',
      'order.shipped',
    ]);
    expect((await customer.post(`${ORDERS}/${orderNo}/receive`)).body.state).toBe('RECEIVED');
  });

  it('end the shipping although the refund of a course is under way, and fails', async () => {
    const { orderNo, ids } = await paidOrder([
      [skuId, 1],
      [course, 1],
    ]);
    let state = '';
    jest.spyOn(shop.app.get(AlipayClient), 'refund').mockImplementationOnce(async () => {
      await send(orderNo, { lines: [{ lineId: ids[0], count: 1 }] });
      state = await stateOf(orderNo);
      return REFUSED;
    });
    const lines = [{ lineId: ids[1], count: 1 }];
    await operator.post(`${ORDERS}/${orderNo}/refunds`, { lines, reason: '不学了' });
    expect([state, await stateOf(orderNo)]).toEqual(['SHIPPED', 'SHIPPED']);
  });

  it('are listed for the owner in parts, and for nobody else', async () => {
    const { orderNo, ids } = await paidOrder([[skuId, 2]]);
    await send(orderNo, { lines: [{ lineId: ids[0], count: 1 }] });
    await send(orderNo, { trackingNumber: 'SF2' });
    const part = await customer.get(`${ORDERS}/${orderNo}/shipments?limit=1`);
    expect(part.body.items).toMatchObject([{ trackingNumber: 'SF1' }]);
    const next = `${ORDERS}/${orderNo}/shipments?cursor=${part.body.nextCursor}`;
    expect((await customer.get(next)).body).toMatchObject({
      items: [{ trackingNumber: 'SF2' }],
      nextCursor: null,
    });
    const stranger = await shop.customer();
    expect((await stranger.get(`${ORDERS}/${orderNo}/shipments`)).status).toBe(404);
    expect((await customer.post(`${ORDERS}/${orderNo}/shipments`, PARCEL)).status).toBe(403);
  });

  it('hold no piece twice, whoever sends them at the same time', async () => {
    const { orderNo, ids } = await paidOrder([[skuId, 3]]);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((n) =>
        send(orderNo, { trackingNumber: `SF${n}`, lines: [{ lineId: ids[0], count: 1 }] }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((one, two) => one - two)).toEqual([
      201, 201, 201, 409, 409,
    ]);
    const { body } = await operator.get(`${ORDERS}/${orderNo}`);
    expect([body.state, body.shipments.length]).toEqual(['SHIPPED', 3]);
  });

  it('are one under one Idempotency-Key, also while Alipay is silent', async () => {
    const { orderNo, ids } = await paidOrder([[skuId, 2]]);
    const key = { 'idempotency-key': 'parcel-1' };
    const body = { lines: [{ lineId: ids[0], count: 1 }] };
    const first = await send(orderNo, body, key);
    shop.advance(3_600_000);
    shop.simulator.faults.set({ loseAnswers: { probability: 1 } });
    expect((await send(orderNo, body, key)).body).toEqual(first.body);
    expect(slugOf(await send(orderNo, body))).toEqual([503, 'alipay-unavailable']);
    expect(slugOf(await send(orderNo, {}, key))).toEqual([422, 'idempotency-key-reused']);
  });

  it.each([
    ['a line of another order', { lines: [{ lineId: 9, count: 1 }] }, 422],
    ['no pieces', { lines: [] }, 400],
    ['a count of none', { lines: [{ lineId: 1, count: 0 }] }, 400],
    ['a line by text', { lines: [{ lineId: '1', count: 1 }] }, 400],
    ['null for lines', { lines: null }, 400],
    ['no carrier', { carrier: '' }, 400],
  ])('refuse %s', async (_, body, status) => {
    const { orderNo } = await paidOrder([[skuId, 1]]);
    expect((await send(orderNo, body)).status).toBe(status);
    expect(await stateOf(orderNo)).toBe('TO_SHIP');
  });

  it('do not leave once nothing waits, nor before the order is paid', async () => {
    const { orderNo } = await paidOrder([[skuId, 1]]);
    await send(orderNo);
    expect(slugOf(await send(orderNo))).toEqual([409, 'order-not-shippable']);
  });

  it('of which the short form sends the rest', async () => {
    const { orderNo, ids } = await paidOrder([[skuId, 2]]);
    await send(orderNo, { lines: [{ lineId: ids[0], count: 1 }] });
    const rest = { ...PARCEL, trackingNumber: 'SF2' };
    const shipped = await operator.post(`${ORDERS}/${orderNo}/ship`, rest);
    expect(shipped.body).toMatchObject({
      state: 'SHIPPED',
      shipments: [{}, { lines: [{ count: 1 }] }],
    });
    expect((await operator.post(`${ORDERS}/${orderNo}/ship`, rest)).body).toEqual(shipped.body);
  });
});

describe('a correction', () => {
  it('writes another carrier and number, on the order as well when it is the newest parcel', async () => {
    const { orderNo, ids } = await paidOrder([[skuId, 2]]);
    const one = (await send(orderNo, { lines: [{ lineId: ids[0], count: 1 }] })).body;
    const two = (await send(orderNo, { trackingNumber: 'SF2' })).body;
    const change = (id: string, trackingNumber: string) =>
      operator.send('PATCH', `/api/v1/shipments/${id}`, {
        body: { carrier: '中通快递', trackingNumber },
      });
    expect((await change(one.id, 'ZT1')).body).toMatchObject({
      trackingNumber: 'ZT1',
      correctedAt: expect.stringMatching(/\+08:00$/),
    });
    expect((await operator.get(`${ORDERS}/${orderNo}`)).body.trackingNumber).toBe('SF2');
    const corrected = await change(two.id, 'ZT2');
    expect((await change(two.id, 'ZT2')).body).toEqual(corrected.body);
    const { body } = await customer.get(`${ORDERS}/${orderNo}`);
    expect(body).toMatchObject({ carrier: '中通快递', trackingNumber: 'ZT2' });
    expect(body.shipments).toMatchObject([{ trackingNumber: 'ZT1' }, { trackingNumber: 'ZT2' }]);
    const events = (await eventsOf(shop, orderNo)).filter((type) => type === 'shipment.corrected');
    expect(events).toHaveLength(2);
    const { body: timeline } = await operator.get(`${ORDERS}/${orderNo}/timeline`);
    expect(JSON.stringify(timeline)).toContain('A parcel goes with 中通快递, number ZT1, not with');
  });

  it('is for operators, and for parcels that exist', async () => {
    const body = { ...PARCEL };
    expect((await customer.send('PATCH', '/api/v1/shipments/1', { body })).status).toBe(403);
    const unknown = await operator.send('PATCH', '/api/v1/shipments/99999', { body });
    expect(slugOf(unknown)).toEqual([404, 'no-such-shipment']);
  });
});

describe('an old shop', () => {
  it('shows an order that is partly shipped as one to ship', async () => {
    const buyer = await shop.customer();
    const { orderNo, ids } = await paidOrder([[skuId, 2]], buyer);
    await send(orderNo, { lines: [{ lineId: ids[0], count: 1 }] });
    const page = buyer.as(null).with({ authorization: `Bearer ${buyer.token}` });
    const { body } = await page.get('/v1/orders/processing/?status=1&order_status=2');
    expect(body.data.orders_list).toMatchObject([{ order_id: orderNo, status: 2 }]);
  });
});
