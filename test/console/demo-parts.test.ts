import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { create } from '../../src/console/demo/api.js';
import { Attempts } from '../../src/console/demo/attempts.js';
import { pageMethod } from '../../src/console/demo/pay-page.js';
import { drawGoods, goodsPicture } from '../../src/console/demo/picture.js';
import { orderAfterReturn } from '../../src/console/demo/returned-order.js';
import { findRoute, readHash, signInPath } from '../../src/console/demo/router.js';

describe('Attempts', () => {
  const numbered = () => {
    let last = 0;
    return new Attempts(() => `key-${(last += 1)}`);
  };
  const body = { quoteToken: 'abc' };

  it('keeps the key of a request whose outcome is not known', () => {
    const attempts = numbered();
    expect(attempts.keyFor('POST', '/orders', body)).toBe('key-1');
    attempts.ended('POST', '/orders', body, 503);
    attempts.ended('POST', '/orders', body, 429);
    expect(attempts.keyFor('POST', '/orders', { ...body })).toBe('key-1');
  });

  it.each([201, 409, 422])('takes a new key after the server decided with %i', (status) => {
    const attempts = numbered();
    attempts.keyFor('POST', '/orders', body);
    attempts.ended('POST', '/orders', body, status);
    expect(attempts.keyFor('POST', '/orders', body)).toBe('key-2');
  });

  it('never uses one key for two bodies or two addresses', () => {
    const attempts = numbered();
    const keys = [
      attempts.keyFor('POST', '/orders', body),
      attempts.keyFor('POST', '/orders', { quoteToken: 'abd' }),
      attempts.keyFor('POST', '/addresses', body),
    ];
    expect(new Set(keys).size).toBe(3);
  });

  it('makes keys that the API takes, and no two alike', () => {
    const first = new Attempts().keyFor('POST', '/orders', body);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(new Attempts().keyFor('POST', '/orders', body)).not.toBe(first);
  });
});

describe('a network that fails', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const broken = () => {
    const body = new ReadableStream({
      start: (controller) => controller.error(new TypeError('network error')),
    });
    return Promise.resolve(new Response(body, { status: 201 }));
  };

  it.each<[string, typeof fetch]>([
    ['before an answer', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['within an answer', broken],
  ])('%s is told in Chinese, and the request keeps its key', async (_when, network) => {
    const fetched = jest.spyOn(globalThis, 'fetch').mockImplementation(network);
    const request = () => create('/orders', { quoteToken: 'abc' });
    await expect(request()).rejects.toThrow('网络不通');
    await expect(request()).rejects.toThrow('网络不通');
    const [first, again] = fetched.mock.calls.map(([, sent]) => sent?.headers);
    expect(first).toHaveProperty('idempotency-key');
    expect(again).toEqual(first);
  });
});

describe('the order of a buyer who came back from Alipay', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const ORDER = '/api/v1/orders/202611211200000123456789';
  const pending = { orderNo: '202611211200000123456789', state: 'PENDING_PAYMENT' };

  /** A server that answers in this order; what it was asked is kept. */
  const server = (answers: readonly (readonly [number, object])[]) => {
    const asked: string[] = [];
    const left = [...answers];
    jest.spyOn(globalThis, 'fetch').mockImplementation((path, request) => {
      asked.push(`${request?.method} ${path as string}`);
      const [status, body] = left.shift() ?? [500, {}];
      return Promise.resolve(new Response(JSON.stringify(body), { status }));
    });
    return asked;
  };

  it('is shown paid, after Alipay was asked, though the notify was lost', async () => {
    const paid = { ...pending, state: 'TO_SHIP' };
    const asked = server([
      [200, pending],
      [200, {}],
      [200, paid],
    ]);
    expect(await orderAfterReturn(pending.orderNo)).toEqual(paid);
    expect(asked).toEqual([`GET ${ORDER}`, `POST ${ORDER}/payment/sync`, `GET ${ORDER}`]);
  });

  it('asks nobody about an order that does not wait for money', async () => {
    const paid = { ...pending, state: 'TO_SHIP' };
    const asked = server([[200, paid]]);
    expect(await orderAfterReturn(pending.orderNo)).toEqual(paid);
    expect(asked).toEqual([`GET ${ORDER}`]);
  });

  it('is shown as it was when Alipay does not answer', async () => {
    const asked = server([
      [200, pending],
      [503, { type: 'urn:problem:alipay-checkout:alipay-unreachable' }],
    ]);
    expect(await orderAfterReturn(pending.orderNo)).toEqual(pending);
    expect(asked).toHaveLength(2);
  });

  it('is refused to everybody else', async () => {
    server([[404, { type: 'urn:problem:alipay-checkout:no-such-order' }]]);
    await expect(orderAfterReturn(pending.orderNo)).rejects.toMatchObject({
      slug: 'no-such-order',
    });
  });
});

describe('routes', () => {
  const page = () => null as unknown as Node;
  const routes = [
    { path: /^\/$/, page },
    { path: /^\/orders\/(\d+)$/, page },
  ];

  it('reads path and query behind the #', () => {
    const { path, query } = readHash('#/confirm?sku=4&count=2');
    expect([path, query.get('sku'), query.get('count')]).toEqual(['/confirm', '4', '2']);
  });

  it.each(['', '#', '#main', '#javascript:alert(1)'])('takes %j for the first page', (hash) => {
    expect(readHash(hash).path).toBe('/');
  });

  it('finds a route with what its pattern caught, and none for another path', () => {
    expect(findRoute(routes, '/orders/123')).toEqual({ route: routes[1], params: ['123'] });
    expect(findRoute(routes, '/orders/x')).toBeNull();
  });

  it('remembers where somebody was going', () => {
    expect(signInPath('/')).toBe('/sign-in');
    expect(readHash(`#${signInPath('/confirm?sku=4&count=2')}`).query.get('back')).toBe(
      '/confirm?sku=4&count=2',
    );
  });
});

describe('pageMethod', () => {
  it.each([
    [{ userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/126 Safari/537.36' }, 'page'],
    [{ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Mobile/15E148 Safari/604.1' }, 'wap'],
    [{ userAgent: 'Mobile', userAgentData: { mobile: false } }, 'page'],
    [{ userAgent: '', userAgentData: { mobile: true } }, 'wap'],
  ])('chooses for %j the %s of Alipay', (navigator, method) => {
    expect(pageMethod(navigator)).toBe(method);
  });
});

describe('pictures of goods', () => {
  const kettle = {
    name: '手冲咖啡壶',
    attributes: [{ name: '颜色', value: '红色' }],
    requiresShipping: true,
  };

  it('draws the same each time, in the colour of the goods', () => {
    expect(drawGoods(kettle)).toBe(drawGoods({ ...kettle }));
    expect(drawGoods(kettle)).toContain('fill="#d9483b"');
    const black = { ...kettle, attributes: [{ name: '颜色', value: '黑色' }] };
    expect(drawGoods(black)).toContain('fill="#3a3f4a"');
  });

  it('leaves no placeholder, and draws what it has no motif for', () => {
    for (const name of ['茶', '壶', '包', '杯', '灯', '围巾', '贴纸', '跑鞋', '别的']) {
      const picture = drawGoods({ name, attributes: [], requiresShipping: true });
      expect(picture).not.toMatch(/"C"/);
      expect(picture.match(/<path|<rect|<ellipse/g)?.length).toBeGreaterThan(3);
    }
  });

  it('puts nothing of a name into the drawing but letters', () => {
    const course = { name: '<script>&"', attributes: [], requiresShipping: false };
    expect(drawGoods(course)).toContain('>·</text>');
    expect(drawGoods({ ...course, name: 'TypeScript 入门' })).toContain('>Ty</text>');
    expect(drawGoods({ ...course, name: '支付' })).toContain('>支</text>');
  });

  it('is an address that needs no server', () => {
    expect(goodsPicture(kettle)).toMatch(/^data:image\/svg\+xml,%3Csvg/);
  });
});
