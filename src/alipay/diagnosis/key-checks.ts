import { createPublicKey, type KeyObject, type X509Certificate } from 'node:crypto';
import type { AlipayConfig } from '../../../config/alipay.config.js';
import { type Finding, good, note, wrong } from '../../kernel/diagnosis.js';
import { type CertificateEnd, endOf, endsOfChain } from '../certificate-trust.js';
import { rootSerialOf, serialOf } from '../certificates.js';
import {
  type KeyFault,
  type KeyFile,
  KeyFileFault,
  readAlipayCertificate,
  readOwnCertificate,
  readPrivateKey,
  readPublicKey,
  readRootFile,
} from '../key-files.js';
import { environmentOfGateway } from './environment.js';
import type { KeyMistake } from './key-diagnoses.js';
import { type KeyFileContents, keyFileContents } from './key-file-contents.js';
import { consoleText } from './keys-beside.js';

type Expected = 'private' | 'public' | 'certificate';
type KeyFinding = Finding<KeyMistake>;

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

/**
 * Looks at each key and certificate file of the configured mode by itself, so that all that is wrong is told at once.
 * What the files say of themselves is reached by the readers of the program, whose first fault stops its start.
 */
export function checkKeys(config: AlipayConfig, now: Date): KeyFinding[] {
  const file = { setting: 'ALIPAY_PRIVATE_KEY_FILE', path: config.privateKeyFile };
  const [ourKey, ours] = looked(file, 'private', () => {
    const key = readPrivateKey(file);
    return [key, good(`${nameOf(file)}: ${describe(key)}`)] as const;
  });
  const theirs =
    config.mode === 'certificate'
      ? checkCertificates(config, ourKey, now)
      : [checkPublicKey(config, ourKey)];
  return [ours, ...theirs, ...ofDevelopment(config)];
}

function checkPublicKey(config: AlipayConfig, ourKey: KeyObject | null): KeyFinding {
  const file = { setting: 'ALIPAY_PUBLIC_KEY_FILE', path: config.publicKeyFile };
  const [, found] = looked(file, 'public', () => {
    const key = readPublicKey(file, ourKey);
    return [key, good(`${nameOf(file)}: ${describe(key)}`)] as const;
  });
  return found;
}

function checkCertificates(
  config: AlipayConfig,
  ourKey: KeyObject | null,
  now: Date,
): KeyFinding[] {
  const rootFile = { setting: 'ALIPAY_ROOT_CERT_FILE', path: config.rootCertFile };
  const [roots, root] = looked(rootFile, 'certificate', () => {
    const { certificates } = readRootFile(rootFile);
    return [certificates, rootFinding(rootFile, certificates)] as const;
  });
  const alipays = config.alipayCertFiles.map((path) =>
    checkAlipays({ setting: 'ALIPAY_CERT_FILES', path }, { roots, rootFile, ourKey, now }),
  );
  return [...checkOwn(config, ourKey, now), root, ...alipays];
}

function checkOwn(config: AlipayConfig, ourKey: KeyObject | null, now: Date): KeyFinding[] {
  if (ourKey === null) return [];
  const file = { setting: 'ALIPAY_APP_CERT_FILE', path: config.appCertFile };
  const [, found] = looked(file, 'certificate', () => {
    const certificate = readOwnCertificate(file, ourKey);
    return [
      certificate,
      certificateFinding(file, certificate, [endOf(file, certificate, now)], now),
    ];
  });
  return [found];
}

interface Surroundings {
  readonly roots: readonly X509Certificate[] | null;
  readonly rootFile: KeyFile;
  readonly ourKey: KeyObject | null;
  readonly now: Date;
}

function checkAlipays(file: KeyFile, { roots, rootFile, ourKey, now }: Surroundings): KeyFinding {
  const [, found] = looked(file, 'certificate', () => {
    const certificates = readAlipayCertificate(file);
    const [first] = certificates;
    if (ourKey !== null && first.publicKey.equals(createPublicKey(ourKey))) {
      return [first, wrong('certificates-swapped', nameOf(file))];
    }
    const ends =
      roots === null
        ? []
        : endsOfChain({ file, certificates }, { file: rootFile, certificates: roots }, now);
    return [first, certificateFinding(file, first, ends, now)];
  });
  return found;
}

function rootFinding(file: KeyFile, certificates: readonly X509Certificate[]): KeyFinding {
  const serial = rootSerialOf(certificates);
  if (serial === '') return wrong('certificate-roots', nameOf(file));
  const count = serial.split('_').length;
  return good(
    `${nameOf(file)}: ${count} RSA roots, ${serial}`,
    `${nameOf(file)}：${count} 张 RSA 根证书，${serial}`,
  );
}

function certificateFinding(
  file: KeyFile,
  certificate: X509Certificate,
  ends: readonly CertificateEnd[],
  now: Date,
): KeyFinding {
  const at = new Date(Math.min(...ends.map((end) => end.at.getTime())));
  const what = `${nameOf(file)}: ${serialOf(certificate)}`;
  if (ends.length === 0) return good(what);
  const day = at.toISOString().slice(0, 10);
  const isSoon = at.getTime() - now.getTime() < SOON_DAYS * DAY_MS;
  if (isSoon)
    return note('certificate-ends-soon', `${what}, until ${day}`, `${what}，有效期至 ${day}`);
  return good(`${what}, until ${day}`, `${what}，有效期至 ${day}`);
}

function ofDevelopment({ gateway, ...config }: AlipayConfig): KeyFinding[] {
  const used = [
    config.privateKeyFile,
    ...(config.mode === 'certificate' ? [] : [config.publicKeyFile]),
  ];
  const dev = used.filter((path) => /(?:^|[\\/])keys[\\/]dev[\\/]/.test(path));
  if (dev.length === 0 || environmentOfGateway(gateway) === 'local') return [];
  return [wrong('key-of-development', dev.join(', '))];
}

/** What a reader makes of a file, and the finding; null with the finding of what kept it from it. */
function looked<Read>(
  file: KeyFile,
  expected: Expected,
  read: () => readonly [Read, KeyFinding],
): readonly [Read | null, KeyFinding] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof KeyFileFault)) throw error;
    const contents = keyFileContents(file.path);
    return [null, wrong(mistakeOf(error.kind, expected, contents), error.message)];
  }
}

const MISTAKES: Readonly<Record<KeyFault, KeyMistake>> = {
  unreadable: 'key-unreadable',
  'no-header': 'key-not-understood',
  'not-understood': 'key-not-understood',
  weak: 'key-weak',
  'own-public-key': 'key-is-own',
  'not-our-certificate': 'certificate-of-others',
  'not-yet': 'certificate-not-yet',
  ended: 'certificate-ended',
  'no-chain': 'certificate-chain',
  'no-rsa-root': 'certificate-roots',
};

const IN_ITS_PLACE: Readonly<Record<KeyFileContents['holds'], KeyMistake>> = {
  private: 'key-is-private',
  public: 'key-is-public',
  certificate: 'key-is-certificate',
  encrypted: 'key-encrypted',
};

function mistakeOf(
  fault: KeyFault,
  expected: Expected,
  contents: KeyFileContents | null,
): KeyMistake {
  const isOther = fault === 'no-header' || fault === 'not-understood';
  if (!isOther || contents === null || contents.holds === expected) return MISTAKES[fault];
  return expected === 'certificate' ? 'key-not-certificate' : IN_ITS_PLACE[contents.holds];
}

function describe(key: KeyObject): string {
  const text = consoleText(key);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return `RSA ${bits}, ${text.slice(0, 44)}…${text.slice(-24)}`;
}

function nameOf({ setting, path }: KeyFile): string {
  return `${setting} ${path}`;
}
