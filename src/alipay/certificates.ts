import { createHash, X509Certificate } from 'node:crypto';

/** DER of the object identifier 1.2.840.113549.1.1, under which every RSA signature algorithm stands. */
const RSA_ALGORITHMS = '2a864886f70d0101';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Every certificate of a PEM file, in its order. Throws when one of them cannot be read. */
export function readCertificates(pem: string): X509Certificate[] {
  return [...pem.matchAll(CERTIFICATE)].map(([text]) => new X509Certificate(text));
}

/**
 * The serial by which certificate mode names a certificate: MD5 of the issuer, its parts in the reverse of the order
 * in which they are encoded, and the decimal serial number (alipay.md 1.5).
 */
export function serialOf(certificate: X509Certificate): string {
  const issuer = certificate.issuer.split('\n').toReversed().join(',');
  const decimal = BigInt(`0x${certificate.serialNumber}`).toString();
  return createHash('md5')
    .update(issuer + decimal, 'utf8')
    .digest('hex');
}

/** `alipay_root_cert_sn`: the serials of those root certificates that are signed with RSA; empty when there are none. */
export function rootSerialOf(certificates: readonly X509Certificate[]): string {
  return certificates
    .filter((certificate) => signatureAlgorithm(certificate.raw).startsWith(RSA_ALGORITHMS))
    .map(serialOf)
    .join('_');
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
