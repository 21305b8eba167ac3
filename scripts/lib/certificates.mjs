import { sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

function element(tag, ...contents) {
  const content = Buffer.concat(contents.map((part) => Buffer.from(part)));
  const { length } = content;
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...contents) => element(0x30, ...contents);
const bytes = (hex) => Buffer.from(hex, 'hex');

const SHA256_WITH_RSA = sequence(element(0x06, bytes('2a864886f70d01010b')), element(0x05));

/** C=CN, O=Tests, CN=… in the order in which Alipay's issuers are encoded. */
function nameOf(commonName) {
  const part = (oid, text) =>
    element(0x31, sequence(element(0x06, bytes(oid)), element(0x0c, text)));
  return sequence(part('550406', 'CN'), part('55040a', 'Tests'), part('550403', commonName));
}

/** A positive number in as few bytes as it needs; its first bit is its sign. */
function integer(value) {
  const digits = value.toString(16);
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  return bytes(even >= '8' ? `00${even}` : even);
}

/** `YYMMDD000000Z`, a day at midnight UTC. */
function dayOf(date) {
  return element(0x17, `${date.slice(2).replaceAll('-', '')}000000Z`);
}

const DAYS = { from: '2026-01-01', to: '2046-01-01' };

/** Basic constraints, critical: an authority. */
const AUTHORITY = sequence(
  element(0x06, bytes('551d13')),
  element(0x01, bytes('ff')),
  element(0x04, sequence(element(0x01, bytes('ff')))),
);

/** The names and IPv4 addresses of a server. */
function serverNames(names) {
  const named = names.map((name) =>
    isIPv4(name) ? element(0x87, Buffer.from(name.split('.').map(Number))) : element(0x82, name),
  );
  return sequence(element(0x06, bytes('551d11')), element(0x04, sequence(...named)));
}

/**
 * What differs from the usual certificate.
 *
 * @typedef {{ issuer?: string, subject?: string, authority?: boolean, names?: readonly string[], from?: string,
 *   to?: string }} Particulars
 *   an `authority` may issue others; `names` are names and IPv4 addresses of the server that it is for; `from` and `to`
 *   are days, `YYYY-MM-DD`
 */

/** A PEM file's certificate. @param {Buffer} der @returns {string} */
export function pemOf(der) {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** What has the outline of a certificate that is signed with SM2 (`oid`) and that OpenSSL cannot read. */
export function makeUnreadable(oid = '2a811ccf55018375') {
  const algorithm = sequence(element(0x06, bytes(oid)));
  return pemOf(sequence(sequence(), algorithm, element(0x03, bytes('00'))));
}

/**
 * A certificate of a public key, signed with RSA, as PEM: for tests, and servers that tests start.
 *
 * @param {import('node:crypto').KeyObject} publicKey
 * @param {import('node:crypto').KeyObject} issuerKey
 * @param {number} serial
 * @param {Particulars} [particulars]
 */
export function makeCertificate(publicKey, issuerKey, serial, particulars = {}) {
  const usual = { issuer: '测试 CA', subject: 'subject', authority: false, names: [] };
  const { issuer, subject, authority, names, from, to } = { ...usual, ...DAYS, ...particulars };
  const extensions = [
    ...(authority ? [AUTHORITY] : []),
    ...(names.length > 0 ? [serverNames(names)] : []),
  ];
  const signedPart = sequence(
    element(0xa0, element(0x02, bytes('02'))),
    element(0x02, integer(serial)),
    SHA256_WITH_RSA,
    nameOf(issuer),
    sequence(dayOf(from), dayOf(to)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [element(0xa3, sequence(...extensions))] : []),
  );
  const signature = sign('sha256', signedPart, issuerKey);
  return pemOf(sequence(signedPart, SHA256_WITH_RSA, element(0x03, bytes('00'), signature)));
}
