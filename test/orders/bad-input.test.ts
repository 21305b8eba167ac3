import { afterAll, describe, expect, it } from '@jest/globals';
import { openForBusiness, placeOrder } from '../support/shop.js';
import { quoted } from './shop-floor.js';

const ORDERS = '/api/v1/orders';

const { shop, customer, operator, skuId } = await openForBusiness();
const orderNo = String((await placeOrder(customer, skuId)).orderNo);

afterAll(() => shop.close());

const WRONG_NUMBERS = [0, -1, 1.5, 1e300, '2', '2 OR 1=1', null, true, [], {}, 4_294_967_296];

describe('without a token', () => {
  it.each([
    ['POST', '/quote'],
    ['POST', ''],
    ['GET', ''],
    ['GET', '/202611211200000123456789'],
    ['POST', '/202611211200000123456789/ship'],
    ['POST', '/202611211200000123456789/receive'],
  ])('%s %s is refused', async (method, path) => {
    for (const token of [null, 'nonsense', 'a.b.c']) {
      const body = method === 'GET' ? {} : { body: {} };
      const answer = await shop.anybody.as(token).send(method, ORDERS + path, body);
      expect(answer.status).toBe(401);
    }
  });
});

describe('a quote refuses', () => {
  it.each([
    ['no source', {}],
    ['an unknown source', { source: 'gift' }],
    ['a source that is a list', { source: ['cart'] }],
    ['buying now without a SKU', { source: 'buyNow', count: 1 }],
    ['buying now without a count', { source: 'buyNow', skuId: 1 }],
    ['a SKU beside the cart', { source: 'cart', skuId: 1 }],
    ['a count beside the cart', { source: 'cart', count: 1 }],
    ['an unknown member', { source: 'cart', price: '0.01' }],
    ['a list', []],
  ])('%s', async (_name, body) => {
    expect((await customer.post(`${ORDERS}/quote`, body)).status).toBe(400);
  });

  it.each(WRONG_NUMBERS.map((wrong) => [JSON.stringify(wrong), wrong]))(
    '%s for a SKU or a count',
    async (_name, wrong) => {
      const bodies = [
        { source: 'buyNow', skuId: wrong, count: 1 },
        { source: 'buyNow', skuId, count: wrong },
      ];
      for (const body of bodies) {
        const answer = await customer.post(`${ORDERS}/quote`, body);
        expect(answer.status).toBe(400);
        expect(answer.body.errors).toHaveLength(1);
      }
    },
  );

  it('a SKU that does not exist', async () => {
    const request = { source: 'buyNow', skuId: 4_294_967_295, count: 1 };
    const answer = await customer.post(`${ORDERS}/quote`, request);
    expect(answer.status).toBe(409);
    expect(answer.body.type).toMatch(/:sku-unavailable$/);
  });
});

describe('creation refuses', () => {
  it.each([
    ['no quote', {}],
    ['a quote that is no text', { quoteToken: 7 }],
    ['an empty quote', { quoteToken: '' }],
    ['a quote of other letters', { quoteToken: 'a=b' }],
    ['a huge quote', { quoteToken: 'a'.repeat(32_769) }],
    ['a remark that is no text', { remark: 5 }],
    ['a long remark', { remark: '长'.repeat(201) }],
    [
      'a remark of 101 letters and as many marks behind them',
      { remark: '\u2764\ufe0f'.repeat(101) },
    ],
    ['a remark over two lines', { remark: 'a\u2028b' }],
    ['a remark with a control character', { remark: 'a\u0000b' }],
    ['half a character in a remark', { remark: '\ud800' }],
    ['an unknown member', { payable: '0.01' }],
  ])('%s', async (_name, wrong) => {
    const good = await quoted(customer, skuId);
    const body =
      'quoteToken' in wrong || Object.keys(wrong).length === 0 ? wrong : { ...good, ...wrong };
    const answer = await customer.post(ORDERS, body);
    expect(answer.status).toBe(400);
    expect(answer.body.type).toMatch(/:invalid-request$/);
  });

  it.each(
    WRONG_NUMBERS.filter((wrong) => wrong !== null).map((wrong) => [JSON.stringify(wrong), wrong]),
  )('%s for an address', async (_name, addressId) => {
    const { quoteToken } = await quoted(customer, skuId);
    expect((await customer.post(ORDERS, { quoteToken, addressId })).status).toBe(400);
  });

  it('an idempotency key that is none', async () => {
    const body = await quoted(customer, skuId);
    for (const key of ['', 'with blank', 'x'.repeat(256)]) {
      const answer = await customer.post(ORDERS, body, { 'idempotency-key': key });
      expect(answer.status).toBe(400);
    }
  });

  it('a body of 5 MB', async () => {
    const answer = await customer.post(ORDERS, { quoteToken: 'a'.repeat(5_000_000) });
    expect(answer.status).toBe(413);
  });
});

describe('creation accepts', () => {
  it('a remark of 200 characters beyond the basic plane’s letters', async () => {
    const remark = '🐟'.repeat(200);
    const answer = await customer.post(ORDERS, { ...(await quoted(customer, skuId)), remark });
    expect(answer.status).toBe(201);
    expect((await customer.get(`${ORDERS}/${answer.body.orderNo}`)).body.remark).toBe(remark);
  });
});

describe('a list refuses', () => {
  it.each([
    'limit=0',
    'limit=101',
    'limit=1.5',
    'limit=abc',
    'limit=1&limit=2',
    'cursor=***',
    'cursor=YWJj',
    'cursor=MSBPUiAxPTE',
    'state=PAID',
    'state=',
    'state=TO_SHIP,',
    'state=TO_SHIP&state=SHIPPED',
    'state[]=TO_SHIP',
    'userId=0',
    'userId=1%20OR%201=1',
    'all=true',
  ])('%s', async (query) => {
    expect((await customer.get(`${ORDERS}?${query}`)).status).toBe(400);
  });
});

describe('shipping refuses', () => {
  const good = { carrier: '顺丰速运', trackingNumber: 'SF1' };

  it.each([
    ['nothing', {}],
    ['no carrier', { trackingNumber: 'SF1' }],
    ['an empty carrier', { ...good, carrier: '' }],
    ['a carrier of blanks', { ...good, carrier: '   ' }],
    ['a carrier over two lines', { ...good, carrier: 'a\nb' }],
    ['a carrier that is no text', { ...good, carrier: 5 }],
    ['a long carrier', { ...good, carrier: '长'.repeat(51) }],
    ['an empty number', { ...good, trackingNumber: '' }],
    ['a number with blanks', { ...good, trackingNumber: 'SF 1' }],
    ['a long number', { ...good, trackingNumber: 'S'.repeat(65) }],
    ['a list for a number', { ...good, trackingNumber: ['SF1'] }],
    ['an unknown member', { ...good, state: 'SHIPPED' }],
  ])('%s', async (_name, body) => {
    const answer = await operator.post(`${ORDERS}/${orderNo}/ship`, body);
    expect(answer.status).toBe(400);
  });
});
