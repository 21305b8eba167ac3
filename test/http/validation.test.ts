import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cursorOf, readPage } from '../../src/http/page.js';
import { isDeeperThan } from '../../src/http/validation.js';
import { type FakeApi, startFakeApi } from './fake-api.js';

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi();
});
afterAll(() => api.app.close());

const send = (body: string) => api.client.send('POST', '/fake/cart', { body });

describe('a body', () => {
  it('arrives as it was sent', async () => {
    const answer = await send('{"skuId":3,"lines":[{"count":2}]}');
    expect([answer.status, answer.body]).toEqual([201, { skuId: 3, lines: [{ count: 2 }] }]);
  });

  it('of null is empty, not nothing', async () => {
    const answer = await send('null');
    expect([answer.status, answer.body]).toEqual([201, {}]);
  });

  it.each([
    ['text for a number', '{"skuId":"3"}', 'skuId'],
    ['an object for a number', '{"skuId":{"$gt":0}}', 'skuId'],
    ['infinity', '{"skuId":1e400}', 'skuId'],
    ['a fraction', '{"skuId":0.5}', 'skuId'],
    ['an unknown member', '{"skuId":1,"price":"0.01"}', 'price'],
    ['an unknown member inside', '{"lines":[{"count":1},{"count":1,"price":1}]}', 'lines[1].price'],
    ['a huge count', '{"lines":[{"count":100}]}', 'lines[0].count'],
    ['a negative count', '{"lines":[{"count":-1}]}', 'lines[0].count'],
  ])('with %s is refused by path', async (_name, body, path) => {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(answer.body.type).toBe('urn:problem:alipay-checkout:invalid-request');
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual([path]);
  });

  it.each([
    '[]',
    '[{}]',
    '5',
    'true',
    '"text"',
    '{"constructor":"x"}',
    '{"lines":[{"count":1,"hasOwnProperty":1}]}',
    '{"lines":[null]}',
  ])('of another kind is refused: %s', async (body) => {
    const answer = await send(body);
    expect(answer.body.type).toBe('urn:problem:alipay-checkout:invalid-request');
  });

  it.each(['cart', 'form'])('of 20,000 levels is refused by /fake/%s', async (route) => {
    const body = '['.repeat(20_000) + ']'.repeat(20_000);
    const answer = await api.client.send('POST', `/fake/${route}`, { body });
    expect([answer.status, answer.body.type]).toEqual([
      400,
      'urn:problem:alipay-checkout:invalid-request',
    ]);
  });
});

describe('depth', () => {
  it.each([
    [1, 0, false],
    [[], 0, false],
    [[1], 0, true],
    [[1], 1, false],
    [{ a: { b: 1 } }, 1, true],
    [{ a: { b: 1 } }, 2, false],
    [null, 0, false],
  ])('%j is deeper than %d: %p', (value, max, deeper) => {
    expect(isDeeperThan(max, value)).toBe(deeper);
  });
});

describe('a form', () => {
  it('is read as UTF-8, with repeated fields as lists', async () => {
    const answer = await api.client.send('POST', '/fake/form', {
      body: 'subject=%E4%B8%AD%26%3D%2B+x&a=1&a=2&a=3&__proto__=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset="UTF-8"' },
    });
    expect(JSON.parse(answer.text)).toEqual(
      JSON.parse('{"subject":"中&=+ x","a":["1","2","3"],"__proto__":"1"}'),
    );
  });
});

describe('a list query', () => {
  it.each([
    ['', { limit: 20, after: null }],
    [`?limit=100&cursor=${cursorOf(readPage({}).list, '128')}`, { limit: 100, after: '128' }],
  ])('%j', async (query, expected) => {
    expect((await api.client.get(`/fake/list${query}`)).body).toMatchObject(expected);
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=1e1',
    'limit=1&limit=2',
    'limit[a]=1',
    'cursor=MDE',
    'cursor=%00',
    'cursor=YWJj',
    'cursor=MTI4',
    'offset=3',
  ])('%s is refused', async (query) => {
    const answer = await api.client.get(`/fake/list?${query}`);
    expect([answer.status, answer.body.type]).toEqual([
      400,
      'urn:problem:alipay-checkout:invalid-request',
    ]);
  });
});

describe('a path parameter', () => {
  it.each([
    ['/fake/orders/202611211200000123456789', 200],
    ['/fake/orders/202611211200000123456789/', 200],
    ['/fake/orders/1', 404],
    ['/fake/orders/202611211200000123456789x', 404],
    ['/fake/skus/4294967295', 200],
    ['/fake/skus/4294967296', 404],
    ['/fake/skus/0', 404],
    ['/fake/skus/1%20OR%201=1', 404],
    ['/fake/skus/1e3', 404],
  ])('%s is %d', async (path, status) => {
    expect((await api.client.get(path)).status).toBe(status);
  });
});
