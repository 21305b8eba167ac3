import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { endOf, endsOfChain } from '../../src/alipay/certificate-trust.js';
import { KeyFileFault } from '../../src/alipay/key-files.js';
import { makeCertificate } from '../../scripts/lib/certificates.mjs';
import { alipays, ours, strangers } from './support.js';

const NOW = new Date('2026-11-21T04:00:00Z');
const ALIPAY = { setting: 'ALIPAY_CERT_FILES', path: 'keys/alipay.crt' };
const ROOT = { setting: 'ALIPAY_ROOT_CERT_FILE', path: 'keys/root.crt' };
const PAST = { from: '2020-01-01', to: '2026-11-21' };
const FUTURE = { from: '2026-11-22', to: '2030-01-01' };

type Particulars = Parameters<typeof makeCertificate>[3];
type Key = typeof alipays;

const [root, middle, leaf] = [alipays, strangers, ours];
let serial = 0;

function issue(of: Key, by: Key, particulars: Particulars): X509Certificate {
  serial += 1;
  return new X509Certificate(makeCertificate(of.publicKey, by.privateKey, serial, particulars));
}

const rootOf = (more: Particulars = {}) =>
  issue(root, root, { issuer: 'Root', subject: 'Root', authority: true, ...more });
const middleOf = (more: Particulars = {}) =>
  issue(middle, root, { issuer: 'Root', subject: 'Middle', authority: true, ...more });
const leafOf = (more: Particulars = {}) => issue(leaf, middle, { issuer: 'Middle', ...more });

function chain(
  first: X509Certificate,
  between: X509Certificate[],
  roots: X509Certificate[],
  now = NOW,
) {
  const alipay = { file: ALIPAY, certificates: [first, ...between] as const };
  return endsOfChain(alipay, { file: ROOT, certificates: roots }, now);
}

/** What word for programs an attempt fails with. */
function kindOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof KeyFileFault) return error.kind;
    throw error;
  }
  return 'none';
}

describe("Alipay's certificate", () => {
  it('is followed over its issuers to a root, whatever their order', () => {
    const other = issue(root, root, { issuer: 'Other', subject: 'Other', authority: true });
    const ends = chain(
      leafOf({ to: '2027-01-01' }),
      [other, middleOf({ to: '2028-01-01' })],
      [other, rootOf({ to: '2029-01-01' })],
    );
    expect(ends).toEqual([
      { file: ALIPAY, at: new Date('2027-01-01') },
      { file: ALIPAY, at: new Date('2028-01-01') },
      { file: ROOT, at: new Date('2029-01-01') },
    ]);
  });

  it('may come from a root itself', () => {
    const direct = issue(leaf, root, { issuer: 'Root' });
    expect(chain(direct, [], [rootOf()])).toHaveLength(2);
  });

  const stranger = generateKeyPairSync('rsa', { modulusLength: 1024 });
  it.each<[string, X509Certificate, X509Certificate[], X509Certificate[]]>([
    ['has no issuer in its file', leafOf(), [], [rootOf()]],
    ['has no root', leafOf(), [middleOf()], []],
    [
      'is signed by another key under the same name',
      leafOf(),
      [middleOf()],
      [issue(stranger, stranger, { issuer: 'Root', subject: 'Root', authority: true })],
    ],
    ['has an issuer that must not issue', leafOf(), [middleOf({ authority: false })], [rootOf()]],
    [
      'comes from its own file alone',
      leafOf(),
      [middleOf(), rootOf()],
      [middleOf({ issuer: 'X', subject: 'X' })],
    ],
  ])('is refused when it %s', (_name, first, between, roots) => {
    const attempt = () => chain(first, between, roots);
    expect(attempt).toThrow(/^ALIPAY_CERT_FILES: keys\/alipay\.crt does not lead to/);
    expect(attempt).toThrow('ALIPAY_ROOT_CERT_FILE');
    expect(kindOf(attempt)).toBe('no-chain');
  });

  it.each<[string, object, Particulars, Particulars, Particulars]>([
    [
      'it ended',
      /^ALIPAY_CERT_FILES: \S+ holds a certificate that ended on 2026-11-21/,
      PAST,
      {},
      {},
    ],
    ['it has not begun', /^ALIPAY_CERT_FILES: .* begins on 2026-11-22/, FUTURE, {}, {}],
    ['its issuer ended', /^ALIPAY_CERT_FILES: .* ended on 2026-11-21/, {}, PAST, {}],
    ['its root ended', /^ALIPAY_ROOT_CERT_FILE: \S+ holds a certificate that ended/, {}, {}, PAST],
    ['its root has not begun', /^ALIPAY_ROOT_CERT_FILE: .* begins on/, {}, {}, FUTURE],
  ])('is refused when %s, and the setting is named', (_name, fault, first, between, last) => {
    expect(() => chain(leafOf(first), [middleOf(between)], [rootOf(last)])).toThrow(fault);
  });

  it('goes by a way that is open, and minds no root that nothing leads to', () => {
    const unused = issue(root, root, { issuer: 'Old', subject: 'Old', authority: true, ...PAST });
    const ends = chain(
      leafOf(),
      [middleOf(PAST), middleOf({ to: '2028-01-01' })],
      [unused, rootOf(PAST), rootOf({ to: '2029-01-01' })],
    );
    expect(ends.slice(1).map(({ at }) => at.getUTCFullYear())).toEqual([2028, 2029]);
  });

  it.each([
    [{ from: '2027-06-01', to: '2028-01-01' }, '2027-06-01', 2028],
    [{ from: '2027-06-02', to: '2028-01-01' }, '2027-06-01', 2030],
    [{ to: '2027-06-01' }, '2027-06-01', 2030],
    [{ to: '2027-06-02' }, '2027-06-01', 2027],
  ])('goes by %j on %s until %d', (between, day, year) => {
    const others = [middleOf(between), middleOf({ to: '2030-01-01' })];
    const [, end] = chain(leafOf(), others, [rootOf()], new Date(day));
    expect(end?.at.getUTCFullYear()).toBe(year);
  });
});

describe('our own certificate', () => {
  it('is refused when it is out of date, and nothing of it is repeated', () => {
    const file = { setting: 'ALIPAY_APP_CERT_FILE', path: 'keys/app.crt' };
    const certificate = leafOf({ ...PAST, subject: 'Anna' });
    const attempt = () => endOf(file, certificate, NOW);
    expect(attempt).toThrow(/^ALIPAY_APP_CERT_FILE: keys\/app.crt holds .* ended on 2026-11-21$/);
    expect(attempt).not.toThrow(/Anna|Middle/);
    expect(() => endOf(file, leafOf(FUTURE), NOW)).toThrow('begins on 2026-11-22');
    expect(endOf(file, leafOf(), NOW)).toEqual({ file, at: new Date('2046-01-01') });
    expect(kindOf(attempt)).toBe('ended');
    expect(kindOf(() => endOf(file, leafOf(FUTURE), NOW))).toBe('not-yet');
    expect(kindOf(() => endOf(file, certificate, new Date(PAST.to)))).toBe('ended');
    expect(kindOf(() => endOf(file, leafOf(FUTURE), new Date(FUTURE.from)))).toBe('none');
  });
});
