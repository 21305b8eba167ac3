import { AlipaySdk } from 'alipay-sdk';
import { describe, expect, it } from '@jest/globals';
import { endsOfChain } from '../../src/alipay/certificate-trust.js';
import {
  readCertificates,
  readRoots,
  rootSerialOf,
  serialOf,
} from '../../src/alipay/certificates.js';
import { serialVectors as vectors } from '../support/vectors.js';
import { makeCertificate } from '../../scripts/lib/certificates.mjs';
import { alipays, ours } from './support.js';

function serialIn({ pem, root }: { pem: string; root: boolean }): string {
  const certificates = readCertificates(pem);
  return root ? rootSerialOf(certificates) : certificates.slice(0, 1).map(serialOf).join('');
}

describe("serials of Alipay's certificates", () => {
  it.each(vectors.map((one) => [one.name, one] as const))('%s', (_, vector) => {
    expect(serialIn(vector)).toBe(vector.expectedSn);
  });
});

describe("Alipay's root file", () => {
  const pem = vectors.find(({ root }) => root)?.pem ?? '';
  const root = { file: { setting: 'ROOT', path: 'root.crt' }, certificates: readCertificates(pem) };

  it('is read whole, or but for the root that is signed with SM2', () => {
    const { certificates, unreadable } = readRoots(pem);
    expect([certificates.length + unreadable, unreadable <= 1]).toEqual([4, true]);
  });

  it.each(['R1', 'E1'])('is followed to its root %s, past the one for SM2', (name) => {
    const own = root.certificates.find(({ subject }) => subject.endsWith(` ${name}`));
    if (own === undefined) throw new Error('no such root');
    const alipay = { file: { setting: 'ALIPAY', path: 'x' }, certificates: [own] as const };
    const ends = endsOfChain(alipay, root, new Date('2026-11-21T04:00:00Z'));
    expect(ends.map(({ file }) => file.setting)).toEqual(['ALIPAY', 'ROOT']);
  });
});

describe('serials', () => {
  it('are those that the SDK computes', () => {
    const app = makeCertificate(ours.publicKey, alipays.privateKey, 4_000_000_001);
    const alipay = makeCertificate(alipays.publicKey, alipays.privateKey, 7);
    const root = makeCertificate(alipays.publicKey, alipays.privateKey, 8) + alipay;
    const { config } = new AlipaySdk({
      appId: '1',
      privateKey: ours.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
      appCertContent: app,
      alipayPublicCertContent: alipay,
      alipayRootCertContent: root,
    });
    expect(serialIn({ pem: app, root: false })).toBe(config.appCertSn);
    expect(serialIn({ pem: alipay, root: false })).toBe(config.alipayCertSn);
    expect(serialIn({ pem: root, root: true })).toBe(config.alipayRootCertSn);
  });

  it('tell two certificates of one issuer apart', () => {
    const serials = [7, 8].map((serial) =>
      serialIn({ pem: makeCertificate(ours.publicKey, alipays.privateKey, serial), root: false }),
    );
    expect(new Set(serials).size).toBe(2);
  });
});
