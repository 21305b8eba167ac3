import { sign as signBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { diagnose } from '../../../src/alipay/diagnosis/diagnose.js';
import type { DiagnosisContext } from '../../../src/alipay/diagnosis/findings.js';
import { signedVectors } from '../../support/vectors.js';
import {
  alipays as alipayPair,
  ours,
  signedForm,
  strangers,
  TRADE_NOTIFY_FIELDS,
} from '../support.js';
import {
  alipays,
  beside,
  changed,
  CHINESE,
  contextFor,
  fieldsOf,
  formOf,
  own,
  PLUS,
  RETURNED,
} from './mistakes.js';

const look = (text: string | Buffer, context: DiagnosisContext) =>
  diagnose(Buffer.from(text as string), context);
const codes = (text: string | Buffer, context: DiagnosisContext) =>
  look(text, context).mistakes.map(({ code }) => code);

const TEST: DiagnosisContext = {
  keys: [alipays(alipayPair.publicKey), own(ours.publicKey)],
  appId: '9021000000000001',
  sellerId: '2088000000000001',
  gateway: 'http://127.0.0.1:3100/gateway.do',
  trustsCertificate: () => true,
};
const genuine = (fields: Record<string, string> = {}) =>
  signedForm({ ...TRADE_NOTIFY_FIELDS, ...fields });

const messages = signedVectors.filter(({ kind }) => kind === 'notify' || kind === 'return');

describe('a genuine message', () => {
  it.each(messages.map((one) => [one.name, one] as const))('%s verifies', (_, one) => {
    expect(look(one.body, contextFor(one))).toMatchObject({
      kind: one.kind,
      verifies: true,
      mistakes: [],
    });
  });

  const pasted: readonly (readonly [
    string,
    (fields: Record<string, string>, body: string) => string,
  ])[] = [
    ['a return address', (_, body) => `https://shop.example/api/v1/alipay/return?${body}#top`],
    [
      'a curl line',
      (_, body) =>
        `curl -X POST 'https://shop.example/notify' \\\n  -H 'content-type: x' --data-raw '${body}'`,
    ],
    [
      'a curl line of Windows',
      (_, body) => `curl.exe "https://shop.example/notify" --data "${body}"`,
    ],
    [
      'a line of a log',
      (_, body) => `2026-11-21 12:00:00 INFO [http-1] notify body=${body} from 110.75.0.1`,
    ],
    [
      'a line of an access log',
      (_, body) =>
        `110.75.0.1 - - [21/Nov/2026:12:00:00 +0800] "GET /return?${body} HTTP/1.1" 200 7`,
    ],
    [
      'a request with its head',
      (_, body) => `POST /notify HTTP/1.1\r\nHost: shop.example\r\n\r\n${body}`,
    ],
    [
      'a JSON log line with the body',
      (_, body) => JSON.stringify({ level: 30, msg: 'notify', req: { body } }),
    ],
    ['JSON of a framework', (fields) => JSON.stringify(fields)],
    [
      'JSON of a framework in a log line',
      (fields) => `[INFO] got ${JSON.stringify({ body: fields }, null, 2)} done`,
    ],
    ['JSON in JSON', (fields) => JSON.stringify({ msg: JSON.stringify(fields) })],
    [
      'lists of a servlet',
      (fields) =>
        JSON.stringify(
          Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]])),
        ),
    ],
    [
      'print_r of PHP',
      (fields) =>
        `Array\n(\n${Object.entries(fields)
          .map(([name, value]) => `    [${name}] => ${value}`)
          .join('\n')}\n)\n`,
    ],
    [
      'a dict of Python',
      (fields) =>
        `<QueryDict: {${Object.entries(fields)
          .map(([name, value]) => `'${name}': ['${value}']`)
          .join(', ')}}>`,
    ],
    [
      'a map of Java',
      (fields) =>
        `params: {${Object.entries(fields)
          .map(([name, value]) => `${name}=${value}`)
          .join(', ')}}`,
    ],
    [
      "a browser's list",
      (fields) =>
        Object.entries(fields)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n'),
    ],
    ['a byte order mark and line end', (_, body) => `\ufeff${body}\r\n`],
  ];
  it.each(pasted)('is found in %s', (_, paste) => {
    for (const one of [CHINESE, PLUS, RETURNED]) {
      expect([one.name, codes(paste(fieldsOf(one), one.body), contextFor(one))]).toEqual([
        one.name,
        [],
      ]);
    }
  });

  it('is one in GBK, by its bytes', () => {
    const fields: Record<string, string> = {
      ...TRADE_NOTIFY_FIELDS,
      charset: 'GBK',
      sign_type: 'RSA2',
    };
    const text = Object.keys(fields)
      .filter((name) => name !== 'sign_type')
      .toSorted()
      .map((name) => `${name}=${fields[name]}`)
      .join('&');
    const sign = signBytes('sha256', iconv.encode(text, 'gbk'), alipayPair.privateKey).toString(
      'base64',
    );
    const percent = (value: string) =>
      [...iconv.encode(value, 'gbk')]
        .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
        .join('');
    const body = Object.entries({ ...fields, sign })
      .map(([name, value]) => `${name}=${percent(value)}`)
      .join('&');
    expect(codes(body, TEST)).toEqual([]);
    expect(codes(JSON.stringify({ ...fields, sign }), TEST)).toEqual(['charset-gbk']);
  });
});

const twice = (value: string) => decodeURIComponent(value.replaceAll('+', ' '));

/** Each makes the very mistake, from a message that Alipay signed. */
const MISTAKES: readonly (readonly [string, string, string, DiagnosisContext])[] = [
  ['+ decoded a second time', 'plus-lost', JSON.stringify(changed(PLUS, twice)), contextFor(PLUS)],
  [
    'a form put together without encoding',
    'not-encoded',
    Object.entries(fieldsOf(PLUS))
      .map((pair) => pair.join('='))
      .join('&'),
    contextFor(PLUS),
  ],
  [
    'a form that is encoded once more',
    'not-decoded',
    formOf(changed(CHINESE, encodeURIComponent)),
    contextFor(CHINESE),
  ],
  [
    'values as they are sent',
    'not-decoded',
    JSON.stringify(
      Object.fromEntries(CHINESE.body.split('&').map((part) => part.split(/=(.*)/s).slice(0, 2))),
    ),
    contextFor(CHINESE),
  ],
  [
    'decodeURIComponent alone',
    'plus-kept',
    JSON.stringify(
      Object.fromEntries(
        PLUS.body.split('&').map((part) => part.split('=').map(decodeURIComponent)),
      ),
    ),
    contextFor(PLUS),
  ],
  [
    'htmlspecialchars',
    'html-escaped',
    JSON.stringify(changed(CHINESE, (value) => value.replaceAll('"', '&quot;'))),
    contextFor(CHINESE),
  ],
  [
    'a filter with numbers',
    'html-escaped',
    JSON.stringify(changed(CHINESE, (value) => value.replaceAll('"', '&#34;'))),
    contextFor(CHINESE),
  ],
  [
    'a body copied from a page',
    'html-escaped',
    CHINESE.body.replaceAll('&', '&amp;'),
    contextFor(CHINESE),
  ],
  [
    'a decoded body copied from a page',
    'html-escaped',
    Object.entries(fieldsOf(CHINESE))
      .map((pair) => pair.join('='))
      .join('&')
      .replaceAll('&', '&amp;')
      .replaceAll('"', '&quot;'),
    contextFor(CHINESE),
  ],
  [
    'addslashes',
    'slashes-added',
    JSON.stringify(changed(CHINESE, (value) => value.replaceAll('"', '\\"'))),
    contextFor(CHINESE),
  ],
  [
    'JSON texts as values',
    'unicode-escaped',
    JSON.stringify(
      changed(CHINESE, (value) =>
        value.replaceAll(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`),
      ),
    ),
    contextFor(CHINESE),
  ],
  [
    'a parameter of return_url',
    'parameters-added',
    `${RETURNED.body}&order=7`,
    contextFor(RETURNED),
  ],
  [
    'two parameters of routers',
    'parameters-added',
    `s=%2Fpay%2Freturn&${RETURNED.body}&utm_source=a&_token=b`,
    contextFor(RETURNED),
  ],
  [
    'a parameter that Alipay knows elsewhere',
    'parameters-added',
    `${RETURNED.body}&body=mine`,
    contextFor(RETURNED),
  ],
  [
    'a parameter that is there twice',
    'field-twice',
    `${RETURNED.body}&total_amount=9.99`,
    contextFor(RETURNED),
  ],
  [
    'UTF-8 read as ISO-8859-1',
    'charset-wrong',
    JSON.stringify(changed(CHINESE, (value) => Buffer.from(value).toString('latin1'))),
    contextFor(CHINESE),
  ],
  [
    'texts for null',
    'null-texts',
    JSON.stringify({ ...fieldsOf(CHINESE), passback_params: 'null', gmt_refund: 'null' }),
    contextFor(CHINESE),
  ],
  [
    'a wrapped body',
    'line-breaks',
    CHINESE.body.replaceAll(/(.{76})/g, '$1\n'),
    contextFor(CHINESE),
  ],
  [
    'a sign with line breaks',
    'line-breaks',
    JSON.stringify(
      changed(CHINESE, (value, name) =>
        name === 'sign' ? value.replaceAll(/(.{64})/g, '$1\n') : value,
      ),
    ),
    contextFor(CHINESE),
  ],
  [
    'names of objects',
    'names-changed',
    JSON.stringify(
      Object.fromEntries(
        Object.entries(fieldsOf(CHINESE)).map(([name, value]) => [
          name.replaceAll(/_(\w)/g, (__, c: string) => c.toUpperCase()),
          value,
        ]),
      ),
    ),
    contextFor(CHINESE),
  ],
  [
    'sums as numbers',
    'numbers-changed',
    JSON.stringify(
      changed(CHINESE, (value, name) => (name.endsWith('amount') ? String(Number(value)) : value)),
    ),
    contextFor(CHINESE),
  ],
  [
    'JSON that was parsed',
    'json-reformatted',
    JSON.stringify({
      ...fieldsOf(CHINESE),
      fund_bill_list: JSON.parse(fieldsOf(CHINESE)['fund_bill_list'] ?? ''),
    }),
    contextFor(CHINESE),
  ],
  [
    'JSON with other spaces',
    'json-reformatted',
    formOf(changed(CHINESE, (value) => value.replaceAll('":"', '": "'))),
    contextFor(CHINESE),
  ],
  [
    'a sign for addresses',
    'sign-altered',
    formOf(
      changed(CHINESE, (value, name) =>
        name === 'sign'
          ? value.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
          : value,
      ),
    ),
    contextFor(CHINESE),
  ],
  ['a body that is cut', 'truncated', CHINESE.body.slice(0, 900), contextFor(CHINESE)],
  [
    'a body without its last characters',
    'truncated',
    CHINESE.body.slice(0, -1),
    contextFor(CHINESE),
  ],
  [
    'a sign that is cut',
    'truncated',
    formOf(changed(CHINESE, (value, name) => (name === 'sign' ? value.slice(0, 255) : value))),
    contextFor(CHINESE),
  ],
  [
    'a curl line that is cut',
    'truncated',
    `curl https://shop.example/ -d '${CHINESE.body.slice(0, 900)}`,
    contextFor(CHINESE),
  ],
  [
    'sign_type that is lost',
    'sign-type-missing',
    JSON.stringify({ ...fieldsOf(CHINESE), sign_type: undefined }),
    contextFor(CHINESE),
  ],
  [
    'sign that is lost',
    'no-sign',
    JSON.stringify({ ...fieldsOf(CHINESE), sign: undefined }),
    contextFor(CHINESE),
  ],
  [
    'a changed sum',
    'content-changed',
    formOf({ ...fieldsOf(CHINESE), total_amount: '5.00' }),
    contextFor(CHINESE),
  ],
  ["another app's", 'other-app', CHINESE.body, contextFor(CHINESE, { appId: '2021000119680000' })],
  [
    "another seller's",
    'other-seller',
    CHINESE.body,
    contextFor(CHINESE, { sellerId: '2088000000000001' }),
  ],
  [
    "the sandbox's at production",
    'other-environment',
    CHINESE.body,
    contextFor(CHINESE, {
      appId: '2021003119683733',
      gateway: 'https://openapi.alipay.com/gateway.do',
      keys: [
        alipays(strangers.publicKey),
        own(ours.publicKey),
        beside('keys/sandbox.pem', CHINESE.publicKey),
      ],
    }),
  ],
  [
    'another key of Alipay',
    'other-key',
    CHINESE.body,
    contextFor(CHINESE, {
      keys: [
        alipays(strangers.publicKey),
        own(ours.publicKey),
        beside('keys/old.pem', CHINESE.publicKey),
      ],
    }),
  ],
  [
    'a key that nobody has',
    'unknown-key',
    CHINESE.body,
    contextFor(CHINESE, { keys: [alipays(strangers.publicKey), own(ours.publicKey)] }),
  ],
  [
    'a certificate that is not here',
    'unknown-certificate',
    formOf({ ...genuine({ alipay_cert_sn: 'a1b2' }) }),
    { ...TEST, trustsCertificate: (serial) => serial === 'c3d4' },
  ],
  [
    'our own key',
    'own-key',
    formOf(signedForm(TRADE_NOTIFY_FIELDS, ['sign', 'sign_type'], ours.privateKey)),
    TEST,
  ],
  [
    'passback_params decoded twice',
    'decoded-twice',
    JSON.stringify({
      ...genuine({ passback_params: 'orderId%3D61%3Btype%3D1' }),
      passback_params: 'orderId=61;type=1',
    }),
    TEST,
  ],
  [
    'a percent sign decoded twice',
    'decoded-twice',
    JSON.stringify({ ...genuine({ subject: '100%25 棉 + 50' }), subject: '100% 棉   50' }),
    TEST,
  ],
  ['empty texts that were signed', 'empty-fields', formOf(genuineWithEmpty()), TEST],
  [
    'TrimStrings',
    'trimmed',
    JSON.stringify({ ...genuine({ subject: ' 商品' }), subject: '商品' }),
    TEST,
  ],
  [
    'line ends of another system',
    'line-breaks',
    JSON.stringify({ ...genuine({ body: '一\r\n二' }), body: '一\n二' }),
    TEST,
  ],
  [
    'sign_type in the signed text',
    'sign-type-included',
    formOf(signedForm(TRADE_NOTIFY_FIELDS, ['sign'])),
    TEST,
  ],
  [
    'sign_type out of the signed text',
    'sign-type-left-out',
    formOf(
      signedForm({ app_id: TEST.appId, notify_type: 'servicemarket_order_notify', notify_id: '1' }),
    ),
    TEST,
  ],
  ['SHA1', 'sha1-signature', formOf(signedBySha1()), TEST],
  [
    'a message without its number',
    'malformed',
    formOf(signedForm({ ...TRADE_NOTIFY_FIELDS, trade_no: '' })),
    TEST,
  ],
];

function genuineWithEmpty(): Record<string, string> {
  const fields: Record<string, string> = { ...TRADE_NOTIFY_FIELDS, body: '' };
  const text = Object.keys(fields)
    .toSorted()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
  const sign = signBytes('sha256', Buffer.from(text), alipayPair.privateKey).toString('base64');
  const { body: _dropped, ...rest } = fields;
  return { ...rest, sign_type: 'RSA2', sign };
}

function signedBySha1(): Record<string, string> {
  const fields = TRADE_NOTIFY_FIELDS;
  const text = Object.keys(fields)
    .toSorted()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
  const sign = signBytes('sha1', Buffer.from(text), alipayPair.privateKey).toString('base64');
  return { ...fields, sign_type: 'RSA', sign };
}

describe('a known mistake', () => {
  it.each(MISTAKES)('%s is %s', (_, code, text, context) => {
    const { mistakes, verifies } = look(text, context);
    expect(mistakes[0]?.code).toBe(code);
    expect(verifies).toBe(false);
  });

  it('names the parameters that it spoilt', () => {
    const { mistakes } = look(MISTAKES[0]?.[2] ?? '', contextFor(PLUS));
    expect(mistakes[0]?.saw.en).toMatch(/sign, subject/);
  });

  it('is told with another one on top of it', () => {
    const text = JSON.stringify(
      changed(CHINESE, (value) => Buffer.from(value.replaceAll('"', '&quot;')).toString('latin1')),
    );
    const found = codes(text.replace('{', '{"s":"/x",'), contextFor(CHINESE));
    expect(found).toEqual(
      expect.arrayContaining(['html-escaped', 'charset-wrong', 'parameters-added']),
    );
  });

  it('is none in what is no message', () => {
    expect(codes('hello', TEST)).toEqual(['no-message']);
    expect(codes('<html><body>502</body></html>', TEST)).toEqual(['answer-no-json']);
  });
});
