import { describe, expect, it } from '@jest/globals';
import { contextOf } from '../../../src/alipay/diagnosis/context.js';
import type { DiagnosisContext } from '../../../src/alipay/diagnosis/findings.js';
import type { KeyAtHand } from '../../../src/alipay/diagnosis/opened-signature.js';
import { openSignature } from '../../../src/alipay/diagnosis/opened-signature.js';
import {
  addresseeMistakes,
  certificateMistakes,
  isOfOtherEnvironment,
  signerMistakes,
} from '../../../src/alipay/diagnosis/signer.js';
import { privateEncrypt, sign as signBytes } from 'node:crypto';
import { signRsa2 } from '../../../src/alipay/signing.js';
import { alipays as alipayPair, configOf, ours, strangers, trusting } from '../support.js';
import { alipays, beside, own } from './mistakes.js';
import { damaged } from '../../support/damaged.js';

const SANDBOX = 'https://openapi-sandbox.dl.alipaydev.com/gateway.do';
const KEYS = [alipays(alipayPair.publicKey), own(ours.publicKey)];
const AT: DiagnosisContext = {
  keys: KEYS,
  appId: '9021000000000001',
  sellerId: '2088000000000001',
  gateway: SANDBOX,
  trustsCertificate: (serial) => serial === 'a1',
};
const REAL_APP = '2021003123456789';

describe('who signed', () => {
  const by = (role: KeyAtHand['role'], algorithm: 'sha256' | 'sha1' = 'sha256', isApart = false) =>
    signerMistakes(
      { by: { label: 'L', role, key: ours.publicKey }, algorithm, digest: '' },
      isApart,
    );
  const words = { en: 'signed with L', zh: '签名密钥：L' };

  it.each([
    [by('alipay'), []],
    [by('alipay', 'sha256', true), []],
    [by('own'), [{ code: 'own-key', saw: words }]],
    [by('own', 'sha256', true), [{ code: 'own-key', saw: words }]],
    [by('other'), [{ code: 'other-key', saw: words }]],
    [by('other', 'sha256', true), [{ code: 'other-environment', saw: words }]],
    [
      by('own', 'sha1'),
      [
        { code: 'sha1-signature', saw: { en: 'signed with SHA1', zh: '签名算法为 SHA1' } },
        { code: 'own-key', saw: words },
      ],
    ],
  ])('is told: %#', (mistakes, expected) => {
    expect(mistakes).toEqual(expected);
  });

  it('may have a certificate that is not trusted', () => {
    expect([certificateMistakes(null, AT), certificateMistakes('a1', AT)]).toEqual([[], []]);
    const text = 'alipay_cert_sn b2';
    expect(certificateMistakes('b2', AT)).toEqual([
      { code: 'unknown-certificate', saw: { en: text, zh: text } },
    ]);
  });
});

describe('whom a message is for', () => {
  const said = (code: string, text: string) => [{ code, saw: { en: text, zh: text } }];
  const seller = said('other-seller', 'seller_id 1, ALIPAY_SELLER_ID 2088000000000001');

  it.each<[string | null, string | null, Partial<DiagnosisContext>, object[]]>([
    [null, null, {}, []],
    [AT.appId, AT.sellerId, {}, []],
    [
      '9021000000000002',
      null,
      {},
      said('other-app', 'app_id 9021000000000002, ALIPAY_APP_ID 9021000000000001'),
    ],
    [
      REAL_APP,
      null,
      {},
      said('other-environment', `app_id ${REAL_APP}, ALIPAY_APP_ID 9021000000000001`),
    ],
    [null, '1', {}, seller],
    [null, '1', { sellerId: null }, []],
  ])('app %s, seller %s at %j', (appId, sellerId, more, mistakes) => {
    expect(addresseeMistakes(appId, sellerId, { ...AT, ...more })).toEqual(mistakes);
  });

  it.each([
    [REAL_APP, SANDBOX, '9021000000000001', true],
    [REAL_APP, SANDBOX, REAL_APP, true],
    [REAL_APP, 'http://127.0.0.1/', '9021000000000001', true],
    [REAL_APP, 'http://127.0.0.1/', REAL_APP, false],
    [null, SANDBOX, REAL_APP, false],
  ])('%s at %s with %s is of another environment: %s', (app, gateway, appId, is) => {
    expect(isOfOtherEnvironment(app, { ...AT, gateway, appId })).toBe(is);
  });
});

describe('a signature is opened', () => {
  const sha256 = signRsa2('text', ours.privateKey);
  const sha1 = signBytes('sha1', Buffer.from('text'), alipayPair.privateKey).toString('base64');
  const digest = '982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1';

  it('by the first key that fits', () => {
    expect(openSignature(sha256, KEYS)).toEqual({ by: KEYS[1], algorithm: 'sha256', digest });
    expect(openSignature(sha1, KEYS)).toEqual({
      by: KEYS[0],
      algorithm: 'sha1',
      digest: '372ea08cab33e71c02c651dbc83a474d32c676ea',
    });
  });

  const raw = (hex: string) =>
    privateEncrypt(ours.privateKey, Buffer.from(hex, 'hex')).toString('base64');
  it.each([
    ['empty', ''],
    ['no base64', '%'],
    ['another spelling', `${sha256} `],
    ['damaged', damaged(sha256)],
    ['of nobody here', signRsa2('text', strangers.privateKey)],
    ['of no digest', raw('00')],
    ['of a digest without its name', raw(digest)],
    ['of a short digest', raw(`3031300d060960864801650304020105000420${digest.slice(2)}`)],
    ['of an unknown algorithm', raw(`3031300d060960864801650304020205000420${digest}`)],
  ])('or not, when it is %s', (_, sign) => {
    expect(openSignature(sign, KEYS)).toBeNull();
  });
});

describe('what messages are held against', () => {
  const other = beside('keys/old.pem', strangers.publicKey);
  const label = 'ALIPAY_PRIVATE_KEY_FILE (/app.pem)';
  const env = { ALIPAY_PRIVATE_KEY_FILE: '/app.pem', ALIPAY_PUBLIC_KEY_FILE: '/alipay.pem' };

  it("is Alipay's key, our own and those beside them, each once", () => {
    const config = configOf({ ...env, ALIPAY_SELLER_ID: '2088000000000001' });
    const lying = [
      beside('keys/same.pem', alipayPair.publicKey),
      other,
      beside('x', ours.publicKey),
    ];
    const context = contextOf(config, trusting(alipayPair.publicKey), lying);
    expect(context).toMatchObject({
      appId: '9021000000000001',
      sellerId: '2088000000000001',
      gateway: config.gateway,
      keys: [
        { label: 'ALIPAY_PUBLIC_KEY_FILE (/alipay.pem)', role: 'alipay' },
        { label, role: 'own' },
        other,
      ],
    });
    expect(context.keys).toHaveLength(3);
    expect(context.keys[1]?.key.equals(ours.publicKey)).toBe(true);
  });

  it('trusts the certificates that the keys know', () => {
    const files = {
      ALIPAY_CERT_FILES: '/a.crt',
      ALIPAY_APP_CERT_FILE: '/b',
      ALIPAY_ROOT_CERT_FILE: '/c',
    };
    const config = configOf({ ...env, ...files, ALIPAY_MODE: 'certificate' });
    const ofAlipay = (serial: string | null) =>
      serial === null || serial === 'a1' ? [alipayPair.publicKey] : [];
    const context = contextOf(config, { ...trusting(), ofAlipay });
    expect(context.keys.map((one) => one.label)).toEqual(['ALIPAY_CERT_FILES', label]);
    expect(['a1', 'b2'].map((serial) => context.trustsCertificate(serial))).toEqual([true, false]);
  });
});
