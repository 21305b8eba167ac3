import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  type X509Certificate,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readCertificates, readRoots, type Roots } from './certificates.js';
import { signRsa2 } from './signing.js';
import { isSignedBy } from './verification.js';

/** RSA2 asks for keys of this size at least (alipay.md 1.1). */
const LEAST_BITS = 2048;

const PRIVATE = ['PRIVATE KEY', 'RSA PRIVATE KEY'];
const PUBLIC = ['PUBLIC KEY', 'RSA PUBLIC KEY'];
const CERTIFICATE = ['CERTIFICATE'];

/** A key file and the setting that names it. */
export interface KeyFile {
  readonly setting: string;
  readonly path: string;
}

/** What can be wrong with a key file, by a word for programs. */
export type KeyFault =
  | 'unreadable'
  | 'no-header'
  | 'not-understood'
  | 'weak'
  | 'own-public-key'
  | 'not-our-certificate'
  | 'not-yet'
  | 'ended'
  | 'no-chain'
  | 'no-rsa-root';

/** What is wrong with a key file. Names its setting, the file and the header it should have, and nothing of a key. */
export class KeyFileFault extends Error {
  constructor(
    { setting, path }: KeyFile,
    readonly kind: KeyFault,
    fault: string,
    headers: readonly string[] = [],
  ) {
    const expected = headers.map((header) => `-----BEGIN ${header}-----`).join(' or ');
    const hint = expected === '' ? '' : `; expected a PEM file with the header ${expected}`;
    super(`${setting}: ${path} ${fault}${hint}`);
    this.name = 'KeyFileFault';
  }
}

/** Reads our private key (PKCS1 or PKCS8) and signs a probe with it. Throws {@link KeyFileFault}. */
export function readPrivateKey(file: KeyFile): KeyObject {
  const key = parsed(file, PRIVATE, (pem) => createPrivateKey(pem));
  refuseWeak(file, key, PRIVATE);
  const probe = 'alipay-checkout';
  if (!isSignedBy([createPublicKey(key)], probe, signRsa2(probe, key))) {
    throw new KeyFileFault(
      file,
      'not-understood',
      'holds a key whose signature does not verify',
      PRIVATE,
    );
  }
  return key;
}

/** Reads Alipay's public key; ours (null: not known) in its place, the usual mistake, is refused. Throws {@link KeyFileFault}. */
export function readPublicKey(file: KeyFile, ourKey: KeyObject | null): KeyObject {
  const key = parsed(file, PUBLIC, (pem) => createPublicKey(pem));
  refuseWeak(file, key, PUBLIC);
  if (ourKey !== null && key.equals(createPublicKey(ourKey))) {
    throw new KeyFileFault(
      file,
      'own-public-key',
      "holds the application's own public key, not Alipay's",
      PUBLIC,
    );
  }
  return key;
}

/** Reads our application's certificate, which must be that of our private key. Throws {@link KeyFileFault}. */
export function readOwnCertificate(file: KeyFile, ourKey: KeyObject): X509Certificate {
  const [certificate] = readCertificateFile(file);
  if (!certificate.checkPrivateKey(ourKey)) {
    throw new KeyFileFault(
      file,
      'not-our-certificate',
      'is not the certificate of our private key',
      CERTIFICATE,
    );
  }
  return certificate;
}

/** Reads one of Alipay's certificates, and those that issued it, which follow in the file. Throws {@link KeyFileFault}. */
export function readAlipayCertificate(file: KeyFile): [X509Certificate, ...X509Certificate[]] {
  const certificates = readCertificateFile(file);
  refuseWeak(file, certificates[0].publicKey, CERTIFICATE);
  return certificates;
}

/** Reads Alipay's root certificates. Throws {@link KeyFileFault}. */
export function readRootFile(file: KeyFile): Roots {
  return parsed(file, CERTIFICATE, readRoots);
}

function readCertificateFile(file: KeyFile): [X509Certificate, ...X509Certificate[]] {
  const [first, ...others] = parsed(file, CERTIFICATE, readCertificates);
  if (first === undefined)
    throw new KeyFileFault(file, 'no-header', 'holds no certificate', CERTIFICATE);
  return [first, ...others];
}

function parsed<Result>(
  file: KeyFile,
  headers: readonly string[],
  parse: (pem: string) => Result,
): Result {
  const text = textOf(file, headers);
  const forms = formsOf(text, headers);
  if (forms.length === 0) throw new KeyFileFault(file, 'no-header', 'has no such header', headers);
  for (const pem of forms) {
    try {
      return parse(pem);
    } catch {
      // Another form may fit. OpenSSL's words would not help, and nothing of the file may reach a log.
    }
  }
  throw new KeyFileFault(file, 'not-understood', 'cannot be understood', headers);
}

/**
 * The PEM texts that a file may stand for: itself where it has one of the headers; a bare base64 key, as Alipay's console
 * and key tool give it, with each of them around it, for it does not say of which form it is.
 */
function formsOf(text: string, headers: readonly string[]): string[] {
  if (headers.some((header) => text.includes(`-----BEGIN ${header}-----`))) return [text];
  const bare = text.replaceAll(/\s/g, '');
  if (!/^[\w+/]{64,}={0,2}$/.test(bare)) return [];
  const lines = bare.match(/.{1,64}/g)?.join('\n');
  return headers.map((header) => `-----BEGIN ${header}-----\n${lines}\n-----END ${header}-----\n`);
}

function textOf(file: KeyFile, headers: readonly string[]): string {
  try {
    return readFileSync(file.path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new KeyFileFault(
      file,
      'unreadable',
      `cannot be read (${code ?? 'unknown error'})`,
      headers,
    );
  }
}

function refuseWeak(file: KeyFile, key: KeyObject, headers: readonly string[]): void {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa' || bits < LEAST_BITS) {
    throw new KeyFileFault(
      file,
      'weak',
      `does not hold an RSA key of ${LEAST_BITS} bits or more`,
      headers,
    );
  }
}
