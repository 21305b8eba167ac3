import { type KeyObject, X509Certificate } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { rootSerialOf, serialOf } from '../../../src/alipay/certificates.js';
import { checkKeys } from '../../../src/alipay/diagnosis/key-checks.js';
import { alipays, ours } from '../support.js';
import {
  at,
  bare,
  CERTIFICATES,
  FILES,
  NOW,
  open,
  removeKeyFolders,
  settings,
} from './key-folder.js';

afterAll(removeKeyFolders);
const check = (env: Record<string, string> = {}) => checkKeys(settings(env), NOW);
const certificateIn = (name: string) => new X509Certificate(FILES[name] ?? '');
const same = (text: string) => ({ en: text, zh: text });

describe('a look at the keys', () => {
  const shown = (key: KeyObject) => {
    const text = bare(open(key));
    return `RSA 2048, ${text.slice(0, 44)}…${text.slice(-24)}`;
  };
  const ownKey = {
    verdict: 'good',
    saw: same(`ALIPAY_PRIVATE_KEY_FILE ${at('app.pem')}: ${shown(ours.publicKey)}`),
  };
  const alipayKey = {
    verdict: 'good',
    saw: same(`ALIPAY_PUBLIC_KEY_FILE ${at('alipay.pem')}: ${shown(alipays.publicKey)}`),
  };

  it('says which ones they are, and that nothing is wrong', () => {
    expect(check()).toEqual([ownKey, alipayKey]);
  });

  const until = (setting: string, name: string, day: string, verdict = {}) => {
    const what = `${setting} ${at(name)}: ${serialOf(certificateIn(name))}`;
    const saw = { en: `${what}, until ${day}`, zh: `${what}，有效期至 ${day}` };
    return { verdict: 'good', saw, ...verdict };
  };
  const [first = '', second = ''] = (FILES['root.crt'] ?? '').split(/(?<=END CERTIFICATE-----\n)/);
  const roots = rootSerialOf([first, second].map((one) => new X509Certificate(one)));
  const rootName = `ALIPAY_ROOT_CERT_FILE ${at('root.crt')}`;
  const root = {
    verdict: 'good',
    saw: {
      en: `${rootName}: 2 RSA roots, ${roots}`,
      zh: `${rootName}：2 张 RSA 根证书，${roots}`,
    },
  };
  const own = until('ALIPAY_APP_CERT_FILE', 'app.crt', '2046-01-01');

  it.each([
    ['alipay.crt', '2030-01-01', {}],
    ['alipay-30.crt', '2026-12-22', {}],
    ['alipay-29.crt', '2026-12-21', { verdict: 'note', code: 'certificate-ends-soon' }],
  ])('says until when %s can be used', (name, day, verdict) => {
    const theirs = until('ALIPAY_CERT_FILES', name, day, verdict);
    const found = check({ ...CERTIFICATES, ALIPAY_CERT_FILES: name });
    expect(found).toEqual([ownKey, own, root, theirs]);
  });

  const codes = (env: Record<string, string>) =>
    check(env).map((one) => (one.verdict === 'good' ? 'good' : `${one.verdict} ${one.code}`));
  const KEY = 'ALIPAY_PRIVATE_KEY_FILE';
  const PUBLIC = 'ALIPAY_PUBLIC_KEY_FILE';
  it.each([
    [KEY, 'none.pem', 'key-unreadable'],
    [KEY, 'short.txt', 'key-not-understood'],
    [KEY, 'noise.txt', 'key-not-understood'],
    [KEY, 'app-public.pem', 'key-is-public'],
    [KEY, 'app.crt', 'key-is-certificate'],
    [KEY, 'encrypted.pem', 'key-encrypted'],
    [KEY, 'weak.pem', 'key-weak'],
    [KEY, 'broken.pem', 'key-not-understood'],
    [KEY, 'alipay-bare.txt', 'key-is-public'],
    [PUBLIC, 'app-bare.txt', 'key-is-private'],
    [PUBLIC, 'app.pem', 'key-is-private'],
    [PUBLIC, 'alipay-bare.txt', null],
    [PUBLIC, 'app-public.pem', 'key-is-own'],
    [PUBLIC, 'noise.pem', 'key-not-understood'],
  ])('names what is wrong with %s %s: %s', (setting, name, code) => {
    const expected = code === null ? 'good' : `wrong ${code}`;
    const found = setting === KEY ? [expected, 'good'] : ['good', expected];
    expect(codes({ [setting]: name })).toEqual(found);
  });

  it.each([
    ['ALIPAY_APP_CERT_FILE', 'app-other.crt', ['certificate-of-others', null, null]],
    ['ALIPAY_APP_CERT_FILE', 'app.pem', ['key-not-certificate', null, null]],
    ['ALIPAY_ROOT_CERT_FILE', 'noise.crt', [null, 'key-not-understood', null]],
    ['ALIPAY_ROOT_CERT_FILE', 'empty.crt', [null, 'certificate-roots', 'certificate-chain']],
    ['ALIPAY_ROOT_CERT_FILE', 'none.crt', [null, 'key-unreadable', null]],
    ['ALIPAY_CERT_FILES', 'app.crt', [null, null, 'certificates-swapped']],
    ['ALIPAY_CERT_FILES', 'alipay-ended.crt', [null, null, 'certificate-ended']],
    ['ALIPAY_CERT_FILES', 'alipay-future.crt', [null, null, 'certificate-not-yet']],
    ['ALIPAY_CERT_FILES', 'alipay-stray.crt', [null, null, 'certificate-chain']],
    ['ALIPAY_CERT_FILES', 'noise.crt', [null, null, 'key-not-understood']],
    ['ALIPAY_CERT_FILES', 'alipay.pem', [null, null, 'key-not-certificate']],
  ])('names what is wrong with certificates: %s %s', (setting, name, expected) => {
    const found = expected.map((code) => (code === null ? 'good' : `wrong ${code}`));
    expect(codes({ ...CERTIFICATES, [setting]: name })).toEqual(['good', ...found]);
  });

  it('says the file and its fault, and looks at no certificate of ours without our key', () => {
    expect(check({ ALIPAY_PUBLIC_KEY_FILE: 'none.pem' })[1]?.saw.en).toMatch(/none\.pem cannot be/);
    expect(codes({ ...CERTIFICATES, ALIPAY_PRIVATE_KEY_FILE: 'none.pem' })).toEqual([
      'wrong key-unreadable',
      'good',
      'good',
    ]);
    const swapped = check({ ...CERTIFICATES, ALIPAY_CERT_FILES: 'app.crt' }).at(-1);
    expect(swapped?.saw).toEqual(same(`ALIPAY_CERT_FILES ${at('app.crt')}`));
    const unrooted = check({ ...CERTIFICATES, ALIPAY_ROOT_CERT_FILE: 'none.crt' }).at(-1);
    const serialNumber = serialOf(certificateIn('alipay.crt'));
    expect(unrooted?.saw).toEqual(same(`ALIPAY_CERT_FILES ${at('alipay.crt')}: ${serialNumber}`));
  });

  it.each([
    [
      { ALIPAY_GATEWAY: 'https://openapi.alipay.com/gateway.do' },
      'keys/dev/a.pem, /x/keys/dev/b.pem',
    ],
    [
      { ALIPAY_GATEWAY: 'https://openapi.alipay.com/gateway.do', ...CERTIFICATES },
      'keys/dev/a.pem',
    ],
    [{ ALIPAY_GATEWAY: 'http://127.0.0.1:3100/gateway.do' }, null],
  ])('finds keys of development at Alipay: %j', (env, files) => {
    const dev = {
      ALIPAY_PRIVATE_KEY_FILE: 'keys/dev/a.pem',
      ALIPAY_PUBLIC_KEY_FILE: '/x/keys/dev/b.pem',
    };
    const last = check({ ...env, ...dev }).filter(
      (one) => one.verdict === 'wrong' && one.code === 'key-of-development',
    );
    expect(last.map(({ saw }) => saw.en)).toEqual(files === null ? [] : [files]);
  });

  it('finds none of development where there are none, and one where there is one', () => {
    const real = { ALIPAY_GATEWAY: 'https://openapi.alipay.com/gateway.do' };
    expect(codes(real)).toEqual(['good', 'good']);
    const [, , last] = check({ ...real, ALIPAY_PUBLIC_KEY_FILE: 'keys/dev/x.pem' });
    expect(last).toMatchObject({ code: 'key-of-development', saw: same('keys/dev/x.pem') });
  });

  it('says of an end in thirty days nothing yet', () => {
    const config = settings({ ...CERTIFICATES, ALIPAY_CERT_FILES: 'alipay-30.crt' });
    expect(checkKeys(config, new Date('2026-11-22')).at(-1)?.verdict).toBe('good');
  });
});
