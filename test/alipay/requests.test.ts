import { describe, expect, it } from '@jest/globals';
import { keyHintOf } from '../../src/alipay/key-hint.js';
import { payContent } from '../../src/alipay/pay-request.js';
import { commonParams } from '../../src/alipay/request-params.js';
import { signedQuery, signRsa2 } from '../../src/alipay/signing.js';
import { isSignedBy } from '../../src/alipay/verification.js';
import { fen } from '../../src/kernel/money.js';
import { alipays, configOf, ours, trusting } from './support.js';

const NOW = new Date('2026-11-21T15:59:59.999Z');

describe('what a buyer is to pay', () => {
  const order = {
    outTradeNo: 'T1',
    subject: '商品',
    amount: fen(5),
    timeExpire: NOW,
    notifyUrl: 'https://shop.example/notify',
    returnUrl: 'https://shop.example/return',
  };
  const content = {
    out_trade_no: 'T1',
    total_amount: '0.05',
    subject: '商品',
    time_expire: '2026-11-21 23:59:59',
  };

  it.each([
    ['page', 'FAST_INSTANT_TRADE_PAY', {}],
    ['wap', 'QUICK_WAP_WAY', { quit_url: order.returnUrl }],
    ['app', 'QUICK_MSECURITY_PAY', {}],
    ['precreate', 'FACE_TO_FACE_PAYMENT', {}],
  ] as const)('%s', (way, code, more) => {
    expect(payContent(way, order)).toEqual({ ...content, product_code: code, ...more });
  });

  it('leads who leaves a wap page to the address for that', () => {
    const quitUrl = 'https://shop.example/cart';
    expect(payContent('wap', { ...order, quitUrl })).toMatchObject({ quit_url: quitUrl });
  });
});

describe('a request', () => {
  const keys = trusting(alipays.publicKey);
  const common = {
    app_id: '9021000000000001',
    method: 'alipay.x',
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: '2026-11-21 23:59:59',
    version: '1.0',
  };

  it('says of itself which application asks for what and when, and names its certificates', () => {
    expect(commonParams(configOf(), keys, 'alipay.x', NOW)).toEqual(common);
    const certified = { ...keys, serials: { app: 'a', root: 'b_c' } };
    const named = { ...common, app_cert_sn: 'a', alipay_root_cert_sn: 'b_c' };
    expect(commonParams(configOf(), certified, 'alipay.x', NOW)).toEqual(named);
  });

  it('is a query over whose fields, by name and without empty ones, its signature stands last', () => {
    const query = signedQuery({ b: '1 汉&', d: '3', a: '2', c: '' }, ours.privateKey);
    const sign = signRsa2('a=2&b=1 汉&&d=3', ours.privateKey);
    expect(query).toBe(`a=2&b=1%20%E6%B1%89%26&d=3&sign=${encodeURIComponent(sign)}`);
    expect(isSignedBy([ours.publicKey], 'a=2&b=1 汉&&d=3', sign)).toBe(true);
  });
});

describe('what verifies here', () => {
  it.each([
    [{ ALIPAY_MODE: 'public-key', ALIPAY_PUBLIC_KEY_FILE: '/a.pem' }, '/a.pem'],
    [
      {
        ALIPAY_MODE: 'certificate',
        ALIPAY_CERT_FILES: '/a.crt,/b.crt',
        ALIPAY_APP_CERT_FILE: '/app.crt',
        ALIPAY_ROOT_CERT_FILE: '/root.crt',
      },
      '/a.crt, /b.crt',
    ],
  ])('is named after the mode: %j', (env, keyFile) => {
    const hint = keyHintOf(configOf(env));
    expect(hint).toMatchObject({ appId: '9021000000000001', keyFile });
    expect(hint.hint).toMatch(/^.{40,}$/);
  });
});
