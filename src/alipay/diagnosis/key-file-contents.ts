import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What a file of keys turns out to hold. */
export interface KeyFileContents {
  readonly holds: 'private' | 'public' | 'certificate' | 'encrypted';
  /** The public half, where it can be told. */
  readonly publicKey: KeyObject | null;
}

const MOST_BYTES = 65_536;

/** Says what is in a file, whatever it is named; null: nothing of the kind. Reads, never throws. */
export function keyFileContents(path: string): KeyFileContents | null {
  try {
    const text = readFileSync(path, 'utf8').slice(0, MOST_BYTES);
    return contentsOf(text);
  } catch {
    return null;
  }
}

function contentsOf(text: string): KeyFileContents | null {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(text)) {
    return { holds: 'encrypted', publicKey: null };
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) {
    const publicKey = attempt(() => new X509Certificate(text).publicKey);
    return { holds: 'certificate', publicKey };
  }
  const forms = text.includes('-----BEGIN') ? [text] : wrapped(text);
  for (const form of forms) {
    const found = keyIn(form);
    if (found !== null) return found;
  }
  return null;
}

function keyIn(pem: string): KeyFileContents | null {
  const secret = attempt(() => createPrivateKey(pem));
  if (secret !== null) return { holds: 'private', publicKey: createPublicKey(secret) };
  const publicKey = attempt(() => createPublicKey(pem));
  return publicKey === null ? null : { holds: 'public', publicKey };
}

/** What may be bare base64, with each header around it. */
function wrapped(text: string): string[] {
  const bare = text.replaceAll(/\s/g, '');
  const headers = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'PUBLIC KEY', 'RSA PUBLIC KEY'];
  return headers.map((header) => `-----BEGIN ${header}-----\n${bare}\n-----END ${header}-----\n`);
}

function attempt<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch {
    return null;
  }
}
