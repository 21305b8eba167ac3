import { createHash, X509Certificate } from 'node:crypto';

/** DER of the object identifier 1.2.840.113549.1.1, under which every RSA signature algorithm stands. */
const RSA_ALGORITHMS = '2a864886f70d0101';

/** What a file of roots holds. */
export interface Roots {
  readonly certificates: readonly X509Certificate[];
  /** Those that OpenSSL cannot read and that nothing here needs: Alipay's file has one for SM2. */
  readonly unreadable: number;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Every certificate of a PEM file, in its order. Throws when one of them cannot be read. */
export function readCertificates(pem: string): X509Certificate[] {
  return [...pem.matchAll(CERTIFICATE)].map(([text]) => new X509Certificate(text));
}

/**
 * Every certificate of a file of roots, but for those that OpenSSL cannot read and that are not signed with RSA. Throws
 * when one that is cannot be read, for the serial of the roots would be another one without it.
 */
export function readRoots(pem: string): Roots {
  const read = [...pem.matchAll(CERTIFICATE)].map(([text]) => readRoot(text));
  const certificates = read.filter((one) => one !== null);
  return { certificates, unreadable: read.length - certificates.length };
}

/**
 * The serial by which certificate mode names a certificate: MD5 of the issuer, its parts in the reverse of the order
 * in which they are encoded, and the decimal serial number (alipay.md 1.5).
 */
export function serialOf(certificate: X509Certificate): string {
  const issuer = certificate.issuer.split('\n').toReversed().join(',');
  const decimal = BigInt(`0x${certificate.serialNumber}`).toString();
  return createHash('md5')
    .update(issuer + decimal)
    .digest('hex');
}

/** `alipay_root_cert_sn`: the serials of those root certificates that are signed with RSA; empty when there are none. */
export function rootSerialOf(certificates: readonly X509Certificate[]): string {
  return certificates
    .filter(({ raw }) => isSignedWithRsa(raw))
    .map(serialOf)
    .join('_');
}

function readRoot(text: string): X509Certificate | null {
  try {
    return new X509Certificate(text);
  } catch (error) {
    if (isSignedWithRsa(Buffer.from(text.replaceAll(/-----[^-]+-----/g, ''), 'base64')))
      throw error;
    return null;
  }
}

function isSignedWithRsa(der: Buffer): boolean {
  return signatureAlgorithm(der).startsWith(RSA_ALGORITHMS);
}

/** Certificate ::= SEQUENCE { the signed part, SEQUENCE { algorithm OBJECT IDENTIFIER, … }, … } (RFC 5280, 4.1). */
function signatureAlgorithm(der: Buffer): string {
  const certificate = contentAt(der, 0);
  const signedPart = contentAt(der, certificate.start);
  const algorithm = contentAt(der, signedPart.end);
  const identifier = contentAt(der, algorithm.start);
  return der.toString('hex', identifier.start, identifier.end);
}

/** Where the content of the DER element at an offset starts and ends. */
function contentAt(der: Buffer, offset: number): { start: number; end: number } {
  const length = der.readUInt8(offset + 1);
  if (length < 0x80) return { start: offset + 2, end: offset + 2 + length };
  const lengthBytes = length - 0x80;
  const start = offset + 2 + lengthBytes;
  return { start, end: start + der.readUIntBE(offset + 2, lengthBytes) };
}
