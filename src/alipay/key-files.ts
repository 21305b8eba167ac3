import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  type X509Certificate,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readCertificates } from './certificates.js';
import { signRsa2 } from './signing.js';
import { isSignedBy } from './verification.js';

/** RSA2 asks for keys of this size at least (alipay.md 1.1). */
const LEAST_BITS = 2048;

const PRIVATE = ['PRIVATE KEY', 'RSA PRIVATE KEY'];
const PUBLIC = ['PUBLIC KEY', 'RSA PUBLIC KEY'];
const CERTIFICATE = ['CERTIFICATE'];

/** What is wrong with a key file. Names the file and the header it should have, never anything that stands in it. */
export class KeyFileFault extends Error {
  constructor(file: string, fault: string, headers: readonly string[]) {
    const expected = headers.map((header) => `-----BEGIN ${header}-----`).join(' or ');
    super(`${file} ${fault}; expected a PEM file with the header ${expected}`);
    this.name = 'KeyFileFault';
  }
}

/** Reads our private key (PKCS1 or PKCS8) and signs a probe with it. Throws {@link KeyFileFault}. */
export function readPrivateKey(file: string): KeyObject {
  const key = parsed(file, PRIVATE, (pem) => createPrivateKey(pem));
  refuseWeak(file, key, PRIVATE);
  const probe = 'alipay-checkout';
  if (!isSignedBy([createPublicKey(key)], probe, signRsa2(probe, key))) {
    throw new KeyFileFault(file, 'holds a key whose signature does not verify', PRIVATE);
  }
  return key;
}

/** Reads Alipay's public key; ours in its place, the usual mistake, is refused. Throws {@link KeyFileFault}. */
export function readPublicKey(file: string, ourKey: KeyObject): KeyObject {
  const key = parsed(file, PUBLIC, (pem) => createPublicKey(pem));
  refuseWeak(file, key, PUBLIC);
  if (key.equals(createPublicKey(ourKey))) {
    throw new KeyFileFault(file, "holds the application's own public key, not Alipay's", PUBLIC);
  }
  return key;
}

/** Reads our application's certificate, which must be that of our private key. Throws {@link KeyFileFault}. */
export function readOwnCertificate(file: string, ourKey: KeyObject): X509Certificate {
  const certificate = firstOf(file, readCertificateFile(file));
  if (!certificate.checkPrivateKey(ourKey)) {
    throw new KeyFileFault(file, 'is not the certificate of our private key', CERTIFICATE);
  }
  return certificate;
}

/** Reads one of Alipay's certificates: the first of the file, for those that issued it follow. Throws {@link KeyFileFault}. */
export function readAlipayCertificate(file: string): X509Certificate {
  const certificate = firstOf(file, readCertificateFile(file));
  refuseWeak(file, certificate.publicKey, CERTIFICATE);
  return certificate;
}

/** Reads a file of certificates. Throws {@link KeyFileFault}. */
export function readCertificateFile(file: string): X509Certificate[] {
  return parsed(file, CERTIFICATE, readCertificates);
}

function parsed<Result>(
  file: string,
  headers: readonly string[],
  parse: (pem: string) => Result,
): Result {
  const pem = textOf(file, headers);
  if (!headers.some((header) => pem.includes(`-----BEGIN ${header}-----`))) {
    throw new KeyFileFault(file, 'has no such header (a bare key is not enough)', headers);
  }
  try {
    return parse(pem);
  } catch {
    // OpenSSL's words would not help, and nothing of the file may reach a log.
    throw new KeyFileFault(file, 'cannot be understood', headers);
  }
}

function textOf(file: string, headers: readonly string[]): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new KeyFileFault(file, `cannot be read (${code ?? 'unknown error'})`, headers);
  }
}

function refuseWeak(file: string, key: KeyObject, headers: readonly string[]): void {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa' || bits < LEAST_BITS) {
    throw new KeyFileFault(file, `does not hold an RSA key of ${LEAST_BITS} bits or more`, headers);
  }
}

function firstOf(file: string, certificates: readonly X509Certificate[]): X509Certificate {
  const [first] = certificates;
  if (first === undefined) throw new KeyFileFault(file, 'holds no certificate', CERTIFICATE);
  return first;
}
