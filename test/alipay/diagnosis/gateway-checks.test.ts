import { describe, expect, it } from '@jest/globals';
import type { DiagnosisContext } from '../../../src/alipay/diagnosis/findings.js';
import { checkEnvironment, checkReply } from '../../../src/alipay/diagnosis/gateway-checks.js';
import { consoleText } from '../../../src/alipay/diagnosis/keys-beside.js';
import { signRsa2 } from '../../../src/alipay/signing.js';
import { alipays as alipayPair, configOf, ours, strangers } from '../support.js';
import { alipays } from './mistakes.js';

const REAL = 'https://openapi.alipay.com/gateway.do';
const SANDBOX = 'https://openapi-sandbox.dl.alipaydev.com/gateway.do';
const [TEST_APP, REAL_APP] = ['9021000000000001', '2021003123456789'];

const good = (en: string, zh = en) => ({ verdict: 'good', saw: { en, zh } });
const wrong = (code: string, en: string, zh = en) => ({ verdict: 'wrong', code, saw: { en, zh } });
const note = (code: string, en: string) => ({ verdict: 'note', code, saw: { en, zh: en } });

describe('gateway, application and process', () => {
  const DEAD = 'https://openapi.alipaydev.com/gateway.do';
  const LOCAL = 'http://127.0.0.1:3100/gateway.do';
  const BARE = 'https://openapi.alipay.com';
  const OTHER = 'https://gateway.example/gateway.do';
  const words = (app: string, of: string, gateway: string, environment: string) =>
    `ALIPAY_APP_ID ${app} (${of}), ALIPAY_GATEWAY ${gateway} (${environment})`;

  it.each([
    [REAL_APP, REAL, true, [good(words(REAL_APP, 'production', REAL, 'production'))]],
    [TEST_APP, SANDBOX, false, [good(words(TEST_APP, 'sandbox', SANDBOX, 'sandbox'))]],
    [TEST_APP, DEAD, false, [wrong('gateway-dead', DEAD)]],
    [TEST_APP, LOCAL, false, [good(words(TEST_APP, 'sandbox', LOCAL, 'local'))]],
    [TEST_APP, LOCAL, true, [note('simulator-in-production', LOCAL)]],
    [TEST_APP, OTHER, false, [note('gateway-address', OTHER)]],
    [
      TEST_APP,
      REAL,
      false,
      [wrong('environments-mixed', words(TEST_APP, 'sandbox', REAL, 'production'))],
    ],
    [
      TEST_APP,
      BARE,
      false,
      [
        wrong('environments-mixed', words(TEST_APP, 'sandbox', BARE, 'production')),
        wrong('gateway-address', BARE),
      ],
    ],
  ])('%s at %s, in production %s', (appId, gateway, isProduction, found) => {
    const config = configOf({ ALIPAY_APP_ID: appId, ALIPAY_GATEWAY: gateway });
    expect(checkEnvironment(config, isProduction)).toEqual(found);
  });
});

describe("the gateway's reply", () => {
  const at: DiagnosisContext = {
    keys: [alipays(alipayPair.publicKey)],
    appId: TEST_APP,
    sellerId: null,
    gateway: SANDBOX,
    trustsCertificate: () => true,
  };
  const look = (reply: Parameters<typeof checkReply>[0]) =>
    checkReply(reply, { appPrivateKey: ours.privateKey }, at);
  const reply = (body: string, more = {}) =>
    look({ kind: 'reply', status: 200, body: Buffer.from(body), skewMs: null, ms: 80, ...more });
  const signed = (fields: object, key = alipayPair.privateKey) => {
    const node = JSON.stringify(fields);
    return `{"alipay_trade_query_response":${node},"sign":"${signRsa2(node, key)}"}`;
  };
  const reached = good(`${SANDBOX}: 80 ms`);
  const verified = good("Alipay's signature verifies", '支付宝的签名验证通过');
  const half = consoleText(ours.publicKey);

  it.each([
    [false, 'gateway-unreachable'],
    [true, 'gateway-tls'],
  ])('does not come: by TLS %s', (isTls, code) => {
    const none = wrong(code, `${SANDBOX}: ECONNREFUSED`);
    expect(look({ kind: 'none', reason: 'ECONNREFUSED', isTls })).toEqual([none]);
  });

  it('has another status', () => {
    expect(reply('', { status: 404 })).toEqual([wrong('gateway-status', `${SANDBOX}: HTTP 404`)]);
  });

  it.each<[object, object]>([
    [{ code: '10000' }, good('our signature is accepted, 10000', '我方签名被接受，10000')],
    [
      { code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' },
      good(
        'our signature is accepted, 40004 ACQ.TRADE_NOT_EXIST',
        '我方签名被接受，40004 ACQ.TRADE_NOT_EXIST',
      ),
    ],
    ...['isv.invalid-signature', 'aop.isv.missing-signature'].map((code): [object, object] => {
      const said = `40002 ${code.replace('aop.', '')}`;
      const [en, zh] = [`${said}; our public key: ${half}`, `${said}；应用公钥：${half}`];
      return [{ code: '40002', sub_code: code }, wrong('signature-refused', en, zh)];
    }),
    ...(
      [
        ['40002', 'isv.invalid-app-id', 'application-unknown'],
        ['40001', 'isv.missing-app-id', 'application-unknown'],
        ['40002', 'isv.invalid-timestamp', 'clock-wrong'],
        ['40003', 'x', 'permission-missing'],
        ['40006', 'isv.insufficient-isv-permissions', 'permission-missing'],
        ['40002', 'isv.else', 'gateway-refuses'],
      ] as const
    ).map(([code, subCode, mistake]): [object, object] => {
      return [{ code, sub_code: subCode }, wrong(mistake, `${code} ${subCode}`)];
    }),
    [{ code: '20000', sub_code: 'x' }, note('gateway-trouble', '20000 x')],
    [
      { code: '40004', sub_code: 'ACQ.SYSTEM_ERROR' },
      note('gateway-trouble', '40004 ACQ.SYSTEM_ERROR'),
    ],
    [{ code: '' }, wrong('gateway-refuses', '')],
  ])('says %j', (fields, finding) => {
    expect(reply(signed(fields))).toEqual([reached, verified, finding]);
    const bare = JSON.stringify({ error_response: fields }, null, 1);
    expect(reply(bare)).toEqual([reached, finding]);
  });

  it('is not read when it is not from Alipay', () => {
    const strange = reply(signed({ code: '10000' }, strangers.privateKey));
    const unknown = wrong(
      'unknown-key',
      'tried: ALIPAY_PUBLIC_KEY_FILE',
      '已尝试：ALIPAY_PUBLIC_KEY_FILE',
    );
    expect(strange).toEqual([reached, unknown]);
  });

  it.each([
    [0, good('Date: +0 s')],
    [1_600, good('Date: +2 s')],
    [-1_600, good('Date: -2 s')],
    [60_000, good('Date: +60 s')],
    [60_001, wrong('clock-wrong', 'Date: +60 s')],
    [-60_001, wrong('clock-wrong', 'Date: -60 s')],
  ])('has a clock that is %d ms ahead', (skewMs, finding) => {
    expect(reply(signed({ code: '10000' }), { skewMs }).at(-1)).toEqual(finding);
  });
});
