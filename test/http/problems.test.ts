import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FakeApi, startFakeApi } from './fake-api.js';

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi();
});
afterAll(() => api.app.close());

const thrown = (what: string) => api.client.get(`/fake/throw?what=${what}`);

/** Sends raw bytes and answers all that comes back. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(api.port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => (text += String(chunk)));
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });
}

describe('a refusal', () => {
  it('is a problem document with a stable type', async () => {
    const answer = await thrown('conflict');
    expect(answer.status).toBe(409);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toEqual({
      type: 'urn:problem:alipay-checkout:not-enough-stock',
      title: 'Not enough stock',
      status: 409,
      detail: 'Only 3 of SKU 4 are there.',
      instance: `urn:request:${answer.headers.get('x-request-id')}`,
      skuId: 4,
      stock: 3,
    });
  });

  it('keeps its standard members whatever else it carries', async () => {
    const { body } = await thrown('impostor');
    expect(body).toMatchObject({
      status: 409,
      type: 'urn:problem:alipay-checkout:not-enough-stock',
    });
  });

  it('says when to try again', async () => {
    const answer = await thrown('unavailable');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '7']);
  });

  it('names the scheme to sign in with', async () => {
    const answer = await thrown('unauthenticated');
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  it.each(['deadlock', 'queue'])('of a busy database is 503: %s', async (what) => {
    const answer = await thrown(what);
    expect(answer.status).toBe(503);
    expect(answer.body.type).toBe('urn:problem:alipay-checkout:database-unavailable');
    expect(answer.headers.get('retry-after')).toBe('1');
  });
});

describe('a refusal is told in the language that was asked for', () => {
  const told = (what: string, accepted: string) =>
    api.client.get(`/fake/throw?what=${what}`, { headers: { 'accept-language': accepted } });

  it('in Chinese, and says so', async () => {
    const { body, headers } = await told('conflict', 'zh-CN,zh;q=0.9,en;q=0.8');
    expect(body).toMatchObject({ title: '库存不足', detail: '商品 4 只剩 3 件。', skuId: 4 });
    expect(headers.get('content-language')).toBe('zh-CN');
    expect(headers.get('vary')).toMatch(/Accept-Language/);
  });

  it('in English when it is none of ours', async () => {
    const { body, headers } = await told('conflict', 'fr');
    expect(body.detail).toBe('Only 3 of SKU 4 are there.');
    expect(headers.get('content-language')).toBe('en');
    expect(headers.get('vary')).toMatch(/Accept-Language/);
  });

  it('with sentences among its members', async () => {
    expect((await told('hint', 'zh')).body.hint).toBe('请看。');
    expect((await told('hint', 'en')).body.hint).toBe('Look.');
  });

  it('for each wrong value', async () => {
    const headers = { 'accept-language': 'zh-CN' };
    const answer = await api.client.post('/fake/cart', { skuId: 'x', gift: 1 }, headers);
    expect(answer.body).toMatchObject({
      title: '请求参数有误',
      detail: '请求中有缺失、错误或未知的值。',
      errors: expect.arrayContaining([
        { path: 'gift', message: '不应有 gift' },
        { path: 'skuId', message: 'skuId 须为整数' },
      ]),
    });
  });

  it('before a handler sees it, too', async () => {
    const headers = { 'accept-language': 'zh-CN' };
    const paths = ['/nothing', '/fake/orders/%zz'];
    const answers = await Promise.all(paths.map((path) => api.client.get(path, { headers })));
    expect(answers.map(({ body }) => body.title)).toEqual(['网址不存在', '请求格式有误']);
    expect((await told('bug', 'zh')).body.detail).toBe('服务器出错，问题已记入日志。');
  });
});

describe('a fault of ours', () => {
  it.each(['bug', 'text', 'nothing', 'leak'])('is 500 without its text: %s', async (what) => {
    const answer = await thrown(what);
    expect(answer.status).toBe(500);
    expect(answer.body.type).toBe('urn:problem:alipay-checkout:internal');
    expect(answer.text).not.toMatch(/hunter2|thrown text|13800000000|TypeError/);
  });

  it('is logged with its text and the request, but without what hangs on the error', async () => {
    const answer = await thrown('leak');
    const requestId = answer.headers.get('x-request-id');
    const line = api.lines.find((one) => one['requestId'] === requestId);
    expect(line).toMatchObject({ level: 'error', err: { message: 'QueryFailedError' } });
    expect(JSON.stringify(line)).not.toMatch(/13800000000|s3/);
  });
});

describe('what the server refuses before a handler sees it', () => {
  const json = { 'content-type': 'application/json' };
  const form = 'application/x-www-form-urlencoded';

  it.each<[string, string, string, Record<string, string>, number, string]>([
    ['an unknown address', '/nothing', '{}', json, 404, 'no-such-route'],
    ['broken JSON', '/fake/cart', '{"a', json, 400, 'malformed-request'],
    ['a form where JSON is due', '/fake/cart', 'a=1', { 'content-type': form }, 415, 'unsupported'],
    [
      'JSON in GBK',
      '/fake/cart',
      '{}',
      { 'content-type': 'application/json; charset=gbk' },
      415,
      'unsupported',
    ],
    ['squeezed JSON', '/fake/cart', '{}', { ...json, 'content-encoding': 'gzip' }, 415, 'unsupp'],
    ['__proto__', '/fake/cart', '{"__proto__":{"a":1}}', json, 400, 'malformed-request'],
    [
      'a prototype',
      '/fake/cart',
      '{"constructor":{"prototype":{}}}',
      json,
      400,
      'malformed-request',
    ],
    [
      'plain text',
      '/api/v1/cart/items',
      'x',
      { 'content-type': 'text/plain' },
      415,
      'unsupported-media',
    ],
    ['XML', '/fake/cart', '<a/>', { 'content-type': 'text/xml' }, 415, 'unsupported-media'],
    [
      'a form in Latin-1',
      '/fake/form',
      'a=1',
      { 'content-type': `${form}; charset=iso-8859-1` },
      415,
      'unsupported',
    ],
    [
      'a large form',
      '/fake/form',
      `a=${'x'.repeat(66_000)}`,
      { 'content-type': form },
      413,
      'body-too',
    ],
    ['5 MB of JSON', '/fake/cart', `"${'x'.repeat(5e6)}"`, json, 413, 'body-too-large'],
  ])('%s', async (_name, path, body, headers, status, slug) => {
    const answer = await api.client.send('POST', path, { body, headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body.type).toContain(`urn:problem:alipay-checkout:${slug}`);
    expect(answer.body.instance).toMatch(/^urn:request:/);
  });

  it('says in its type that an address is too long', async () => {
    const { body } = await api.client.get(`/fake/orders/${'1'.repeat(200)}`);
    expect(body.type).toBe('urn:problem:alipay-checkout:address-too-long');
  });

  it('takes an OPTIONS that no browser asks for no fault', async () => {
    expect((await api.client.send('OPTIONS', '/fake/cart', {})).status).toBe(204);
  });

  it.each([
    ['an address that cannot be decoded', 'GET /%zz HTTP/1.1\r\nHost: x\r\n', 400],
    [
      'a parameter of 200 digits',
      `GET /fake/orders/${'1'.repeat(200)} HTTP/1.1\r\nHost: x\r\n`,
      414,
    ],
    ['no HTTP at all', 'MGLNDD_1.2.3.4\r\n', 400],
    ['huge headers', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n`, 431],
  ])('%s', async (_name, head, status) => {
    const answer = await raw(`${head}Connection: close\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status}`));
    expect(answer).toMatch(/content-type: application\/problem\+json/i);
    expect(answer).toContain('"instance":"urn:request:');
  });
});
