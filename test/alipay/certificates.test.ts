import { AlipaySdk } from 'alipay-sdk';
import { describe, expect, it } from '@jest/globals';
import { readCertificates, rootSerialOf, serialOf } from '../../src/alipay/certificates.js';
import { makeCertificate } from './certificate-maker.js';
import { alipays, ours, readVectors, type SerialVector } from './support.js';

const vectors = readVectors<SerialVector>('cert-serials.json');
const given = vectors.length > 0 ? describe : describe.skip;

function serialIn({ pem, root }: { pem: string; root: boolean }): string {
  const certificates = readCertificates(pem);
  return root ? rootSerialOf(certificates) : certificates.slice(0, 1).map(serialOf).join('');
}

given("serials of Alipay's certificates", () => {
  it.each(vectors.map((one) => [one.name, one] as const))('%s', (_, vector) => {
    expect(serialIn(vector)).toBe(vector.expectedSn);
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
