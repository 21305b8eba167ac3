import { describe, expect, it } from '@jest/globals';
import { signRsa2 } from '../../src/alipay/signing.js';
import { answerParts, isSignedBy, signedBytes } from '../../src/alipay/verification.js';
import { alipays, ours, strangers } from './support.js';

const ROOT = 'x_response';

describe('an answer is taken apart', () => {
  const node = '{"code":"10000","a":[1,{"b":"},]\\"["}],"c":"\\\\"}';

  it.each<[string, string, object]>([
    ['the node first', `{"${ROOT}":${node},"sign":"s"}`, { sign: 's' }],
    ['the sign first', `{"sign":"s","${ROOT}":${node}}`, { sign: 's' }],
    [
      'a certificate',
      `{"alipay_cert_sn":"c","sign":"s","${ROOT}":${node}}`,
      { sign: 's', certSn: 'c' },
    ],
    ['spaces', ` {\n "${ROOT}" : ${node} ,\t"sign" : "s" } `, { sign: 's' }],
    ['names of two lines', `{"a\\n":[],"${ROOT}":${node}}`, {}],
    ['an escaped name', `{"\\u0078${ROOT.slice(1)}":${node}}`, {}],
    ['its root in a text', `{"a":"{\\"${ROOT}\\":1}","${ROOT}":${node}}`, {}],
    ['the root of failures', `{"error_response":${node},"sign":"s"}`, { sign: 's' }],
    ['an empty sign', `{"${ROOT}":${node},"sign":""}`, {}],
    ['a sign that is none', `{"${ROOT}":${node},"sign":1,"alipay_cert_sn":null}`, {}],
  ])('with %s', (_, body, beside) => {
    expect(answerParts(body, ROOT)).toEqual({ node, sign: null, certSn: null, ...beside });
  });

  it.each([
    ['no JSON', '{'],
    ['a part of JSON', `{"${ROOT}":{},}`],
    ['more than JSON', `{"${ROOT}":{}} x`],
    ['a list', `[{"${ROOT}":{}}]`],
    ['null', 'null'],
    ['a text', '"x"'],
    ['a number', '1'],
    ['no member', '{}'],
    ['no root', '{"sign":"s"}'],
    ['both roots', `{"${ROOT}":{},"error_response":{}}`],
    ['a name twice', `{"${ROOT}":{},"sign":"s","sign":"s"}`],
    ['a root inside another', `{"a":{"${ROOT}":{}}}`],
  ])('or not, when it is %s', (_, body) => {
    expect(answerParts(body, ROOT)).toBeNull();
  });
});

describe('what a signature covers', () => {
  const fields = new Map([
    ['b', '2 &='],
    ['a', '1'],
    ['sign', 's'],
  ]);

  it('is the fields by name, without some, in UTF-8 or as they were sent', () => {
    const covered = (bytes: ReadonlyMap<string, string> | null, without: string[]) =>
      signedBytes({ fields, bytes }, without).toString('latin1');
    expect(covered(null, ['sign'])).toBe('a=1&b=2 &=');
    expect(covered(null, [])).toBe('a=1&b=2 &=&sign=s');
    expect(covered(new Map([['a', '\u{c9}']]), ['sign'])).toBe('a=\u{c9}&b=2 &=');
    expect(signedBytes({ fields: new Map([['a', '汉']]), bytes: null }, []).toString()).toBe(
      'a=汉',
    );
  });
});

describe('a signature', () => {
  const text = 'a=汉字';
  const sign = signRsa2(text, alipays.privateKey);

  it.each<[string, boolean, Parameters<typeof isSignedBy>]>([
    ["Alipay's", true, [[alipays.publicKey], text, sign]],
    ['of bytes', true, [[alipays.publicKey], Buffer.from(text), sign]],
    ['of one of two keys', true, [[strangers.publicKey, alipays.publicKey], text, sign]],
    ["another's", false, [[strangers.publicKey, ours.publicKey], text, sign]],
    ['of no key', false, [[], text, sign]],
    ['of another text', false, [[alipays.publicKey], `${text} `, sign]],
    ['that is written otherwise', false, [[alipays.publicKey], text, `${sign}\n`]],
    ['that is empty', false, [[alipays.publicKey], text, '']],
  ])('%s: %s', (_, is, [keys, of, by]) => {
    expect(isSignedBy(keys, of, by)).toBe(is);
  });
});
