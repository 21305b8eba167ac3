import { constants, type KeyObject, publicDecrypt } from 'node:crypto';

/** A public key that may have signed a message, and what it is called where people look for it. */
export interface KeyAtHand {
  /** The setting or the file that holds it. */
  readonly label: string;
  /** `alipay`: what messages are verified with; `own`: our own public half; `other`: in a file beside them. */
  readonly role: 'alipay' | 'own' | 'other';
  readonly key: KeyObject;
}

/** What a signature says by itself: whose key made it, and the digest of the text that was signed. */
export interface OpenedSignature {
  readonly by: KeyAtHand;
  readonly algorithm: 'sha256' | 'sha1';
  /** In hex. */
  readonly digest: string;
}

/** DigestInfo of RFC 8017, 9.2, before the digest itself, in hex. */
const DIGEST_INFOS: readonly (readonly [OpenedSignature['algorithm'], string, number])[] = [
  ['sha256', '3031300d060960864801650304020105000420', 64],
  ['sha1', '3021300906052b0e03021a05000414', 40],
];

/**
 * Opens a signature with the keys at hand: PKCS#1 v1.5 lets anybody who has the public key read the digest that was
 * signed. So a wrong key is told from a changed text, whatever the text is. Null: none of them made it, or it is
 * damaged. Pure.
 */
export function openSignature(sign: string, keys: readonly KeyAtHand[]): OpenedSignature | null {
  const signature = Buffer.from(sign, 'base64');
  if (sign === '' || signature.toString('base64') !== sign) return null;
  for (const by of keys) {
    const opened = digestIn(by.key, signature);
    if (opened !== null) return { by, ...opened };
  }
  return null;
}

function digestIn(key: KeyObject, signature: Buffer): Omit<OpenedSignature, 'by'> | null {
  try {
    const info = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
    const hex = info.toString('hex');
    const found = DIGEST_INFOS.find(
      ([, prefix, length]) => hex.startsWith(prefix) && hex.length === prefix.length + length,
    );
    return found === undefined ? null : { algorithm: found[0], digest: hex.slice(found[1].length) };
  } catch {
    // Another key's signature is noise, of which OpenSSL says that its padding is wrong.
    return null;
  }
}
