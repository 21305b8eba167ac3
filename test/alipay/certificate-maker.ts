import { type KeyObject, sign } from 'node:crypto';

function element(tag: number, ...contents: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(contents.map((part) => Buffer.from(part as string)));
  const { length } = content;
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...contents: Buffer[]) => element(0x30, ...contents);
const bytes = (hex: string) => Buffer.from(hex, 'hex');

const SHA256_WITH_RSA = sequence(element(0x06, bytes('2a864886f70d01010b')), element(0x05));
const VALIDITY = sequence(element(0x17, '260101000000Z'), element(0x17, '460101000000Z'));

/** C=CN, O=Tests, CN=… in the order in which Alipay's issuers are encoded. */
function nameOf(commonName: string): Buffer {
  const part = (oid: string, text: string) =>
    element(0x31, sequence(element(0x06, bytes(oid)), element(0x0c, text)));
  return sequence(part('550406', 'CN'), part('55040a', 'Tests'), part('550403', commonName));
}

/** A positive number in as few bytes as it needs; its first bit is its sign. */
function integer(value: number): Buffer {
  const digits = value.toString(16);
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  return bytes(even >= '8' ? `00${even}` : even);
}

/** A certificate of a public key, signed with RSA, as PEM. */
export function makeCertificate(
  publicKey: KeyObject,
  issuerKey: KeyObject,
  serial: number,
  issuer = '测试 CA',
): string {
  const signedPart = sequence(
    element(0xa0, element(0x02, bytes('02'))),
    element(0x02, integer(serial)),
    SHA256_WITH_RSA,
    nameOf(issuer),
    VALIDITY,
    nameOf('subject'),
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha256', signedPart, issuerKey);
  const der = sequence(signedPart, SHA256_WITH_RSA, element(0x03, bytes('00'), signature));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
