import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCertificates, serialOf } from '../../src/alipay/certificates.js';
import { KeyFileFault, readPublicKey } from '../../src/alipay/key-files.js';
import { readAlipayKeys } from '../../src/alipay/keys.js';
import { makeCertificate, makeUnreadable } from '../../scripts/lib/certificates.mjs';
import { brokenKey, pssKey } from './odd-keys.js';
import { alipays, configOf, ours, strangers } from './support.js';

const directory = mkdtempSync(join(tmpdir(), 'checkout-key-files-'));
const path = (name: string) => join(directory, name);
const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'spki') =>
  key.export({ type, format: 'pem' }).toString();
const bare = (text: string) => text.replace(/-----[^-]+-----|\n/g, '');

const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pkcs8 = pem(ours.privateKey, 'pkcs8');
const appCertificate = makeCertificate(ours.publicKey, alipays.privateKey, 1);
const alipayCertificate = makeCertificate(alipays.publicKey, alipays.privateKey, 2);
const newCertificate = makeCertificate(strangers.publicKey, alipays.privateKey, 3);

const NOW = new Date('2026-11-21T04:00:00Z');
const CA = '测试 CA';
const rootCertificate = makeCertificate(alipays.publicKey, alipays.privateKey, 9, {
  subject: CA,
  authority: true,
});

const files: Record<string, string> = {
  'app-pkcs8.pem': pkcs8,
  'app-pkcs1.pem': pem(ours.privateKey, 'pkcs1'),
  'app-crlf.pem': pkcs8.replaceAll('\n', '\r\n'),
  'app-bare.txt': bare(pkcs8),
  'app-bare-pkcs1.txt': `${bare(pem(ours.privateKey, 'pkcs1'))}\r\n`,
  'app-short.txt': 'A'.repeat(63),
  'app-64.txt': `${'A'.repeat(30)} \n${'A'.repeat(34)}=`,
  'app-long-end.txt': `${'A'.repeat(64)}===`,
  'app-words.txt': 'the key is in the safe\n',
  'app-garbage.pem': '-----BEGIN PRIVATE KEY-----\nMIIEvQ==\n-----END PRIVATE KEY-----\n',
  'app-weak.pem': pem(weak.privateKey, 'pkcs8'),
  'app-curve.pem': pem(curve.privateKey, 'pkcs8'),
  'app-broken.pem': brokenKey(),
  'app-pss.txt': pssKey(),
  'app-named.txt': `key:${'A'.repeat(64)}`,
  'app-public.pem': pem(ours.publicKey, 'spki'),
  'alipay.pem': pem(alipays.publicKey, 'spki'),
  'alipay-bare.txt': bare(pem(alipays.publicKey, 'spki')),
  'alipay-weak.pem': pem(weak.publicKey, 'spki'),
  'app.crt': appCertificate,
  'alipay.crt': alipayCertificate + appCertificate,
  'alipay-new.crt': newCertificate,
  'root.crt': makeUnreadable() + rootCertificate,
  'root-corrupt.crt': rootCertificate + makeUnreadable('2a864886f70d01010b'),
  'app-ended.crt': makeCertificate(ours.publicKey, alipays.privateKey, 5, { to: '2026-11-01' }),
  'alipay-stray.crt': makeCertificate(alipays.publicKey, strangers.privateKey, 6),
  'empty.crt': '-----BEGIN CERTIFICATE-----\n',
  'weak.crt': makeCertificate(weak.publicKey, alipays.privateKey, 4),
};

beforeAll(() => {
  for (const [name, text] of Object.entries(files)) writeFileSync(path(name), text);
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Settings that name the usual key files and these. */
function located(names: Record<string, string>): Record<string, string> {
  const usual = {
    ALIPAY_PRIVATE_KEY_FILE: 'app-pkcs8.pem',
    ALIPAY_PUBLIC_KEY_FILE: 'alipay.pem',
  };
  const entries = Object.entries({ ...usual, ...names });
  return Object.fromEntries(entries.map(([key, value]) => [key, path(value)]));
}

function read(names: Record<string, string>) {
  const mode = 'ALIPAY_APP_CERT_FILE' in names ? 'certificate' : 'public-key';
  return readAlipayKeys(configOf({ ...located(names), ALIPAY_MODE: mode }), NOW);
}

const certificateFiles = {
  ALIPAY_APP_CERT_FILE: 'app.crt',
  ALIPAY_ROOT_CERT_FILE: 'root.crt',
  ALIPAY_CERT_FILES: 'alipay.crt',
};
const serialIn = (text: string) => readCertificates(text).slice(0, 1).map(serialOf).join('');

describe('keys', () => {
  it.each(['app-pkcs8.pem', 'app-pkcs1.pem', 'app-crlf.pem', 'app-bare.txt', 'app-bare-pkcs1.txt'])(
    'reads %s',
    (name) => {
      const keys = read({ ALIPAY_PRIVATE_KEY_FILE: name });
      expect(keys.appPrivateKey.equals(ours.privateKey)).toBe(true);
      expect(keys.serials).toBeNull();
    },
  );

  it("reads Alipay's public key where ours is not known", () => {
    const file = { setting: 'ALIPAY_PUBLIC_KEY_FILE', path: path('app-public.pem') };
    expect(readPublicKey(file, null).equals(ours.publicKey)).toBe(true);
  });

  it("reads Alipay's public key as its console gives it", () => {
    const [key] = read({ ALIPAY_PUBLIC_KEY_FILE: 'alipay-bare.txt' }).ofAlipay(null);
    expect(key?.equals(alipays.publicKey)).toBe(true);
  });

  it('has one key for every serial in public-key mode', () => {
    const keys = read({});
    expect(keys.certificateEnds).toEqual([]);
    for (const serial of [null, 'any']) {
      expect(keys.ofAlipay(serial).map((key) => key.equals(alipays.publicKey))).toEqual([true]);
    }
  });

  it("chooses one of several of Alipay's certificates by its serial", () => {
    const both = [path('alipay.crt'), path('alipay-new.crt')].join(',');
    const config = configOf({
      ALIPAY_MODE: 'certificate',
      ALIPAY_PRIVATE_KEY_FILE: path('app-pkcs1.pem'),
      ALIPAY_APP_CERT_FILE: path('app.crt'),
      ALIPAY_ROOT_CERT_FILE: path('root.crt'),
      ALIPAY_CERT_FILES: both,
    });
    const keys = readAlipayKeys(config, NOW);
    expect(keys.serials).toEqual({
      app: serialIn(appCertificate),
      root: serialIn(rootCertificate),
    });
    expect(keys.unreadableRoots).toBe(1);
    const chosen = keys.ofAlipay(serialIn(newCertificate));
    expect(chosen.map((key) => key.equals(strangers.publicKey))).toEqual([true]);
    expect(keys.ofAlipay(null)).toHaveLength(2);
    expect(keys.ofAlipay('f'.repeat(32))).toEqual([]);
  });

  const faultOf = (names: Record<string, string>): KeyFileFault => {
    try {
      read(names);
    } catch (error) {
      if (error instanceof KeyFileFault) return error;
      throw error;
    }
    throw new Error('no fault');
  };

  const privateHeader = '-----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----';
  const publicHeader = '-----BEGIN PUBLIC KEY----- or -----BEGIN RSA PUBLIC KEY-----';
  const certificateHeader = '-----BEGIN CERTIFICATE-----';
  const garbled = ['not-understood', 'cannot be understood'] as const;
  const noHeader = ['no-header', 'has no such header'] as const;
  const weakKey = ['weak', 'does not hold an RSA key of 2048 bits or more'] as const;
  const absent = ['unreadable', 'cannot be read (ENOENT)'] as const;

  it.each([
    ['ALIPAY_PRIVATE_KEY_FILE', 'absent.pem', absent],
    ['ALIPAY_PRIVATE_KEY_FILE', 'app-words.txt', noHeader],
    ['ALIPAY_PRIVATE_KEY_FILE', 'app-short.txt', noHeader],
    ['ALIPAY_PRIVATE_KEY_FILE', 'app-long-end.txt', noHeader],
    ['ALIPAY_PRIVATE_KEY_FILE', 'app-64.txt', garbled],
    ['ALIPAY_PRIVATE_KEY_FILE', 'alipay-bare.txt', garbled],
    ['ALIPAY_PRIVATE_KEY_FILE', 'app-public.pem', noHeader],
    ['ALIPAY_PRIVATE_KEY_FILE', 'app-garbage.pem', garbled],
    ['ALIPAY_PRIVATE_KEY_FILE', 'app-weak.pem', weakKey],
    ['ALIPAY_PRIVATE_KEY_FILE', 'app-curve.pem', weakKey],
    ['ALIPAY_PRIVATE_KEY_FILE', 'app-pss.txt', weakKey],
    ['ALIPAY_PRIVATE_KEY_FILE', 'app-named.txt', noHeader],
    [
      'ALIPAY_PRIVATE_KEY_FILE',
      'app-broken.pem',
      ['not-understood', 'holds a key whose signature does not verify'],
    ],
    ['ALIPAY_PUBLIC_KEY_FILE', 'app-bare.txt', garbled],
    ['ALIPAY_PUBLIC_KEY_FILE', 'app-pkcs8.pem', noHeader],
    ['ALIPAY_PUBLIC_KEY_FILE', 'alipay-weak.pem', weakKey],
    [
      'ALIPAY_PUBLIC_KEY_FILE',
      'app-public.pem',
      ['own-public-key', "holds the application's own public key, not Alipay's"],
    ],
  ] as const)('refuses %s %s: %j', (setting, name, [kind, words]) => {
    const fault = faultOf({ [setting]: name });
    const header = setting === 'ALIPAY_PRIVATE_KEY_FILE' ? privateHeader : publicHeader;
    const hint = `expected a PEM file with the header ${header}`;
    expect(fault.message).toBe(`${setting}: ${path(name)} ${words}; ${hint}`);
    expect([fault.kind, fault.name]).toEqual([kind, 'KeyFileFault']);
  });

  it.each([
    [
      'ALIPAY_APP_CERT_FILE',
      'alipay.crt',
      ['not-our-certificate', 'is not the certificate of our private key'],
    ],
    ['ALIPAY_APP_CERT_FILE', 'app-pkcs8.pem', noHeader],
    ['ALIPAY_ROOT_CERT_FILE', 'empty.crt', ['no-rsa-root', 'holds no RSA root certificate']],
    ['ALIPAY_ROOT_CERT_FILE', 'root-corrupt.crt', garbled],
    ['ALIPAY_CERT_FILES', 'empty.crt', ['no-header', 'holds no certificate']],
    ['ALIPAY_CERT_FILES', 'weak.crt', weakKey],
    ['ALIPAY_CERT_FILES', 'absent.crt', absent],
  ] as const)('refuses in certificate mode %s %s: %j', (setting, name, [kind, words]) => {
    const fault = faultOf({ ...certificateFiles, [setting]: name });
    const hint = `expected a PEM file with the header ${certificateHeader}`;
    expect(fault.message).toBe(`${setting}: ${path(name)} ${words}; ${hint}`);
    expect(fault.kind).toBe(kind);
  });

  it('refuses certificate mode without a certificate of Alipay', () => {
    const config = { ...configOf(located(certificateFiles)), alipayCertFiles: [] };
    expect(() => readAlipayKeys({ ...config, mode: 'certificate' }, NOW)).toThrow(
      'ALIPAY_CERT_FILES names no certificate',
    );
  });

  it.each([
    ['ALIPAY_APP_CERT_FILE', 'app-ended.crt', 'holds a certificate that ended on 2026-11-01'],
    [
      'ALIPAY_CERT_FILES',
      'alipay-stray.crt',
      'does not lead to a certificate of ALIPAY_ROOT_CERT_FILE; the issuers between belong into it too',
    ],
  ])('refuses in certificate mode, for it is not to be trusted, %s %s', (setting, name, fault) => {
    const { message } = faultOf({ ...certificateFiles, [setting]: name });
    expect(message).toBe(`${setting}: ${path(name)} ${fault}`);
  });

  it('knows until when the certificates can be used', () => {
    const ends = read(certificateFiles).certificateEnds.map(({ file: { setting }, at }) => [
      setting,
      at.getUTCFullYear(),
    ]);
    expect(ends).toEqual([
      ['ALIPAY_APP_CERT_FILE', 2046],
      ['ALIPAY_CERT_FILES', 2046],
      ['ALIPAY_ROOT_CERT_FILE', 2046],
    ]);
  });

  it('repeats nothing of a key in what it complains of', () => {
    for (const name of ['app-bare.txt', 'app-weak.pem', 'app-curve.pem', 'app-garbage.pem']) {
      const body = bare(files[name] ?? '').slice(0, 8);
      expect(body).not.toBe('');
      expect(() => read({ ALIPAY_PRIVATE_KEY_FILE: name })).not.toThrow(body);
    }
  });
});
