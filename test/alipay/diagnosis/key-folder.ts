import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from '../../../scripts/lib/certificates.mjs';
import { brokenKey } from '../odd-keys.js';
import { alipays, configOf, ours, strangers } from '../support.js';

export const NOW = new Date('2026-11-21T04:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'key-checks-'));
/** Another folder, with the key of a stranger. */
export const other = mkdtempSync(join(tmpdir(), 'key-checks-'));
/** Where a file of the folder is. */
export const at = (name: string) => join(folder, name);

const secret = (key: KeyObject, type: 'pkcs8' | 'pkcs1' = 'pkcs8') =>
  key.export({ type, format: 'pem' }).toString();
/** A public key as PEM. */
export const open = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();
/** A PEM text without its frame. */
export const bare = (pem: string) => pem.replaceAll(/-----[^-]+-----|\s/g, '');
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
let serial = 0;
const issue = (key: KeyObject, more = {}, by = alipays.privateKey) =>
  makeCertificate(key, by, (serial += 1), { issuer: 'Root', ...more });
const ROOT = { subject: 'Root', authority: true };
const encrypted = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const;

/** Key and certificate files by name, each of them in the folder. */
export const FILES: Record<string, string> = {
  'app.pem': secret(ours.privateKey),
  'app-bare.txt': `${bare(secret(ours.privateKey, 'pkcs1'))}\n`,
  'app-public.pem': open(ours.publicKey),
  'app-bare-pkcs8.txt': bare(secret(ours.privateKey)),
  'app-pkcs1-public.txt': bare(ours.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()),
  'broken.pem': brokenKey(),
  'alipay.pem': open(alipays.publicKey),
  'alipay-bare.txt': bare(open(alipays.publicKey)),
  'curve.pem': open(curve.publicKey),
  'weak.pem': secret(weak.privateKey),
  'encrypted.pem': ours.privateKey.export(encrypted).toString(),
  'encrypted-old.pem': '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n',
  'short.txt': 'A'.repeat(63),
  'noise.txt': 'A'.repeat(64),
  'noise.pem': '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n',
  'empty.crt': '-----BEGIN CERTIFICATE-----\n',
  'noise.crt': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  'far.pem': `${'#\n'.repeat(32_768)}${open(ours.publicKey)}`,
  'app.crt': issue(ours.publicKey),
  'root.crt': issue(alipays.publicKey, ROOT) + issue(alipays.publicKey, ROOT),
  'alipay.crt': issue(alipays.publicKey, { to: '2030-01-01' }),
  'alipay-29.crt': issue(alipays.publicKey, { to: '2026-12-21' }),
  'alipay-30.crt': issue(alipays.publicKey, { to: '2026-12-22' }),
  'alipay-ended.crt': issue(alipays.publicKey, { to: '2026-11-01' }),
  'alipay-future.crt': issue(alipays.publicKey, { from: '2026-12-01' }),
  'alipay-stray.crt': issue(alipays.publicKey, { issuer: 'Nobody' }),
  'app-other.crt': issue(strangers.publicKey),
};
for (const [name, text] of Object.entries(FILES)) writeFileSync(at(name), text);
writeFileSync(join(other, 'old.KEY'), open(strangers.publicKey));
writeFileSync(join(other, 'README.md'), open(ours.publicKey));

/** Settings that name the usual files of the folder, and these. */
export function settings(env: Record<string, string> = {}) {
  const files = {
    ALIPAY_PRIVATE_KEY_FILE: 'app.pem',
    ALIPAY_PUBLIC_KEY_FILE: 'alipay.pem',
    ALIPAY_APP_CERT_FILE: 'app.crt',
    ALIPAY_ROOT_CERT_FILE: 'root.crt',
    ALIPAY_CERT_FILES: 'alipay.crt',
  };
  const located = Object.entries({ ...files, ...env }).map(([name, value]) => {
    return [name, /FILE/.test(name) && !value.includes('/') ? at(value) : value];
  });
  return configOf(Object.fromEntries(located) as Record<string, string>);
}
export const CERTIFICATES = { ALIPAY_MODE: 'certificate' };

/** Removes the folders. */
export function removeKeyFolders(): void {
  for (const one of [folder, other]) rmSync(one, { recursive: true });
}
