import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openShop, type Shop } from '../support/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ CORS_ORIGINS: 'https://shop.example' });
});
afterAll(() => shop.close());

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

describe('a method that an address does not know', () => {
  it.each([
    ['POST', '/api/v1/skus/1', 'GET, HEAD, PATCH'],
    ['GET', '/api/v1/auth/login', 'POST'],
    ['HEAD', '/api/v1/auth/login', 'POST'],
    ['PUT', '/api/v1/orders/?limit=2', 'GET, HEAD, POST'],
    ['DELETE', '/api/v1/orders/quote', 'GET, HEAD, PATCH, POST'],
    ['DELETE', '/health/live', 'GET, HEAD'],
    ['PATCH', '/docs/openapi.json', 'GET, HEAD'],
    ['PUT', '/v1/orders/success/', 'GET, HEAD, POST'],
    ['DELETE', '/order/success', 'PATCH, POST'],
    ['DELETE', '/payment/status/', 'GET, HEAD, PUT'],
    ['PUT', '/payment/2026112112000000000001/', 'GET, HEAD'],
  ])('%s %s is refused with those that it knows', async (method, path, allowed) => {
    const answer = await shop.anybody.send(method, path, {});
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allowed]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    if (method === 'HEAD') return;
    expect(answer.body).toEqual({
      type: 'urn:problem:alipay-checkout:method-not-allowed',
      title: 'Method not allowed',
      status: 405,
      detail: 'This address does not know that method.',
      instance: `urn:request:${answer.headers.get('x-request-id')}`,
    });
  });

  it('is refused before its body is read, and pages of other origins may read why', async () => {
    const headers = { origin: 'https://shop.example', 'content-type': 'text/xml' };
    const answer = await shop.anybody.send('POST', '/health/live', { body: '<', headers });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });

  it.each(['/nothing', '/api/v1/skus//', '/api/v1/skus/1/2', '/api/v1'])(
    'is not what is wrong with an address of nothing: %s',
    async (path) => {
      for (const method of METHODS) {
        const { status, headers } = await shop.anybody.send(method, path, {});
        expect([method, status, headers.get('allow')]).toEqual([method, 404, null]);
      }
    },
  );

  it('leaves alone what is known: each route, HEAD and what browsers ask first', async () => {
    const { paths } = (await shop.anybody.get('/docs/openapi.json')).body;
    for (const [path, operations] of Object.entries(paths as Record<string, object>)) {
      const address = path.replace(/\{\w+\}/g, '1');
      const known = Object.keys(operations).map((method) => method.toUpperCase());
      for (const method of known) {
        const { status } = await shop.anybody.send(method, address, {});
        expect([method, address, status]).not.toEqual([method, address, 405]);
      }
    }
    const head = await shop.anybody.send('HEAD', '/api/v1/skus', {});
    expect([head.status, head.text]).toEqual([200, '']);
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'PUT' };
    const asked = await shop.anybody.send('OPTIONS', '/api/v1/cart/items/1', { headers });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://shop.example',
    ]);
  });
});
