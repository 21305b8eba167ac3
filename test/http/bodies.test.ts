import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readForm } from '../../src/http/bodies/form-fields.js';
import { type FakeApi, startFakeApi } from './fake-api.js';

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi();
});
afterAll(() => api.app.close());

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const GBK_NAME = Uint8Array.of(0xbc, 0xd2);

/** What arrived at a route that reads its body itself. */
async function arrived(text: string, headers: Record<string, string>): Promise<unknown> {
  const answer = await api.client.send('POST', '/fake/form', { body: text, headers });
  return answer.body;
}

describe('a body of nothing', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'text/plain;charset=UTF-8',
    'application/x-www-form-urlencoded',
  ])('is no body, though it is said to be %s', async (type) => {
    const headers = { 'content-type': type };
    const posted = await api.client.send('POST', '/fake/cart', { body: '', headers });
    expect([posted.status, posted.body]).toEqual([201, {}]);
    const deleted = await api.client.send('DELETE', '/fake/cart', { headers });
    expect(deleted.status).toBe(204);
  });
});

describe('JSON', () => {
  it.each(['application/json; charset=UTF-8', 'application/json;charset="utf8"'])(
    'is read as %s',
    async (type) => {
      const sending = { body: '{"skuId":3}', headers: { 'content-type': type } };
      const { body } = await api.client.send('POST', '/fake/cart', sending);
      expect(body).toEqual({ skuId: 3 });
    },
  );

  it('that is no UTF-8 is refused rather than kept with signs that nobody wrote', async () => {
    const bytes = Buffer.concat([Buffer.from('{"name":"'), GBK_NAME, Buffer.from('"}')]);
    const sending = { bytes, headers: JSON_TYPE };
    const refused = await api.client.send('POST', '/fake/cart', sending);
    expect([refused.status, refused.body.type]).toEqual([
      400,
      'urn:problem:alipay-checkout:malformed-request',
    ]);
    expect((await api.client.send('POST', '/fake/form', sending)).body).toEqual({});
  });

  it('that is posted as a form arrives whole', async () => {
    const text = ' {"subject":"C++ & Go = 100%25","n":1}';
    expect(await arrived(text, FORM_TYPE)).toBe(text);
    expect(await arrived('{"a":1', FORM_TYPE)).toEqual({ '{"a":1': '' });
  });
});

describe('a form', () => {
  const parsed = (text: string) => {
    const fields: Record<string, string | string[]> = Object.create(null) as never;
    for (const [name, value] of new URLSearchParams(text)) {
      const before = fields[name];
      fields[name] = before === undefined ? value : [before, value].flat();
    }
    return fields;
  };

  it.each([
    ['application/x-www-form-urlencoded; charset=GBK', 'name=%BC%D2'],
    ['application/x-www-form-urlencoded;charset=gb2312', 'name=%BC%D2'],
    ['application/x-www-form-urlencoded; text/html; charset=gb18030', 'name=%BC%D2'],
    ['application/x-www-form-urlencoded', 'charset=GBK&name=%BC%D2'],
    ['application/x-www-form-urlencoded; charset=utf-8', 'name=%BC%D2&charset=GBK'],
    ['application/x-www-form-urlencoded; text/html; charset=utf-8', 'name=%E5%AE%B6'],
  ])('of type %s: %s', async (type, text) => {
    expect(await arrived(text, { 'content-type': type })).toMatchObject({ name: '家' });
  });

  it('may have 64 KB', async () => {
    const text = `a=${'x'.repeat(65_000)}`;
    expect(await arrived(text, FORM_TYPE)).toEqual({ a: text.slice(2) });
  });

  it('is read as browsers write it', () => {
    const texts = fc.string({ unit: 'grapheme' });
    const pairs = fc.array(
      fc.tuple(
        texts.filter((name) => name !== 'charset'),
        texts,
      ),
    );
    fc.assert(
      fc.property(pairs, (written) => {
        const text = new URLSearchParams(written).toString();
        expect(readForm(Buffer.from(text))).toEqual(parsed(text));
      }),
    );
    for (const text of ['&a&&=b&c=d=e', 'a=%zz%4', 'a=%E4%B8', '中=文+x', '%EF%BB%BFa=%EF%BB%BF']) {
      expect(readForm(Buffer.from(text))).toEqual(parsed(text));
    }
  });
});
