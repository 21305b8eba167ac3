import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** A key pair in PEM. */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

function pair(): KeyPair {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** The pairs that `npm test` has made for the whole run; making them takes longer than a shop does. */
function pairsOfTheRun(): readonly KeyPair[] | null {
  const file = process.env['TEST_KEYS_FILE'];
  return file === undefined ? null : (JSON.parse(readFileSync(file, 'utf8')) as KeyPair[]);
}

/** The key pairs of this run, three: a shop's, Alipay's and a stranger's; new ones where no run has made them. */
export function keyPairs(): readonly KeyPair[] {
  return pairsOfTheRun() ?? [pair(), pair(), pair()];
}

/** Two files that the application reads, and what belongs to them: the keys of this run. */
export function makeTestKeys(): TestKeys {
  return keysFrom(pairsOfTheRun() ?? [pair(), pair()]);
}

/** Keys that are nobody else's. */
export function makeOtherKeys(): TestKeys {
  return keysFrom([pair(), pair()]);
}

function keysFrom([app = pair(), alipay = pair()]: readonly KeyPair[]): TestKeys {
  const directory = mkdtempSync(join(tmpdir(), 'checkout-keys-'));
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
