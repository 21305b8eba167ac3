import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes the two RSA-2048 pairs of a development set-up when they are absent: the merchant's (`app-…`) and
 * the one that plays Alipay (`alipay-…`). When one half of a pair is missing both are made again, so that
 * the two files always belong together.
 *
 * @param {string} rootDir the repository's root
 * @returns {{ dir: string, created: string[], appPrivateKey: string, appPublicKey: string,
 *   alipayPrivateKey: string, alipayPublicKey: string }} the paths, and which files are new
 */
export function ensureDevKeys(rootDir) {
  const dir = join(rootDir, 'keys', 'dev');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const paths = {
    appPrivateKey: join(dir, 'app-private-key.pem'),
    appPublicKey: join(dir, 'app-public-key.pem'),
    alipayPrivateKey: join(dir, 'alipay-private-key.pem'),
    alipayPublicKey: join(dir, 'alipay-public-key.pem'),
  };
  const created = [
    ...ensurePair(paths.appPrivateKey, paths.appPublicKey),
    ...ensurePair(paths.alipayPrivateKey, paths.alipayPublicKey),
  ];
  return { dir, created, ...paths };
}

/** An RSA-2048 pair as Alipay wants it, in PEM. */
export function makeKeyPair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

function ensurePair(privatePath, publicPath) {
  if (existsSync(privatePath) && existsSync(publicPath)) return [];
  const pair = makeKeyPair();
  writeKey(publicPath, pair.publicKey);
  writeKey(privatePath, pair.privateKey);
  return [privatePath, publicPath];
}

/** Written aside and renamed, so that a process that starts meanwhile never reads half a key. */
function writeKey(path, pem) {
  const aside = `${path}.${process.pid}.new`;
  writeFileSync(aside, pem, { mode: 0o600 });
  chmodSync(aside, 0o600);
  renameSync(aside, path);
}
