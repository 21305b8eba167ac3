import { createPublicKey, type KeyObject } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AlipayConfig } from '../../../config/alipay.config.js';
import { keyFileContents } from './key-file-contents.js';
import type { KeyAtHand } from './opened-signature.js';

const KEY_FILE = /\.(?:pem|crt|cer|key|pub|txt)$/i;
const MOST_FILES = 100;

/** Every other key in the folders of the configured key files, for one of them may be the right one. Reads, never throws. */
export function keysBeside(config: AlipayConfig): KeyAtHand[] {
  const { privateKeyFile, publicKeyFile, appCertFile, alipayCertFiles } = config;
  const files = [privateKeyFile, publicKeyFile, appCertFile, ...alipayCertFiles];
  const folders = new Set([...files.map((file) => dirname(file)), 'keys', join('keys', 'dev')]);
  const paths = [...folders].flatMap((folder) => keyFilesIn(folder)).slice(0, MOST_FILES);
  return paths.flatMap((path) => {
    const key = keyFileContents(path)?.publicKey;
    return key?.asymmetricKeyType === 'rsa' ? [{ label: path, role: 'other', key } as const] : [];
  });
}

/** A public key as the console shows it: bare base64. Pure. */
export function consoleText(key: KeyObject): string {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return half.export({ type: 'spki', format: 'der' }).toString('base64');
}

function keyFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => KEY_FILE.test(name))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
