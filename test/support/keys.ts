import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Keys of a merchant and of Alipay, made for one test file. */
export interface TestKeys {
  readonly directory: string;
  readonly appPrivateKeyFile: string;
  readonly alipayPublicKeyFile: string;
  readonly appPublicKey: string;
  readonly alipayPrivateKey: string;
  remove(): void;
}

function pair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** Makes both key pairs and the two files that the application reads. */
export function makeTestKeys(): TestKeys {
  const directory = mkdtempSync(join(tmpdir(), 'checkout-keys-'));
  const [app, alipay] = [pair(), pair()];
  const write = (name: string, pem: string) => {
    const file = join(directory, name);
    writeFileSync(file, pem, { mode: 0o600 });
    return file;
  };
  return {
    directory,
    appPrivateKeyFile: write('app-private-key.pem', app.privateKey),
    alipayPublicKeyFile: write('alipay-public-key.pem', alipay.publicKey),
    appPublicKey: app.publicKey,
    alipayPrivateKey: alipay.privateKey,
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
